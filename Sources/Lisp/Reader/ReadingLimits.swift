/// Bounds on what is read, so that no text can exhaust the stack or the memory.
public enum ReadingLimits {
  /// Parentheses inside each other.
  public static let nesting = 1_000
  /// Nesting of an elaborated expression, where the last argument of a constructor, `and`, `or` and
  /// `=>` does not count.
  public static let expressionNesting = 2_000
  /// Nodes on the longest path of an elaborated expression; a list of n elements and the number n of
  /// type `nat` have paths of length n.
  public static let expressionDepth = 6_000
  /// Nodes of one elaborated function or formula; nested patterns may multiply the cases.
  public static let expressionSize = 200_000
  /// Nodes of one inferred type.
  public static let typeSize = 1_000
  /// Constructors of a data type.
  public static let constructors = 10_000
  /// Bytes of a file.
  public static let fileSize = 16_777_216
  /// Files that one file includes, directly or not.
  public static let files = 1_000
  /// Errors that are reported in one go.
  public static let reportedErrors = 50
}
