import Kernel
import Terms

extension ProofSearch {
  /// `|- comparison = true` or `|- comparison = false`.
  mutating func replay(
    _ decision: ArithmeticDecision, of formula: TermID
  ) throws(ReplayDefect) -> Theorem {
    switch decision {
    case .holds(let refutation):
      let theorem = try theorem(formula, byRefuting: refutation)
      return try kernel { () throws(RuleFailure) in try theory.eqTrue(theorem) }
    case .fails(let refutation):
      return try falsehood(of: formula, by: refutation)
    case .equal(let first, let second):
      let s = theory.bank.argument(0, of: formula)
      let t = theory.bank.argument(1, of: formula)
      let atMost = try theorem(theory.bank.logical(.lessOrEqual, s, t), byRefuting: first)
      let atLeast = try theorem(theory.bank.logical(.lessOrEqual, t, s), byRefuting: second)
      return try kernel { () throws(RuleFailure) in
        try theory.eqTrue(try theory.antisym(atMost, atLeast))
      }
    }
  }

  /// `|- formula`, by refuting its negation.
  private mutating func theorem(
    _ formula: TermID, byRefuting refutation: LinearRefutation
  ) throws(ReplayDefect) -> Theorem {
    if let direct = try directTheorem(formula, refutation) { return direct }
    let (yes, no) = (theory.bank.trueTerm, theory.bank.falseTerm)
    let holds = theory.bank.equationOf(formula, yes)
    let fails = theory.bank.equationOf(formula, no)
    let negation = try kernel { () throws(RuleFailure) in try theory.assume(fails) }
    let absurd = try conclude(formula, from: try contradiction(refutation, assuming: negation))
    return try kernel { () throws(RuleFailure) in
      try theory.cases(
        formula,
        [
          CaseBranch(theorem: try theory.trueEq(try theory.assume(holds)), variables: []),
          CaseBranch(theorem: absurd, variables: []),
        ])
    }
  }

  /// The formula as a sum of the other facts, if no cut uses its negation.
  private mutating func directTheorem(
    _ formula: TermID, _ refutation: LinearRefutation
  ) throws(ReplayDefect) -> Theorem? {
    let assumption = refutation.facts.firstIndex { $0.source.isAssumption }
    let others = refutation.sum.filter { $0.node != assumption }
    let share = refutation.sum.first { $0.node == assumption }?.factor ?? 0
    let isCut = refutation.cuts.contains { cut in cut.sum.contains { $0.node == assumption } }
    guard share > 0 || assumption == nil, !isCut else { return nil }
    var nodes: [Theorem?] = []
    for fact in refutation.facts {
      nodes.append(fact.source.isAssumption ? nil : try theorem(of: fact))
    }
    try addCuts(of: refutation, to: &nodes)
    let summands = summands(others, nodes)
    if assumption != nil {
      return try kernel { () throws(RuleFailure) in
        try theory.linear(divisor: Int128(share), summands, to: formula)
      }
    }
    let no = theory.bank.falseTerm
    let absurd = try kernel { () throws(RuleFailure) in
      try theory.linear(divisor: 1, summands, to: no)
    }
    return try conclude(formula, from: absurd)
  }

  /// `|- formula = false`
  private mutating func falsehood(
    of formula: TermID, by refutation: LinearRefutation
  ) throws(ReplayDefect) -> Theorem {
    let (yes, no) = (theory.bank.trueTerm, theory.bank.falseTerm)
    let holds = theory.bank.equationOf(formula, yes)
    let fails = theory.bank.equationOf(formula, no)
    let assumption = try kernel { () throws(RuleFailure) in
      try theory.trueEq(try theory.assume(holds))
    }
    let absurd = try conclude(fails, from: try contradiction(refutation, assuming: assumption))
    return try kernel { () throws(RuleFailure) in
      try theory.cases(
        formula,
        [
          CaseBranch(theorem: absurd, variables: []),
          CaseBranch(theorem: try theory.assume(fails), variables: []),
        ])
    }
  }

  /// `|- false`
  private mutating func contradiction(
    _ refutation: LinearRefutation, assuming assumption: Theorem
  ) throws(ReplayDefect) -> Theorem {
    var nodes: [Theorem?] = []
    for fact in refutation.facts {
      nodes.append(fact.source.isAssumption ? assumption : try theorem(of: fact))
    }
    try addCuts(of: refutation, to: &nodes)
    let summands = summands(refutation.sum, nodes)
    let no = theory.bank.falseTerm
    return try kernel { () throws(RuleFailure) in
      try theory.linear(divisor: 1, summands, to: no)
    }
  }

  private mutating func addCuts(
    of refutation: LinearRefutation, to nodes: inout [Theorem?]
  ) throws(ReplayDefect) {
    for cut in refutation.cuts {
      guard let (positive, negative) = cut.polynomial.parts,
        let left = theory.bank.term(of: positive), let right = theory.bank.term(of: negative)
      else { throw .stepDoesNotApply("a cut") }
      let conclusion = theory.bank.logical(.lessOrEqual, left, right)
      let summands = summands(cut.sum, nodes)
      nodes.append(
        try kernel { () throws(RuleFailure) in
          try theory.linear(divisor: Int128(cut.divisor), summands, to: conclusion)
        })
    }
  }

  private func summands(
    _ sum: [LinearRefutation.Multiple], _ nodes: [Theorem?]
  ) -> [(coefficient: Int128, theorem: Theorem)] {
    sum.compactMap { multiple in
      nodes[multiple.node].map { (coefficient: Int128(multiple.factor), theorem: $0) }
    }
  }
}

// MARK: - Equations from inequalities

extension ProofSearch {
  /// Says which equation a hypothesis that is a comparison amounts to, if what else is known bounds
  /// it from the other side.
  mutating func equationImplied(
    by hypothesis: TermID, and simplifier: inout Simplifier, moves: inout [ProofTree.Move]
  ) throws(SearchFailure) -> TermID? {
    guard
      let (equation, refutation) = try simplifier.tightness(
        of: hypothesis, in: &theory, spending: &budget)
    else { return nil }
    moves.append(.tightenHypothesis(from: hypothesis, refutation, to: equation))
    return equation
  }

  /// `hypothesis |- s = t`
  mutating func tightened(
    _ hypothesis: TermID, to equation: TermID, by refutation: LinearRefutation
  ) throws(ReplayDefect) -> Theorem {
    let (atMost, atLeast) = bounds(of: equation)
    let assumed = try theorem(
      of: LinearFact(
        polynomial: Polynomial(0), isEquation: false, source: .hypothesis(hypothesis)))
    let converse = try theorem(atLeast, byRefuting: refutation)
    return try kernel { () throws(RuleFailure) in
      let first = try theory.linear(
        divisor: 1, [(coefficient: 1, theorem: assumed)], to: atMost)
      return try theory.antisym(first, converse)
    }
  }
}

// MARK: - Facts

extension ProofSearch {
  /// A theorem that `linear` reads as the fact.
  private mutating func theorem(of fact: LinearFact) throws(ReplayDefect) -> Theorem {
    switch fact.source {
    case .assumption:
      throw .stepDoesNotApply("an assumption is no fact")
    case .hypothesis(let formula):
      let assumed = try kernel { () throws(RuleFailure) in try theory.assume(formula) }
      let isNegation = theory.bank.operands(of: formula, .not) != nil
      return isNegation ? try readAsFalse(assumed) : assumed
    case .instance(let instance):
      return try theorem(of: instance)
    case .division(let division):
      return try theorem(of: division)
    case .product(let first, let second):
      return try product(first, second)
    case .square(let term):
      return try instance(of: .square, term)
    case .distinction(let hypothesis, let s, let t, let refutation):
      let atMost = try theorem(theory.bank.logical(.lessOrEqual, s, t), byRefuting: refutation)
      let distinction = try kernel { () throws(RuleFailure) in try theory.assume(hypothesis) }
      return try strictness(atMost, distinction: distinction, s, t)
    }
  }

  /// `0 <= p q` for `p <= 0` and `q <= 0`, with the opposites of both as factors.
  private mutating func product(
    _ first: LinearFact, _ second: LinearFact
  ) throws(ReplayDefect) -> Theorem {
    var factors: [TermID] = []
    var premises: [Theorem] = []
    for fact in [first, second] {
      guard let opposite = Polynomial(0).adding(-1, times: fact.polynomial),
        let factor = theory.bank.term(of: opposite)
      else { throw .stepDoesNotApply("a product") }
      let theorem = try theorem(of: fact)
      let sign = theory.bank.logical(.lessOrEqual, theory.bank.integer(0), factor)
      factors.append(factor)
      premises.append(
        try kernel { () throws(RuleFailure) in
          try theory.linear(divisor: 1, [(coefficient: 1, theorem: theorem)], to: sign)
        })
    }
    let law = try instance(of: .product, factors[0], factors[1])
    return try kernel { () throws(RuleFailure) in
      try theory.modusPonens(try theory.modusPonens(law, premises[0]), premises[1])
    }
  }

  private mutating func theorem(of instance: LinearInstance) throws(ReplayDefect) -> Theorem {
    let fact = try fact(
      instance.source, formula: instance.formula, substitution: instance.substitution,
      conditions: instance.conditions)
    guard instance.isNegated else {
      return try rewriteForward(
        fact, through: instance.steps, from: instance.conclusion, to: instance.simplified)
    }
    let no = theory.bank.falseTerm
    let (from, to) = (
      theory.bank.equationOf(instance.conclusion, no),
      theory.bank.equationOf(instance.simplified, no)
    )
    return try rewriteForward(
      try readAsFalse(fact), through: instance.steps, from: from, to: to)
  }

  private mutating func theorem(of division: DivisionFact) throws(ReplayDefect) -> Theorem {
    let (s, t) = (division.dividend, division.divisor)
    let isPositive = theory.bank.integerValue(of: t) > 0
    let zero = theory.bank.integer(0)
    let condition = theory.bank.logical(.less, isPositive ? zero : t, isPositive ? t : zero)
    if division.part == .decomposition {
      return try kernel { () throws(RuleFailure) in try theory.divMod(0, s, t) }
    }
    let bounds = try kernel { () throws(RuleFailure) in
      try theory.modusPonens(
        try theory.divMod(isPositive ? 1 : 2, s, t),
        try theory.trueEq(try theory.ground(condition)))
    }
    let parts = theory.bank.arguments(of: bounds.conclusion)
    let law = division.part == .lowerBound ? BooleanLaw.andLeft : .andRight
    let implication = try instance(of: law, p: parts[0], q: parts[1])
    return try kernel { () throws(RuleFailure) in try theory.modusPonens(implication, bounds) }
  }
}

// MARK: - Cancellation

extension ProofSearch {
  /// `|- left = right`, two comparisons whose polynomials differ by a factor, and by rounding.
  mutating func cancellation(
    _ left: TermID, _ right: TermID, divisor: Int
  ) throws(ReplayDefect) -> Theorem {
    let factor = Int128(divisor)
    guard theory.bank.equationSides(left) != nil else {
      return try equivalence(
        left, right,
        forward: { theory, p throws(RuleFailure) in
          try theory.linear(divisor: factor, [(coefficient: 1, theorem: p)], to: right)
        },
        backward: { theory, q throws(RuleFailure) in
          try theory.linear(divisor: 1, [(coefficient: factor, theorem: q)], to: left)
        })
    }
    let (aboveLeft, belowLeft) = bounds(of: left)
    let (aboveRight, belowRight) = bounds(of: right)
    return try equivalence(
      left, right,
      forward: { theory, p throws(RuleFailure) in
        try theory.antisym(
          try theory.linear(divisor: factor, [(coefficient: 1, theorem: p)], to: aboveRight),
          try theory.linear(divisor: factor, [(coefficient: -1, theorem: p)], to: belowRight))
      },
      backward: { theory, q throws(RuleFailure) in
        try theory.antisym(
          try theory.linear(divisor: 1, [(coefficient: factor, theorem: q)], to: aboveLeft),
          try theory.linear(divisor: 1, [(coefficient: -factor, theorem: q)], to: belowLeft))
      })
  }

  /// `(<= s t)` and `(<= t s)` for `(= s t)`.
  private mutating func bounds(of equation: TermID) -> (TermID, TermID) {
    let s = theory.bank.argument(0, of: equation)
    let t = theory.bank.argument(1, of: equation)
    return (theory.bank.logical(.lessOrEqual, s, t), theory.bank.logical(.lessOrEqual, t, s))
  }
}
