import Kernel
import Terms

extension ProofSearch {
  /// The rewrite rules that a fact gives.
  ///
  /// - Parameters:
  ///   - formula: `(=> c1 (=> c2 … conclusion))`.
  ///   - schematic: the variables that stand for anything.
  ///   - againstOrder: whether an equation is used from its smaller side to its greater one, and
  ///     from left to right where neither is greater.
  ///   - isDirected: whether an equation is used from left to right, whatever the order says.
  mutating func rewriteRules(
    of formula: TermID, source: RewriteRule.Source, schematic: Set<TermID>, isPolymorphic: Bool,
    againstOrder: Bool = false, isDirected: Bool = false
  ) -> [RewriteRule] {
    var conditions: [TermID] = []
    var conclusion = formula
    while let parts = theory.bank.operands(of: conclusion, .implies) {
      conditions.append(parts[0])
      conclusion = parts[1]
    }
    func rule(
      _ reading: RewriteRule.Reading, _ left: TermID, _ right: TermID, checked: Bool
    ) -> RewriteRule? {
      var bound = Set(theory.bank.freeVariables(of: left))
      for condition in conditions where mayBeFact(condition) {
        bound.formUnion(theory.bank.freeVariables(of: condition))
      }
      for variable in theory.bank.freeVariables(of: conditions)
      where schematic.contains(variable) && !bound.contains(variable) { return nil }
      for variable in theory.bank.freeVariables(of: right)
      where schematic.contains(variable) && !bound.contains(variable) { return nil }
      if isPolymorphic {
        let types = Set(theory.bank.typeVariables(ofTerm: left))
        for term in conditions + [right] {
          if !types.isSuperset(of: theory.bank.typeVariables(ofTerm: term)) { return nil }
        }
      }
      return RewriteRule(
        source: source, reading: reading, formula: formula, conditions: conditions, left: left,
        right: right, schematic: schematic, isPolymorphic: isPolymorphic,
        needsOrderCheck: checked)
    }
    if let parts = theory.bank.operands(of: conclusion, .not) {
      return [rule(.isFalse, parts[0], theory.bank.falseTerm, checked: false)].compactMap { $0 }
    }
    guard let (left, right) = theory.bank.equationSides(conclusion) else {
      return [rule(.isTrue, conclusion, theory.bank.trueTerm, checked: false)].compactMap { $0 }
    }
    if schematic.contains(left) || schematic.contains(right) {
      // As a rewrite rule it would apply everywhere, or nowhere; it still proves equations.
      let flipped = theory.bank.equationOf(right, left)
      let yes = theory.bank.trueTerm
      return [
        rule(.isTrue, conclusion, yes, checked: false),
        rule(.flippedIsTrue, flipped, yes, checked: false),
        schematic.contains(right) ? rule(.equation, left, right, checked: false) : nil,
        schematic.contains(left) ? rule(.flipped, right, left, checked: false) : nil,
      ].compactMap { $0 }
    }
    if theory.bank.shape(of: left) == .variable, theory.bank.shape(of: right) == .variable {
      // No rule rewrites a variable.
      let flipped = theory.bank.equationOf(right, left)
      let yes = theory.bank.trueTerm
      return [
        rule(.isTrue, conclusion, yes, checked: false),
        rule(.flippedIsTrue, flipped, yes, checked: false),
      ].compactMap { $0 }
    }
    let forward = rule(.equation, left, right, checked: false)
    let backward = rule(.flipped, right, left, checked: false)
    if isDirected, let forward { return [forward] }
    if order.isGreater(left, than: right, schematic: schematic, in: theory.bank) {
      return [againstOrder ? backward : forward].compactMap { $0 }
    }
    if order.isGreater(right, than: left, schematic: schematic, in: theory.bank) {
      return [againstOrder ? forward : backward].compactMap { $0 }
    }
    if againstOrder, let forward { return [forward] }
    return [
      rule(.equation, left, right, checked: true), rule(.flipped, right, left, checked: true),
    ].compactMap { $0 }
  }

  /// Whether a condition is looked for among the hypotheses, to bind its variables.
  func mayBeFact(_ condition: TermID) -> Bool {
    theory.bank.shape(of: condition) == .application
      && theory.bank.equationSides(condition) == nil
      && theory.bank.operands(of: condition, .not) == nil
  }
}
