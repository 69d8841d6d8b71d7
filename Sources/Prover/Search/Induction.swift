import Kernel
import Terms

extension ProofSearch {
  /// The case of one clause: a sequent and the rules of its induction hypotheses.
  struct InductionCase {
    var premise: ProofTree.Induction.Premise
    var sequent: Sequent
    var facts: [InductionFact]
  }

  /// One induction: a case for each clause of the function, not yet proved.
  ///
  /// - Parameter hypothesesAgainstOrder: whether equations of induction hypotheses are used from the
  ///   smaller side to the greater one. Which way helps depends on how the goal unfolds.
  mutating func induction(
    on sequent: Sequent, by scheme: InductionScheme, hypothesesAgainstOrder: Bool
  ) -> (ProofTree.Induction, [InductionCase])? {
    var hypotheses = relevantHypotheses(of: sequent)
    var goal = sequent.goal
    var negated: TermID?
    if goal == theory.bank.falseTerm, let last = hypotheses.popLast() {
      negated = last
      goal = theory.bank.logical(.not, last)
    }
    hypotheses.insert(
      contentsOf: scheme.pins.map { theory.bank.equationOf($0.variable, $0.term) }, at: 0)
    let formula = theory.bank.implication(hypotheses, goal)
    var cases: [InductionCase] = []
    for clause in theory.clauses(of: scheme.function) {
      guard
        let element = inductionCase(
          clause, of: InductionGoal(scheme: scheme, formula: formula),
          hypothesesAgainstOrder: hypothesesAgainstOrder)
      else { return nil }
      cases.append(element)
    }
    let induction = ProofTree.Induction(
      function: scheme.function, types: scheme.types, variables: scheme.variables,
      formula: formula, hypotheses: hypotheses, pins: scheme.pins, negated: negated,
      premises: cases.map(\.premise))
    return (induction, cases)
  }

  /// Hypotheses that share variables with the goal, directly or through others, but those that
  /// only say what an eliminated variable was.
  private func relevantHypotheses(of sequent: Sequent) -> [TermID] {
    let hypotheses = sequent.hypotheses.filter { !definesAbsentVariable($0, in: sequent) }
    if sequent.goal == theory.bank.falseTerm { return hypotheses }
    var reached = Set(theory.bank.freeVariables(of: sequent.goal))
    var isRelevant = hypotheses.map { _ in false }
    var changed = true
    while changed {
      changed = false
      for (index, hypothesis) in hypotheses.enumerated() where !isRelevant[index] {
        let variables = theory.bank.freeVariables(of: hypothesis)
        if variables.contains(where: reached.contains) || variables.isEmpty {
          isRelevant[index] = true
          reached.formUnion(variables)
          changed = true
        }
      }
    }
    return zip(hypotheses, isRelevant).filter(\.1).map(\.0)
  }

  /// Whether a hypothesis equates a variable that occurs nowhere else in the sequent.
  private func definesAbsentVariable(_ hypothesis: TermID, in sequent: Sequent) -> Bool {
    guard let (left, right) = theory.bank.equationSides(hypothesis) else { return false }
    return [(left, right), (right, left)].contains { side, other in
      theory.bank.shape(of: side) == .variable && !theory.bank.isSubterm(side, of: other)
        && ([sequent.goal] + sequent.hypotheses).allSatisfy {
          $0 == hypothesis || !theory.bank.isSubterm(side, of: $0)
        }
    }
  }

  /// - Parameter partners: the goals whose formulas may be assumed at calls; nil for the goal itself.
  mutating func inductionCase(
    _ clause: Clause, of inductionGoal: InductionGoal, with partners: [InductionGoal]? = nil,
    hypothesesAgainstOrder: Bool
  ) -> InductionCase? {
    let (scheme, formula) = (inductionGoal.scheme, inductionGoal.formula)
    let (renaming, variables) = freshNames(for: clause, scheme: scheme)
    var patterns: [TermID: TermID] = [:]
    for (variable, pattern) in zip(scheme.variables, clause.patterns) {
      guard let instance = theory.bank.instance(pattern, renaming) else { return nil }
      patterns[variable] = instance
    }
    guard let goal = theory.bank.instance(formula, Substitution(terms: patterns)) else {
      return nil
    }
    var sequent = Sequent(hypotheses: [], goal: goal)
    for condition in clause.conditions {
      guard let instance = theory.bank.instance(condition, renaming) else { return nil }
      sequent.add(instance)
    }
    var hypotheses: [ProofTree.Induction.Hypothesis] = []
    var facts: [InductionFact] = []
    for call in clause.calls {
      let head = theory.bank.head(of: call)
      guard
        let partner = (partners ?? [inductionGoal]).first(where: { $0.scheme.function == head })
      else { continue }
      guard let call = theory.bank.instance(call, renaming) else { return nil }
      if partners != nil, theory.bank.typeArguments(of: call) != partner.scheme.types { continue }
      let arguments = Dictionary(
        uniqueKeysWithValues: zip(partner.scheme.variables, theory.bank.arguments(of: call)))
      guard
        let fact = inductionFact(
          partner.formula, at: arguments, againstOrder: hypothesesAgainstOrder)
      else { return nil }
      facts.append(fact)
      hypotheses.append(
        ProofTree.Induction.Hypothesis(
          identifier: fact.identifier, function: head, call: arguments, names: fact.names))
    }
    let premise = ProofTree.Induction.Premise(
      variables: variables, formula: goal, hypotheses: hypotheses,
      tree: ProofTree(ending: .goalIsTrue))
    return InductionCase(premise: premise, sequent: sequent, facts: facts)
  }

  /// The scheme's variables for the parameters in a clause, fresh ones for its other variables.
  private mutating func freshNames(
    for clause: Clause, scheme: InductionScheme
  ) -> (Substitution, [TermID]) {
    var substitution = Substitution()
    let names = theory.bank.typeParameters(of: scheme.function)
    for (name, type) in zip(names, scheme.types) { substitution.types[name] = type }
    var variables: [TermID] = []
    let parameters = theory.definition(of: scheme.function)?.parameters ?? []
    for variable in clause.variables {
      if let position = parameters.firstIndex(of: variable) {
        substitution.terms[variable] = scheme.variables[position]
        continue
      }
      let type = theory.bank.typeInstance(theory.bank.type(of: variable), substitution)
      var name = theory.bank.variableName(of: variable)
      if name.hasPrefix("field"), let sample = scheme.inducted.first {
        name =
          type == theory.bank.type(of: sample) ? theory.bank.variableName(of: sample) : "x"
      }
      let fresh = freshVariable(like: name, type: type)
      substitution.terms[variable] = fresh
      variables.append(fresh)
    }
    return (substitution, variables)
  }
}
