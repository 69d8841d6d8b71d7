import Lisp

/// The node of an enumerated term, with what its children are.
struct TermHead {
  enum Kind {
    case variable(Int)
    case production(Production)
    /// A function variable applied.
    case apply(Int)
    /// A self-call; where there is no variable for a position, the argument is a child.
    case recursion([Int?])
  }
  var kind: Kind
  var result: TypeIndex
  var arguments: [TypeIndex]
  /// Nodes that are not in the children.
  var cost: Int

  /// What running a term needs of its head, without references that would be counted.
  struct Code {
    enum Kind: UInt8 {
      case variable, construct, function, primitive, apply, other
    }
    var kind: Kind
    /// The variable, constructor, function or primitive.
    var operand: Int32 = 0
    var argumentCount: Int32
  }

  var code: Code {
    let count = Int32(arguments.count)
    switch kind {
    case .variable(let index): return Code(kind: .variable, operand: Int32(index), argumentCount: 0)
    case .apply(let index):
      return Code(kind: .apply, operand: Int32(index), argumentCount: count)
    case .recursion: return Code(kind: .other, argumentCount: count)
    case .production(let production):
      switch production.head {
      case .constructor(let id, _):
        return Code(kind: .construct, operand: Int32(id.index), argumentCount: count)
      case .function(let id, _):
        return Code(kind: .function, operand: Int32(id.index), argumentCount: count)
      case .primitive(let primitive, _):
        return Code(kind: .primitive, operand: Int32(primitive.place), argumentCount: count)
      case .integer, .reference: return Code(kind: .other, argumentCount: count)
      }
    }
  }

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
    return heads + recursions(in: scope, grammar: grammar)
  }

  /// Self-calls with a variable below each parameter in the parameter's place.
  ///
  /// Function-valued parameters are passed on as they are: what varies from call to call is data.
  private static func recursions(in scope: SearchScope, grammar: Grammar) -> [TermHead] {
    var heads: [TermHead] = []
    for (index, variable) in scope.variables.enumerated() {
      guard let position = variable.below,
        variable.type == grammar.parameters[position].type
      else { continue }
      var fixed: [Int?] = grammar.parameters.indices.map {
        grammar.parameters[$0].type.isFunction ? $0 : nil
      }
      fixed[position] = index
      let free = fixed.indices.filter { fixed[$0] == nil }
      heads.append(
        TermHead(
          kind: .recursion(fixed), result: grammar.result,
          arguments: free.map { grammar.parameterTypes[$0] },
          cost: 1 + fixed.count - free.count))
    }
    return heads
  }
}

extension Array {
  /// The elements where there are any, and the others from `rest`, in order.
  static func merging(_ fixed: [Element?], _ rest: [Element]) -> [Element] {
    var rest = rest[...]
    return fixed.compactMap { $0 ?? rest.popFirst() }
  }
}
