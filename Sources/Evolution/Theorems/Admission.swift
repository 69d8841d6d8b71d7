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
  /// trivially true as written are dropped without a word.
  mutating func admit(_ formulas: [Formula]) -> [Statement] {
    var admitted: [Statement] = []
    for formula in formulas {
      let statement = Statement(formula, in: context.environment)
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
    guard formula.variableCount > 0 else { return false }
    guard formula.body.size <= context.configuration.statementSize else { return false }
    let (hypotheses, conclusion) = formula.body.hypothesesAndConclusion
    if hypotheses.contains(conclusion) || hypotheses.contains(.false) { return false }
    let subject = SubjectContext(environment: context.environment, locals: formula.locals)
    return BooleanSimplification.step(conclusion, in: subject) != .true
  }
}
