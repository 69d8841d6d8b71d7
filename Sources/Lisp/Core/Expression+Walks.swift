extension Expression {
  /// Its immediate subexpressions, in the order of evaluation.
  public var children: [Expression] {
    switch self {
    case .local, .integer, .reference, .undefined: []
    case .call(_, _, let arguments), .construct(_, _, let arguments),
      .primitive(_, _, let arguments):
      arguments
    case .match(let subject, let branches): [subject] + branches.map(\.body)
    case .bind(let bindings, let body): bindings.map(\.expression) + [body]
    case .lambda(_, let body): [body]
    case .apply(let function, let arguments): [function] + arguments
    }
  }

  /// The same node over other subexpressions.
  ///
  /// - Precondition: as many as ``children`` has.
  public func withChildren(_ new: [Expression]) -> Expression {
    precondition(new.count == children.count, "a node keeps its number of subexpressions")
    switch self {
    case .local, .integer, .reference, .undefined: return self
    case .call(let function, let types, _): return .call(function, types, new)
    case .construct(let constructor, let types, _): return .construct(constructor, types, new)
    case .primitive(let primitive, let types, _): return .primitive(primitive, types, new)
    case .match(_, let branches):
      return .match(
        new[0],
        zip(branches, new.dropFirst()).map {
          Branch(constructor: $0.constructor, slots: $0.slots, body: $1)
        })
    case .bind(let bindings, _):
      return .bind(
        zip(bindings, new).map { Binding(slot: $0.slot, expression: $1) }, new[new.count - 1])
    case .lambda(let slots, _): return .lambda(slots, new[0])
    case .apply: return .apply(new[0], Array(new.dropFirst()))
    }
  }

  /// The number of its nodes; types and binders do not count.
  public var size: Int { children.reduce(1) { $0 + $1.size } }

  /// The number of nodes on its longest path.
  public var depth: Int { 1 + (children.map(\.depth).max() ?? 0) }

  /// The type arguments that stand at this node.
  public var types: [Type] {
    switch self {
    case .call(_, let types, _), .construct(_, let types, _), .primitive(_, let types, _),
      .reference(_, let types):
      types
    case .undefined(let type): [type]
    case .local, .integer, .match, .bind, .lambda, .apply: []
    }
  }

  /// Visits every node, each before its subexpressions, from left to right.
  public func visit(_ body: (Expression) -> Void) {
    body(self)
    for child in children { child.visit(body) }
  }

  /// The expression with types put for its type variables.
  public func substituting(types: [String: Type]) -> Expression {
    types.isEmpty ? self : mapTypes { $0.substituting(types) }
  }

  /// The expression with each type that stands at a node replaced.
  func mapTypes(_ change: (Type) -> Type) -> Expression {
    let node = withChildren(children.map { $0.mapTypes(change) })
    switch node {
    case .call(let function, let old, let arguments):
      return .call(function, old.map(change), arguments)
    case .construct(let constructor, let old, let arguments):
      return .construct(constructor, old.map(change), arguments)
    case .primitive(let primitive, let old, let arguments):
      return .primitive(primitive, old.map(change), arguments)
    case .reference(let callable, let old): return .reference(callable, old.map(change))
    case .undefined(let type): return .undefined(change(type))
    case .local, .integer, .match, .bind, .lambda, .apply: return node
    }
  }
}
