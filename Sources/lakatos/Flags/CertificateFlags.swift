import ArgumentParser
import Foundation

/// Where certificates are written as files.
struct CertificateFlags: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Write each certificate to a file of this folder, which is made if missing.",
      valueName: "dir"))
  var certificates: String?

  /// Makes the folder before the work begins, so that a wrong name costs nothing.
  ///
  /// - Throws: ``CommandFailure`` with ``ExitStatus/cannotWrite``.
  func prepare() throws(CommandFailure) {
    guard let folder = certificates else { return }
    var isFolder: ObjCBool = false
    if unsafe FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) {
      guard isFolder.boolValue else { throw refusal(folder, "it is a file") }
      return
    }
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch { throw refusal(folder, "it cannot be made") }
  }

  /// Writes a certificate under `<name>.cert`, whole or not at all; beside a file of that name that
  /// says something else, under `<name>-2.cert` and so on.
  ///
  /// - Returns: its path; nil if no folder was asked for.
  func write(_ certificate: String, name: String) throws(CommandFailure) -> String? {
    guard let folder = certificates else { return nil }
    let data = Data(certificate.utf8)
    var path = folder + "/" + name + ".cert"
    var number = 1
    while FileManager.default.fileExists(atPath: path) {
      if FileManager.default.contents(atPath: path) == data { return path }
      number += 1
      path = "\(folder)/\(name)-\(number).cert"
    }
    do {
      try data.write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch { throw refusal(path, "the system refuses") }
    return path
  }

  private func refusal(_ path: String, _ reason: String) -> CommandFailure {
    CommandFailure(
      .cannotWrite, "cannot write \(path): \(reason)",
      remedy: "name a folder that you may write to with --certificates")
  }
}
