/// A solution beside the program to return, and the first input on which the two differ.
///
/// Whoever wrote the problem can tell which of the two is meant, and add that as a test case (as a
/// user answers distinguishing inputs: Jha, Gulwani, Seshia and Tiwari 2010, "Oracle-Guided
/// Component-Based Program Synthesis").
public struct Rival: Hashable, Sendable {
  public var id: String
  public var source: String
  /// Nodes of the bodies, those of its helpers included.
  public var size: Int
  /// Whether nothing but chance prefers the program to return.
  public var isEquallyGood: Bool
  /// The input as a call of the target, in Lisp.
  public var call: String
  /// What the program to return gives, in Lisp; nil where it gives no value.
  public var returned: String?
  /// What the rival gives.
  public var given: String?
}

extension Run {
  /// The other solutions found, the better ones first; none while the problem is unsolved. Each
  /// behaves differently from the program to return and from the others.
  public var rivals: [Rival] {
    var programs = state.programs
    programs.restore(in: programContext)
    guard let best = programs.solved.first(where: { $0.id == state.best?.id }) else { return [] }
    var comparison = RivalComparison(context: programContext, program: best)
    return programs.solved.compactMap { other in
      other.id == best.id ? nil : comparison.rival(other)
    }
  }
}
