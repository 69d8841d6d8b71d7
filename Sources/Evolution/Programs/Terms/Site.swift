import Lisp

/// A place in a program: a node with its type and what is in scope there.
struct Site: Sendable {
  /// Prefix index of the node in the body.
  var index: Int
  var expression: Expression
  var type: Type
  var scope: Scope
  var size: Int
}

/// Reads types off programs that are known to be well typed.
struct TypeReader {
  let environment: Environment

  /// The types of parameters and result of what is called, at given type arguments.
  func signature(_ callable: Callable, _ types: [Type]) -> (parameters: [Type], result: Type) {
    let (parameters, result) = environment.signature(of: callable, at: types)
    return (parameters, result)
  }

  /// The type of an expression in which every variable is in scope, or nil where a lambda that no
  /// context types stands at the head.
  func type(of expression: Expression, in scope: Scope) -> Type? {
    switch expression {
    case .local(let slot): return scope.variable(slot)?.type
    case .integer: return .int
    case .call(let function, let types, _): return signature(.function(function), types).result
    case .construct(let constructor, let types, _):
      return signature(.constructor(constructor), types).result
    case .primitive(let primitive, let types, _):
      return signature(.primitive(primitive), types).result
    case .match(let scrutinee, let branches):
      guard let branch = branches.first,
        let inner = childScopes(of: expression, type: .bool, in: scope).dropFirst().first
      else { return type(of: scrutinee, in: scope) }
      return type(of: branch.body, in: inner.scope)
    case .bind(let bindings, let body):
      return type(of: body, in: scope.adding(variables(of: bindings, in: scope)))
    case .lambda: return nil
    case .apply(let function, _):
      guard case .function(_, let result)? = type(of: function, in: scope) else { return nil }
      return result
    case .reference(let callable, let types):
      let (parameters, result) = signature(callable, types)
      return .function(parameters, result)
    case .undefined(let type): return type
    }
  }

  /// Type and scope of each child of a node of the given type.
  func childScopes(
    of expression: Expression, type: Type, in scope: Scope
  ) -> [(type: Type, scope: Scope)] {
    switch expression {
    case .local, .integer, .reference, .undefined: return []
    case .call(let function, let types, _):
      return signature(.function(function), types).parameters.map { ($0, scope) }
    case .construct(let constructor, let types, _):
      return signature(.constructor(constructor), types).parameters.map { ($0, scope) }
    case .primitive(let primitive, let types, _):
      return signature(.primitive(primitive), types).parameters.map { ($0, scope) }
    case .match(let scrutinee, let branches):
      let matched = self.type(of: scrutinee, in: scope) ?? .bool
      let bodies = branches.map { branch in
        let fields = environment.fields(of: branch.constructor, in: matched)
        let new = scope.fieldVariables(slots: branch.slots, types: fields, of: scrutinee)
        return (type: type, scope: scope.matching(scrutinee, adding: new))
      }
      return [(matched, scope)] + bodies
    case .bind(let bindings, _):
      let new = variables(of: bindings, in: scope)
      return new.map { ($0.type, scope) } + [(type, scope.adding(new))]
    case .lambda(let slots, _):
      guard case .function(let parameters, let result) = type else { return [(type, scope)] }
      let new = zip(slots, parameters).map {
        ScopeVariable(slot: $0, type: $1, parameter: nil, below: nil)
      }
      return [(result, scope.adding(new))]
    case .apply(let function, let arguments):
      guard case .function(let parameters, _)? = self.type(of: function, in: scope) else {
        return ([function] + arguments).map { _ in (type, scope) }
      }
      return [(.function(parameters, type), scope)] + parameters.map { ($0, scope) }
    }
  }

  private func variables(of bindings: [Binding], in scope: Scope) -> [ScopeVariable] {
    bindings.map {
      ScopeVariable(
        slot: $0.slot, type: type(of: $0.expression, in: scope) ?? .bool, parameter: nil, below: nil
      )
    }
  }

  /// Every node of a well-typed expression, in prefix order.
  func sites(of expression: Expression, type: Type, in scope: Scope) -> [Site] {
    var sites: [Site] = []
    collect(expression, type, scope, into: &sites)
    return sites
  }

  @discardableResult
  private func collect(
    _ expression: Expression, _ type: Type, _ scope: Scope, into sites: inout [Site]
  ) -> Int {
    let index = sites.count
    sites.append(Site(index: index, expression: expression, type: type, scope: scope, size: 1))
    var size = 1
    let inner = childScopes(of: expression, type: type, in: scope)
    for (child, place) in zip(expression.children, inner) {
      size += collect(child, place.type, place.scope, into: &sites)
    }
    sites[index].size = size
    return size
  }
}
