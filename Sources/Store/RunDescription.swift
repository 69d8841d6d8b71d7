import Evolution

/// What a run is about, fixed when it is created.
public struct RunDescription: Hashable, Sendable {
  /// A file as it was read when the run was created.
  public struct SourceText: Hashable, Sendable {
    /// Relative to the folder of the problem file if it lies below it, else as it was named.
    public var path: String
    public var text: String

    public init(path: String, text: String) {
      self.path = path
      self.text = text
    }
  }

  /// The problem's name.
  public var problem: String
  /// The path of the problem file, as it was typed.
  public var root: String
  /// The problem file first, then what it includes.
  public var sources: [SourceText]
  public var configuration: RunConfiguration
  /// The command line that created the run, for people.
  public var command: [String]
  /// ISO 8601.
  public var created: String

  public init(
    problem: String, root: String, sources: [SourceText], configuration: RunConfiguration,
    command: [String], created: String
  ) {
    self.problem = problem
    self.root = root
    self.sources = sources
    self.configuration = configuration
    self.command = command
    self.created = created
  }
}
