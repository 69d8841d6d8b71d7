import Lisp

/// What a node of a statement is, apart from its arguments.
///
/// Statements are bred without binders. A node that binds (match, let, lambda) is `opaque`: it is
/// equal to itself and to nothing else.
enum ExpressionHead: Hashable {
  case local(Int)
  case integer(Int64)
  case call(FunctionID, [Type])
  case construct(ConstructorID, [Type])
  case primitive(Primitive, [Type])
  case apply(Int)
  case reference(Callable, [Type])
  case opaque(Expression)
}

extension Expression {
  var head: ExpressionHead {
    switch self {
    case .local(let slot): .local(slot)
    case .integer(let value): .integer(value)
    case .call(let function, let types, _): .call(function, types)
    case .construct(let constructor, let types, _): .construct(constructor, types)
    case .primitive(let primitive, let types, _): .primitive(primitive, types)
    case .apply(_, let arguments): .apply(arguments.count)
    case .reference(let callable, let types): .reference(callable, types)
    case .match, .bind, .lambda, .undefined: .opaque(self)
    }
  }

  /// The arguments from left to right; none of a node that binds.
  var arguments: [Expression] {
    switch self {
    case .match, .bind, .lambda: []
    default: children
    }
  }

  /// All nodes, each before its arguments, from left to right.
  var nodes: [Expression] {
    var nodes: [Expression] = []
    appendNodes(to: &nodes)
    return nodes
  }

  private func appendNodes(to nodes: inout [Expression]) {
    nodes.append(self)
    for child in children { child.appendNodes(to: &nodes) }
  }

  /// Whether a node that binds occurs.
  var hasBinder: Bool {
    contains { node in
      switch node {
      case .match, .bind, .lambda: true
      default: false
      }
    }
  }

  /// Replaces locals; expressions with binders only when no slot that they bind is replaced.
  func replacingLocals(_ replacement: (Int) -> Expression?) -> Expression {
    if case .local(let slot) = self { return replacement(slot) ?? self }
    let children = self.children
    return children.isEmpty ? self : withChildren(children.map { $0.replacingLocals(replacement) })
  }

  /// Whether some node satisfies the condition.
  func contains(where condition: (Expression) -> Bool) -> Bool {
    condition(self) || children.contains { $0.contains(where: condition) }
  }

  /// Whether one of the functions is called or passed by name.
  func mentions(_ functions: Set<FunctionID>) -> Bool {
    contains { node in
      switch node {
      case .call(let function, _, _), .reference(.function(let function), _):
        functions.contains(function)
      default: false
      }
    }
  }

  /// Hypotheses of nested `=>` from the outside, and the conclusion.
  var hypothesesAndConclusion: (hypotheses: [Expression], conclusion: Expression) {
    var hypotheses: [Expression] = []
    var conclusion = self
    while case .primitive(.implies, _, let sides) = conclusion {
      hypotheses.append(sides[0])
      conclusion = sides[1]
    }
    return (hypotheses, conclusion)
  }

  /// The formula with these hypotheses and this conclusion.
  init(hypotheses: [Expression], conclusion: Expression) {
    self = hypotheses.reversed().reduce(conclusion) { .primitive(.implies, [], [$1, $0]) }
  }

  /// The sides if this is an equation.
  var equationSides: (left: Expression, right: Expression)? {
    guard case .primitive(.equal, _, let sides) = self else { return nil }
    return (sides[0], sides[1])
  }
}
