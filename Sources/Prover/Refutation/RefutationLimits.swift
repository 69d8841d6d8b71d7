import Lisp

/// Bounds on the testing of one formula.
public struct RefutationLimits: Hashable, Sendable, Codable {
  /// Inputs that are tried in all.
  public var tests = 400
  /// How many of them are drawn from the smallest inputs, in order of total size.
  public var smallest = 240
  /// Inputs that are tried in place of ``tests`` while fewer than ``premises`` made the premises true.
  public var testsForPremises = 2_000
  /// Inputs with true premises that are looked for.
  public var premises = 40
  /// Constructors of the largest value that is drawn at random.
  public var size = 14
  /// Largest absolute value of a random integer.
  public var integer: Int64 = 20
  /// Function values that are tried for each function type.
  public var functions = 14
  /// Calls, cells and nesting of one evaluation.
  public var fuel = 20_000
  public var cells = 100_000
  public var depth = 2_000

  public init() {}

  var budget: Budget { Budget(fuel: fuel, cells: cells, depth: depth) }
}
