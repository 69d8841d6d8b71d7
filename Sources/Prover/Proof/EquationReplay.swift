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
  private mutating func prove(_ condition: ProvedCondition) throws(ReplayDefect) -> Theorem {
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

// MARK: - Facts

extension ProofSearch {
  /// The conclusion of an instance of a fact, its conditions having been proved.
  mutating func fact(
    _ source: RewriteRule.Source, formula: TermID, substitution: Substitution,
    conditions: [ProvedCondition]
  ) throws(ReplayDefect) -> Theorem {
    var theorem = try self.theorem(of: source, formula: formula, at: substitution)
    for condition in conditions {
      let proved = try prove(condition)
      theorem = try kernel { () throws(RuleFailure) in
        try theory.modusPonens(theorem, proved)
      }
    }
    return theorem
  }

  /// An instance of a fact, with its conditions.
  mutating func theorem(
    of source: RewriteRule.Source, formula: TermID, at substitution: Substitution
  ) throws(ReplayDefect) -> Theorem {
    guard let instance = theory.bank.instance(formula, substitution) else {
      throw .stepDoesNotApply(theory.bank.description(of: formula))
    }
    switch source {
    case .hypothesis:
      return try kernel { () throws(RuleFailure) in try theory.assume(formula) }
    case .inductionHypothesis(let identifier):
      if let adapted = replayState.adapted[identifier] {
        return try theorem(of: adapted, formula: formula, at: substitution)
      }
      replayState.instances[instance] = ReplayState.Instance(
        identifier: identifier, substitution: substitution)
      return try kernel { () throws(RuleFailure) in try theory.assume(instance) }
    case .booleanLaw(let index):
      return try specialise(try prove(BooleanLaw.allCases[index]), to: instance)
    case .lemma(let index):
      return try specialise(try lemmaTheorem(index), to: instance)
    }
  }

  /// An instance of a simplified induction hypothesis: it is simplified first, with its variables,
  /// and then instantiated.
  private mutating func theorem(
    of adapted: AdaptedFact, formula: TermID, at substitution: Substitution
  ) throws(ReplayDefect) -> Theorem {
    let original = try kernel { () throws(RuleFailure) in try theory.assume(adapted.original) }
    let simplified = try rewriteForward(
      original, through: adapted.steps, from: adapted.original, to: formula)
    guard let instance = theory.bank.instance(adapted.original, substitution) else {
      throw .stepDoesNotApply(theory.bank.description(of: adapted.original))
    }
    var whole = adapted.instance
    for (variable, term) in substitution.terms { whole.terms[variable] = term }
    for (variable, type) in substitution.types { whole.types[variable] = type }
    replayState.instances[instance] = ReplayState.Instance(
      identifier: adapted.identifier, substitution: whole)
    if substitution.terms.isEmpty, substitution.types.isEmpty { return simplified }
    return try kernel { () throws(RuleFailure) in
      try theory.instantiate(simplified, substitution)
    }
  }

  /// From `|- (=> c1 (=> c2 … c))`, the conditions but one and the negation of `c`, that this one
  /// is `false`.
  private mutating func contrapositive(
    _ fact: Theorem, at position: Int, _ conditions: [ProvedCondition]
  ) throws(ReplayDefect) -> Theorem {
    guard let negation = conditions.last else { throw .stepDoesNotApply("a contrapositive") }
    var theorem = fact
    var subject: TermID?
    var index = 0
    while let parts = theory.bank.operands(of: theorem.conclusion, .implies),
      subject == nil || index < conditions.count - 1
    {
      let premise: Theorem
      if subject == nil, index == position {
        subject = parts[0]
        premise = try kernel { () throws(RuleFailure) in try theory.assume(parts[0]) }
      } else {
        premise = try prove(conditions[index])
        index += 1
      }
      theorem = try kernel { () throws(RuleFailure) in
        try theory.modusPonens(theorem, premise)
      }
    }
    guard let subject else { throw .stepDoesNotApply("a contrapositive") }
    let refuted = try prove(negation)
    let no = theory.bank.falseTerm
    // Of the conclusion and what was proved one is the negation of the other.
    let isNegated =
      theory.bank.operands(of: theorem.conclusion, .not)?.first == refuted.conclusion
    let (plain, negative) = isNegated ? (refuted, theorem) : (theorem, refuted)
    let isFalse = try read(negative, as: .isFalse)
    let absurd = try kernel { () throws(RuleFailure) in
      try theory.rewrite(plain, by: isFalse, to: no)
    }
    let goal = theory.bank.equationOf(subject, no)
    let holds = theory.bank.equationOf(subject, theory.bank.trueTerm)
    let explosion = try fromFalse(goal)
    return try kernel { () throws(RuleFailure) in
      let assumed = try theory.trueEq(try theory.assume(holds))
      let contradiction = try theory.cut(assumed, into: absurd)
      return try theory.cases(
        subject,
        [
          CaseBranch(theorem: try theory.cut(contradiction, into: explosion), variables: []),
          CaseBranch(theorem: try theory.assume(goal), variables: []),
        ])
    }
  }

  /// The instance of a theorem without hypotheses that has this conclusion.
  private mutating func specialise(
    _ theorem: Theorem, to conclusion: TermID
  ) throws(ReplayDefect) -> Theorem {
    if theorem.conclusion == conclusion { return theorem }
    var match = Match()
    let schematic = Set(theory.bank.freeVariables(of: theorem.conclusion))
    guard
      match.extend(
        theorem.conclusion, to: conclusion, schematic: schematic, polymorphic: true,
        in: theory.bank)
    else { throw .stepDoesNotApply(theory.bank.description(of: conclusion)) }
    return try kernel { () throws(RuleFailure) in
      try theory.instantiate(theorem, match.substitution)
    }
  }

  /// A law at formulas for `p` and `q`.
  mutating func instance(
    of law: BooleanLaw, p: TermID, q: TermID?
  ) throws(ReplayDefect) -> Theorem {
    let theorem = try prove(law)
    var substitution = Substitution()
    substitution.terms[theory.bank.variable("p", theory.bank.bool)] = p
    if let q { substitution.terms[theory.bank.variable("q", theory.bank.bool)] = q }
    return try kernel { () throws(RuleFailure) in
      try theory.instantiate(theorem, substitution)
    }
  }

  /// Proves a law by cases on its Boolean variables, the first time it is cited.
  private mutating func prove(_ law: BooleanLaw) throws(ReplayDefect) -> Theorem {
    if let known = replayState.laws[law] { return known }
    let saved = (rules, budget)
    defer { (rules, budget) = saved }
    rules = RuleTable()
    budget = InferenceBudget(limit: 10_000)
    let sequent = Sequent(hypotheses: [], goal: law.formula(in: &theory.bank))
    let variables = theory.bank.freeVariables(of: sequent.goal).filter {
      theory.bank.type(of: $0) == theory.bank.bool
    }
    guard let tree = caseTree(sequent, variables[...]) else { throw .lawNotProved(law) }
    let theorem = try replay(tree)
    replayState.laws[law] = theorem
    return theorem
  }

  /// Proves a sequent by the cases of some variables and simplification, or nil.
  private mutating func caseTree(
    _ sequent: Sequent, _ variables: ArraySlice<TermID>
  ) -> ProofTree? {
    guard let variable = variables.first else {
      var (current, moves) = (sequent, [ProofTree.Move]())
      var rules: [RewriteRule] = []
      let closed = try? simplify(&current, with: [], rules: &rules, moves: &moves)
      return closed.flatMap { $0 }.map { ProofTree(moves: moves, ending: $0) }
    }
    guard var cases = cases(of: variable) else { return nil }
    for index in cases.indices {
      var branch = sequent
      branch.add(cases[index].equation)
      guard let tree = caseTree(branch, variables.dropFirst()) else { return nil }
      cases[index].tree = tree
    }
    return ProofTree(ending: .cases(variable, cases))
  }

  /// A fact, proved in the kernel the first time it is cited.
  mutating func lemmaTheorem(_ index: Int) throws(ReplayDefect) -> Theorem {
    if let known = replayState.lemmas[index] { return known }
    let theorem: Theorem
    switch facts[index].origin {
    case .tree(let tree): theorem = try replay(tree)
    case .given(_, let certificate), .shelved(let certificate):
      theorem = try replayed(certificate, index)
    case .theorem(let known): theorem = known
    }
    replayState.lemmas[index] = theorem
    return theorem
  }

  private mutating func replayed(
    _ certificate: String, _ index: Int
  ) throws(ReplayDefect) -> Theorem {
    do {
      let theorems = try Kernel.replay(certificate, in: &theory)
      guard let first = theorems.first else {
        throw ReplayDefect.lemmaNotReplayed(index, "its certificate has no theorem")
      }
      return first.theorem
    } catch let failure as ReplayDefect {
      throw failure
    } catch {
      throw .lemmaNotReplayed(index, "\(error)")
    }
  }
}
