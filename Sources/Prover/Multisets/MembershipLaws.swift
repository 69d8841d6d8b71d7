import Kernel
import Terms

extension ProofSearch {
  /// Of calls that give an element: that it stands in their arguments. Of calls that give a truth
  /// value: that they say whether one argument stands in the other.
  ///
  /// - Parameter limit: inferences for one attempt.
  mutating func proveMembership(
    limit: Int, _ discovery: inout MultisetDiscovery
  ) throws(SearchFailure) {
    let element = discovery.occurrences.element
    let zero = theory.bank.integer(0)
    for pattern in discovery.patterns where !discovery.lawful.contains(pattern.term) {
      if theory.bank.type(of: pattern.term) == element {
        var counts: [TermID] = []
        for variable in pattern.variables {
          if let count = discovery.occurrences.count(of: pattern.term, in: variable, &theory) {
            counts.append(count)
          }
        }
        guard let sum = theory.bank.sum(counts) else { continue }
        let formula = theory.bank.logical(.less, zero, sum)
        if try isRefuted(Sequent(hypotheses: [], goal: formula)) { continue }
        if try attemptByInduction(formula, limit: limit) {
          discovery.lawful.insert(pattern.term)
        }
      } else if theory.bank.type(of: pattern.term) == theory.bank.bool {
        guard pattern.variables.count == 2,
          let value = pattern.variables.first(where: { theory.bank.type(of: $0) == element }),
          let other = pattern.variables.first(where: { $0 != value }),
          theory.bank.type(of: other) != element,
          let count = discovery.occurrences.count(of: value, in: other, &theory)
        else { continue }
        let occurs = theory.bank.logical(.less, zero, count)
        let formula = theory.bank.equationOf(pattern.term, occurs)
        if try isRefuted(Sequent(hypotheses: [], goal: formula)) { continue }
        if try attemptLaw(pattern.term, occurs, limit: limit) {
          discovery.lawful.insert(pattern.term)
        }
      }
    }
  }
}
