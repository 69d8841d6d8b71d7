import Kernel
import Terms

extension ProofSearch {
  /// Simplifies hypotheses and goal until nothing changes.
  ///
  /// - Parameter rules: what the induction hypotheses say in the simplified sequent.
  /// - Returns: an ending if the sequent is closed by that.
  mutating func simplify(
    _ sequent: inout Sequent, with facts: [InductionFact], rules: inout [RewriteRule],
    moves: inout [ProofTree.Move]
  ) throws(SearchFailure) -> ProofTree.Ending? {
    var compared: Set<TermID> = []
    while true {
      let inductionHypotheses = try inductionRules(facts, under: sequent.hypotheses)
      rules = inductionHypotheses
      if assumeConjunctions(inductionHypotheses, &sequent, moves: &moves) { continue }
      let local = table(of: inductionHypotheses)
      if let ending = try simplifyHypotheses(&sequent, with: local, moves: &moves) {
        return ending
      }
      var simplifier = simplifier(for: sequent.hypotheses, with: local)
      try simplifyGoal(&sequent, &simplifier, moves: &moves)
      if sequent.goal == theory.bank.trueTerm { return .goalIsTrue }
      if introduce(&sequent, moves: &moves) { continue }
      if try contradictSizes(sequent, moves: &moves) {
        return .falseHypothesis(goal: sequent.goal)
      }
      if !compareOccurrences(in: &sequent, &compared, moves: &moves) { return nil }
    }
  }

  /// Takes in induction hypotheses that are conjunctions and leave nothing open: as rules they would
  /// not say what their parts say.
  private mutating func assumeConjunctions(
    _ inductionHypotheses: [RewriteRule], _ sequent: inout Sequent,
    moves: inout [ProofTree.Move]
  ) -> Bool {
    var changed = false
    for rule in inductionHypotheses
    where rule.reading == .isTrue && rule.conditions.isEmpty && rule.left == rule.formula
      && theory.bank.operands(of: rule.formula, .and) != nil
      && !theory.bank.freeVariables(of: rule.formula).contains(where: rule.schematic.contains)
      && !sequent.hypotheses.contains(rule.formula)
    {
      let isAssumed = moves.contains {
        if case .assume(_, _, rule.formula) = $0 { true } else { false }
      }
      if isAssumed { continue }
      moves.append(.assume(rule, at: Substitution(), rule.formula))
      sequent.add(rule.formula)
      changed = true
    }
    return changed
  }

  /// Takes in what anchored facts say of terms that hypotheses put other terms for: rewriting with
  /// the hypothesis would hide those terms from the fact.
  private mutating func citeFacts(
    about hypothesis: TermID, _ sequent: inout Sequent, moves: inout [ProofTree.Move]
  ) -> Bool {
    guard !anchoredFacts.isEmpty, let (left, right) = theory.bank.equationSides(hypothesis) else {
      return false
    }
    var changed = false
    for fact in anchoredFacts {
      for side in [left, right] where theory.bank.shape(of: side) == .application {
        var match = Match()
        guard
          match.extend(
            fact.anchor, to: side, schematic: fact.schematic, polymorphic: true, in: theory.bank),
          let formula = theory.bank.instance(fact.formula, match.substitution),
          !sequent.hypotheses.contains(formula)
        else { continue }
        let isCited = moves.contains {
          if case .cite(_, _, formula) = $0 { true } else { false }
        }
        if isCited { continue }
        moves.append(.cite(fact.index, at: match.substitution, formula))
        sequent.add(formula)
        changed = true
      }
    }
    return changed
  }

  /// Simplifies each hypothesis by the others; splits conjunctions; drops what is true.
  private mutating func simplifyHypotheses(
    _ sequent: inout Sequent, with local: RuleTable, moves: inout [ProofTree.Move]
  ) throws(SearchFailure) -> ProofTree.Ending? {
    var index = 0
    var unchanged = 0
    while unchanged < sequent.hypotheses.count {
      if index >= sequent.hypotheses.count { index = 0 }
      let hypothesis = sequent.hypotheses[index]
      if citeFacts(about: hypothesis, &sequent, moves: &moves) { unchanged = 0 }
      var others = sequent.hypotheses
      others.remove(at: index)
      var simplifier = simplifier(for: others, with: local)
      var normal = try simplifier.normalise(hypothesis, in: &theory, spending: &budget)
      if normal == theory.bank.trueTerm, try replaces(hypothesis, &simplifier) {
        normal = hypothesis
      }
      if normal != hypothesis {
        let steps = simplifier.explain(hypothesis, in: theory.bank)
        moves.append(.rewriteHypothesis(from: hypothesis, steps: steps, to: normal))
      }
      if normal == theory.bank.falseTerm { return .falseHypothesis(goal: sequent.goal) }
      if normal == theory.bank.trueTerm {
        sequent.hypotheses.remove(at: index)
        unchanged = 0
      } else if let parts = theory.bank.operands(of: normal, .and) {
        moves.append(.splitHypothesis(normal, parts[0], parts[1]))
        sequent.hypotheses.remove(at: index)
        for part in parts { sequent.add(part) }
        unchanged = 0
      } else if normal != hypothesis {
        sequent.hypotheses[index] = normal
        if sequent.hypotheses.firstIndex(of: normal) != index {
          sequent.hypotheses.remove(at: index)
        } else {
          index += 1
        }
        unchanged = 0
      } else if let equation = try equationImplied(
        by: hypothesis, and: &simplifier, moves: &moves)
      {
        sequent.replace(hypothesis, by: equation)
        unchanged = 0
      } else {
        index += 1
        unchanged += 1
      }
    }
    return nil
  }

  /// Whether an equation that is known to be true still says what one side may be replaced by.
  private mutating func replaces(
    _ hypothesis: TermID, _ simplifier: inout Simplifier
  ) throws(SearchFailure) -> Bool {
    guard let (left, right) = theory.bank.equationSides(hypothesis),
      theory.bank.type(of: left) != theory.bank.bool,
      theory.bank.shape(of: left) == .application || theory.bank.shape(of: right) == .application
    else { return false }
    let first = try simplifier.normalise(left, in: &theory, spending: &budget)
    return try first != simplifier.normalise(right, in: &theory, spending: &budget)
  }

  private mutating func simplifyGoal(
    _ sequent: inout Sequent, _ simplifier: inout Simplifier, moves: inout [ProofTree.Move]
  ) throws(SearchFailure) {
    let goal = sequent.goal
    let normal = try simplifier.normalise(goal, in: &theory, spending: &budget)
    guard normal != goal else { return }
    let steps = simplifier.explain(goal, in: theory.bank)
    moves.append(.rewriteGoal(from: goal, steps: steps, to: normal))
    sequent.goal = normal
  }

  /// Moves premises of the goal to the hypotheses.
  private func introduce(_ sequent: inout Sequent, moves: inout [ProofTree.Move]) -> Bool {
    if let parts = theory.bank.operands(of: sequent.goal, .implies) {
      moves.append(.introduce(parts[0]))
      sequent.add(parts[0])
      sequent.goal = parts[1]
      return true
    }
    if let parts = theory.bank.operands(of: sequent.goal, .not) {
      moves.append(.introduceNegation(parts[0]))
      sequent.add(parts[0])
      sequent.goal = theory.bank.falseTerm
      return true
    }
    return false
  }

  /// Induction hypotheses ready for use by several simplifiers.
  private func table(of inductionHypotheses: [RewriteRule]) -> RuleTable {
    var table = RuleTable(definitions: rules.definitions)
    for rule in inductionHypotheses { table.add(rule, in: theory.bank) }
    return table
  }

  /// A simplifier with all rules and what the hypotheses say.
  mutating func simplifier(
    for hypotheses: [TermID], with local: RuleTable? = nil
  ) -> Simplifier {
    var simplifier = Simplifier(base: rules, local: local, order: order)
    for hypothesis in hypotheses { addFacts(of: hypothesis, to: &simplifier) }
    if !forwardRules.isEmpty { simplifier.consequences = consequences(of: hypotheses) }
    return simplifier
  }

  /// What a hypothesis says of single terms: an equation is used from the greater side to the
  /// smaller one, a variable is eliminated where that is possible.
  private mutating func addFacts(of hypothesis: TermID, to simplifier: inout Simplifier) {
    let trueTerm = theory.bank.trueTerm
    let falseTerm = theory.bank.falseTerm
    if let (left, right) = theory.bank.equationSides(hypothesis) {
      let forward = isForward(left, right)
      simplifier.add(
        fact: fact(
          hypothesis, forward ? .equation : .flipped, from: forward ? left : right,
          to: forward ? right : left), in: theory.bank)
    } else if let parts = theory.bank.operands(of: hypothesis, .not) {
      simplifier.add(
        fact: fact(hypothesis, .isFalse, from: parts[0], to: falseTerm), in: theory.bank)
      if let (left, right) = theory.bank.equationSides(parts[0]),
        let step = symmetryStep(left, right)
      {
        simplifier.add(fact: step, in: theory.bank)
      }
    } else if theory.bank.operands(of: hypothesis, .implies) != nil {
      for rule in rewriteRules(
        of: hypothesis, source: .hypothesis(hypothesis), schematic: [], isPolymorphic: false)
      {
        simplifier.add(rule, in: theory.bank)
      }
      simplifier.add(
        fact: fact(hypothesis, .isTrue, from: hypothesis, to: trueTerm), in: theory.bank)
    } else {
      simplifier.add(
        fact: fact(hypothesis, .isTrue, from: hypothesis, to: trueTerm), in: theory.bank)
    }
  }

  /// Whether an equation of a sequent is used from left to right.
  private func isForward(_ left: TermID, _ right: TermID) -> Bool {
    if theory.bank.shape(of: left) == .variable, !theory.bank.isSubterm(left, of: right) {
      return true
    }
    if theory.bank.shape(of: right) == .variable, !theory.bank.isSubterm(right, of: left) {
      return false
    }
    return order.isGreater(left, than: right, schematic: [], in: theory.bank)
  }

  private func fact(
    _ hypothesis: TermID, _ reading: RewriteRule.Reading, from left: TermID, to right: TermID
  ) -> RewriteStep {
    RewriteStep(
      left: left, right: right,
      reason: .rule(
        .hypothesis(hypothesis), reading, formula: hypothesis, at: Instantiation(Substitution()),
        conditions: []))
  }

  /// `(= right left)` becomes `(= left right)`, of which a hypothesis speaks.
  private mutating func symmetryStep(_ left: TermID, _ right: TermID) -> RewriteStep? {
    let flipped = theory.bank.equationOf(right, left)
    let straight = theory.bank.equationOf(left, right)
    return RewriteStep(left: flipped, right: straight, reason: .symmetry)
  }
}
