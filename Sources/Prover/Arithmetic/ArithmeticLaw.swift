import Kernel
import Terms

extension ProofSearch {
  /// `s <= t` and `not (s = t)` give `s < t`.
  ///
  /// By cases on `s < t`: where it is false, `t <= s`, and antisymmetry contradicts the hypothesis.
  mutating func strictness(
    _ atMost: Theorem, distinction: Theorem, _ s: TermID, _ t: TermID
  ) throws(ReplayDefect) -> Theorem {
    let less = theory.bank.logical(.less, s, t)
    let converse = theory.bank.logical(.lessOrEqual, t, s)
    let (yes, no) = (theory.bank.trueTerm, theory.bank.falseTerm)
    let holds = theory.bank.equationOf(less, yes)
    let fails = theory.bank.equationOf(less, no)
    let isFalse = try readAsFalse(distinction)
    guard let (equation, _) = theory.bank.equationSides(isFalse.conclusion) else {
      throw .stepDoesNotApply(theory.bank.description(of: isFalse.conclusion))
    }
    let isMirrored = theory.bank.argument(0, of: equation) != s
    let contradiction = try kernel { () throws(RuleFailure) in
      let above = try theory.linear(
        divisor: 1, [(coefficient: 1, theorem: try theory.assume(fails))], to: converse)
      let same =
        isMirrored ? try theory.antisym(above, atMost) : try theory.antisym(atMost, above)
      return try theory.rewrite(same, by: isFalse, to: no)
    }
    let absurd = try conclude(less, from: contradiction)
    return try kernel { () throws(RuleFailure) in
      try theory.cases(
        less,
        [
          CaseBranch(theorem: try theory.trueEq(try theory.assume(holds)), variables: []),
          CaseBranch(theorem: absurd, variables: []),
        ])
    }
  }

  /// From `G |- false`, `G |- goal`.
  mutating func conclude(
    _ goal: TermID, from contradiction: Theorem
  ) throws(ReplayDefect) -> Theorem {
    let anything = try fromFalse(goal)
    return try kernel { () throws(RuleFailure) in try theory.cut(contradiction, into: anything) }
  }

  /// From `G |- not p`, `G |- p = false`.
  mutating func readAsFalse(_ negation: Theorem) throws(ReplayDefect) -> Theorem {
    let formula = theory.bank.argument(0, of: negation.conclusion)
    let law = try instance(of: .notElimination, p: formula, q: nil)
    return try kernel { () throws(RuleFailure) in try theory.modusPonens(law, negation) }
  }

  /// `|- p = q`, from a way to conclude `q` from `p` and one to conclude `p` from `q`.
  mutating func equivalence(
    _ p: TermID, _ q: TermID,
    forward: (inout Theory, Theorem) throws(RuleFailure) -> Theorem,
    backward: (inout Theory, Theorem) throws(RuleFailure) -> Theorem
  ) throws(ReplayDefect) -> Theorem {
    let goal = theory.bank.equationOf(p, q)
    let (yes, no) = (theory.bank.trueTerm, theory.bank.falseTerm)
    let (pHolds, pFails) = (theory.bank.equationOf(p, yes), theory.bank.equationOf(p, no))
    let (qHolds, qFails) = (theory.bank.equationOf(q, yes), theory.bank.equationOf(q, no))
    return try kernel { () throws(RuleFailure) in
      let truth = try theory.refl(yes)
      let onlyP = theory.bank.equationOf(p, yes)
      func both(_ theory: inout Theory, _ p: Theorem, _ q: Theorem) throws(RuleFailure) -> Theorem {
        let left = try theory.rewrite(truth, by: try theory.eqTrue(p), to: onlyP)
        return try theory.rewrite(left, by: try theory.eqTrue(q), to: goal)
      }
      let first = try theory.trueEq(try theory.assume(pHolds))
      let whenP = try both(&theory, first, try forward(&theory, first))
      let second = try theory.trueEq(try theory.assume(qHolds))
      let whenQ = try both(&theory, try backward(&theory, second), second)
      let neither = try theory.rewrite(
        try theory.assume(pFails), by: try theory.assume(qFails), to: goal)
      let whenNotP = try theory.cases(
        q, [CaseBranch(theorem: whenQ, variables: []), CaseBranch(theorem: neither, variables: [])])
      return try theory.cases(
        p,
        [CaseBranch(theorem: whenP, variables: []), CaseBranch(theorem: whenNotP, variables: [])])
    }
  }
}
