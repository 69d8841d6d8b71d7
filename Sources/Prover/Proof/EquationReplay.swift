import Kernel
import Terms

// MARK: - Chains of steps

extension ProofSearch {
  /// The formulas that steps lead through, each step applied at all its places.
  ///
  /// A step may make new places for an earlier one, so the steps are gone through again as long as
  /// that changes something.
  private mutating func chain(
    _ steps: [RewriteStep], from start: TermID, to end: TermID
  ) throws(ReplayDefect) -> [(step: RewriteStep, formula: TermID)] {
    var formula = start
    var chain: [(step: RewriteStep, formula: TermID)] = []
    var changed = true
    while changed, formula != end {
      changed = false
      for step in steps {
        let next = theory.bank.replace(step.left, with: step.right, in: formula)
        if next == formula { continue }
        chain.append((step, next))
        formula = next
        changed = true
      }
    }
    guard formula == end else {
      throw .stepDoesNotApply(theory.bank.description(of: formula))
    }
    return chain
  }

  /// From a theorem about `from`, the one about `to`.
  mutating func rewriteForward(
    _ theorem: Theorem, through steps: [RewriteStep], from: TermID, to: TermID
  ) throws(ReplayDefect) -> Theorem {
    var result = theorem
    for (step, formula) in try chain(steps, from: from, to: to) {
      let equation = try equation(of: step)
      result = try kernel { () throws(RuleFailure) in
        try theory.rewrite(result, by: equation, to: formula)
      }
    }
    return result
  }

  /// From a theorem about `to`, the one about `from`.
  mutating func rewriteBack(
    _ theorem: Theorem, through steps: [RewriteStep], from: TermID, to: TermID
  ) throws(ReplayDefect) -> Theorem {
    let chain = try chain(steps, from: from, to: to)
    var result = theorem
    for index in chain.indices.reversed() {
      let equation = try equation(of: chain[index].step)
      let before = index == 0 ? from : chain[index - 1].formula
      result = try kernel { () throws(RuleFailure) in
        try theory.rewrite(result, by: equation, to: before)
      }
    }
    return result
  }

  /// `|- formula`, for a condition that steps lead to `true`.
  mutating func prove(_ condition: ProvedCondition) throws(ReplayDefect) -> Theorem {
    let yes = theory.bank.trueTerm
    let truth = try kernel { () throws(RuleFailure) in try theory.trueEq(try theory.refl(yes)) }
    return try rewriteBack(truth, through: condition.steps, from: condition.formula, to: yes)
  }
}

// MARK: - Single steps

extension ProofSearch {
  /// `|- left = right`, under hypotheses of the sequent and induction hypotheses.
  mutating func equation(of step: RewriteStep) throws(ReplayDefect) -> Theorem {
    let (left, right) = (step.left, step.right)
    switch step.reason {
    case .clause(let function, let index, let types, let terms, let conditions):
      return try clause(function, index, types: types, terms: terms, conditions: conditions)
    case .beta:
      return try kernel { () throws(RuleFailure) in try theory.beta(left) }
    case .ground:
      return try kernel { () throws(RuleFailure) in try theory.ground(left) }
    case .reflexivity:
      let side = theory.bank.argument(0, of: left)
      return try kernel { () throws(RuleFailure) in try theory.eqTrue(try theory.refl(side)) }
    case .distinct, .inject, .acyclic:
      return try constructorEquation(step)
    case .ring:
      return try kernel { () throws(RuleFailure) in try theory.ring(left, right) }
    case .arithmetic(let decision):
      return try replay(decision, of: left)
    case .cancellation(let divisor):
      return try cancellation(left, right, divisor: divisor)
    case .symmetry:
      return try symmetry(left, right)
    case .rule(let source, let reading, let formula, let instantiation, let conditions):
      let substitution = instantiation.substitution
      if case .contrapositive(let position) = reading {
        let fact = try theorem(of: source, formula: formula, at: substitution)
        return try contrapositive(fact, at: position, conditions)
      }
      let fact = try fact(
        source, formula: formula, substitution: substitution, conditions: conditions)
      return try read(fact, as: reading)
    }
  }

  private mutating func constructorEquation(
    _ step: RewriteStep
  ) throws(ReplayDefect) -> Theorem {
    let s = theory.bank.argument(0, of: step.left)
    let t = theory.bank.argument(1, of: step.left)
    return try kernel { () throws(RuleFailure) in
      switch step.reason {
      case .distinct: try theory.distinct(s, t)
      case .inject: try theory.inject(s, t)
      default: try theory.acyclic(s, t)
      }
    }
  }

  private mutating func clause(
    _ function: SymbolID, _ index: Int, types: [TypeID], terms: [TermID],
    conditions: [ProvedCondition]
  ) throws(ReplayDefect) -> Theorem {
    var theorem = try kernel { () throws(RuleFailure) in
      try theory.unfold(function, clause: index, types: types, terms: terms)
    }
    for condition in conditions {
      guard
        let hypothesis = theorem.hypotheses.first(where: {
          theory.bank.equationSides($0)?.0 == condition.formula
        }), let (_, value) = theory.bank.equationSides(hypothesis)
      else { continue }
      let proved = try equate(condition.formula, value, through: condition.steps)
      theorem = try kernel { () throws(RuleFailure) in try theory.cut(proved, into: theorem) }
    }
    return theorem
  }

  /// `|- start = end`, where steps lead from one to the other.
  private mutating func equate(
    _ start: TermID, _ end: TermID, through steps: [RewriteStep]
  ) throws(ReplayDefect) -> Theorem {
    let chain = try chain(steps, from: start, to: end)
    var theorem = try kernel { () throws(RuleFailure) in try theory.refl(end) }
    for index in chain.indices.reversed() {
      let equation = try equation(of: chain[index].step)
      let before = index == 0 ? start : chain[index - 1].formula
      let goal = theory.bank.equationOf(before, end)
      theorem = try kernel { () throws(RuleFailure) in
        try theory.rewrite(theorem, by: equation, to: goal)
      }
    }
    return theorem
  }

  /// From a fact, the equation as which it is read.
  mutating func read(
    _ fact: Theorem, as reading: RewriteRule.Reading
  ) throws(ReplayDefect) -> Theorem {
    switch reading {
    case .equation, .flipped, .contrapositive:
      return fact
    case .flippedIsTrue:
      guard let (left, right) = theory.bank.equationSides(fact.conclusion) else { return fact }
      let goal = theory.bank.equationOf(right, left)
      return try kernel { () throws(RuleFailure) in
        try theory.eqTrue(try theory.rewrite(try theory.refl(right), by: fact, to: goal))
      }
    case .isTrue:
      return try kernel { () throws(RuleFailure) in try theory.eqTrue(fact) }
    case .isFalse:
      let formula = theory.bank.argument(0, of: fact.conclusion)
      let law = try instance(of: .notElimination, p: formula, q: nil)
      return try kernel { () throws(RuleFailure) in try theory.modusPonens(law, fact) }
    }
  }

  /// `|- (= t s) = (= s t)`, by cases on both.
  private mutating func symmetry(
    _ flipped: TermID, _ straight: TermID
  ) throws(ReplayDefect) -> Theorem {
    let goal = theory.bank.equationOf(flipped, straight)
    let (yes, no) = (theory.bank.trueTerm, theory.bank.falseTerm)
    let straightHolds = theory.bank.equationOf(straight, yes)
    let straightFails = theory.bank.equationOf(straight, no)
    let flippedHolds = theory.bank.equationOf(flipped, yes)
    let flippedFails = theory.bank.equationOf(flipped, no)
    return try kernel { () throws(RuleFailure) in
      // Once s = t, both sides of the goal say the same.
      let same = try theory.refl(straight)
      let equal = try theory.trueEq(try theory.assume(straightHolds))
      let whenEqual = try theory.rewrite(same, by: equal, to: goal)
      let turned = try theory.trueEq(try theory.assume(flippedHolds))
      let whenTurned = try theory.rewrite(same, by: turned, to: goal)
      let bothFail = try theory.rewrite(
        try theory.assume(flippedFails), by: try theory.assume(straightFails), to: goal)
      let whenUnequal = try theory.cases(
        flipped,
        [
          CaseBranch(theorem: whenTurned, variables: []),
          CaseBranch(theorem: bothFail, variables: []),
        ])
      return try theory.cases(
        straight,
        [
          CaseBranch(theorem: whenEqual, variables: []),
          CaseBranch(theorem: whenUnequal, variables: []),
        ])
    }
  }
}
