extension Diagnostic {
  /// The message as people see it: place, message, the line and a caret, and what was found and
  /// expected.
  public func rendered() -> String {
    var lines = ["\(location): \(severity.rawValue): \(message)"]
    if let sourceLine {
      let shown = Diagnostic.excerpt(of: sourceLine, around: location.column)
      lines.append("  " + shown.line)
      lines.append("  " + shown.caret)
    }
    if let found { lines.append("  found: \(found)") }
    if let expected { lines.append("  expected: \(expected)") }
    if let suggestion { lines.append("  nearest known name: \(suggestion)") }
    return lines.joined(separator: "\n")
  }

  private static let excerptWidth = 120

  /// A line, cut to some width if it is long, and a caret below a column of it.
  private static func excerpt(of line: String, around column: Int) -> (line: String, caret: String)
  {
    let scalars = Array(line.unicodeScalars)
    let position = min(max(0, column - 1), scalars.count)
    var start = 0
    var end = scalars.count
    if scalars.count > excerptWidth {
      start = max(0, min(position - excerptWidth / 2, scalars.count - excerptWidth))
      end = start + excerptWidth
    }
    let before = start > 0 ? "..." : ""
    let after = end < scalars.count ? "..." : ""
    let padding = scalars[start..<position].map { $0 == "\t" ? "\t" : " " }.joined()
    let shown = String(String.UnicodeScalarView(scalars[start..<end]))
    return (before + shown + after, before.map { _ in " " }.joined() + padding + "^")
  }
}

extension Diagnostics: CustomStringConvertible {
  /// All messages, with an empty line between them.
  public var description: String {
    list.map { $0.rendered() }.joined(separator: "\n\n")
  }

  public var hasErrors: Bool { list.contains { $0.severity == .error } }
}
