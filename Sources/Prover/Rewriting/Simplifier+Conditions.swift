import Kernel
import Terms

extension Simplifier {
  /// Alternatives that are tried for one condition with free variables.
  private static let alternatives = 4

  /// Proves the conditions of a rule whose left side has matched.
  ///
  /// Variables that the left side does not bind are bound by conditions that are hypotheses (Kaufmann,
  /// Manolios and Moore 2000, "free variables" in ACL2): `(=> (all-above k xs) (=> (<= j k) (all-above j
  /// xs)))` finds its `k` in a hypothesis.
  ///
  /// - Returns: the conditions in the rule's order, and the match that they complete.
  mutating func relieve(
    _ conditions: [TermID], _ match: Match, schematic: Set<TermID>, isPolymorphic: Bool,
    depth: Int, in theory: inout Theory, spending budget: inout InferenceBudget
  ) throws(SearchFailure) -> (conditions: [ProvedCondition], match: Match)? {
    if conditions.isEmpty { return ([], match) }
    guard depth < conditionDepth else { return nil }
    var proved: [ProvedCondition?] = conditions.map { _ in nil }
    var waiting: [Int] = []
    for (index, condition) in conditions.enumerated() {
      if isFree(condition, match, schematic, in: theory.bank) {
        waiting.append(index)
        continue
      }
      guard
        let relieved = try prove(condition, match, depth: depth, in: &theory, spending: &budget)
      else { return nil }
      proved[index] = relieved
    }
    let candidate = waiting.first { !isComparison(conditions[$0], in: theory.bank) }
    guard let first = candidate ?? waiting.first else { return (proved.compactMap { $0 }, match) }
    var tried = 0
    for fact in trueFacts + consequences where tried < Self.alternatives {
      var extended = match
      guard
        extended.extend(
          conditions[first], to: fact, schematic: schematic, polymorphic: isPolymorphic,
          in: theory.bank)
      else { continue }
      tried += 1
      let rest = waiting.map { conditions[$0] }
      guard
        let (relieved, whole) = try relieve(
          rest, extended, schematic: schematic, isPolymorphic: isPolymorphic, depth: depth,
          in: &theory, spending: &budget)
      else { continue }
      for (index, condition) in zip(waiting, relieved) { proved[index] = condition }
      return (proved.compactMap { $0 }, whole)
    }
    return nil
  }

  private func isFree(
    _ condition: TermID, _ match: Match, _ schematic: Set<TermID>, in bank: borrowing TermBank
  ) -> Bool {
    bank.freeVariables(of: condition).contains {
      schematic.contains($0) && match.terms[$0] == nil
    }
  }

  /// Comparisons bind variables last: what they say is seldom a hypothesis literally.
  private func isComparison(_ condition: TermID, in bank: borrowing TermBank) -> Bool {
    let formula = bank.operands(of: condition, .not)?[0] ?? condition
    return bank.integerComparison(formula) != nil
  }

  private mutating func prove(
    _ condition: TermID, _ match: Match, depth: Int, in theory: inout Theory,
    spending budget: inout InferenceBudget
  ) throws(SearchFailure) -> ProvedCondition? {
    guard let formula = theory.bank.instance(condition, match.substitution) else { return nil }
    return try prove(formula, depth: depth, in: &theory, spending: &budget)
  }

  /// Simplifies both sides of an equation to the same term, which is cheaper than to decide it.
  mutating func proveEquality(
    _ formula: TermID, depth: Int, in theory: inout Theory, spending budget: inout InferenceBudget
  ) throws(SearchFailure) -> ProvedCondition? {
    guard let (left, right) = theory.bank.equationSides(formula) else {
      return try prove(formula, depth: depth, in: &theory, spending: &budget)
    }
    let normal = try normalise(left, depth: depth + 1, in: &theory, spending: &budget)
    let other = try normalise(right, depth: depth + 1, in: &theory, spending: &budget)
    guard normal == other else { return nil }
    var steps = explain(left, depth: depth + 1, in: theory.bank)
    steps += explain(right, depth: depth + 1, in: theory.bank)
    steps.append(
      RewriteStep(
        left: theory.bank.equationOf(normal, normal), right: theory.bank.trueTerm,
        reason: .reflexivity))
    return ProvedCondition(formula: formula, steps: steps)
  }

  /// Simplifies a formula to `true`.
  mutating func prove(
    _ formula: TermID, depth: Int, in theory: inout Theory, spending budget: inout InferenceBudget
  ) throws(SearchFailure) -> ProvedCondition? {
    let normal = try normalise(formula, depth: depth + 1, in: &theory, spending: &budget)
    guard normal == theory.bank.trueTerm else { return nil }
    return ProvedCondition(
      formula: formula, steps: explain(formula, depth: depth + 1, in: theory.bank))
  }
}
