import Lisp

/// The clauses of definitions as rewrite rules: a call on constructors becomes its result.
struct DefiningEquations {
  let environment: Environment

  /// One rule for each leaf of the definition's matches on its parameters and their parts. Leaves
  /// that match on something else give none.
  func rules(of function: FunctionID) -> [RewriteRule] {
    let definition = environment[function]
    guard let body = definition.body, !definition.isSelector else { return [] }
    let types = definition.typeParameters.map { Type.variable($0) }
    let parameters = (0..<definition.parameterCount).map { Expression.local($0) }
    return leaves(of: body, patterns: parameters, locals: definition.locals).map { leaf in
      RewriteRule(
        locals: definition.locals, variables: definition.locals.count, isHypothesis: false,
        conditions: [], left: .call(function, types, leaf.patterns), right: leaf.result,
        isOriented: true)
    }
  }

  private func leaves(
    of body: Expression, patterns: [Expression], locals: [Local]
  ) -> [(patterns: [Expression], result: Expression)] {
    guard case .match(.local(let slot), let branches) = body else {
      return body.hasBinder ? [] : [(patterns, body)]
    }
    guard patterns.contains(where: { $0.freeSlots.contains(slot) }) else { return [] }
    guard case .data(_, let types) = locals[slot].type else {
      return locals[slot].type == .bool
        ? split(slot, branches, types: [], patterns: patterns, locals: locals) : []
    }
    return split(slot, branches, types: types, patterns: patterns, locals: locals)
  }

  private func split(
    _ slot: Int, _ branches: [Branch], types: [Type], patterns: [Expression], locals: [Local]
  ) -> [(patterns: [Expression], result: Expression)] {
    branches.flatMap { branch in
      let value = Expression.construct(
        branch.constructor, types, branch.slots.map { .local($0) })
      func put(_ term: Expression) -> Expression {
        term.replacingLocals { $0 == slot ? value : nil }
      }
      return leaves(of: put(branch.body), patterns: patterns.map(put), locals: locals)
    }
  }
}
