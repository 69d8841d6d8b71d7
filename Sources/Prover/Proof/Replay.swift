import Kernel
import Terms

/// What replaying has proved so far, and the lemmas it may cite.
struct ReplayState {
  var laws: [BooleanLaw: Theorem] = [:]
  var productLaws: [ProductLaw: Theorem] = [:]
  var lemmas: [Int: Theorem] = [:]
  /// For each instance of an induction hypothesis that was assumed, how it came about.
  var instances: [TermID: Instance] = [:]
  /// The functions that give the fields of constructors.
  var destructors: [SymbolID: [SymbolID]] = [:]
  /// Simplified induction hypotheses, by their own identifiers.
  var adapted: [Int: AdaptedFact] = [:]

  struct Instance {
    var identifier: Int
    var substitution: Substitution
  }
}

/// Why a proof that the search has found is not one: a defect of ours, never a false theorem.
enum ReplayDefect: Error {
  case rule(RuleFailure)
  case stepDoesNotApply(String)
  case lawNotProved(BooleanLaw)
  case lemmaNotReplayed(Int, String)
}

extension ProofSearch {
  /// Proves in the kernel what a tree says: the goal, under some of the sequent's hypotheses and
  /// instances of induction hypotheses.
  mutating func replay(_ tree: ProofTree) throws(ReplayDefect) -> Theorem {
    var theorem = try replay(tree.ending)
    for move in tree.moves.reversed() { theorem = try undo(move, theorem) }
    return theorem
  }
}

/// Runs rules of the kernel.
func kernel<Result>(_ rules: () throws(RuleFailure) -> Result) throws(ReplayDefect) -> Result {
  do {
    return try rules()
  } catch {
    throw .rule(error)
  }
}

// MARK: - Moves

extension ProofSearch {
  /// From the theorem after a move, the one before it.
  private mutating func undo(
    _ move: ProofTree.Move, _ theorem: Theorem
  ) throws(ReplayDefect) -> Theorem {
    switch move {
    case .rewriteGoal(let from, let steps, let to):
      return try rewriteBack(theorem, through: steps, from: from, to: to)
    case .rewriteHypothesis(let from, let steps, let to):
      guard theorem.hypotheses.contains(to) else { return theorem }
      let assumed = try kernel { () throws(RuleFailure) in try theory.assume(from) }
      let rewritten = try rewriteForward(assumed, through: steps, from: from, to: to)
      return try kernel { () throws(RuleFailure) in try theory.cut(rewritten, into: theorem) }
    case .tightenHypothesis(let from, let refutation, let to):
      guard theorem.hypotheses.contains(to) else { return theorem }
      let equation = try tightened(from, to: to, by: refutation)
      return try kernel { () throws(RuleFailure) in try theory.cut(equation, into: theorem) }
    case .measure(let hypothesis, _, let to):
      guard theorem.hypotheses.contains(to), let (left, _) = theory.bank.equationSides(to) else {
        return theorem
      }
      return try kernel { () throws(RuleFailure) in
        let equation = try theory.assume(hypothesis)
        let same = try theory.refl(left)
        let equal = try theory.rewrite(same, by: equation, to: to)
        return try theory.cut(equal, into: theorem)
      }
    case .replaceInGoal(let from, let step, _):
      let equation = try equation(of: step)
      return try kernel { () throws(RuleFailure) in
        try theory.rewrite(theorem, by: equation, to: from)
      }
    case .splitHypothesis(let whole, let left, let right):
      var result = theorem
      for (part, law) in [(left, BooleanLaw.andLeft), (right, .andRight)]
      where result.hypotheses.contains(part) {
        let conclusion = try apply(law, to: [left, right], proving: whole)
        result = try kernel { () throws(RuleFailure) in
          try theory.cut(conclusion, into: result)
        }
      }
      return result
    case .introduce(let premise):
      return try kernel { () throws(RuleFailure) in
        try theory.discharge(premise, from: theorem)
      }
    case .introduceNegation(let formula):
      let implication = try kernel { () throws(RuleFailure) in
        try theory.discharge(formula, from: theorem)
      }
      let law = try instance(of: .impliesFalse, p: formula, q: nil)
      let negation = theory.bank.logical(.not, formula)
      return try kernel { () throws(RuleFailure) in
        try theory.rewrite(implication, by: law, to: negation)
      }
    case .generalise(let term, let variable):
      return try kernel { () throws(RuleFailure) in
        try theory.instantiate(theorem, Substitution(terms: [variable: term]))
      }
    case .assume(let rule, let substitution, let formula):
      guard theorem.hypotheses.contains(formula) else { return theorem }
      let fact = try self.theorem(of: rule.source, formula: rule.formula, at: substitution)
      return try kernel { () throws(RuleFailure) in try theory.cut(fact, into: theorem) }
    case .cancel(let from, _):
      guard let (left, _) = theory.bank.equationSides(from) else {
        throw .stepDoesNotApply(theory.bank.description(of: from))
      }
      return try kernel { () throws(RuleFailure) in
        try theory.rewrite(try theory.refl(left), by: theorem, to: from)
      }
    case .compareOccurrences(let comparison):
      guard theorem.hypotheses.contains(comparison.conclusion) else { return theorem }
      let fact = try self.theorem(of: comparison)
      return try kernel { () throws(RuleFailure) in try theory.cut(fact, into: theorem) }
    case .cite(let index, let substitution, let formula):
      guard theorem.hypotheses.contains(formula) else { return theorem }
      let fact = try self.theorem(
        of: .lemma(index), formula: facts[index].formula, at: substitution)
      return try kernel { () throws(RuleFailure) in try theory.cut(fact, into: theorem) }
    }
  }

  /// `whole |- p` or `whole |- q` for `whole = (and p q)`.
  private mutating func apply(
    _ law: BooleanLaw, to parts: [TermID], proving whole: TermID
  ) throws(ReplayDefect) -> Theorem {
    let implication = try instance(of: law, p: parts[0], q: parts[1])
    return try kernel { () throws(RuleFailure) in
      try theory.modusPonens(implication, try theory.assume(whole))
    }
  }
}

// MARK: - Endings

extension ProofSearch {
  private mutating func replay(_ ending: ProofTree.Ending) throws(ReplayDefect) -> Theorem {
    switch ending {
    case .goalIsTrue:
      return try truth()
    case .falseHypothesis(let goal):
      return try fromFalse(goal)
    case .conjunction(let left, let leftTree, let right, let rightTree):
      return try conjunction(left, try replay(leftTree), right, try replay(rightTree))
    case .cases(let term, let cases):
      var branches: [CaseBranch] = []
      for element in cases {
        let theorem = try replay(element.tree)
        branches.append(
          CaseBranch(
            theorem: try withoutFieldNames(theorem, in: element, of: term),
            variables: element.variables))
      }
      return try kernel { () throws(RuleFailure) in try theory.cases(term, branches) }
    case .induction(let induction):
      return try replay(induction)
    }
  }

  /// `|- true`
  private mutating func truth() throws(ReplayDefect) -> Theorem {
    let yes = theory.bank.trueTerm
    return try kernel { () throws(RuleFailure) in try theory.trueEq(try theory.refl(yes)) }
  }

  /// `false |- goal`
  mutating func fromFalse(_ goal: TermID) throws(ReplayDefect) -> Theorem {
    let implies = theory.bank.builtin(.implies)
    let no = theory.bank.falseTerm
    return try kernel { () throws(RuleFailure) in
      let clause = try theory.unfold(implies, clause: 1, types: [], terms: [goal])
      return try theory.modusPonens(try theory.trueEq(clause), try theory.assume(no))
    }
  }

  /// From `|- p` and `|- q`, `|- (and p q)`.
  private mutating func conjunction(
    _ p: TermID, _ left: Theorem, _ q: TermID, _ right: Theorem
  ) throws(ReplayDefect) -> Theorem {
    let and = theory.bank.builtin(.and)
    let trueAndQ = theory.bank.logical(.and, theory.bank.trueTerm, q)
    let goal = theory.bank.logical(.and, p, q)
    return try kernel { () throws(RuleFailure) in
      let clause = try theory.unfold(and, clause: 0, types: [], terms: [q])
      let opened = try theory.rewrite(right, by: clause, to: trueAndQ)
      return try theory.rewrite(opened, by: try theory.eqTrue(left), to: goal)
    }
  }

  private mutating func part(
    _ induction: ProofTree.Induction
  ) throws(ReplayDefect) -> InductionPart {
    var premises: [InductionPremise] = []
    for premise in induction.premises {
      let theorem = try replay(premise.tree)
      var hypotheses: [InductionHypothesis] = []
      for formula in theorem.hypotheses {
        guard let instance = replayState.instances[formula],
          let hypothesis = premise.hypotheses.first(where: {
            $0.identifier == instance.identifier
          })
        else { continue }
        var substitution = instance.substitution
        for (fresh, name) in hypothesis.names {
          substitution.terms[name] = substitution.terms.removeValue(forKey: fresh) ?? fresh
        }
        for (variable, argument) in hypothesis.call {
          substitution.terms[variable] = argument
        }
        hypotheses.append(
          InductionHypothesis(function: hypothesis.function, substitution: substitution))
      }
      premises.append(
        InductionPremise(
          theorem: theorem, variables: premise.variables, hypotheses: hypotheses))
    }
    return InductionPart(
      function: induction.function, types: induction.types, variables: induction.variables,
      formula: induction.formula, premises: premises)
  }

  private mutating func replay(
    _ induction: ProofTree.Induction
  ) throws(ReplayDefect) -> Theorem {
    var parts: [InductionPart] = []
    for element in [induction] + induction.partners { parts.append(try part(element)) }
    let all = parts
    let theorem = try kernel { () throws(RuleFailure) in
      var theorem = try theory.induct(all)
      for hypothesis in induction.hypotheses {
        theorem = try theory.modusPonens(theorem, try theory.assume(hypothesis))
      }
      for pin in induction.pins {
        theorem = try theory.instantiate(
          theorem, Substitution(terms: [pin.variable: pin.term]))
        theorem = try theory.cut(try theory.refl(pin.term), into: theorem)
      }
      return theorem
    }
    guard let negated = induction.negated else { return theorem }
    let isFalse = try read(theorem, as: .isFalse)
    let no = theory.bank.falseTerm
    return try kernel { () throws(RuleFailure) in
      try theory.rewrite(try theory.assume(negated), by: isFalse, to: no)
    }
  }
}
