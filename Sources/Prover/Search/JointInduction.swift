import Kernel
import Terms

/// A formula that is to be proved by induction along a function's recursion.
struct InductionGoal {
  /// Its variables are the function's parameters.
  var scheme: InductionScheme
  var formula: TermID
}

extension ProofSearch {
  /// Proves formulas about functions that call each other by one induction: each may be assumed of
  /// the calls of its function, whichever function makes them.
  ///
  /// The logic's rule is for groups of functions; compare Kapur and Subramaniam 1996, "Automating
  /// Induction over Mutually Recursive Functions".
  ///
  /// - Parameter limit: inferences for one case.
  /// - Returns: a proof of each formula, or nil.
  mutating func proveJointly(
    _ goals: [InductionGoal], limit: Int
  ) throws(SearchFailure) -> [ProofTree]? {
    var inductions: [ProofTree.Induction] = []
    for goal in goals {
      reserveNames(of: goal.formula)
      guard theory.isInductive(goal.scheme.function) else { return nil }
      var premises: [ProofTree.Induction.Premise] = []
      for clause in theory.clauses(of: goal.scheme.function) {
        guard
          var element = inductionCase(
            clause, of: goal, with: goals, hypothesesAgainstOrder: false),
          let tree = try attempt(element.sequent, limit: limit, assuming: element.facts)
        else { return nil }
        element.premise.tree = tree
        premises.append(element.premise)
      }
      inductions.append(
        ProofTree.Induction(
          function: goal.scheme.function, types: goal.scheme.types,
          variables: goal.scheme.variables, formula: goal.formula, hypotheses: [],
          negated: nil, premises: premises))
    }
    return inductions.indices.map { index in
      var induction = inductions[index]
      induction.partners = inductions.filter { $0.function != induction.function }
      return ProofTree(ending: .induction(induction))
    }
  }
}
