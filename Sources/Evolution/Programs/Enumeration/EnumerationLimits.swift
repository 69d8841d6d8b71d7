/// Bounds on the systematic search for small programs. All are counts, so that the result does not
/// depend on the machine.
public struct EnumerationLimits: Hashable, Sendable, Codable {
  /// Values of terms in contexts that may be computed, and runs of candidates (each counts as
  /// ``runCost``).
  public var work = 4_000_000
  public var runCost = 20
  /// Terms over one scope.
  public var terms = 3_000
  /// Terms in all.
  public var allTerms = 200_000
  /// Distinct values that terms have.
  public var values = 8_000_000
  /// Sketches in all.
  public var sketches = 60_000
  /// Nodes of the largest program.
  public var size = 30
  /// Conditions with the same outcomes on the test cases of a leaf that are tried.
  public var alikeConditions = 2
  /// Programs that are returned at most.
  public var solutions = 40
  /// Work after the first solution, in percent of the work until then.
  public var afterwards = 400
  /// How many nodes larger than the smallest a further solution may be.
  public var slack = 4

  public init() {}

  /// The limits of a further round: twice the work of the one before. Every other round keeps few
  /// terms per scope and so comes to larger programs; the others keep more and more.
  func round(_ round: Int) -> EnumerationLimits {
    var limits = self
    limits.work <<= round
    limits.terms = round % 2 == 1 ? terms / 16 : terms << (round / 2)
    limits.allTerms <<= min(round, 2)
    return limits
  }
}
