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

  /// Writes a certificate under `<name>.cert`, whole or not at all.
  ///
  /// - Returns: its path; nil if no folder was asked for.
  func write(_ certificate: String, name: String) throws(CommandFailure) -> String? {
    guard let folder = certificates else { return nil }
    let path = folder + "/" + name + ".cert"
    do {
      try Data(certificate.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch { throw refusal(path, "the system refuses") }
    return path
  }

  private func refusal(_ path: String, _ reason: String) -> CommandFailure {
    CommandFailure(
      .cannotWrite, "cannot write \(path): \(reason)",
      remedy: "name a folder that you may write to with --certificates")
  }
}
