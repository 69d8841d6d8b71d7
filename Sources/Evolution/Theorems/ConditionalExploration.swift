import Lisp

/// Conjectures with one hypothesis, read off the outcomes of an exploration.
extension TermExploration {
  /// For each small condition the equations and truths that hold on the inputs where it holds,
  /// but not on all.
  func conditionalConjectures() -> [Formula] {
    guard let bool = signature.sort(of: .bool) else { return [] }
    let conditions = terms.filter { $0.sort == bool && isCondition($0) }
    return conditions.prefix(limits.conditions).flatMap { condition in
      conjectures(under: condition, bool: bool)
    }
  }

  /// True sometimes, false sometimes, small, and about variables.
  private func isCondition(_ term: ExploredTerm) -> Bool {
    guard term.size <= limits.conditionSize, !term.term.freeSlots.isEmpty else { return false }
    return Set(term.outcomes).count > 1 && heldInputs(of: term).count * 10 >= term.outcomes.count
  }

  /// The inputs on which a Boolean term gives what the constant `true` gives.
  private func heldInputs(of condition: ExploredTerm) -> [Int] {
    guard let truth = terms.first(where: { $0.term == .true })?.outcomes.first else { return [] }
    return condition.outcomes.indices.filter { condition.outcomes[$0] == truth }
  }

  private func conjectures(under condition: ExploredTerm, bool: Int) -> [Formula] {
    let inputs = heldInputs(of: condition)
    let slots = Set(condition.term.freeSlots)
    var first: [[UInt64]: Int] = [:]
    var found: [Formula] = []
    for (index, term) in terms.prefix(limits.conditionalTerms).enumerated() {
      guard found.count < limits.conjecturesPerCondition else { break }
      guard !term.outcomes.isEmpty, term.term != condition.term else { continue }
      let masked = [UInt64(term.sort)] + inputs.map { term.outcomes[$0] }
      guard let other = first[masked] else {
        first[masked] = index
        continue
      }
      let conclusion = Expression.primitive(
        .equal, [signature.sorts[term.sort]], [term.term, terms[other].term])
      guard slots.isSubset(of: conclusion.freeSlots) else { continue }
      found.append(formula(Expression(hypotheses: [condition.term], conclusion: conclusion)))
    }
    return found
  }
}
