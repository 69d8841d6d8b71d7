import Kernel
import Terms

extension ProofSearch {
  /// Attempts at the goal, with lemmas about its functions found in between, those on the shelf
  /// first.
  mutating func proveWithLemmas(
    _ formula: TermID, shelf: LemmaShelf
  ) throws(SearchFailure) -> ProofTree? {
    let isEmpty = shelf.lemmas.isEmpty
    let first = isEmpty ? limits.goalAttempt : min(limits.goalAttempt, DiscoveryLimits.conjecture)
    if let tree = try attempt(formula, limit: first) { return tree }
    if takeFromShelf(shelf, for: formula) > 0 || !isEmpty,
      let tree = try attempt(formula, limit: limits.goalAttempt)
    {
      return tree
    }
    guard limits.discovery else { return nil }
    if let tree = try proveByOccurrences(formula) { return tree }
    if let tree = try proveByOrder(formula) { return tree }
    let usable = usable
    let signature = Signature(of: formula, in: &theory) { usable.contains($0) }
    if let tree = try proveByInterpretation(formula, signature) { return tree }
    let vocabulary = signature.vocabulary(in: &theory)
    if shelf.hasExplored(vocabulary, inferences: limits.inferences) { return nil }
    self.vocabulary = vocabulary
    if try discoverBounds(signature) > 0,
      let tree = try attempt(formula, limit: limits.goalAttempt)
    {
      return tree
    }
    var exploration = Exploration(signature: signature)
    for _ in 1...DiscoveryLimits.weight {
      guard try exploreLayer(&exploration) > 0 else { continue }
      if let tree = try attempt(formula, limit: limits.goalAttempt) { return tree }
    }
    return nil
  }

  /// One attempt at a formula, on a part of the budget.
  mutating func attempt(
    _ formula: TermID, limit: Int, from start: InductionStart? = nil
  ) throws(SearchFailure) -> ProofTree? {
    try attempt(
      Sequent(hypotheses: [], goal: formula), limit: limit, from: start)
  }

  /// One attempt at a sequent, on a part of the budget.
  mutating func attempt(
    _ sequent: Sequent, limit: Int, from start: InductionStart? = nil,
    assuming facts: [InductionFact] = []
  ) throws(SearchFailure) -> ProofTree? {
    let outer = budget
    budget = InferenceBudget(limit: min(limit, outer.limit - outer.spent))
    var tree: ProofTree?
    do {
      tree = try prove(sequent, from: start, assuming: facts)
    } catch {
      tree = nil
    }
    let spent = budget.spent
    budget = outer
    if tree == nil { try budget.spend(spent) } else { budget.note(spent) }
    return tree
  }
}
