/// A theorem as a file states it.
public struct NamedFormula: Sendable {
  public var name: String
  public var formula: Formula
  public var location: SourceLocation

  public init(name: String, formula: Formula, location: SourceLocation) {
    self.name = name
    self.formula = formula
    self.location = location
  }
}

/// A file as it was read.
public struct SourceFile: Hashable, Sendable {
  /// As it was named, or as the including file leads to it.
  public var path: String
  public var text: String

  public init(path: String, text: String) {
    self.path = path
    self.text = text
  }
}

/// A file that was read, with what it includes.
public struct Module: Sendable {
  public var environment: Environment
  /// Those of the named file itself, not of files that it includes, in order.
  public var theorems: [NamedFormula]
  /// The functions that the named file itself defines, in order; selectors are not among them.
  public var definitions: [FunctionID]
  public var problem: Problem?
  public var warnings: [Diagnostic]
  /// The named file first, then what it includes, in the order of reading.
  public var sources: [SourceFile] = []
}

/// A problem: a function to be found.
public struct Problem: Sendable {
  public var name: String
  public var doc: String?
  public var environment: Environment
  /// Declared in the environment, without a body.
  public var target: FunctionID
  /// The functions, built-in ones included, that programs may call; nil stands for every visible
  /// one. Constructors, the target and a program's own helpers are always allowed.
  public var components: [Callable]?
  /// What theorems may speak of, beside the target.
  public var vocabulary: [Callable]
  /// Test cases (without variables) and laws (with variables), in order.
  public var require: [Formula]
  /// Reported, never used for selection.
  public var holdout: [Formula]
  public var settings: [Setting]
  /// Programs to start from: the target with a body, in which `undefined` stands for each `?`.
  public var start: [Function]
  public var location: SourceLocation
  /// What is odd about its file.
  public var warnings: [Diagnostic] = []
}

/// A run setting that a problem overrides.
public struct Setting: Hashable, Sendable {
  public var key: String
  public var value: String
  public var location: SourceLocation
}
