import Kernel
import Terms

extension ProofSearch {
  /// Functions of the program that count are numbers of occurrences, or numerals of that size.
  mutating func relateCounts(
    _ discovery: inout MultisetDiscovery
  ) throws(SearchFailure) {
    var numerals: [TypeID] = []
    for pattern in discovery.patterns {
      let result = theory.bank.type(of: pattern.term)
      guard let (value, list) = countArguments(pattern, discovery),
        let count = discovery.occurrences.count(of: value, in: list, &theory)
      else { continue }
      var left = pattern.term
      if numeral(result) != nil {
        guard let size = discovery.sizes.size(of: left, in: &theory) else { continue }
        if !numerals.contains(result) {
          numerals.append(result)
          rank([theory.bank.head(of: size)])
          machine.compile(from: theory)
        }
        left = size
      } else if result != theory.bank.int {
        continue
      }
      let formula = theory.bank.equationOf(left, count)
      if try isRefuted(Sequent(hypotheses: [], goal: formula)) { continue }
      if try attemptLaw(left, count, limit: MultisetLimits.law) {
        discovery.lawful.insert(pattern.term)
      }
    }
    for type in numerals { try proveSizesDistinguish(type, &discovery) }
    try relateNumerals(numerals, &discovery)
  }

  private func countArguments(
    _ pattern: CallShape, _ discovery: MultisetDiscovery
  ) -> (value: TermID, list: TermID)? {
    let element = discovery.occurrences.element
    guard pattern.variables.count == 2,
      let value = pattern.variables.first(where: { theory.bank.type(of: $0) == element }),
      let list = pattern.variables.first(where: { $0 != value }),
      theory.bank.type(of: list) != element
    else { return nil }
    return (value, list)
  }

  /// Numerals of one size are equal.
  private mutating func proveSizesDistinguish(
    _ type: TypeID, _ discovery: inout MultisetDiscovery
  ) throws(SearchFailure) {
    let numbers = variables([type, type], &discovery.samples)
    guard let first = discovery.sizes.size(of: numbers[0], in: &theory),
      let second = discovery.sizes.size(of: numbers[1], in: &theory)
    else { return }
    let notNegative = theory.bank.logical(.lessOrEqual, theory.bank.integer(0), first)
    _ = try attemptLemma(notNegative, limit: MultisetLimits.law)
    let equal = theory.bank.equationOf(numbers[0], numbers[1])
    let formula = theory.bank.logical(
      .implies, theory.bank.equationOf(first, second), equal)
    _ = try attemptLemma(formula, limit: MultisetLimits.law)
  }
}
