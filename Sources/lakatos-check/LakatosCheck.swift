import ArgumentParser
import Checker
import Foundation

/// The command: certificates in, verdicts out.
@main
struct LakatosCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lakatos-check",
    abstract: "Checks certificates with the second checker alone.",
    discussion: """
      EXAMPLES
        lakatos-check append.cert            the theorems, or the first fault
        lakatos-check -q append.cert && echo accepted
        lakatos-check --json *.cert          one JSON object per line

      A certificate is a file of definitions, lines of proof and theorems. Of an \
      accepted one, each theorem is printed with its variables and identities; of \
      a rejected one, the first fault and its place.

      Names prove nothing: a file may call anything `append`. An identity is the \
      hash of a definition and a place in it. Compare it with the one you expect.

      EXIT CODES
        0   all accepted
        1   a certificate is rejected
        64  wrong usage
        66  a file is missing or cannot be read; the others are checked
      """)

  @Argument(help: "Certificates.", completion: .file(extensions: ["cert"]))
  var files: [String]

  @Flag(help: "Print one JSON object per line: per theorem, or per rejected file.")
  var json = false

  @Flag(name: .shortAndLong, help: "Print nothing; the exit code tells.")
  var quiet = false

  func run() throws {
    var isRejected = false
    var isMissing = false
    for file in files {
      guard let bytes = read(file) else {
        complain("\(file): cannot be read")
        isMissing = true
        continue
      }
      let clock = ContinuousClock()
      let start = clock.now
      let verdict = check(certificate: bytes)
      let report = Report(file: file, verdict: verdict, duration: clock.now - start)
      isRejected = isRejected || report.isRejected
      show(report)
    }
    if isMissing { throw ExitCode(66) }
    if isRejected { throw ExitCode(1) }
  }

  private func show(_ report: Report) {
    guard !quiet else { return }
    if report.provesNothing { complain("\(report.file): accepted, but it states no theorem") }
    for line in json ? report.jsonLines : report.textLines { print(line) }
  }

  /// The bytes of a file, or one more than the checker takes if there are more.
  private func read(_ file: String) -> [UInt8]? {
    guard let handle = FileHandle(forReadingAtPath: file) else { return nil }
    defer { try? handle.close() }
    let most = CheckLimits.standard.fileBytes + 1
    guard let content = try? handle.read(upToCount: most) else {
      // At the end of an empty file there is nothing to read; a folder is no file.
      var isFolder: ObjCBool = false
      let exists = unsafe FileManager.default.fileExists(atPath: file, isDirectory: &isFolder)
      return exists && !isFolder.boolValue ? [] : nil
    }
    return Array(content)
  }

  private func complain(_ message: String) {
    FileHandle.standardError.write(Data("lakatos-check: \(message)\n".utf8))
  }
}
