import Foundation

/// The same terms evaluated by Maude, an established rewriting engine (Clavel and others 2007,
/// "All About Maude").
enum MaudeRun {
  /// The best of several runs for each term.
  ///
  /// - Returns: nil where there is no `maude` on the PATH, or it did not answer.
  static func measure(runs: Int) -> [RewritingMeasure]? {
    guard let program = executable() else { return nil }
    let folder = FileManager.default.temporaryDirectory
    let file = folder.appendingPathComponent("lakatos-\(ProcessInfo.processInfo.processIdentifier)")
      .appendingPathExtension("maude")
    guard (try? RewritingTerms.maude.write(to: file, atomically: true, encoding: .utf8)) != nil
    else { return nil }
    defer { try? FileManager.default.removeItem(at: file) }
    var best: [RewritingMeasure]?
    for _ in 0..<runs {
      guard let text = answer(of: program, to: file.path) else { return best }
      let measures = read(text)
      guard let known = best else {
        best = measures
        continue
      }
      best = zip(known, measures).map { $0.seconds <= $1.seconds ? $0 : $1 }
    }
    return best
  }

  private static func executable() -> URL? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return path.split(separator: ":").lazy
      .map { URL(fileURLWithPath: String($0)).appendingPathComponent("maude") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }

  private static func answer(of program: URL, to file: String) -> String? {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = program
    process.arguments = ["-no-banner", file]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(bytes: bytes, encoding: .utf8)
  }

  /// Reads lines such as `rewrites: 409225 in 20ms cpu (21ms real) (20461250 rewrites/second)`.
  private static func read(_ text: String) -> [RewritingMeasure] {
    let lines = text.split(separator: "\n").filter { $0.hasPrefix("rewrites:") }
    return zip(RewritingTerms.names, lines).compactMap { name, line in
      let words = line.split(separator: " ")
      guard words.count > 3, let rewrites = Int(words[1]),
        let milliseconds = Double(words[3].prefix { $0.isNumber || $0 == "." })
      else { return nil }
      return RewritingMeasure(
        name: name, rewrites: rewrites, seconds: max(milliseconds, 1) / 1_000)
    }
  }
}
