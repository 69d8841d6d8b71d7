extension TIPInference {
  /// A name that is not applied.
  mutating func symbol(
    _ name: String, _ scope: Scope, at location: SourceLocation
  ) -> (Typed, InferredType) {
    if let variable = scope[name] { return (.variable(variable), core.variables[variable].type) }
    switch entity(name) {
    case .callable(let callable, _): return reference(callable, instance(of: callable))
    case .variable(let type):
      let variable = declaredVariable(name, type, at: location)
      return (.variable(variable), core.variables[variable].type)
    case .unsupported(let reason):
      cannotSay(reason)
      return hole()
    case nil: break
    }
    switch name {
    case "true": return (.construct(.true, [], []), TypeStore.bool)
    case "false": return (.construct(.false, [], []), TypeStore.bool)
    default:
      reportUnknown(name, scope, at: location)
      return hole()
    }
  }

  private mutating func reference(
    _ callable: Callable, _ instance: Inference.Instance
  ) -> (Typed, InferredType) {
    if instance.parameters.isEmpty {
      return (core.node(callable, instance.types, []), instance.result)
    }
    return (
      .reference(callable, instance.types),
      core.store.make(.function(instance.parameters, instance.result))
    )
  }

  private mutating func reportUnknown(
    _ name: String, _ scope: Scope, at location: SourceLocation
  ) {
    if TIPInference.foreign.contains(name) {
      cannotSay("`\(name)` is not supported")
      return
    }
    let known = scope.keys.sorted() + program.entities.keys.sorted() + TIPInference.operations
    report(
      "the name `\(name)` is not known", at: location, found: name,
      expected: TIPInference.operations.contains(name) ? "(\(name) term ...)" : nil,
      suggestion: nearestName(to: name, among: known))
  }

  /// Functions of other theories.
  private static let foreign: Set<String> = [
    "/", "to_real", "to_int", "is_int", "divisible", "select", "store",
  ]

  // MARK: - Application

  /// A name with arguments.
  mutating func application(
    _ name: String, _ arguments: [SExpression], _ scope: Scope, _ form: SExpression
  ) -> (Typed, InferredType) {
    if scope[name] == nil {
      switch entity(name) {
      case .callable(let callable, _):
        return call(callable, instance(of: callable), name, arguments, scope, form)
      case .unsupported(let reason):
        cannotSay(reason)
        for argument in arguments { _ = infer(argument, scope) }
        return hole()
      case .variable: break
      case nil:
        if let typed = tester(name, arguments, scope, form) { return typed }
        reportUnknown(name, scope, at: form.items?.first?.location ?? form.location)
        for argument in arguments { _ = infer(argument, scope) }
        return hole()
      }
    }
    let (function, type) = symbol(name, scope, at: form.location)
    return apply(function, type, arguments, scope, form)
  }

  private mutating func call(
    _ callable: Callable, _ instance: Inference.Instance, _ name: String,
    _ arguments: [SExpression], _ scope: Scope, _ form: SExpression
  ) -> (Typed, InferredType) {
    if instance.parameters.isEmpty {
      let (value, type) = reference(callable, instance)
      return apply(value, type, arguments, scope, form)
    }
    guard arguments.count == instance.parameters.count else {
      let types = instance.parameters.map { core.store.description(of: $0) }
      report(
        "`\(name)` takes \(core.count(instance.parameters.count, "argument"))", at: form.location,
        found: core.count(arguments.count, "argument"),
        expected: "(" + ([name] + types).joined(separator: " ") + ")")
      for argument in arguments { _ = infer(argument, scope) }
      return (.undefined(instance.result), instance.result)
    }
    var typed: [Typed] = []
    for (argument, parameter) in zip(arguments, instance.parameters) {
      typed.append(check(argument, parameter, scope))
    }
    return (core.node(callable, instance.types, typed), instance.result)
  }

  /// `(@ function term ...)`.
  mutating func explicitApplication(
    _ parts: [SExpression], _ scope: Scope, _ form: SExpression
  ) -> (Typed, InferredType) {
    guard let head = parts.first else { return malformed(form, "(@ function term ...)") }
    let (function, type) = infer(head, scope)
    return apply(function, type, Array(parts.dropFirst()), scope, form)
  }

  /// Applies a function value to as many arguments as there are: its results to those that are left
  /// over, or a function of those that are missing.
  private mutating func apply(
    _ function: Typed, _ type: InferredType, _ arguments: [SExpression], _ scope: Scope,
    _ form: SExpression
  ) -> (Typed, InferredType) {
    var (function, type) = (function, type)
    var rest = arguments[...]
    while !rest.isEmpty {
      guard case .function(let parameters, let result) = core.store.node(type) else {
        return applyUnknown(function, type, Array(rest), scope, form)
      }
      var typed: [Typed] = []
      for (argument, parameter) in zip(rest, parameters) {
        typed.append(check(argument, parameter, scope))
      }
      if rest.count < parameters.count {
        let missing = Array(parameters.dropFirst(rest.count))
        var variables: [Int] = []
        for type in missing {
          variables.append(makeVariable(SyntaxName("x", at: form.location), type))
        }
        return (
          .lambda(variables, .apply(function, typed + variables.map { .variable($0) })),
          core.store.make(.function(missing, result))
        )
      }
      rest = rest.dropFirst(parameters.count)
      function = .apply(function, typed)
      type = result
    }
    return (function, type)
  }

  /// Applies what may turn out to be a function.
  private mutating func applyUnknown(
    _ function: Typed, _ type: InferredType, _ arguments: [SExpression], _ scope: Scope,
    _ form: SExpression
  ) -> (Typed, InferredType) {
    var typed: [Typed] = []
    var types: [InferredType] = []
    for argument in arguments {
      let (expression, type) = infer(argument, scope)
      typed.append(expression)
      types.append(type)
    }
    let result = core.store.fresh()
    require(type, core.store.make(.function(types, result)), at: form.location)
    return (.apply(function, typed), result)
  }

  // MARK: - Heads that are lists

  /// `((_ is C) term)`, `((_ f sort ...) term ...)`, `((as f sort) term ...)` or a function value
  /// with arguments.
  mutating func headed(
    _ head: SExpression, _ arguments: [SExpression], _ scope: Scope, _ form: SExpression
  ) -> (Typed, InferredType) {
    let items = head.items ?? []
    if head.head == "_", items.count == 3, items[1].symbol == "is", let name = items[2].symbol,
      program.entities["is"] == nil
    {
      return tester(of: name, arguments, scope, form)
    }
    if head.head == "as", items.count == 3, let name = items[1].symbol, scope[name] == nil,
      case .callable(let callable, _)? = entity(name)
    {
      let instance = instance(of: callable)
      require(instance.result, sort(items[2]), at: head.location)
      return call(callable, instance, name, arguments, scope, form)
    }
    if head.head == "_", items.count >= 2, let name = items[1].symbol, scope[name] == nil,
      case .callable(let callable, let typeParameters)? = entity(name)
    {
      let instance = instance(
        of: callable, typeParameters, at: Array(items.dropFirst(2)), name, head)
      return call(callable, instance, name, arguments, scope, form)
    }
    let (function, type) = infer(head, scope)
    return apply(function, type, arguments, scope, form)
  }

  /// `(_ f sort ...)` and `(as term sort)` as terms.
  mutating func head(_ form: SExpression, _ scope: Scope) -> (Typed, InferredType) {
    let items = form.items ?? []
    if form.head == "as" {
      guard items.count == 3 else { return malformed(form, "(as term sort)") }
      let type = sort(items[2])
      return (check(items[1], type, scope), type)
    }
    guard items.count >= 2, let name = items[1].symbol else {
      return malformed(form, "(_ name sort ...)")
    }
    switch entity(name) {
    case .callable(let callable, let typeParameters):
      return reference(
        callable,
        instance(of: callable, typeParameters, at: Array(items.dropFirst(2)), name, form))
    case .unsupported(let reason):
      cannotSay(reason)
      return hole()
    case .variable, nil:
      if name.hasPrefix("bv") || TIPSorts.foreign.contains(name) {
        cannotSay("`\(name)` is not supported")
      } else {
        reportUnknown(name, scope, at: items[1].location)
      }
      return hole()
    }
  }

  /// What is called at the sorts that are written.
  private mutating func instance(
    of callable: Callable, _ typeParameters: [String], at sorts: [SExpression], _ name: String,
    _ form: SExpression
  ) -> Inference.Instance {
    let instance = instance(of: callable)
    guard sorts.count == typeParameters.count else {
      report(
        "`\(name)` takes \(core.count(typeParameters.count, "sort"))", at: form.location,
        found: core.count(sorts.count, "sort"))
      return instance
    }
    let names = program.environment.signature(of: callable).typeParameters
    for (letter, form) in zip(typeParameters, sorts) {
      let type = sort(form)
      // A type parameter that does not stand in the signature makes no difference.
      if let index = names.firstIndex(of: letter) {
        require(type, instance.types[index], at: form.location)
      }
    }
    return instance
  }

  // MARK: - Testers

  /// `(is-C term)`, or nil if the name is none of that kind.
  private mutating func tester(
    _ name: String, _ arguments: [SExpression], _ scope: Scope, _ form: SExpression
  ) -> (Typed, InferredType)? {
    guard name.hasPrefix("is-"), program.entities[String(name.dropFirst(3))] != nil else {
      return nil
    }
    return tester(of: String(name.dropFirst(3)), arguments, scope, form)
  }

  private mutating func tester(
    of name: String, _ arguments: [SExpression], _ scope: Scope, _ form: SExpression
  ) -> (Typed, InferredType) {
    switch entity(name) {
    case .callable(.constructor(let id), _):
      guard arguments.count == 1 else {
        report(
          "a test for a constructor takes 1 argument", at: form.location,
          found: core.count(arguments.count, "argument"), expected: "((_ is \(name)) term)")
        return (.undefined(TypeStore.bool), TypeStore.bool)
      }
      let instance = instance(of: .constructor(id))
      let subject = check(arguments[0], instance.result, scope)
      let owner = program.environment[id].dataType
      var cases = [
        TypedCase(
          pattern: .constructor(id, instance.parameters.map { _ in .wildcard }),
          body: .construct(.true, [], []), location: form.location)
      ]
      if program.environment[owner].constructors.count > 1 {
        cases.append(
          TypedCase(
            pattern: .wildcard, body: .construct(.false, [], []), location: form.location))
      }
      return (.match(subject, instance.result, cases, form.location), TypeStore.bool)
    case .unsupported(let reason): cannotSay(reason)
    case .callable, .variable, nil:
      report(
        "the constructor `\(name)` is not known", at: form.location, found: name,
        expected: "the name of a constructor")
    }
    return (.undefined(TypeStore.bool), TypeStore.bool)
  }
}
