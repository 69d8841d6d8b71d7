/// A place in a source text.
public struct SourceLocation: Hashable, Sendable, Codable {
  /// The path as it was given, or a name in angle brackets for text that is in no file.
  public var file: String
  /// Counted from 1.
  public var line: Int
  /// Counted from 1, in characters.
  public var column: Int
  /// Counted from 0, in UTF-8 bytes.
  public var offset: Int

  public init(file: String, line: Int, column: Int, offset: Int) {
    self.file = file
    self.line = line
    self.column = column
    self.offset = offset
  }

  /// The location of what no person wrote.
  public static let none = SourceLocation(file: "<none>", line: 1, column: 1, offset: 0)
}

extension SourceLocation: CustomStringConvertible {
  public var description: String { "\(file):\(line):\(column)" }
}
