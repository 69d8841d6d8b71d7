import Kernel
import Terms

/// An induction hypothesis in force.
struct InductionFact {
  /// Tells the hypotheses of one search apart.
  var identifier: Int
  /// `(=> c1 (=> c2 … conclusion))`, its other variables under names that occur nowhere else.
  var formula: TermID
  /// Those other variables: the hypothesis holds for any values of them.
  var schematic: Set<TermID>
  /// For each of them its name in the formula that the induction proves.
  var names: [TermID: TermID]
  /// Whether its equation is used from the smaller side to the greater one.
  var isAgainstOrder: Bool
}

/// An induction hypothesis as the hypotheses of a sequent simplify it.
struct AdaptedFact {
  /// The hypothesis itself.
  var identifier: Int
  var original: TermID
  /// What makes the instance of the hypothesis that was simplified, if it was not the whole.
  var instance: Substitution
  var steps: [RewriteStep]
}

extension ProofSearch {
  /// The rules that induction hypotheses give in a sequent. They are simplified as the goal is:
  /// otherwise they would not fit it.
  mutating func inductionRules(
    _ facts: [InductionFact], under hypotheses: [TermID]
  ) throws(SearchFailure) -> [RewriteRule] {
    var rules: [RewriteRule] = []
    for fact in facts {
      let whole = try adapt(fact, at: Substitution(), under: hypotheses)
      if let whole {
        rules += adaptedRules(whole.normal, fact, whole.identifier, schematic: fact.schematic)
      }
      rules += try ownConditionRules(fact, under: hypotheses)
      // The instance at the goal's own variables may simplify further than the whole.
      if fact.schematic.isEmpty { continue }
      let names = Substitution(terms: fact.names)
      guard let own = try adapt(fact, at: names, under: hypotheses), own.isSimplified,
        own.normal != whole.flatMap({ theory.bank.instance($0.normal, names) })
      else { continue }
      rules += adaptedRules(own.normal, fact, own.identifier, schematic: [])
    }
    return rules
  }

  /// The rules of a hypothesis at the goal's own names for variables that only equations among its
  /// conditions mention: nothing would bind them.
  private mutating func ownConditionRules(
    _ fact: InductionFact, under hypotheses: [TermID]
  ) throws(SearchFailure) -> [RewriteRule] {
    var conditions: [TermID] = []
    var conclusion = fact.formula
    while let parts = theory.bank.operands(of: conclusion, .implies) {
      conditions.append(parts[0])
      conclusion = parts[1]
    }
    var bound = Set(theory.bank.freeVariables(of: conclusion))
    for condition in conditions where mayBeFact(condition) {
      bound.formUnion(theory.bank.freeVariables(of: condition))
    }
    var names = Substitution()
    for variable in theory.bank.freeVariables(of: conditions)
    where fact.schematic.contains(variable) && !bound.contains(variable) {
      names.terms[variable] = fact.names[variable]
    }
    guard !names.terms.isEmpty, let own = try adapt(fact, at: names, under: hypotheses) else {
      return []
    }
    let schematic = fact.schematic.filter { names.terms[$0] == nil }
    return adaptedRules(own.normal, fact, own.identifier, schematic: schematic)
  }

  private mutating func adaptedRules(
    _ formula: TermID, _ fact: InductionFact, _ identifier: Int, schematic: Set<TermID>
  ) -> [RewriteRule] {
    rewriteRules(
      of: formula, source: .inductionHypothesis(identifier), schematic: schematic,
      isPolymorphic: false, againstOrder: fact.isAgainstOrder)
      + contrapositives(of: formula, identifier: identifier, schematic: schematic)
  }

  /// An instance of an induction hypothesis, simplified; nil if nothing is left of it.
  private mutating func adapt(
    _ fact: InductionFact, at instance: Substitution, under hypotheses: [TermID]
  ) throws(SearchFailure) -> (normal: TermID, identifier: Int, isSimplified: Bool)? {
    guard let formula = theory.bank.instance(fact.formula, instance) else { return nil }
    var simplifier = simplifier(for: hypotheses)
    let normal = try simplifier.normalise(formula, in: &theory, spending: &budget)
    if normal == theory.bank.trueTerm { return nil }
    if normal == fact.formula { return (normal, fact.identifier, false) }
    hypothesisCount += 1
    replayState.adapted[hypothesisCount] = AdaptedFact(
      identifier: fact.identifier, original: formula, instance: instance,
      steps: simplifier.explain(formula, in: theory.bank))
    return (normal, hypothesisCount, normal != formula)
  }

  /// The facts at calls of a clause: the formula with the calls' arguments, its other variables
  /// standing for anything.
  mutating func inductionFact(
    _ formula: TermID, at arguments: [TermID: TermID], againstOrder: Bool
  ) -> InductionFact? {
    var substitution = Substitution(terms: arguments)
    var names: [TermID: TermID] = [:]
    for variable in theory.bank.freeVariables(of: formula) where arguments[variable] == nil {
      let fresh = freshVariable(
        like: theory.bank.variableName(of: variable), type: theory.bank.type(of: variable))
      substitution.terms[variable] = fresh
      names[fresh] = variable
      schematicNames[fresh] = variable
    }
    guard let instance = theory.bank.instance(formula, substitution) else { return nil }
    hypothesisCount += 1
    return InductionFact(
      identifier: hypothesisCount, formula: instance, schematic: Set(names.keys), names: names,
      isAgainstOrder: againstOrder)
  }

  /// From `(=> c1 (=> c2 … c))` the rules by which a condition is false where the other conditions
  /// hold and the conclusion does not.
  private mutating func contrapositives(
    of formula: TermID, identifier: Int, schematic: Set<TermID>
  ) -> [RewriteRule] {
    var conditions: [TermID] = []
    var conclusion = formula
    while let parts = theory.bank.operands(of: conclusion, .implies) {
      conditions.append(parts[0])
      conclusion = parts[1]
    }
    var rules: [RewriteRule] = []
    for (position, condition) in conditions.enumerated() {
      let isBound = theory.bank.freeVariables(of: formula).allSatisfy {
        !schematic.contains($0) || theory.bank.isSubterm($0, of: condition)
      }
      // A negated condition would make a rule about the symbol `not`.
      guard isBound, theory.bank.operands(of: condition, .not) == nil,
        theory.bank.shape(of: condition) == .application
      else { continue }
      var others = conditions
      others.remove(at: position)
      if let parts = theory.bank.operands(of: conclusion, .not) {
        others.append(parts[0])
      } else {
        others.append(theory.bank.logical(.not, conclusion))
      }
      rules.append(
        RewriteRule(
          source: .inductionHypothesis(identifier), reading: .contrapositive(position),
          formula: formula, conditions: others, left: condition, right: theory.bank.falseTerm,
          schematic: schematic, isPolymorphic: false, needsOrderCheck: false))
    }
    return rules
  }
}
