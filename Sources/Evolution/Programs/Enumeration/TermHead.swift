import Lisp

/// The node of an enumerated term, with what its children are.
struct TermHead {
  enum Kind {
    case variable(Int)
    case production(Production)
    /// A function variable applied.
    case apply(Int)
    /// A self-call with the variable at that position; the other arguments are children.
    case recursion(position: Int, variable: Int)
  }
  var kind: Kind
  var result: TypeIndex
  var arguments: [TypeIndex]
  /// Nodes that are not in the children.
  var cost: Int

  /// Every head that a scope allows, in a fixed order.
  static func all(in scope: SearchScope, grammar: Grammar) -> [TermHead] {
    var heads: [TermHead] = []
    for production in grammar.productions.flatMap({ $0 }) {
      if case .primitive(.if, _) = production.head { continue }
      heads.append(
        TermHead(
          kind: .production(production), result: production.result,
          arguments: production.arguments, cost: 1))
    }
    for (index, variable) in scope.variables.enumerated() {
      guard let type = grammar.index(of: variable.type) else { continue }
      heads.append(TermHead(kind: .variable(index), result: type, arguments: [], cost: 1))
      if let shape = grammar.lambdas[type] {
        heads.append(
          TermHead(
            kind: .apply(index), result: shape.result, arguments: shape.parameters, cost: 2))
      }
    }
    for (index, variable) in scope.variables.enumerated() {
      guard let position = variable.below,
        variable.type == grammar.parameters[position].type
      else { continue }
      var arguments = grammar.parameterTypes
      arguments.remove(at: position)
      heads.append(
        TermHead(
          kind: .recursion(position: position, variable: index), result: grammar.result,
          arguments: arguments, cost: 2))
    }
    return heads
  }
}
