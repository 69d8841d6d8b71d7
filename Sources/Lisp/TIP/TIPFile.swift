/// A file in TIP's dialect of SMT-LIB, over the language's own types and functions.
///
/// Claessen, Johansson, Rosén and Smallbone 2015, "TIP: Tons of Inductive Problems".
public struct TIPFile: Sendable {
  /// What the file declares; the prelude is not there. Names that the language cannot write, or that
  /// are built in, stand here under others.
  public var environment: Environment
  /// In the order of the text.
  public var goals: [TIPGoal]
  /// What the file asserts, in the order of the text. Nothing of it is assumed.
  public var lemmas: [TIPLemma]
  public var warnings: [Diagnostic]
}

/// A theorem of a file, to be proved from the definitions.
public struct TIPGoal: Sendable {
  /// The file's name without its ending, and a number if the file has several goals.
  public var name: String
  public var statement: TIPStatement
  public var location: SourceLocation
  /// All that the file asserts, before the goal or after it: each is to be proved before it is used.
  public var lemmas: [TIPLemma]
}

/// A formula that a file asserts: something to be proved first, and otherwise unused.
public struct TIPLemma: Sendable {
  public var name: String
  public var statement: TIPStatement
  public var location: SourceLocation
}

/// What a goal or lemma says.
public enum TIPStatement: Hashable, Sendable {
  /// Over the file's environment; all functions that it reaches have bodies.
  case formula(Formula)
  /// The language cannot say it, for this reason.
  case unsupported(String)
}

extension TIPStatement {
  public var formula: Formula? {
    if case .formula(let formula) = self { return formula }
    return nil
  }

  /// Why the language cannot say it; nil if it can.
  public var reason: String? {
    if case .unsupported(let reason) = self { return reason }
    return nil
  }
}
