/// Infers the types of one strongly connected group of definitions, or of one formula.
///
/// Milner 1978, "A theory of type polymorphism in programming", without generalisation at `let`.
struct Inference {
  struct Variable: Sendable {
    var name: String
    var type: InferredType
    var location: SourceLocation
  }

  /// What a group's own members look like while their types are not known.
  struct Member: Sendable {
    var id: FunctionID
    var parameters: [InferredType]
    var result: InferredType
  }

  let environment: Environment
  let builtins: LiteralTypes
  var store: TypeStore
  var variables: [Variable] = []
  var members: [String: Member] = [:]
  /// Whether undefined names are variables.
  var allowsFreeVariables = false
  /// In the order in which they first occur.
  var freeVariables: [Int] = []
  var freeNames: [String: Int] = [:]
  /// Types that a `forall` gives.
  var annotations: [String: InferredType] = [:]
  private(set) var faults: [Diagnostic] = []
  private(set) var errorCount = 0
  /// What to say about an unknown name where the prelude is left out.
  var preludeNote: String?

  typealias Scope = [String: Int]

  init(environment: Environment) {
    self.environment = environment
    builtins = LiteralTypes(environment)
    store = TypeStore(natural: builtins.natural?.name)
  }

  mutating func makeVariable(_ name: SyntaxName, _ type: InferredType) -> Int {
    variables.append(Variable(name: name.name, type: type, location: name.location))
    return variables.count - 1
  }

  /// Reports a fault; the expression at fault stands as a hole.
  mutating func report(
    _ message: String, at location: SourceLocation, found: String? = nil, expected: String? = nil,
    suggestion: String? = nil, severity: Diagnostic.Severity = .error
  ) {
    if severity == .error { errorCount += 1 }
    faults.append(
      Diagnostic(
        severity: severity, location: location, message: message, found: found,
        expected: expected, suggestion: suggestion))
  }

  // MARK: - Expressions

  /// An expression that must have a type.
  mutating func check(_ syntax: Syntax, _ expected: InferredType, _ scope: Scope) -> Typed {
    switch syntax.form {
    case .conditional(let condition, let first, let second):
      let test = check(condition, TypeStore.bool, scope)
      let then = check(first, expected, scope)
      return .primitive(.if, [expected], [test, then, check(second, expected, scope)])
    case .match(let subject, let cases):
      return match(subject, cases, expected, scope, at: syntax.location)
    case .bind(let bindings, let body):
      return bind(bindings, body, scope) { inference, body, inner in
        inference.check(body, expected, inner)
      }
    case .hole: return .undefined(expected)
    default:
      let before = errorCount
      let (typed, type) = infer(syntax, scope)
      if errorCount == before {
        require(type, expected, at: syntax.location)
      } else {
        // What is wrong inside is told once.
        _ = store.unify(type, expected)
      }
      return typed
    }
  }

  /// An expression and its type.
  mutating func infer(_ syntax: Syntax, _ scope: Scope) -> (Typed, InferredType) {
    switch syntax.form {
    case .symbol(let name): return symbol(name, scope, at: syntax.location)
    case .integer(let value):
      let type = store.make(.literal)
      return (.literal(value, type, syntax.location), type)
    case .application(let head, let arguments):
      return application(head, arguments, scope, at: syntax.location)
    case .lambda(let names, let body): return lambda(names, body, scope)
    case .list(let items): return list(items, scope, at: syntax.location)
    case .quoted(let items): return quoted(items, at: syntax.location)
    case .conditional, .match, .bind, .hole:
      let type = store.fresh()
      return (check(syntax, type, scope), type)
    }
  }

  private mutating func lambda(
    _ names: [SyntaxName], _ body: Syntax, _ scope: Scope
  ) -> (Typed, InferredType) {
    var inner = scope
    var parameters: [InferredType] = []
    var slots: [Int] = []
    for name in names {
      let type = store.fresh()
      parameters.append(type)
      slots.append(makeVariable(name, type))
      if !name.isWildcard { inner[name.name] = slots[slots.count - 1] }
    }
    let (typed, result) = infer(body, inner)
    return (.lambda(slots, typed), store.make(.function(parameters, result)))
  }

  private mutating func bind(
    _ bindings: [SyntaxBinding], _ body: Syntax, _ scope: Scope,
    _ elaborate: (inout Inference, Syntax, Scope) -> Typed
  ) -> Typed {
    var inner = scope
    var typed: [(variable: Int, expression: Typed)] = []
    for binding in bindings {
      let (expression, type) = infer(binding.expression, scope)
      let variable = makeVariable(binding.name, type)
      typed.append((variable, expression))
      if !binding.name.isWildcard { inner[binding.name.name] = variable }
    }
    let body = elaborate(&self, body, inner)
    return typed.isEmpty ? body : .bind(typed, body)
  }

  // MARK: - Types

  /// Makes the type that was found the one that was expected, or reports the fault.
  mutating func require(
    _ found: InferredType, _ expected: InferredType, at location: SourceLocation
  ) {
    guard let failure = store.unify(found, expected) else { return }
    let (left, right) = store.descriptions(of: found, expected)
    switch failure {
    case .mismatch:
      report("the types differ", at: location, found: left, expected: right)
    case .infinite:
      report("the type would contain itself", at: location, found: left, expected: right)
    case .rigid(let name):
      report(
        "the types differ, for `\(name)` stands for any type", at: location, found: left,
        expected: right)
    }
  }
}
