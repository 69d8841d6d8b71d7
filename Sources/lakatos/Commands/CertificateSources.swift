import Foundation
import Store

/// A certificate to be checked, wherever it stands.
struct CertificateSource: Sendable {
  /// A path; of a certificate in a run, the run and the certificate's hash.
  var label: String
  /// What a person calls it; empty if that is the name in the certificate.
  var title = ""
  var bytes: [UInt8]
}

/// The certificates behind the paths that a person typed.
enum CertificateSources {
  /// All certificates of a file, of a folder (its files `*.cert`, also deeper down) or of a run.
  ///
  /// - Throws: ``CommandFailure`` if the path is missing, unreadable, or a folder without any.
  static func at(_ path: String) throws(CommandFailure) -> [CertificateSource] {
    var isFolder: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw CommandFailure(
        .noInput, "there is nothing at \(path)",
        remedy: "name certificates, folders of them, or a run")
    }
    if !isFolder.boolValue { return [try file(path)] }
    if RunFolder.isRun(path) { return try run(path) }
    let names = FileManager.default.enumerator(atPath: path)?.allObjects ?? []
    let files = names.compactMap { $0 as? String }.filter { $0.hasSuffix(".cert") }.sorted()
    guard !files.isEmpty else {
      throw CommandFailure(
        .noInput, "the folder \(path) holds no certificate",
        remedy: "a certificate's name ends in .cert; a run is a folder with a file run.sqlite")
    }
    var sources: [CertificateSource] = []
    for name in files { sources.append(try file(path + "/" + name)) }
    return sources
  }

  private static func file(_ path: String) throws(CommandFailure) -> CertificateSource {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CommandFailure(.noInput, "cannot read \(path)", remedy: "look at its permissions")
    }
    return CertificateSource(label: path, bytes: Array(data))
  }

  private static func run(_ path: String) throws(CommandFailure) -> [CertificateSource] {
    let reader = try fromStore { () throws(StoreFailure) in try RunReader.open(at: path) }
    let hashes = try fromStore { () throws(StoreFailure) in try reader.certificateHashes() }
    let theorems = try fromStore { () throws(StoreFailure) in try reader.provedTheorems() }
    let titles = Dictionary(
      theorems.map { ($0.certificateHash ?? "", "\($0.id.prefix(8))  \($0.statement)") },
      uniquingKeysWith: { first, _ in first })
    var sources: [CertificateSource] = []
    for hash in hashes {
      let text = try fromStore { () throws(StoreFailure) in try reader.certificate(hash) }
      sources.append(
        CertificateSource(
          label: "\(path)/\(hash)", title: titles[hash] ?? "", bytes: Array(text.utf8)))
    }
    return sources
  }
}
