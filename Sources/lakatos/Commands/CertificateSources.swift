import Evolution
import Foundation
import Lisp
import Prover
import Store

/// A certificate to be checked, wherever it stands.
struct CertificateSource: Sendable {
  /// A path; of a certificate in a run, the run and the certificate's hash.
  var label: String
  /// What a person calls it; empty if that is the name in the certificate.
  var title = ""
  var bytes: [UInt8]
  var claim = Claim.none

  /// What is said of a certificate, beside what it says itself.
  enum Claim: Sendable {
    case none
    /// It is the proof of this statement about this program.
    case proves(Goal)
    /// The statement, or its program, cannot be read back.
    case unreadable
  }
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
    let description = try fromStore { () throws(StoreFailure) in try reader.description() }
    let records = try fromStore { () throws(StoreFailure) in try reader.programs() }
    var programs = RunPrograms(
      environment: try ProblemSource(stored: description).problem.environment,
      programs: records)
    func source(_ hash: String) throws(CommandFailure) -> CertificateSource {
      let text = try fromStore { () throws(StoreFailure) in try reader.certificate(hash) }
      return CertificateSource(label: "\(path)/\(hash)", bytes: Array(text.utf8))
    }
    var sources: [CertificateSource] = []
    for theorem in theorems {
      var source = try source(theorem.certificateHash ?? "of \(theorem.id)")
      source.title = "\(theorem.id.prefix(8))  \(theorem.statement)"
      source.claim = programs.goal(of: theorem).map { .proves($0) } ?? .unreadable
      sources.append(source)
    }
    let claimed = Set(theorems.compactMap(\.certificateHash))
    for hash in hashes where !claimed.contains(hash) { sources.append(try source(hash)) }
    return sources
  }
}
