import Kernel
import Terms

extension ProofSearch {
  /// Relations of numerals are comparisons of their sizes, and operations on numerals are affine
  /// combinations of them where they are.
  mutating func relateNumerals(
    _ types: [TypeID], _ discovery: inout MultisetDiscovery
  ) throws(SearchFailure) {
    for pattern in discovery.patterns where !discovery.lawful.contains(pattern.term) {
      guard discovery.goalFunctions.contains(pattern.function), !pattern.variables.isEmpty,
        pattern.variables.allSatisfy({ types.contains(theory.bank.type(of: $0)) })
      else { continue }
      var sizes: [TermID] = []
      for variable in pattern.variables {
        if let size = discovery.sizes.size(of: variable, in: &theory) { sizes.append(size) }
      }
      var laws: [(left: TermID, right: TermID)] = []
      let result = theory.bank.type(of: pattern.term)
      if result == theory.bank.bool, sizes.count == 2 {
        for builtin in [Builtin.lessOrEqual, .less] {
          for arguments in [sizes, sizes.reversed()] {
            laws.append(
              (pattern.term, theory.bank.logical(builtin, arguments[0], arguments[1])))
          }
        }
      } else if types.contains(result),
        let size = discovery.sizes.size(of: pattern.term, in: &theory),
        let sum = try fit([size], by: sizes, &discovery)
      {
        laws.append((size, sum))
      }
      for (left, right) in laws where !discovery.lawful.contains(pattern.term) {
        let formula = theory.bank.equationOf(left, right)
        if try isRefuted(Sequent(hypotheses: [], goal: formula)) { continue }
        if try attemptLaw(left, right, limit: MultisetLimits.law) {
          discovery.lawful.insert(pattern.term)
        }
      }
    }
  }
}
