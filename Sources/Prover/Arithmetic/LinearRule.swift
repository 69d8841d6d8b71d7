import Terms

/// A lemma or induction hypothesis whose conclusion is a comparison of integers, ready to join the
/// facts of a question that it may help with.
///
/// Boyer and Moore 1988, "Integrating Decision Procedures into Heuristic Theorem Provers: A Case
/// Study of Linear Arithmetic": it is instantiated where its maximal terms match atoms.
struct LinearRule {
  var source: RewriteRule.Source
  /// `(=> c1 (=> c2 … conclusion))`.
  var formula: TermID
  var conditions: [TermID]
  /// The comparison, without a negation.
  var conclusion: TermID
  var isNegated: Bool
  var schematic: Set<TermID>
  var isPolymorphic: Bool
  /// Each alternative: atoms that between them bind all variables.
  var triggers: [[TermID]]

  /// Nil unless the rule's conclusion is a comparison, or an equation that rewriting alone may miss.
  init?(_ rule: RewriteRule, in bank: borrowing TermBank) {
    var conclusion = rule.formula
    while let parts = bank.operands(of: conclusion, .implies) { conclusion = parts[1] }
    isNegated = false
    if let parts = bank.operands(of: conclusion, .not) {
      conclusion = parts[0]
      isNegated = true
    }
    guard let comparison = bank.integerComparison(conclusion) else { return nil }
    if comparison.relation == .equal {
      let isChecked = rule.needsOrderCheck && rule.reading == .flipped
      guard !isNegated, !isChecked, LinearRule.isUseful(rule, comparison, in: bank) else {
        return nil
      }
    }
    guard let polynomial = bank.polynomial(of: comparison) else { return nil }
    source = rule.source
    formula = rule.formula
    conditions = rule.conditions
    self.conclusion = conclusion
    schematic = rule.schematic
    isPolymorphic = rule.isPolymorphic
    triggers = []
    triggers = alternatives(of: polynomial.atoms, in: bank)
    if triggers.isEmpty { return nil }
  }

  /// An equation of a lemma is used by rewriting, unless arithmetic hides its left side.
  private static func isUseful(
    _ rule: RewriteRule, _ comparison: IntegerComparison, in bank: borrowing TermBank
  ) -> Bool {
    switch rule.source {
    case .lemma, .booleanLaw: bank.ringOperation(of: rule.left) != nil
    case .inductionHypothesis, .hypothesis: true
    }
  }

  /// Atoms that are not inside others and bind all variables, alone or two together.
  private func alternatives(
    of atoms: [TermID], in bank: borrowing TermBank
  ) -> [[TermID]] {
    let variables = Set(bank.freeVariables(of: formula).filter(schematic.contains))
    var maximal: [TermID] = []
    for atom in atoms where !schematic.contains(atom) {
      let isInner = atoms.contains { $0 != atom && bank.isSubterm(atom, of: $0) }
      if !isInner { maximal.append(atom) }
    }
    let single = maximal.filter { variables.isSubset(of: bank.freeVariables(of: $0)) }
    if !single.isEmpty { return single.map { [$0] } }
    var pairs: [[TermID]] = []
    for (index, first) in maximal.enumerated() {
      for second in maximal[(index + 1)...]
      where variables.isSubset(of: bank.freeVariables(of: [first, second])) {
        pairs.append([first, second])
      }
    }
    return pairs
  }

  /// The ways to match a trigger with atoms, one of which is `atom`.
  func matches(
    of trigger: [TermID], with atom: TermID, among atoms: [TermID], in bank: borrowing TermBank
  ) -> [Match] {
    var result: [Match] = []
    for (index, pattern) in trigger.enumerated() {
      var match = Match()
      guard extend(&match, pattern, to: atom, in: bank) else { continue }
      guard trigger.count == 2 else {
        result.append(match)
        continue
      }
      for other in atoms {
        var whole = match
        if extend(&whole, trigger[1 - index], to: other, in: bank) { result.append(whole) }
      }
    }
    return result
  }

  private func extend(
    _ match: inout Match, _ pattern: TermID, to atom: TermID, in bank: borrowing TermBank
  ) -> Bool {
    match.extend(
      pattern, to: atom, schematic: schematic, polymorphic: isPolymorphic, in: bank)
  }
}
