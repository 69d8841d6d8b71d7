extension Environment {
  /// The type that a data type has over its own parameters.
  public func type(of id: DataTypeID) -> Type {
    if id == .bool { return .bool }
    return .data(self[id].name, self[id].typeParameters.map { .variable($0) })
  }

  /// The data type that a type is made of; nil for `int`, variables and function types.
  public func dataType(of type: Type) -> DataTypeID? {
    switch type {
    case .bool: .bool
    case .data(let name, _): dataType(named: name)
    case .int, .variable, .function: nil
    }
  }

  /// The type parameters of what is called, the types of its arguments and of its result.
  public func signature(
    of callable: Callable
  ) -> (typeParameters: [String], parameters: [Type], result: Type) {
    switch callable {
    case .function(let id):
      let function = self[id]
      return (function.typeParameters, function.parameters.map(\.type), function.result)
    case .constructor(let id):
      let constructor = self[id]
      return (
        self[constructor.dataType].typeParameters, constructor.fields,
        type(of: constructor.dataType)
      )
    case .primitive(let primitive):
      return (primitive.typeParameters, primitive.parameters, primitive.result)
    }
  }

  /// The types of arguments and result with types put for the type parameters.
  public func signature(of callable: Callable, at types: [Type]) -> ([Type], Type) {
    let general = signature(of: callable)
    let instance = substitution(general.typeParameters, types)
    return (
      general.parameters.map { $0.substituting(instance) }, general.result.substituting(instance)
    )
  }

  /// The types of a constructor's fields in a type that it makes.
  public func fields(of constructor: ConstructorID, in type: Type) -> [Type] {
    guard case .data(_, let arguments) = type else { return self[constructor].fields }
    return signature(of: .constructor(constructor), at: arguments).0
  }

  func substitution(_ names: [String], _ types: [Type]) -> [String: Type] {
    var instance: [String: Type] = [:]
    for (name, type) in zip(names, types) { instance[name] = type }
    return instance
  }

  /// The type of a well-typed expression.
  public func type(of expression: Expression, locals: [Local]) -> Type {
    switch expression {
    case .local(let slot): return locals[slot].type
    case .integer: return .int
    case .call(let function, let types, _):
      return signature(of: .function(function), at: types).1
    case .construct(let constructor, let types, _):
      return signature(of: .constructor(constructor), at: types).1
    case .primitive(let primitive, let types, _):
      return signature(of: .primitive(primitive), at: types).1
    case .match(_, let branches): return type(of: branches[0].body, locals: locals)
    case .bind(_, let body): return type(of: body, locals: locals)
    case .lambda(let slots, let body):
      return .function(slots.map { locals[$0].type }, type(of: body, locals: locals))
    case .apply(let function, _):
      guard case .function(_, let result) = type(of: function, locals: locals) else {
        preconditionFailure("what is applied has a function type")
      }
      return result
    case .reference(let callable, let types):
      let (parameters, result) = signature(of: callable, at: types)
      return .function(parameters, result)
    case .undefined(let type): return type
    }
  }
}
