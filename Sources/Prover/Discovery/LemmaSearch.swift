import Kernel
import Terms

extension ProofSearch {
  /// Attempts at the goal, with lemmas about its functions found in between.
  mutating func proveWithLemmas(_ formula: TermID) throws(SearchFailure) -> ProofTree? {
    if let tree = try attempt(formula, limit: limits.goalAttempt) { return tree }
    guard limits.discovery else { return nil }
    let usable = usable
    let signature = Signature(of: formula, in: &theory) { usable.contains($0) }
    if let tree = try proveByInterpretation(formula, signature) { return tree }
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
    _ formula: TermID, limit: Int
  ) throws(SearchFailure) -> ProofTree? {
    let outer = budget
    budget = InferenceBudget(limit: min(limit, outer.limit - outer.spent))
    var tree: ProofTree?
    do {
      tree = try prove(formula)
    } catch {
      tree = nil
    }
    let spent = budget.spent
    budget = outer
    if tree == nil { try budget.spend(spent) } else { budget.note(spent) }
    return tree
  }
}
