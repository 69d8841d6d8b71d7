extension Inference {
  mutating func application(
    _ head: Syntax, _ arguments: [Syntax], _ scope: Scope, at location: SourceLocation
  ) -> (Typed, InferredType) {
    guard case .symbol(let name) = head.form else {
      let (function, type) = infer(head, scope)
      return apply(function, type, arguments, scope, at: location)
    }
    switch meaning(of: name, scope) {
    case .variable(let variable):
      return apply(
        .variable(variable), variables[variable].type, arguments, scope, at: location)
    case .member(let member):
      let typed = check(arguments, member.parameters, of: name, scope, at: location)
      return (.call(member.id, [], typed), member.result)
    case .callable(.primitive(let primitive)) where [.and, .or, .implies].contains(primitive):
      return connective(primitive, arguments, scope, at: location)
    case .callable(let callable):
      let instance = instance(of: callable)
      let typed = check(arguments, instance.parameters, of: name, scope, at: location)
      return (node(callable, instance.types, typed), instance.result)
    case .exchanged(let primitive):
      let typed = check(arguments, [TypeStore.int, TypeStore.int], of: name, scope, at: location)
      return (.primitive(primitive, [], typed.reversed()), TypeStore.bool)
    case .unknown:
      return applyUnknown(name, arguments, scope, at: head.location, location)
    }
  }

  /// Checks arguments against the types of parameters; their number is right in what is returned.
  private mutating func check(
    _ arguments: [Syntax], _ parameters: [InferredType], of name: String, _ scope: Scope,
    at location: SourceLocation
  ) -> [Typed] {
    var typed: [Typed] = []
    for (argument, parameter) in zip(arguments, parameters) {
      typed.append(check(argument, parameter, scope))
    }
    for argument in arguments.dropFirst(parameters.count) { _ = infer(argument, scope) }
    for parameter in parameters.dropFirst(arguments.count) { typed.append(.undefined(parameter)) }
    if arguments.count != parameters.count {
      let types = parameters.map { store.description(of: $0) }
      report(
        "`\(name)` takes \(count(parameters.count, "argument"))", at: location,
        found: count(arguments.count, "argument"),
        expected: "(" + ([name] + types).joined(separator: " ") + ")")
    }
    return typed
  }

  func count(_ number: Int, _ noun: String) -> String {
    number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
  }

  /// Applies a function value.
  private mutating func apply(
    _ function: Typed, _ type: InferredType, _ arguments: [Syntax], _ scope: Scope,
    at location: SourceLocation
  ) -> (Typed, InferredType) {
    if arguments.isEmpty {
      report(
        "only functions are applied, to one argument at least", at: location,
        found: store.description(of: type), expected: "a name without parentheses")
      let result = store.fresh()
      return (.undefined(result), result)
    }
    if case .function(let parameters, let result) = store.node(type) {
      let typed = check(arguments, parameters, of: "this function", scope, at: location)
      return (.apply(function, typed), result)
    }
    var typed: [Typed] = []
    var types: [InferredType] = []
    for argument in arguments {
      let (expression, type) = infer(argument, scope)
      typed.append(expression)
      types.append(type)
    }
    let result = store.fresh()
    require(type, store.make(.function(types, result)), at: location)
    return (.apply(function, typed), result)
  }

  private mutating func applyUnknown(
    _ name: String, _ arguments: [Syntax], _ scope: Scope, at place: SourceLocation,
    _ location: SourceLocation
  ) -> (Typed, InferredType) {
    guard allowsFreeVariables else {
      reportUnknown(name, scope, at: place)
      for argument in arguments { _ = infer(argument, scope) }
      let result = store.fresh()
      return (.undefined(result), result)
    }
    // Short names are what people call function variables.
    if name.count > 2, let near = nearestName(to: name, among: knownNames(scope)) {
      report(
        "`\(name)` is not defined and becomes a function variable", at: place, found: name,
        suggestion: near, severity: .warning)
    }
    let variable = freeVariable(name, at: place)
    return apply(.variable(variable), variables[variable].type, arguments, scope, at: location)
  }

  // MARK: - and, or, =>

  private mutating func connective(
    _ primitive: Primitive, _ arguments: [Syntax], _ scope: Scope, at location: SourceLocation
  ) -> (Typed, InferredType) {
    var typed: [Typed] = []
    for argument in arguments { typed.append(check(argument, TypeStore.bool, scope)) }
    guard var result = typed.popLast() else {
      if primitive == .implies {
        report(
          "`=>` takes 1 argument at least", at: location, found: "0 arguments",
          expected: "(=> hypothesis ... conclusion)")
      }
      let neutral: ConstructorID = primitive == .and ? .true : .false
      return (.construct(neutral, [], []), TypeStore.bool)
    }
    while let previous = typed.popLast() {
      result = .primitive(primitive, [], [previous, result])
    }
    return (result, TypeStore.bool)
  }
}
