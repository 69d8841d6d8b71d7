/// One evaluation: an expression or a value, and the frames that wait for it.
struct ReferenceRun {
  let program: SyntaxProgram
  let budget: Budget
  let builtins: LiteralTypes
  var fuel: Int
  var cells = 0
  var depth = 0
  /// The value that the topmost frame waits for; nil while an expression is evaluated.
  var value: ReferenceValue?
  var frames: [ReferenceFrame] = []
  var heap: [[ReferenceValue]] = [[]]
  var closures: [ReferenceClosure] = []
  var identities = 0
  private var expression: (Syntax, ReferenceScope)?

  init(_ program: SyntaxProgram, _ budget: Budget) {
    self.program = program
    self.budget = budget
    builtins = LiteralTypes(program.environment)
    fuel = budget.fuel
  }

  var used: Int { budget.fuel - fuel }

  var environment: Environment { program.environment }

  /// Goes on until there is a value and nothing is left to do with it.
  mutating func finish() throws(ReferenceFailure) {
    while true {
      if let (syntax, scope) = expression {
        expression = nil
        try evaluate(syntax, scope)
      } else if let frame = frames.popLast(), let current = value {
        value = nil
        try resume(frame, with: current)
      } else {
        return
      }
    }
  }

  /// The expression to be evaluated next.
  mutating func next(_ syntax: Syntax, _ scope: ReferenceScope) { expression = (syntax, scope) }

  // MARK: - Expressions

  private mutating func evaluate(
    _ syntax: Syntax, _ scope: ReferenceScope
  ) throws(ReferenceFailure) {
    switch syntax.form {
    case .symbol(let name): try symbol(name, scope)
    case .integer(let number):
      let isNatural = program.resolution.naturals.contains(syntax.location)
      value = isNatural ? try natural(number) : .integer(number)
    case .hole: throw .undefined
    case .quoted(let items): value = try quoted(items)
    case .list(let items): try evaluate(items, then: .list, scope)
    case .lambda(let names, let body): value = try closure(names, body, scope)
    case .conditional(let condition, let first, let second):
      frames.append(.conditional(first, second, scope))
      next(condition, scope)
    case .match(let subject, let cases):
      frames.append(.match(subject: subject, cases, scope))
      next(subject, scope)
    case .bind(let bindings, let body):
      try evaluate(bindings.map(\.expression), then: .bind(bindings.map(\.name), body), scope)
    case .application(let head, let arguments): try application(head, arguments, scope)
    }
  }

  private mutating func symbol(
    _ name: String, _ scope: ReferenceScope
  ) throws(ReferenceFailure) {
    if let bound = scope[name] {
      value = bound.value
    } else if takesNoArguments(name) {
      value = try call(named: name, [])
    } else {
      // A comparison that exchanges its arguments is a closure.
      if Keywords.exchanged[name] != nil { try allocate(1) }
      value = .named(name)
    }
  }

  private func takesNoArguments(_ name: String) -> Bool {
    if let function = environment.function(named: name) {
      return environment[function].parameterCount == 0
    }
    if let constructor = environment.constructor(named: name) {
      return environment[constructor].fields.isEmpty
    }
    return false
  }

  private mutating func application(
    _ head: Syntax, _ arguments: [Syntax], _ scope: ReferenceScope
  ) throws(ReferenceFailure) {
    guard case .symbol(let name) = head.form, scope[name] == nil else {
      return try evaluate([head] + arguments, then: .apply, scope)
    }
    switch Primitive(rawValue: name) {
    case .and?, .or?, .implies?:
      guard let primitive = Primitive(rawValue: name) else { return }
      try connective(primitive, arguments, scope)
    default:
      // `>` evaluates its second argument first, as `<` with the arguments exchanged does.
      let exchanged = Keywords.exchanged[name]
      try evaluate(
        exchanged == nil ? arguments : arguments.reversed(),
        then: .call(exchanged?.rawValue ?? name), scope)
    }
  }

  private mutating func connective(
    _ primitive: Primitive, _ arguments: [Syntax], _ scope: ReferenceScope
  ) throws(ReferenceFailure) {
    guard let first = arguments.first else {
      value = .data(primitive == .and ? .true : .false, 0)
      return
    }
    if arguments.count > 1 {
      frames.append(.connective(primitive, rest: Array(arguments.dropFirst()), scope))
    }
    next(first, scope)
  }

  private mutating func evaluate(
    _ arguments: [Syntax], then action: ReferenceAction, _ scope: ReferenceScope
  ) throws(ReferenceFailure) {
    guard let first = arguments.first else {
      return try perform(action, [], scope)
    }
    frames.append(
      .arguments(action, done: [], rest: Array(arguments.dropFirst()), scope))
    next(first, scope)
  }

  // MARK: - Frames

  private mutating func resume(
    _ frame: ReferenceFrame, with current: ReferenceValue
  ) throws(ReferenceFailure) {
    switch frame {
    case .leave:
      depth -= 1
      value = current
    case .arguments(let action, let done, let rest, let scope):
      if let first = rest.first {
        frames.append(
          .arguments(action, done: done + [current], rest: Array(rest.dropFirst()), scope))
        next(first, scope)
      } else {
        try perform(action, done + [current], scope)
      }
    case .conditional(let first, let second, let scope):
      next(isTrue(current) ? first : second, scope)
    case .connective(let primitive, let rest, let scope):
      let goesOn = isTrue(current) == (primitive != .or)
      if goesOn {
        try connective(primitive, rest, scope)
      } else {
        value = .data(primitive == .and ? .false : .true, 0)
      }
    case .match(let subject, let cases, let scope): try match(current, subject, cases, scope)
    }
  }

  private mutating func perform(
    _ action: ReferenceAction, _ values: [ReferenceValue], _ scope: ReferenceScope
  ) throws(ReferenceFailure) {
    switch action {
    case .call(let name): value = try call(named: name, values)
    case .apply: value = try apply(values[0], Array(values.dropFirst()))
    case .bind(let names, let body): next(body, extend(scope, names, values))
    case .list: value = try list(values)
    }
  }

  func isTrue(_ value: ReferenceValue) -> Bool {
    if case .data(.true, _) = value { return true }
    return false
  }

  /// A scope with further variables; `_` binds nothing.
  mutating func extend(
    _ scope: ReferenceScope, _ names: [SyntaxName], _ values: [ReferenceValue]
  ) -> ReferenceScope {
    var inner = scope
    for (name, value) in zip(names, values) where !name.isWildcard {
      inner[name.name] = ReferenceBinding(value: value, identity: newIdentity())
    }
    return inner
  }

  mutating func newIdentity() -> Int {
    identities += 1
    return identities
  }
}
