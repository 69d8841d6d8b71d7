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
}
