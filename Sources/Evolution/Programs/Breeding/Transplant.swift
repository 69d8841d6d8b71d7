import Determinism
import Lisp

/// Moves a part of one program into another, or to another place of its own.
struct Transplant {
  let grammar: Grammar

  /// The part with new slots for its binders and its free variables mapped to variables of equal
  /// type: the same parameter if it was one, else one below the same parameter, else any. A variable
  /// for which there is none gives way to a new smallest expression. Nil if that is impossible.
  func moved(
    _ part: Expression, from old: Scope, to new: Scope, _ terms: inout TermGenerator,
    _ generator: inout SeededGenerator
  ) -> Expression? {
    let bound = part.boundSlots
    var renaming: [Int: Int] = [:]
    for (slot, fresh) in zip(bound, terms.freshSlots(bound.count)) { renaming[slot] = fresh }
    var missing: [Int: Expression] = [:]
    for slot in part.freeSlots {
      guard let variable = old.variable(slot) else { return nil }
      if let image = image(of: variable, in: new, using: &generator) {
        renaming[slot] = image
        continue
      }
      let stand = terms.freshSlots(1)[0]
      guard let type = grammar.index(of: variable.type),
        let filler = terms.expression(of: type, size: 1, in: new, using: &generator)
      else { return nil }
      renaming[slot] = stand
      missing[stand] = filler
    }
    let renamed = part.renamingSlots(renaming)
    return missing.isEmpty ? renamed : filled(renamed, missing, &terms)
  }

  private func image(
    of variable: ScopeVariable, in scope: Scope, using generator: inout SeededGenerator
  ) -> Int? {
    let candidates = scope.variables.filter { $0.type == variable.type }
    guard !candidates.isEmpty else { return nil }
    if candidates.contains(where: { $0.slot == variable.slot && $0 == variable }) {
      return variable.slot
    }
    if let parameter = variable.parameter,
      let same = candidates.first(where: { $0.parameter == parameter })
    {
      return same.slot
    }
    let alike = candidates.filter { $0.below == variable.below && $0.parameter == nil }
    return generator.element(of: alike.isEmpty ? candidates : alike).slot
  }

  /// Puts the expressions for the variables, each copy with binders of its own.
  private func filled(
    _ expression: Expression, _ fillers: [Int: Expression], _ terms: inout TermGenerator
  ) -> Expression {
    if case .local(let slot) = expression, let filler = fillers[slot] {
      let bound = filler.boundSlots
      var renaming: [Int: Int] = [:]
      for (slot, fresh) in zip(bound, terms.freshSlots(bound.count)) { renaming[slot] = fresh }
      return filler.renamingSlots(renaming)
    }
    return expression.withChildren(
      expression.children.map { filled($0, fillers, &terms) })
  }
}
