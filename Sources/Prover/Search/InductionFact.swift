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
      var simplifier = simplifier(for: hypotheses)
      let normal = try simplifier.normalise(fact.formula, in: &theory, spending: &budget)
      var identifier = fact.identifier
      if normal != fact.formula {
        if normal == theory.bank.trueTerm { continue }
        hypothesisCount += 1
        identifier = hypothesisCount
        replayState.adapted[identifier] = AdaptedFact(
          identifier: fact.identifier, original: fact.formula,
          steps: simplifier.explain(fact.formula, in: theory.bank))
      }
      rules += rewriteRules(
        of: normal, source: .inductionHypothesis(identifier), schematic: fact.schematic,
        isPolymorphic: false, againstOrder: fact.isAgainstOrder)
      rules += contrapositives(of: normal, identifier: identifier, schematic: fact.schematic)
    }
    return rules
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
