import Evolution
import Foundation

/// A language whose implementation may be installed, to run the same programs.
struct PeerLanguage: Sendable {
  var name: String
  /// Names of the executable, the first that is on the PATH counts.
  var executables: [String]
  var arguments: [String] = []
  var fileExtension: String
  var script: @Sendable (EvaluationSuite, Int) -> PeerScript?

  static let all = [
    PeerLanguage(
      name: "Chez Scheme", executables: ["chezscheme", "chez", "scheme"], arguments: ["--script"],
      fileExtension: "ss", script: PeerScript.scheme),
    PeerLanguage(
      name: "Lua", executables: ["lua", "lua5.4", "lua5.3"], fileExtension: "lua",
      script: PeerScript.lua),
    PeerLanguage(
      name: "LuaJIT", executables: ["luajit"], fileExtension: "lua", script: PeerScript.lua),
  ]

  /// A way of compiling, its best time and its digest of all results.
  struct Answer {
    var way: String
    var seconds: Double
    var digest: Int
  }

  /// - Returns: nil where the language is not installed.
  var program: URL? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let folders = path.split(separator: ":").map { URL(fileURLWithPath: String($0)) }
    return executables.lazy.flatMap { name in folders.map { $0.appendingPathComponent(name) } }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }

  /// Runs a suite; nothing where it cannot be translated or the language gave no answer.
  func answers(to suite: EvaluationSuite, runs: Int) -> [Answer] {
    guard let program, let script = script(suite, runs) else { return [] }
    let number = ProcessInfo.processInfo.processIdentifier
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("lakatos-\(number)-\(suite.name)")
      .appendingPathExtension(fileExtension)
    guard (try? script.text.write(to: file, atomically: true, encoding: .utf8)) != nil else {
      return []
    }
    defer { try? FileManager.default.removeItem(at: file) }
    return run(program, file.path).split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      guard words.count == 3, let seconds = Double(words[1]), let digest = Int(words[2]) else {
        return nil
      }
      return Answer(way: String(words[0]), seconds: seconds, digest: digest)
    }
  }

  private func run(_ program: URL, _ file: String) -> String {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = program
    process.arguments = arguments + [file]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return "" }
    let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(bytes: bytes, encoding: .utf8) ?? ""
  }
}
