/// Turns typed syntax, once its types are known, into the core language.
struct Lowering {
  let environment: Environment
  let inference: Inference
  /// The type parameters of the members of the group, as they are under inference.
  let generics: [FunctionID: [InferredType]]
  /// What stands for each type variable.
  var names: [InferredType: Type]
  /// Whether a type variable that has no name gets one, or else stands for `bool`.
  let namesNewVariables: Bool
  var locals: [Local] = []
  /// The slot of each variable.
  var slots: [Int: Int] = [:]
  var faults: [Diagnostic] = []
  var resolution = Resolution()
  /// Whether some body was lowered more than once.
  var hasRepetition = false
  private var size = 0
  private let location: SourceLocation

  init(
    _ inference: Inference, generics: [FunctionID: [InferredType]],
    names: [InferredType: Type], namesNewVariables: Bool, location: SourceLocation
  ) {
    environment = inference.environment
    self.inference = inference
    self.generics = generics
    self.names = names
    self.namesNewVariables = namesNewVariables
    self.location = location
  }

  mutating func report(
    _ message: String, at location: SourceLocation, found: String? = nil, expected: String? = nil,
    severity: Diagnostic.Severity = .error
  ) {
    faults.append(
      Diagnostic(
        severity: severity, location: location, message: message, found: found,
        expected: expected))
  }

  /// The body of a function or formula over variables that take the first slots; nil if it is
  /// too large.
  mutating func lower(
    _ typed: Typed, over parameters: [Int]
  ) -> (body: Expression, locals: [Local])? {
    for parameter in parameters { _ = bind(parameter) }
    let count = locals.count
    let body = expression(typed)
    guard isWithinLimits(body) else { return nil }
    let (renumbered, kept) = body.renumbered(locals: locals, parameterCount: count)
    return (renumbered, kept)
  }

  private mutating func isWithinLimits(_ body: Expression) -> Bool {
    if size > ReadingLimits.expressionSize {
      report(
        "the cases of nested patterns make this too large", at: location,
        expected: "at most \(ReadingLimits.expressionSize) nodes")
      return false
    }
    let measure = body.nesting
    if measure.path > ReadingLimits.expressionDepth {
      report(
        "a list or natural number is too long", at: location, found: "\(measure.path) nodes",
        expected: "at most \(ReadingLimits.expressionDepth)")
      return false
    }
    if measure.nesting > ReadingLimits.expressionNesting {
      report(
        "the expression is nested too deeply", at: location, found: "\(measure.nesting) levels",
        expected: "at most \(ReadingLimits.expressionNesting)")
      return false
    }
    return true
  }

  // MARK: - Variables and types

  /// A slot of its own for a variable.
  mutating func bind(_ variable: Int) -> Int {
    let known = inference.variables[variable]
    let slot = addLocal(known.name, type(known.type))
    slots[variable] = slot
    return slot
  }

  mutating func addLocal(_ name: String, _ type: Type) -> Int {
    locals.append(Local(name: name, type: type))
    return locals.count - 1
  }

  mutating func type(_ inferred: InferredType) -> Type {
    let bound = ReadingLimits.typeSize
    guard inference.store.size(inferred, atMost: bound + 1) <= bound else {
      if size <= ReadingLimits.expressionSize {
        report("a type is too large", at: location, expected: "at most \(bound) nodes")
        size = ReadingLimits.expressionSize * 2
      }
      return .bool
    }
    return smallType(inferred)
  }

  private mutating func smallType(_ inferred: InferredType) -> Type {
    switch inference.store.node(inferred) {
    case .bool: return .bool
    case .int, .literal: return .int
    case .data(let name, let arguments):
      var types: [Type] = []
      for argument in arguments { types.append(smallType(argument)) }
      return .data(name, types)
    case .function(let parameters, let result):
      var types: [Type] = []
      for parameter in parameters { types.append(smallType(parameter)) }
      return .function(types, smallType(result))
    case .free, .rigid, .link:
      let variable = inference.store.resolved(inferred)
      if let known = names[variable] { return known }
      guard namesNewVariables else { return .bool }
      let new = Type.variable(freshTypeName())
      names[variable] = new
      return new
    }
  }

  private func freshTypeName() -> String {
    let taken = Set(names.values)
    var index = 0
    while true {
      let name = TypeVariableNames.name(index)
      if environment.dataType(named: name) == nil, !taken.contains(.variable(name)) {
        return name
      }
      index += 1
    }
  }

  private mutating func types(_ inferred: [InferredType]) -> [Type] {
    var types: [Type] = []
    for type in inferred { types.append(self.type(type)) }
    return types
  }

  // MARK: - Expressions

  mutating func expression(_ typed: Typed) -> Expression {
    size += 1
    // What is too large is reported once and then cut off.
    if size > ReadingLimits.expressionSize { return .undefined(.bool) }
    switch typed {
    case .variable(let variable): return .local(slots[variable] ?? 0)
    case .literal(let value, let type, let place): return literal(value, type, at: place)
    case .call(let id, let inferred, let arguments):
      return .call(id, types(generics[id] ?? inferred), expressions(arguments))
    case .construct(let id, let inferred, let arguments):
      return .construct(id, types(inferred), expressions(arguments))
    case .primitive(let primitive, let inferred, let arguments):
      return .primitive(primitive, types(inferred), expressions(arguments))
    case .match(let subject, let type, let cases, let place):
      return match(subject, type, cases, at: place)
    case .bind(let bindings, let body): return bind(bindings, body)
    case .lambda(let parameters, let body):
      var slots: [Int] = []
      for parameter in parameters { slots.append(bind(parameter)) }
      return .lambda(slots, expression(body))
    case .apply(let function, let arguments):
      let function = expression(function)
      return .apply(function, expressions(arguments))
    case .reference(.function(let id), let inferred):
      return .reference(.function(id), types(generics[id] ?? inferred))
    case .reference(let callable, let inferred): return .reference(callable, types(inferred))
    case .undefined(let inferred): return .undefined(type(inferred))
    }
  }

  private mutating func expressions(_ typed: [Typed]) -> [Expression] {
    var result: [Expression] = []
    for item in typed { result.append(expression(item)) }
    return result
  }

  private mutating func bind(
    _ bindings: [(variable: Int, expression: Typed)], _ body: Typed
  ) -> Expression {
    var lowered: [Binding] = []
    for binding in bindings {
      let expression = expression(binding.expression)
      lowered.append(Binding(slot: 0, expression: expression))
    }
    for (index, binding) in bindings.enumerated() { lowered[index].slot = bind(binding.variable) }
    return .bind(lowered, expression(body))
  }

  private mutating func literal(
    _ value: Int64, _ type: InferredType, at place: SourceLocation
  ) -> Expression {
    guard case .data = inference.store.node(type), let natural = inference.builtins.natural else {
      return .integer(value)
    }
    resolution.naturals.insert(place)
    if value < 0 {
      report(
        "a natural number is not negative", at: place, found: "\(value)", expected: "0 or more")
      return .construct(natural.zero, [], [])
    }
    if value >= Int64(ReadingLimits.expressionDepth) {
      report(
        "the natural number is too large", at: place, found: "\(value)",
        expected: "less than \(ReadingLimits.expressionDepth), or an int")
      return .construct(natural.zero, [], [])
    }
    var result = Expression.construct(natural.zero, [], [])
    for _ in 0..<value { result = .construct(natural.succ, [], [result]) }
    return result
  }
}
