import Kernel
import Terms

/// What the kernel will make of one leaf of a body that is not yet admitted.
struct DraftClause {
  var patterns: [TermID]
  var conditions: [TermID]
  /// nil for a leaf `any`.
  var result: TermID?
}

extension TermBank {
  /// The clauses of a definition in reading order, as the kernel makes them.
  mutating func draftClauses(
    of definition: FunctionDefinition
  ) throws(TermFailure) -> [DraftClause] {
    let identity = Dictionary(
      definition.parameters.map { ($0, $0) }, uniquingKeysWith: { first, _ in first })
    var clauses: [DraftClause] = []
    try collect(
      definition.body, definition.parameters, bindings: identity, conditions: [], into: &clauses)
    return clauses
  }

  private mutating func collect(
    _ body: Body, _ parameters: [TermID], bindings: [TermID: TermID], conditions: [TermID],
    into clauses: inout [DraftClause]
  ) throws(TermFailure) {
    let current = Substitution(terms: bindings)
    switch body {
    case .any, .term:
      var result: TermID?
      if case .term(let term) = body { result = try substitute(term, current) }
      let patterns = try substitute(all: parameters, current)
      clauses.append(DraftClause(patterns: patterns, conditions: conditions, result: result))
    case .case(let term, let branches):
      let subject = try substitute(term, current)
      let types = dataType(of: type(of: subject))?.arguments ?? []
      for branch in branches {
        let pattern = try application(branch.constructor, types, branch.variables)
        var (inner, assumed) = (bindings, conditions)
        for variable in branch.variables { inner[variable] = variable }
        if shape(of: subject) == .variable {
          let step = Substitution(terms: [subject: pattern])
          // In a fixed order, so that new terms are numbered the same in each run.
          for (variable, value) in inner.sorted(by: { $0.key < $1.key }) {
            inner[variable] = try substitute(value, step)
          }
          assumed = try substitute(all: assumed, step)
        } else {
          assumed.append(try equation(subject, pattern))
        }
        try collect(
          branch.body, parameters, bindings: inner, conditions: assumed, into: &clauses)
      }
    }
  }
}
