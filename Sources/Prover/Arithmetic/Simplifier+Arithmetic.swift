import Kernel
import Terms

extension Simplifier {
  /// A sum, difference or product becomes the term that stands for its polynomial.
  func ringStep(_ term: TermID, in theory: inout Theory) -> RewriteStep? {
    guard let polynomial = theory.bank.polynomial(of: term),
      let right = theory.bank.term(of: polynomial), right != term
    else { return nil }
    return RewriteStep(left: term, right: right, reason: .ring)
  }

  /// A comparison of integers becomes `true` or `false` where the linear facts decide it; otherwise
  /// what both sides have in common goes.
  mutating func comparisonStep(
    _ term: TermID, depth: Int, in theory: inout Theory, spending budget: inout InferenceBudget
  ) throws(SearchFailure) -> RewriteStep? {
    guard let comparison = theory.bank.integerComparison(term),
      let polynomial = theory.bank.polynomial(of: comparison)
    else { return nil }
    let facts = try linearFacts(
      about: polynomial.atoms, depth: depth, in: &theory, spending: &budget)
    var decision = try decide(
      comparison.relation, polynomial, by: facts, in: theory, spending: &budget)
    if decision == nil {
      let products = theory.products(of: facts, for: polynomial)
      if !products.isEmpty {
        decision = try decide(
          comparison.relation, polynomial, by: facts + products, in: theory, spending: &budget)
      }
    }
    if let decision {
      let isTrue = if case .fails = decision { false } else { true }
      return RewriteStep(
        left: term, right: isTrue ? theory.bank.trueTerm : theory.bank.falseTerm,
        reason: .arithmetic(decision))
    }
    return cancellationStep(term, comparison, polynomial, in: &theory)
  }

  /// For a hypothesis that says `s <= t`: `(= s t)` and a refutation of `s < t`, if what the
  /// simplifier knows besides says `t <= s`.
  mutating func tightness(
    of hypothesis: TermID, in theory: inout Theory, spending budget: inout InferenceBudget
  ) throws(SearchFailure) -> (equation: TermID, refutation: LinearRefutation)? {
    let negated = theory.bank.operands(of: hypothesis, .not)?[0]
    guard !arithmetic.hypotheses.isEmpty,
      let comparison = theory.bank.integerComparison(negated ?? hypothesis),
      comparison.relation != .equal, let reading = theory.bank.polynomial(of: comparison),
      let polynomial = negated == nil ? reading : reading.negatedInequality,
      let less = polynomial.adding(1, times: Polynomial(1)), let (s, t) = polynomial.parts
    else { return nil }
    let gathered = try linearFacts(
      about: polynomial.atoms, depth: 0, in: &theory, spending: &budget)
    let facts = try withDistinctions(
      gathered, about: polynomial, in: theory, spending: &budget)
    guard
      let refutation = try refute(less, isEquation: false, by: facts, spending: &budget),
      let left = theory.bank.term(of: s), let right = theory.bank.term(of: t)
    else { return nil }
    return (theory.bank.equationOf(left, right), refutation)
  }

  private func decide(
    _ relation: IntegerComparison.Relation, _ polynomial: Polynomial, by facts: [LinearFact],
    in theory: borrowing Theory, spending budget: inout InferenceBudget
  ) throws(SearchFailure) -> ArithmeticDecision? {
    let facts = try withDistinctions(facts, about: polynomial, in: theory, spending: &budget)
    if let refutation = try refute(
      polynomial, isEquation: relation == .equal, by: facts, spending: &budget)
    {
      return .fails(refutation)
    }
    guard let first = polynomial.negatedInequality,
      let refutation = try refute(first, isEquation: false, by: facts, spending: &budget)
    else { return nil }
    guard relation == .equal else { return .holds(refutation) }
    guard let second = polynomial.adding(1, times: Polynomial(1)),
      let converse = try refute(second, isEquation: false, by: facts, spending: &budget)
    else { return nil }
    return .equal(refutation, converse)
  }

  /// A refutation of `polynomial <= 0` (or `= 0`) and the facts.
  private func refute(
    _ polynomial: Polynomial, isEquation: Bool, by facts: [LinearFact],
    spending budget: inout InferenceBudget
  ) throws(SearchFailure) -> LinearRefutation? {
    let assumption = LinearFact(
      polynomial: polynomial, isEquation: isEquation, source: .assumption)
    var system = LinearSystem([assumption] + facts)
    let refutation = system.refute()
    try budget.spend(system.combinations / ArithmeticLimits.combinationsPerInference)
    return refutation
  }

  /// The facts, and those that they give together with hypotheses `(not (= s t))`.
  private func withDistinctions(
    _ facts: [LinearFact], about polynomial: Polynomial, in theory: borrowing Theory,
    spending budget: inout InferenceBudget
  ) throws(SearchFailure) -> [LinearFact] {
    var result = facts
    let atoms = Set(polynomial.atoms + facts.flatMap(\.polynomial.atoms))
    for (hypothesis, left, right) in arithmetic.distinctions {
      for (s, t) in [(left, right), (right, left)] {
        let atMost = IntegerComparison(relation: .atMost, left: s, right: t)
        guard let difference = theory.bank.polynomial(of: atMost),
          atoms.isSuperset(of: difference.atoms), let negation = difference.negatedInequality,
          let less = difference.adding(1, times: Polynomial(1)),
          let refutation = try refute(
            negation, isEquation: false, by: facts, spending: &budget)
        else { continue }
        result.append(
          LinearFact(
            polynomial: less, isEquation: false,
            source: .distinction(hypothesis: hypothesis, less: s, greater: t, refutation)))
      }
    }
    return result
  }

  /// Takes away what both sides of a comparison have in common, and common divisors; puts every
  /// summand on the side where it is positive; `(<= (+ s 1) t)` becomes `(< s t)`, and `(< s (+ t 1))`
  /// becomes `(<= s t)`.
  private func cancellationStep(
    _ term: TermID, _ comparison: IntegerComparison, _ polynomial: Polynomial,
    in theory: inout Theory
  ) -> RewriteStep? {
    // Of an inequality the constant may be rounded.
    let isEquation = comparison.relation == .equal
    let common = isEquation ? polynomial.constant : 0
    let divisor = max(1, greatestCommonDivisor(polynomial.content, common))
    guard let (positive, negative) = polynomial.divided(by: divisor).parts else { return nil }
    let isStrict = !isEquation && positive.constant == 1
    guard let lesser = isStrict ? positive.adding(-1, times: Polynomial(1)) : positive,
      let s = theory.bank.term(of: lesser), let t = theory.bank.term(of: negative)
    else { return nil }
    let relation: Builtin =
      switch comparison.relation {
      case .equal: .equal
      case .atMost, .less: isStrict ? .less : .lessOrEqual
      }
    let right =
      relation == .equal
      ? theory.bank.equationOf(s, t) : theory.bank.logical(relation, s, t)
    if right == term { return nil }
    return RewriteStep(left: term, right: right, reason: .cancellation(divisor: divisor))
  }
}
