import Terms

/// What is to be shown: the goal, wherever all hypotheses are true.
struct Sequent: Hashable {
  /// Formulas, without repetition, in order of appearance.
  var hypotheses: [TermID]
  var goal: TermID

  mutating func add(_ hypothesis: TermID) {
    if !hypotheses.contains(hypothesis) { hypotheses.append(hypothesis) }
  }

  mutating func replace(_ hypothesis: TermID, by other: TermID) {
    hypotheses.removeAll { $0 == hypothesis }
    add(other)
  }
}
