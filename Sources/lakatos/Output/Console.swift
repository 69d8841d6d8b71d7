import Foundation

/// Where a command's words go: data to the output stream, everything else to the error stream.
struct Console: Sendable {
  /// Results are JSON.
  var json: Bool
  /// No progress.
  var quiet: Bool
  private let outputColor: Bool
  private let errorColor: Bool
  /// The progress line is overwritten in place.
  let isLive: Bool

  init(json: Bool, quiet: Bool, noColor: Bool) {
    self.json = json
    self.quiet = quiet
    let environment = ProcessInfo.processInfo.environment
    let plain =
      noColor || !(environment["NO_COLOR"] ?? "").isEmpty || environment["TERM"] == "dumb"
    outputColor = !plain && !json && Stream.output.isTerminal
    errorColor = !plain && Stream.error.isTerminal
    isLive = Stream.error.isTerminal && environment["TERM"] != "dumb"
  }

  /// Prints a line of data.
  func print(_ line: String) throws(CommandFailure) { try Stream.output.write(line + "\n") }

  /// Prints one JSON object on its line.
  func print(_ value: JSON) throws(CommandFailure) { try print(value.line) }

  /// Says something that is not data, unless asked to be quiet.
  func say(_ line: String) {
    guard !quiet else { return }
    try? Stream.error.write((isLive ? eraseLine : "") + line + "\n")
  }

  /// Warns; also when quiet.
  func warn(_ text: String) {
    try? Stream.error.write((isLive ? eraseLine : "") + text + "\n")
  }

  /// Shows how far the work is: one line that the next one overwrites, or a line each time.
  func progress(_ line: String) {
    guard !quiet else { return }
    if isLive {
      try? Stream.error.write(eraseLine + String(line.prefix(Stream.error.columns - 1)))
    } else {
      try? Stream.error.write(line + "\n")
    }
  }

  /// Removes the live line before other output.
  func endProgress() {
    if isLive && !quiet { try? Stream.error.write(eraseLine) }
  }

  private var eraseLine: String { "\r\u{1B}[2K" }

  func bold(_ text: String) -> String { styled(text, "1") }
  func dim(_ text: String) -> String { styled(text, "2") }
  func green(_ text: String) -> String { styled(text, "32") }
  func red(_ text: String) -> String { styled(text, "31") }

  private func styled(_ text: String, _ code: String) -> String {
    outputColor ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
