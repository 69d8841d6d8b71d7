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
  /// As for the program to return; the unit is a node.
  public var score: Double
  /// Whether little more than chance prefers the program to return.
  public var isEquallyGood: Bool
  /// Formulas of `holdout` that it passes: reported, never used for selection.
  public var holdout: PassCount
  /// Share of the inputs on which the two differ.
  public var differing: Double
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
    let solved = Dictionary(uniqueKeysWithValues: programs.solved.map { ($0.id, $0) })
    let entries = state.ranking.entries
    guard let id = state.best?.id, let best = solved[id], let score = state.ranking.score(of: id)
    else { return [] }
    var comparison = RivalComparison(context: programContext, program: best, score: score)
    var rivals: [Rival] = []
    for entry in entries where entry.id != id {
      if let other = solved[entry.id], let rival = comparison.rival(other, score: entry.score) {
        rivals.append(rival)
      }
    }
    return rivals
  }
}
