import Kernel
import Terms

/// A fact `(=> c q)` that from one hypothesis gives another, without new variables.
struct ForwardRule {
  var condition: TermID
  var conclusion: TermID
  var schematic: Set<TermID>
}

/// A fact without conditions about a term that binds all its variables.
struct AnchoredFact {
  /// The index of the fact.
  var index: Int
  var formula: TermID
  var anchor: TermID
  var schematic: Set<TermID>
}

extension ProofSearch {
  /// Takes in a fact if it can chain forward.
  mutating func addForwardRule(of formula: TermID) {
    guard let parts = theory.bank.operands(of: formula, .implies),
      theory.bank.operands(of: parts[1], .implies) == nil,
      theory.bank.equationSides(parts[1]) == nil, theory.bank.operands(of: parts[1], .not) == nil,
      theory.bank.shape(of: parts[1]) == .application
    else { return }
    let schematic = Set(theory.bank.freeVariables(of: parts[0]))
    guard schematic.isSuperset(of: theory.bank.freeVariables(of: parts[1])) else { return }
    forwardRules.append(
      ForwardRule(condition: parts[0], conclusion: parts[1], schematic: schematic))
  }

  /// What follows from single hypotheses. It is not added to them, since rewriting would take it out
  /// again: it only binds the free variables of conditions.
  mutating func consequences(of hypotheses: [TermID]) -> [TermID] {
    var result: [TermID] = []
    for hypothesis in hypotheses {
      for rule in forwardRules {
        var match = Match()
        guard
          match.extend(
            rule.condition, to: hypothesis, schematic: rule.schematic, polymorphic: true,
            in: theory.bank),
          let conclusion = theory.bank.instance(rule.conclusion, match.substitution),
          !result.contains(conclusion), !hypotheses.contains(conclusion)
        else { continue }
        result.append(conclusion)
      }
    }
    return result
  }
}
