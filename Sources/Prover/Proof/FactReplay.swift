import Kernel
import Terms

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
  mutating func contrapositive(
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
