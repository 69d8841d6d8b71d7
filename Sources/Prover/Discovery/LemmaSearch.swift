import Kernel
import Terms

extension ProofSearch {
  /// Attempts at the goal, with lemmas about its functions found in between, those on the shelf
  /// first.
  mutating func proveWithLemmas(
    _ formula: TermID, shelf: LemmaShelf
  ) throws(SearchFailure) -> ProofTree? {
    let isEmpty = shelf.lemmas.isEmpty
    // What counts elements is soon proved with its own laws, and else hardly ever without.
    let counts = limits.discovery ? try isAboutMultisets(formula) : false
    let isQuick = counts || !isEmpty
    let first = isQuick ? min(limits.goalAttempt, DiscoveryLimits.conjecture) : limits.goalAttempt
    if let tree = try attempt(formula, limit: first) { return tree }
    if takeFromShelf(shelf, for: formula) > 0 || !isEmpty,
      let tree = try attempt(formula, limit: limits.goalAttempt)
    {
      return tree
    }
    guard limits.discovery else { return nil }
    goalFrontier = [Sequent(hypotheses: [], goal: formula)] + frontier
    if counts, let tree = try proveByOccurrences(formula) { return tree }
    if counts, isEmpty, let tree = try attempt(formula, limit: limits.goalAttempt) { return tree }
    if let tree = try proveByOrder(formula) { return tree }
    let usable = usable
    let signature = Signature(of: formula, in: &theory) { usable.contains($0) }
    if let tree = try proveByInterpretation(formula, signature) { return tree }
    if let tree = try proveBySizes(formula, signature) { return tree }
    if try discoverBounds(signature) > 0,
      let tree = try attempt(formula, limit: limits.goalAttempt)
    {
      return tree
    }
    var exploration = Exploration(signature: signature)
    for _ in 1...DiscoveryLimits.weight {
      guard try exploreLayer(&exploration, for: formula) > 0 else { continue }
      if let tree = goalProof { return tree }
      if let tree = try attempt(formula, limit: limits.goalAttempt) { return tree }
      goalFrontier = [Sequent(hypotheses: [], goal: formula)] + frontier
      frontierForms = try frontierNormalForms()
    }
    return nil
  }

  /// Attempts the goal if the lemmas found since the last attempt simplify what remained of it.
  mutating func attemptGoalIfNearer() throws(SearchFailure) {
    guard goalProof == nil, let goal = goalFrontier.first?.goal,
      relevantAttempts < DiscoveryLimits.nearerAttempts
    else { return }
    let forms = try frontierNormalForms()
    if forms == frontierForms { return }
    frontierForms = forms
    relevantAttempts += 1
    goalProof = try attempt(goal, limit: DiscoveryLimits.nearer)
  }

  private mutating func frontierNormalForms() throws(SearchFailure) -> [TermID] {
    var simplifier = Simplifier(base: rules, order: order)
    var forms: [TermID] = []
    for sequent in goalFrontier {
      do {
        forms.append(
          try simplifier.normalise(sequent.goal, in: &theory, spending: &budget))
      } catch .rewritingLoops {
        forms.append(sequent.goal)
      } catch {
        throw error
      }
    }
    return forms
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
