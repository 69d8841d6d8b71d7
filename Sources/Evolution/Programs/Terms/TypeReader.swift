import Lisp

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
}
