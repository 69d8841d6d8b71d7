import Lisp

/// Admits conjectures: canonical form, size, and whether they were met before.
struct Admission {
  let context: TheoryContext
  /// Keys of all statements met.
  private(set) var seen: Set<UInt64>
  private(set) var duplicates = 0

  init(context: TheoryContext, seen: [UInt64]) {
    self.context = context
    self.seen = Set(seen)
  }

  /// The new statements, smallest first. Formulas beyond the largest size, without variables or
  /// defined functions, with undetermined types, or trivially true as written are dropped without
  /// a word.
  mutating func admit(_ formulas: [Formula]) -> [Statement] {
    var admitted: [Statement] = []
    for formula in formulas {
      let statement = Statement(formula, in: context.environment, order: context.order)
      guard isStatement(statement.formula) else { continue }
      if seen.insert(statement.key).inserted {
        admitted.append(statement)
      } else {
        duplicates += 1
      }
    }
    return admitted.sorted()
  }

  private func isStatement(_ formula: Formula) -> Bool {
    guard formula.variableCount > 0, mentionsFunction(formula) else { return false }
    guard formula.body.size <= context.configuration.statementSize else { return false }
    guard formula.variables.allSatisfy({ isVariableType($0.type) }) else { return false }
    guard !formula.hasUndeterminedType(in: context.environment) else { return false }
    let (hypotheses, conclusion) = formula.body.hypothesesAndConclusion
    if hypotheses.contains(conclusion) || hypotheses.contains(.false) { return false }
    guard hypotheses.allSatisfy({ isNeeded($0, for: conclusion) }) else { return false }
    let subject = SubjectContext(environment: context.environment, locals: formula.locals)
    return BooleanSimplification.step(
      conclusion, in: subject, order: context.order) != .true
  }

  /// A hypothesis shares a variable with the conclusion, and does not merely name a term: `x = t`
  /// without `x` in `t` is better said by putting `t` for `x`.
  private func isNeeded(_ hypothesis: Expression, for conclusion: Expression) -> Bool {
    if Set(hypothesis.freeSlots).isDisjoint(with: conclusion.freeSlots) { return false }
    guard let (left, right) = hypothesis.equationSides else { return true }
    return ![(left, right), (right, left)].contains { side, other in
      if case .local(let slot) = side { !other.freeSlots.contains(slot) } else { false }
    }
  }

  private func isVariableType(_ type: Type) -> Bool {
    context.signature.sort(of: type).map { context.signature.hasVariables($0) } ?? true
  }

  /// Facts about built-in functions and constructors alone are nobody's discovery, and a call
  /// without variables is better said by its value.
  private func mentionsFunction(_ formula: Formula) -> Bool {
    var mentions = false
    for node in formula.body.nodes {
      switch node {
      case .call:
        if node.freeSlots.isEmpty { return false }
        mentions = true
      case .reference(.function, _): mentions = true
      default: break
      }
    }
    return mentions
  }
}
