/// Bounds on evaluation that no flag, file or caller can raise.
public enum HardCaps {
  /// Calls of one evaluation.
  public static let fuel = 1_000_000_000
  /// Words of memory that one evaluation builds.
  public static let cells = 16_777_216
  /// Nested calls that are not tail calls.
  public static let depth = 200_000
  /// Nodes of a value that leaves the evaluator.
  public static let valueNodes = 100_000
  /// Nesting of a value that leaves the evaluator; a list of n elements is nested n deep.
  public static let valueDepth = 5_000
  /// Pairs of nodes that one unit of fuel compares; the first ones of each `=` are free.
  public static let nodesPerUnit = 64
  /// Words of the machine's stack.
  public static let stackWords = 33_554_432
  /// Words of inputs that a machine holds.
  public static let inputCells = 67_108_864
  /// Instances of functions at closed types.
  public static let instances = 100_000
}

extension Budget {
  /// The budget with what exceeds ``HardCaps``, or is negative, put right.
  public var clamped: Budget {
    Budget(
      fuel: min(max(0, fuel), HardCaps.fuel), cells: min(max(0, cells), HardCaps.cells),
      depth: min(max(0, depth), HardCaps.depth))
  }
}
