import Kernel
import Terms

extension ProofSearch {
  /// Proves laws of functions that call each other together, and takes them off the list.
  mutating func proveGroups(
    _ waiting: inout [[OccurrenceLaw]], limit: Int, _ discovery: inout MultisetDiscovery
  ) throws(SearchFailure) {
    var done: Set<SymbolID> = []
    for laws in waiting {
      let function = theory.bank.head(of: laws[0].pattern)
      let group = theory.group(of: function)
      guard group.count > 1, done.insert(function).inserted else { continue }
      var chosen: [OccurrenceLaw] = []
      var goals: [InductionGoal] = []
      for member in group {
        done.insert(member)
        guard let (law, goal) = inductionGoal(of: member, waiting) else { continue }
        chosen.append(law)
        goals.append(goal)
      }
      guard goals.count > 1, let trees = try proveJointly(goals, limit: limit) else { continue }
      for (law, tree) in zip(chosen, trees) {
        addLaw(law.left, law.right, [], tree)
        addOccurrenceRule(facts.count - 1, law, discovery)
        discovery.lawful.insert(law.left)
        waiting.removeAll { $0.contains(law) }
      }
    }
  }

  /// The first law of a function without conditions, about a call with distinct variables.
  private mutating func inductionGoal(
    of function: SymbolID, _ waiting: [[OccurrenceLaw]]
  ) -> (law: OccurrenceLaw, goal: InductionGoal)? {
    for laws in waiting {
      for law in laws
      where law.condition == nil && theory.bank.head(of: law.pattern) == function {
        let variables = theory.bank.arguments(of: law.pattern)
        guard Set(variables).count == variables.count,
          variables.allSatisfy({ theory.bank.shape(of: $0) == .variable })
        else { continue }
        let scheme = InductionScheme(
          function: function, types: theory.bank.typeArguments(of: law.pattern),
          variables: variables, inducted: variables, merit: 0)
        let formula = theory.bank.equationOf(law.left, law.right)
        return (law, InductionGoal(scheme: scheme, formula: formula))
      }
    }
    return nil
  }
}
