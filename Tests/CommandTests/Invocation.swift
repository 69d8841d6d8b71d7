import Foundation

/// What a run of the built program came to.
struct Invocation: Sendable {
  var status: Int32
  var output: String
  var errors: String

  /// The lines of the standard output.
  var lines: [String] { output.split(separator: "\n").map(String.init) }

  /// Each line of the standard output as a JSON object.
  func objects() throws -> [[String: Any]] {
    try lines.map { line in
      let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
      return (value as? [String: Any]) ?? [:]
    }
  }
}

/// A folder to work in, gone when the test has ended.
final class Workplace: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "lakatos-command-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file of the folder.
  func write(_ name: String, _ text: String) throws {
    let url = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  func read(_ name: String) throws -> String {
    try String(decoding: Data(contentsOf: URL(fileURLWithPath: path + "/" + name)), as: UTF8.self)
  }

  func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: path + "/" + name)
  }

  /// What stands in a folder, hidden things included, sorted.
  func entries(of folder: String = ".") -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path + "/" + folder)) ?? []).sorted()
  }

  /// Runs the program in this folder and waits for its end.
  func lakatos(_ arguments: String..., environment: [String: String] = [:]) throws -> Invocation {
    let running = try start(arguments, environment: environment)
    return running.wait()
  }

  /// Starts the program in this folder.
  func start(_ arguments: [String], environment: [String: String] = [:]) throws -> Running {
    let process = Process()
    process.executableURL = builtProgram
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: path)
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let name = UUID().uuidString
    let output = path + "/.output-" + name
    let errors = path + "/.errors-" + name
    for file in [output, errors] {
      try Data().write(to: URL(fileURLWithPath: file))
    }
    process.standardOutput = FileHandle(forWritingAtPath: output)
    process.standardError = FileHandle(forWritingAtPath: errors)
    try process.run()
    return Running(
      workplace: self, process: process, outputFile: output, errorFile: errors)
  }
}

/// A program that may still run. Its streams go to files, so that it never waits for a reader.
struct Running {
  /// Kept, so that the folder stays until the end.
  let workplace: Workplace
  let process: Process
  let outputFile: String
  let errorFile: String

  var errorsSoFar: String { text(of: errorFile) }

  /// Waits for the end; a program that takes longer is killed.
  func wait(atMost seconds: Double = 120) -> Invocation {
    let deadline = Date().addingTimeInterval(seconds)
    while process.isRunning, Date() < deadline { Thread.sleep(forTimeInterval: 0.005) }
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    let result = Invocation(
      status: process.terminationReason == .exit
        ? process.terminationStatus : 128 + process.terminationStatus,
      output: text(of: outputFile), errors: text(of: errorFile))
    for file in [outputFile, errorFile] { try? FileManager.default.removeItem(atPath: file) }
    return result
  }

  private func text(of file: String) -> String {
    FileManager.default.contents(atPath: file).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}

/// The program that was built beside the tests.
let builtProgram: URL = {
  var folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
  while folder.path != "/" {
    let program = folder.appendingPathComponent("lakatos")
    if FileManager.default.isExecutableFile(atPath: program.path),
      !FileManager.default.fileExists(atPath: program.path + "/Package.swift")
    {
      return program
    }
    folder = folder.deletingLastPathComponent()
  }
  return URL(fileURLWithPath: "lakatos")
}()
