import Kernel
import Terms

/// One leaf of the body of a function that is not yet defined, as the kernel will read it.
struct PlannedClause {
  var patterns: [TermID]
  /// Formulas `t = C(y ...)`.
  var conditions: [TermID]
  /// nil for a leaf `any`.
  var result: TermID?
  /// The calls of the group in conditions and result.
  var calls: [TermID]
}

extension TermBank {
  /// The clauses of a body (the logic's page, "Functions").
  ///
  /// Nothing rests on them: an obligation that is not the one the kernel asks for does not help.
  mutating func clauses(
    of definition: FunctionDefinition, group: Set<SymbolID>
  ) -> [PlannedClause]? {
    var clauses: [PlannedClause] = []
    let start = PlannedClause(
      patterns: definition.parameters, conditions: [], result: nil, calls: [])
    return collect(definition.body, start, Substitution(), group, into: &clauses) ? clauses : nil
  }

  private mutating func collect(
    _ body: Body, _ path: PlannedClause, _ bindings: Substitution, _ group: Set<SymbolID>,
    into clauses: inout [PlannedClause]
  ) -> Bool {
    switch body {
    case .any:
      add(path, group, to: &clauses)
      return true
    case .term(let term):
      var clause = path
      guard let result = instance(term, bindings) else { return false }
      clause.result = result
      add(clause, group, to: &clauses)
      return true
    case .case(let term, let branches):
      guard let subject = instance(term, bindings),
        case .data(_, let types) = caseType(of: subject)
      else { return false }
      for branch in branches {
        guard
          let pattern = try? application(branch.constructor, types, branch.variables)
        else { return false }
        var (inner, next) = (path, bindings)
        if shape(of: subject) == .variable {
          let step = Substitution(terms: [subject: pattern])
          for (variable, value) in bindings.terms.sorted(by: { $0.key < $1.key }) {
            next.terms[variable] = instance(value, step)
          }
          next.terms[subject] = pattern
          inner.patterns = path.patterns.compactMap { instance($0, step) }
          inner.conditions = path.conditions.compactMap { instance($0, step) }
        } else {
          inner.conditions.append(equationOf(subject, pattern))
        }
        if !collect(branch.body, inner, next, group, into: &clauses) { return false }
      }
      return true
    }
  }

  /// The type of a subject, `bool` as a data type without arguments.
  private func caseType(of subject: TermID) -> TypeNode {
    let type = type(of: subject)
    return type == bool ? .data(boolSymbol, []) : node(of: type)
  }

  private func add(
    _ path: PlannedClause, _ group: Set<SymbolID>, to clauses: inout [PlannedClause]
  ) {
    var clause = path
    clause.calls = subterms(of: path.conditions + (path.result.map { [$0] } ?? [])).filter {
      shape(of: $0) == .application && group.contains(head(of: $0))
    }
    clauses.append(clause)
  }
}
