extension Inference {
  /// What a name in an expression stands for.
  enum Meaning {
    case variable(Int)
    case member(Member)
    case callable(Callable)
    /// `>` or `>=`.
    case exchanged(Primitive)
    case unknown
  }

  func meaning(of name: String, _ scope: Scope) -> Meaning {
    if let variable = scope[name] { return .variable(variable) }
    if let member = members[name] { return .member(member) }
    if let function = environment.function(named: name) { return .callable(.function(function)) }
    if let constructor = environment.constructor(named: name) {
      return .callable(.constructor(constructor))
    }
    if let primitive = Primitive(rawValue: name) { return .callable(.primitive(primitive)) }
    if let primitive = Keywords.exchanged[name] { return .exchanged(primitive) }
    if let variable = freeNames[name] { return .variable(variable) }
    return .unknown
  }

  /// A name that is not the head of an application.
  mutating func symbol(
    _ name: String, _ scope: Scope, at location: SourceLocation
  ) -> (Typed, InferredType) {
    switch meaning(of: name, scope) {
    case .variable(let variable): return (.variable(variable), variables[variable].type)
    case .member(let member):
      if member.parameters.isEmpty { return (.call(member.id, [], []), member.result) }
      return (
        .reference(.function(member.id), []),
        store.make(.function(member.parameters, member.result))
      )
    case .callable(let callable): return reference(callable)
    case .exchanged(let primitive): return exchangedReference(primitive, at: location)
    case .unknown: return unknown(name, scope, at: location)
    }
  }

  private mutating func unknown(
    _ name: String, _ scope: Scope, at location: SourceLocation
  ) -> (Typed, InferredType) {
    if ["match", "let", "lambda", "list"].contains(name) {
      report(
        "`\(name)` is built in and has no value", at: location, found: name,
        expected: "(\(name) ...)")
    } else if allowsFreeVariables {
      let variable = freeVariable(name, at: location)
      return (.variable(variable), variables[variable].type)
    } else {
      reportUnknown(name, scope, at: location)
    }
    let type = store.fresh()
    return (.undefined(type), type)
  }

  /// The variable of a formula with a name, which is new if the name is.
  mutating func freeVariable(_ name: String, at location: SourceLocation) -> Int {
    if let known = freeNames[name] { return known }
    let type = annotations[name] ?? store.fresh()
    let variable = makeVariable(SyntaxName(name, at: location), type)
    freeNames[name] = variable
    freeVariables.append(variable)
    return variable
  }

  mutating func reportUnknown(_ name: String, _ scope: Scope, at location: SourceLocation) {
    report(
      "the name `\(name)` is not known", at: location, found: name, expected: preludeNote,
      suggestion: nearestName(to: name, among: knownNames(scope)))
  }

  /// Every name that can stand in an expression, in a fixed order.
  func knownNames(_ scope: Scope) -> [String] {
    scope.keys.sorted() + members.keys.sorted()
      + environment.visibleFunctions.map { environment[$0].name }
      + environment.constructors.indices.map { ConstructorID($0) }
      .filter { environment.isVisible($0) }.map { environment[$0].name }
      + Keywords.expressionNames
  }

  private mutating func reference(_ callable: Callable) -> (Typed, InferredType) {
    let instance = instance(of: callable)
    if instance.parameters.isEmpty {
      return (node(callable, instance.types, []), instance.result)
    }
    return (
      .reference(callable, instance.types),
      store.make(.function(instance.parameters, instance.result))
    )
  }

  /// `>` by name is `(lambda (x y) (< y x))`.
  private mutating func exchangedReference(
    _ primitive: Primitive, at location: SourceLocation
  ) -> (Typed, InferredType) {
    let first = makeVariable(SyntaxName("x", at: location), TypeStore.int)
    let second = makeVariable(SyntaxName("y", at: location), TypeStore.int)
    return (
      .lambda([first, second], .primitive(primitive, [], [.variable(second), .variable(first)])),
      store.make(.function([TypeStore.int, TypeStore.int], TypeStore.bool))
    )
  }

  struct Instance {
    var types: [InferredType]
    var parameters: [InferredType]
    var result: InferredType
  }

  /// The signature of what is called, with fresh types for its type parameters.
  mutating func instance(of callable: Callable) -> Instance {
    let signature = environment.signature(of: callable)
    var types: [String: InferredType] = [:]
    var arguments: [InferredType] = []
    for name in signature.typeParameters {
      let type = store.fresh()
      types[name] = type
      arguments.append(type)
    }
    var parameters: [InferredType] = []
    for parameter in signature.parameters {
      parameters.append(store.instance(of: parameter, &types))
    }
    return Instance(
      types: arguments, parameters: parameters, result: store.instance(of: signature.result, &types)
    )
  }

  func node(_ callable: Callable, _ types: [InferredType], _ arguments: [Typed]) -> Typed {
    switch callable {
    case .function(let id): .call(id, types, arguments)
    case .constructor(let id): .construct(id, types, arguments)
    case .primitive(let primitive): .primitive(primitive, types, arguments)
    }
  }
}
