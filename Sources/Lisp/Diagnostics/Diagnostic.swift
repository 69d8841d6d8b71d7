/// One fault of a file, or a warning about it.
public struct Diagnostic: Error, Hashable, Sendable {
  public enum Severity: String, Hashable, Sendable { case error, warning }

  public var severity: Severity
  public var location: SourceLocation
  /// What is wrong, in one sentence without a full stop.
  public var message: String
  /// What stands in the file.
  public var found: String?
  /// What should stand there.
  public var expected: String?
  /// The nearest known name.
  public var suggestion: String?
  /// The line of the file that holds the fault.
  public var sourceLine: String?

  public init(
    severity: Severity = .error, location: SourceLocation, message: String, found: String? = nil,
    expected: String? = nil, suggestion: String? = nil, sourceLine: String? = nil
  ) {
    self.severity = severity
    self.location = location
    self.message = message
    self.found = found
    self.expected = expected
    self.suggestion = suggestion
    self.sourceLine = sourceLine
  }
}

/// Everything that is wrong with a file, in the order of the text; at least one is an error.
public struct Diagnostics: Error, Hashable, Sendable {
  public var list: [Diagnostic]
  /// Whether the file that was asked for is not there at all.
  public var isMissingFile = false

  public init(_ list: [Diagnostic]) { self.list = list }
}
