/// What one generation of programs did.
public struct ProgramReport: Codable, Hashable, Sendable {
  /// Programs bred and enumerated.
  public var bred = 0
  /// Of these, not evaluated because the same canonical program was seen lately.
  public var duplicates = 0
  /// Evaluated programs that behave like a member that is not larger.
  public var sameBehaviour = 0
  /// Evaluations of one program on one input, the systematic search's included.
  public var programCases = 0
  /// Programs that were run on all test cases, the systematic search's included.
  public var candidates = 0
  /// Work of the systematic search: values of terms in contexts, and runs, which count more.
  public var searchWork = 0
  /// Distinct outcome vectors among the members.
  public var outcomeVectors = 0
  /// Distinct behaviours among the members.
  public var behaviours = 0
  public var meanSize = 0.0
  /// Ids of solutions that are new in this generation.
  public var newSolutions: [String] = []

  public init() {}
}
