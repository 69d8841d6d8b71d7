import Kernel
import Terms

/// A proved equation `(= (occurrences-T z t) n)`.
struct OccurrenceRule {
  /// The index of the fact.
  var fact: Int
  var formula: TermID
  var left: TermID
  var right: TermID
  var schematic: Set<TermID>
}

/// A proved implication: if a relation holds of two terms, a value occurs in both equally often.
struct PermutationRule {
  /// The index of the fact.
  var fact: Int
  var premise: TermID
  /// The value, a variable.
  var value: TermID
  var conclusion: TermID
  var schematic: Set<TermID>
}

/// What follows for the occurrences of one value from the hypothesis that two terms are equal, or
/// that one is a permutation of the other.
///
/// Where a program takes the result of a call apart, `(= (split xs) (pair ys zs))` is all that is
/// known of the parts. Rewriting cannot say more: it would put the pair for the call first.
struct OccurrenceComparison {
  var hypothesis: TermID
  var derivation: Derivation
  var conclusion: TermID

  enum Derivation {
    /// The hypothesis is `(= s t)`; left and right are `(occurrences-T z s)` and
    /// `(occurrences-T z t)`; laws for them are used one after the other.
    case equation(left: TermID, right: TermID, [Use])
    /// The conclusion of a fact whose premise the hypothesis is.
    case permutation(fact: Int, Substitution)
  }

  struct Use {
    var fact: Int
    var substitution: Substitution
    /// What the sides are after it.
    var result: TermID
  }
}

extension ProofSearch {
  /// Values that are compared in one sequent.
  private static let comparedValues = 3

  mutating func addOccurrenceRule(
    _ fact: Int, _ law: OccurrenceLaw, _ discovery: MultisetDiscovery
  ) {
    let function = theory.bank.head(of: law.left)
    guard law.condition == nil, discovery.occurrences.inOrder.contains(function) else { return }
    let formula = facts[fact].formula
    occurrenceRules.append(
      OccurrenceRule(
        fact: fact, formula: formula, left: law.left, right: law.right,
        schematic: Set(theory.bank.freeVariables(of: formula))))
  }

  /// Adds what equations among the hypotheses say of occurrences.
  ///
  /// - Parameter compared: what was added before.
  /// - Returns: whether something new was added.
  mutating func compareOccurrences(
    in sequent: inout Sequent, _ compared: inout Set<TermID>, moves: inout [ProofTree.Move]
  ) -> Bool {
    if occurrenceRules.isEmpty, permutationRules.isEmpty { return false }
    let before = sequent.hypotheses.count
    for hypothesis in sequent.hypotheses {
      for value in valuesToCompare(in: sequent) {
        guard let comparison = comparison(of: value, hypothesis),
          compared.insert(comparison.conclusion).inserted,
          !sequent.hypotheses.contains(comparison.conclusion)
        else { continue }
        moves.append(.compareOccurrences(comparison))
        sequent.add(comparison.conclusion)
      }
    }
    return sequent.hypotheses.count > before
  }

  /// Values whose occurrences are counted, and variables of their type.
  private func valuesToCompare(in sequent: Sequent) -> [TermID] {
    let counts =
      occurrenceRules.map(\.left)
      + permutationRules.map { theory.bank.argument(0, of: $0.conclusion) }
    let heads = counts.map { theory.bank.head(of: $0) }
    let types = counts.map { theory.bank.type(of: theory.bank.argument(0, of: $0)) }
    var counted: [TermID] = []
    var variables: [TermID] = []
    for term in theory.bank.subterms(of: [sequent.goal] + sequent.hypotheses) {
      switch theory.bank.shape(of: term) {
      case .variable: if types.contains(theory.bank.type(of: term)) { variables.append(term) }
      case .application:
        guard heads.contains(theory.bank.head(of: term)) else { continue }
        let value = theory.bank.argument(0, of: term)
        if !counted.contains(value) { counted.append(value) }
      case .integer, .functionValue, .call: continue
      }
    }
    return Array(
      (counted + variables.filter { !counted.contains($0) }).prefix(Self.comparedValues))
  }

  private mutating func comparison(
    of value: TermID, _ hypothesis: TermID
  ) -> OccurrenceComparison? {
    guard let (s, t) = theory.bank.equationSides(hypothesis) else {
      return permutation(of: value, hypothesis)
    }
    let first = use(for: s, of: value)
    let second = use(for: t, of: value)
    guard let sample = first?.left ?? second?.left,
      first != nil || theory.bank.isConstructed(s), second != nil || theory.bank.isConstructed(t)
    else { return nil }
    let left = theory.bank.rebuilding(sample, arguments: [value, s])
    let right = theory.bank.rebuilding(sample, arguments: [value, t])
    var sides = (left, right)
    var uses: [OccurrenceComparison.Use] = []
    if let first {
      sides.0 = first.right
      uses.append(
        OccurrenceComparison.Use(
          fact: first.fact, substitution: first.substitution,
          result: theory.bank.equationOf(sides.0, sides.1)))
    }
    if let second {
      sides.1 = second.right
      uses.append(
        OccurrenceComparison.Use(
          fact: second.fact, substitution: second.substitution,
          result: theory.bank.equationOf(sides.0, sides.1)))
    }
    guard sides.0 != sides.1 else { return nil }
    return OccurrenceComparison(
      hypothesis: hypothesis, derivation: .equation(left: left, right: right, uses),
      conclusion: theory.bank.equationOf(sides.0, sides.1))
  }

  private mutating func permutation(
    of value: TermID, _ hypothesis: TermID
  ) -> OccurrenceComparison? {
    for rule in permutationRules {
      var match = Match()
      guard
        match.extend(
          rule.premise, to: hypothesis, schematic: rule.schematic, polymorphic: true,
          in: theory.bank),
        match.extend(
          rule.value, to: value, schematic: rule.schematic, polymorphic: true, in: theory.bank),
        let conclusion = theory.bank.instance(rule.conclusion, match.substitution)
      else { continue }
      return OccurrenceComparison(
        hypothesis: hypothesis,
        derivation: .permutation(fact: rule.fact, match.substitution), conclusion: conclusion)
    }
    return nil
  }

  private mutating func use(
    for term: TermID, of value: TermID
  ) -> (fact: Int, substitution: Substitution, left: TermID, right: TermID)? {
    guard theory.bank.shape(of: term) == .application else { return nil }
    for rule in occurrenceRules {
      var match = Match()
      guard
        match.extend(
          theory.bank.argument(1, of: rule.left), to: term, schematic: rule.schematic,
          polymorphic: true, in: theory.bank),
        match.extend(
          theory.bank.argument(0, of: rule.left), to: value, schematic: rule.schematic,
          polymorphic: true, in: theory.bank),
        let left = theory.bank.instance(rule.left, match.substitution),
        let right = theory.bank.instance(rule.right, match.substitution)
      else { continue }
      return (rule.fact, match.substitution, left, right)
    }
    return nil
  }

  /// `{hypothesis} ⊢ conclusion`
  mutating func theorem(
    of comparison: OccurrenceComparison
  ) throws(ReplayDefect) -> Theorem {
    switch comparison.derivation {
    case .permutation(let fact, let substitution):
      let law = try lemmaTheorem(fact)
      return try kernel { () throws(RuleFailure) in
        try theory.modusPonens(
          try theory.instantiate(law, substitution), try theory.assume(comparison.hypothesis))
      }
    case .equation(let left, let right, let uses):
      let equal = theory.bank.equationOf(left, right)
      var theorem = try kernel { () throws(RuleFailure) in
        let same = try theory.refl(left)
        return try theory.rewrite(same, by: try theory.assume(comparison.hypothesis), to: equal)
      }
      for use in uses {
        let law = try lemmaTheorem(use.fact)
        let current = theorem
        theorem = try kernel { () throws(RuleFailure) in
          let instance = try theory.instantiate(law, use.substitution)
          return try theory.rewrite(current, by: instance, to: use.result)
        }
      }
      return theorem
    }
  }
}
