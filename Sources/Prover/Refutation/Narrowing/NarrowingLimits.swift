/// Bounds on one search by narrowing. Steps are reductions and refinements; they are counted, so a
/// search ends after the same step on every machine.
public struct NarrowingLimits: Hashable, Sendable, Codable {
  /// Steps in all, before a goal is proved: about 3 ms.
  public var quickSteps = 60_000
  /// Steps in all, after a first attempt at a proof found none: about 0.4 s.
  public var steps = 12_000_000
  /// Steps between two refinements; what takes longer is given up.
  public var evaluation = 60_000
  /// Steps of an operand that is evaluated although the one before it is not decided yet.
  public var speculation = 4_000
  /// Evaluations inside one another.
  public var depth = 6_000
  /// Nodes of the graph.
  public var nodes = 4_000_000
  /// The cost of the largest inputs of the first level, and of the last.
  public var smallestBound = 8
  public var largestBound = 400
  /// Steps that each level has in the first round, in order and at random; four times as many in each later round.
  public var firstRound = 3_000
  /// Integers that are compared with others on one path.
  public var integers = 48
  /// Values that are tried for an integer whose value is needed.
  public var integerValues = 24
  /// Calls of the evaluation that confirms a counterexample.
  public var confirmation = 400_000

  public init() {}
}
