/// Where a formula stands, which decides what its quantifiers mean.
enum TIPPlace: Sendable {
  /// What is claimed: `forall` makes free variables there.
  case claimed
  /// What is denied or assumed: `exists` makes free variables there.
  case assumed
  /// In a term, where no quantifier can stand.
  case inside

  var opposite: TIPPlace {
    switch self {
    case .claimed: .assumed
    case .assumed: .claimed
    case .inside: .inside
    }
  }
}

/// Infers the types of one body or formula, which must agree with what is written.
///
/// Everything that is declared has its type already, so each body is inferred alone.
struct TIPInference {
  typealias Scope = [String: Int]

  /// A failure to make core terms: faults of the file, or something that the language cannot say.
  struct Failure: Error {
    var faults: [Diagnostic]
    var reason: String?
  }

  /// A body or formula in the core language.
  struct Lowered {
    var body: Expression
    var locals: [Local]
    var warnings: [Diagnostic]
  }

  let program: TIPProgram
  var core: Inference
  /// The first thing that the language cannot say.
  private(set) var reason: String?
  /// The declared names that were looked up.
  private(set) var usedNames: Set<String> = []
  /// The variables of a formula.
  var freeVariables: [Int] = []
  /// What is declared only, by name.
  private var declared: [String: Int] = [:]
  /// The type variable of each type parameter in scope.
  var typeVariables: TIPSorts.Variables
  /// Type parameters whose values are compared as if they were integers.
  private(set) var integerVariables: Set<Type> = []
  private var rigid: [String: InferredType] = [:]
  /// Where the whole stands.
  private let place: TIPPlace

  init(_ program: TIPProgram, variables: TIPSorts.Variables = [:], place: TIPPlace) {
    self.program = program
    self.place = place
    core = Inference(environment: program.environment)
    typeVariables = variables
    for letter in program.sorts.letters.values.sorted() { makeRigid(letter) }
    makeRigid(variables)
  }

  private mutating func makeRigid(_ variables: TIPSorts.Variables) {
    for letter in variables.values.flatMap(\.variables).sorted() { makeRigid(letter) }
  }

  private mutating func makeRigid(_ letter: String) {
    if rigid[letter] == nil {
      rigid[letter] = core.store.make(.rigid([.init(owner: 0, name: letter)]))
    }
  }

  // MARK: - Wholes

  /// A function's body, and the variables of its parameters.
  mutating func body(
    _ form: SExpression, of function: Function, names: [SyntaxName]
  ) -> (Typed, [Int]) {
    var scope: Scope = [:]
    var parameters: [Int] = []
    for (name, local) in zip(names, function.parameters) {
      let variable = makeVariable(name, core.store.instance(of: local.type, &rigid))
      parameters.append(variable)
      scope[name.name] = variable
    }
    let result = core.store.instance(of: function.result, &rigid)
    return (check(form, result, scope, place), parameters)
  }

  /// A formula, after any `par` at its outside.
  mutating func formula(_ form: SExpression) -> Typed {
    var form = form
    while form.head == "par", let items = form.items {
      var parser = TIPParser()
      guard let (parameters, inner) = parser.par(form), items.count == 3 else {
        for fault in parser.faults {
          report(fault.message, at: fault.location, found: fault.found, expected: fault.expected)
        }
        return .undefined(TypeStore.bool)
      }
      let variables = program.sorts.variables(for: parameters)
      typeVariables.merge(variables) { _, new in new }
      makeRigid(variables)
      form = inner
    }
    return check(form, TypeStore.bool, [:], place)
  }

  /// The core terms of what was inferred.
  func lowered(
    _ typed: Typed, over variables: [Int], namesNewVariables: Bool, at location: SourceLocation
  ) -> Result<Lowered, Failure> {
    if core.errorCount > 0 { return .failure(Failure(faults: core.faults)) }
    if let reason { return .failure(Failure(faults: [], reason: reason)) }
    var names: [InferredType: Type] = [:]
    for (letter, type) in rigid { names[core.store.resolved(type)] = .variable(letter) }
    var lowering = Lowering(
      core, generics: [:], names: names, namesNewVariables: namesNewVariables, location: location)
    let result = lowering.lower(typed, over: variables)
    let faults = core.faults + TIPInference.withoutMissingCases(lowering.faults)
    guard let result, !faults.contains(where: { $0.severity == .error }) else {
      return .failure(Failure(faults: faults))
    }
    return .success(Lowered(body: result.body, locals: result.locals, warnings: faults))
  }

  // MARK: - Faults

  mutating func report(
    _ message: String, at location: SourceLocation, found: String? = nil, expected: String? = nil,
    suggestion: String? = nil
  ) {
    core.report(message, at: location, found: found, expected: expected, suggestion: suggestion)
  }

  /// Notes that the language cannot say something.
  mutating func cannotSay(_ what: String) {
    if reason == nil { reason = what }
  }

  /// What stands for an expression at fault.
  mutating func hole() -> (Typed, InferredType) {
    let type = core.store.fresh()
    return (.undefined(type), type)
  }

  // MARK: - Names

  /// What a declared name stands for.
  mutating func entity(_ name: String) -> TIPProgram.Entity? {
    guard let entity = program.entities[name] else { return nil }
    usedNames.insert(name)
    return entity
  }

  /// The variable of a formula that stands for a name that is declared only.
  mutating func declaredVariable(_ name: String, _ type: Type, at location: SourceLocation) -> Int {
    if let known = declared[name] { return known }
    let variable = makeVariable(
      SyntaxName(name, at: location), core.store.instance(of: type, &rigid))
    declared[name] = variable
    freeVariables.append(variable)
    return variable
  }

  mutating func makeVariable(_ name: SyntaxName, _ type: InferredType) -> Int {
    core.makeVariable(SyntaxName(TIPNames.readable(name.name), at: name.location), type)
  }

  // MARK: - Sorts

  /// A written sort; a fresh type if something is wrong with it.
  mutating func sort(_ form: SExpression) -> InferredType {
    switch program.sorts.resolve(form, typeVariables) {
    case .type(let type): return core.store.instance(of: type, &rigid)
    case .unsupported(let reason): cannotSay(reason)
    case .fault(let fault):
      report(
        fault.message, at: fault.location, found: fault.found, expected: fault.expected,
        suggestion: fault.suggestion)
    }
    return core.store.fresh()
  }

  /// What is called, at fresh types for its type parameters; declared sorts stand for themselves.
  mutating func instance(of callable: Callable) -> Inference.Instance {
    let instance = core.instance(of: callable)
    let sorts = Set(program.sorts.letters.values)
    let names = program.environment.signature(of: callable).typeParameters
    for (name, type) in zip(names, instance.types) where sorts.contains(name) {
      if let own = rigid[name] { _ = core.store.unify(type, own) }
    }
    return instance
  }

  // MARK: - Types

  /// Makes the type that was found the one that was expected, or reports the fault.
  mutating func require(
    _ found: InferredType, _ expected: InferredType, at location: SourceLocation
  ) {
    if !program.integerParameters.isEmpty, canBeInteger(found, expected) { return }
    core.require(found, expected, at: location)
  }

  /// Makes a type that is compared `int`.
  ///
  /// A type parameter of a function becomes `int` for the whole function.
  mutating func requireInteger(_ type: InferredType, at location: SourceLocation) {
    if canBeInteger(type, TypeStore.int) { return }
    if place == .claimed, case .rigid = core.store.node(type) {
      cannotSay("it compares values of any type by size")
      return
    }
    core.require(type, TypeStore.int, at: location)
  }

  /// Whether two types differ in that one has a type parameter of this function where the other has
  /// `int`; then that is noted.
  private mutating func canBeInteger(_ first: InferredType, _ second: InferredType) -> Bool {
    guard place == .inside, program.findsIntegerParameters else { return false }
    var work = [(first, second)]
    var steps = ReadingLimits.typeSize
    while let (left, right) = work.popLast(), steps > 0 {
      steps -= 1
      switch (core.store.node(left), core.store.node(right)) {
      case (.rigid(let names), .int), (.int, .rigid(let names)):
        let variable = Type.variable(names[0].name)
        guard typeVariables.values.contains(variable) else { return false }
        integerVariables.insert(variable)
        return true
      case (let node, let other):
        work += zip(core.store.children(node), core.store.children(other))
      }
    }
    return false
  }

  // MARK: - Expressions

  /// An expression that must have a type.
  mutating func check(
    _ form: SExpression, _ expected: InferredType, _ scope: Scope, _ place: TIPPlace = .inside
  ) -> Typed {
    let before = core.errorCount
    let (typed, type) = infer(form, scope, place)
    if core.errorCount == before {
      require(type, expected, at: form.location)
    } else {
      // What is wrong inside is told once.
      _ = core.store.unify(type, expected)
    }
    return typed
  }

  /// An expression and its type.
  mutating func infer(
    _ form: SExpression, _ scope: Scope, _ place: TIPPlace = .inside
  ) -> (Typed, InferredType) {
    switch form.form {
    case .symbol(let name): return symbol(name, scope, at: form.location)
    case .integer(let value):
      return (.literal(value, TypeStore.int, form.location), TypeStore.int)
    case .string:
      cannotSay("strings are not supported")
      return hole()
    case .list(let items): return list(items, scope, place, form)
    case .quote:
      report("this is no term", at: form.location, found: form.summary, expected: "a term")
      return hole()
    }
  }

  private mutating func list(
    _ items: [SExpression], _ scope: Scope, _ place: TIPPlace, _ form: SExpression
  ) -> (Typed, InferredType) {
    guard let head = items.first else {
      report("an empty list is no term", at: form.location, found: "()", expected: "a term")
      return hole()
    }
    let arguments = Array(items.dropFirst())
    if arguments.count > ReadingLimits.nesting {
      report(
        "there are too many arguments", at: form.location, found: "\(arguments.count)",
        expected: "at most \(ReadingLimits.nesting)")
      return hole()
    }
    guard let name = head.symbol else { return headed(head, arguments, scope, form) }
    if scope[name] != nil || program.entities[name] != nil {
      return application(name, arguments, scope, form)
    }
    if let special = special(name, arguments, scope, place, form) { return special }
    if let typed = operation(name, arguments, scope, place, form) { return typed }
    return application(name, arguments, scope, form)
  }

  /// A form that binds names or says something about types.
  private mutating func special(
    _ name: String, _ parts: [SExpression], _ scope: Scope, _ place: TIPPlace, _ form: SExpression
  ) -> (Typed, InferredType)? {
    switch name {
    case "match": return match(parts, scope, place, form)
    case "let": return bind(parts, scope, place, form)
    case "lambda": return lambda(parts, scope, form)
    case "forall", "exists": return quantifier(name, parts, scope, place, form)
    case "ite": return conditional(parts, scope, place, form)
    case "@": return explicitApplication(parts, scope, form)
    case "_", "as": return head(form, scope)
    case "!":
      guard let inner = parts.first else { return malformed(form, "(! term attribute ...)") }
      return infer(inner, scope, place)
    case "par":
      cannotSay("`par` stands inside of a formula")
      return hole()
    default: return nil
    }
  }

  mutating func malformed(_ form: SExpression, _ expected: String) -> (Typed, InferredType) {
    report(
      "`\(form.head ?? "")` is malformed", at: form.location, found: form.summary,
      expected: expected)
    return hole()
  }
}
