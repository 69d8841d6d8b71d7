import Lisp

/// What programs for one problem are made of: a finite set of types and, for each, the nodes that
/// give a value of it.
///
/// The types are those that occur in the target's signature, in the fields of these types, and in
/// the signatures of the components at type arguments from this set. The target's type variables
/// are rigid: they stand for themselves.
struct Grammar: Sendable {
  let environment: Environment
  let target: FunctionID
  let parameters: [Local]
  private(set) var result: TypeIndex = 0
  private(set) var types: [Type] = []
  /// Nodes by result type: constructors first, then integers, functions, primitives, references.
  private(set) var productions: [[Production]] = []
  /// How values of each type are taken apart; nil for types that are not data types.
  private(set) var splits: [Split?] = []
  /// The types of parameters and body of a lambda, for function types whose parts are types here.
  private(set) var lambdas: [LambdaShape?] = []
  private var indices: [Type: TypeIndex] = [:]
  let reader: TypeReader

  /// - Parameter excluded: components that are left out.
  init(
    problem: Problem, limits: GrammarLimits = GrammarLimits(), excluding excluded: [FunctionID] = []
  ) {
    environment = problem.environment
    target = problem.target
    reader = TypeReader(environment: problem.environment)
    let function = environment[target]
    parameters = Array(function.locals.prefix(function.parameterCount))
    let components = ComponentSet(problem: problem, excluding: excluded)
    collectTypes(function: function, components: components, limits: limits)
    result = indices[function.result] ?? 0
    splits = types.map { split(of: $0) }
    lambdas = types.map { lambdaShape(of: $0) }
    productions = types.map { _ in [] }
    addConstructors()
    addIntegers(problem: problem)
    addComponents(components, limits: limits)
  }

  func index(of type: Type) -> TypeIndex? {
    indices[type]
  }

  var targetTypes: [Type] {
    environment[target].typeParameters.map { .variable($0) }
  }

  var boolIndex: TypeIndex? { indices[.bool] }

  var parameterTypes: [TypeIndex] {
    parameters.compactMap { indices[$0.type] }
  }
}

// MARK: - Building

extension Grammar {
  /// Adds a type, its parts and the fields of its constructors.
  private mutating func add(_ type: Type, limits: GrammarLimits) {
    guard indices[type] == nil, types.count < limits.types else { return }
    indices[type] = types.count
    types.append(type)
    for part in type.parts.dropFirst() { add(part, limits: limits) }
    guard let constructors = constructors(of: type) else { return }
    for constructor in constructors {
      for field in environment.fields(of: constructor, in: type) { add(field, limits: limits) }
    }
  }

  private mutating func collectTypes(
    function: Function, components: ComponentSet, limits: GrammarLimits
  ) {
    add(function.result, limits: limits)
    for parameter in parameters { add(parameter.type, limits: limits) }
    add(.bool, limits: limits)
    for signature in components.monomorphicSignatures(reader) {
      for type in signature { add(type, limits: limits) }
    }
  }

  private func constructors(of type: Type) -> [ConstructorID]? {
    environment.dataType(of: type).map { environment[$0].constructors }
  }

  private func split(of type: Type) -> Split? {
    guard let constructors = constructors(of: type) else { return nil }
    var cases: [Split.Case] = []
    for constructor in constructors {
      let fields = environment.fields(of: constructor, in: type).compactMap { indices[$0] }
      let declared = environment[constructor].fields.count
      guard fields.count == declared else { return nil }
      cases.append(Split.Case(constructor: constructor, fields: fields))
    }
    return Split(cases: cases)
  }

  private func lambdaShape(of type: Type) -> LambdaShape? {
    guard case .function(let parameters, let result) = type, let body = indices[result] else {
      return nil
    }
    let places = parameters.compactMap { indices[$0] }
    guard places.count == parameters.count else { return nil }
    return LambdaShape(parameters: places, result: body)
  }

  private mutating func addConstructors() {
    for (index, split) in splits.enumerated() {
      for branch in split?.cases ?? [] {
        productions[index].append(
          Production(
            head: .constructor(branch.constructor, types[index].dataArguments),
            arguments: branch.fields, result: index))
      }
    }
  }

  /// Integer literals: -1, 0, 1, 2 and the small ones that the formulas mention.
  private mutating func addIntegers(problem: Problem) {
    guard let index = indices[.int] else { return }
    var literals: Set<Int64> = [-1, 0, 1, 2]
    for formula in problem.require where literals.count < 12 {
      formula.body.visit { node in
        if case .integer(let value) = node, abs(value) <= 10 { literals.insert(value) }
      }
    }
    for literal in literals.sorted() {
      productions[index].append(
        Production(head: .integer(literal), arguments: [], result: index))
    }
  }

  private mutating func addComponents(_ components: ComponentSet, limits: GrammarLimits) {
    var count = 0
    for component in components.callables {
      for types in components.typeArguments(of: component, from: types, limits: limits) {
        guard count < limits.productions else { return }
        let (parameters, result) = reader.signature(component, types)
        count += addCall(component, types, parameters, result)
        count += addReference(component, types, parameters, result)
      }
    }
    addConstructorReferences()
  }

  private mutating func addCall(
    _ callable: Callable, _ arguments: [Type], _ parameters: [Type], _ result: Type
  ) -> Int {
    guard let resultIndex = indices[result] else { return 0 }
    let places = parameters.compactMap { indices[$0] }
    guard places.count == parameters.count else { return 0 }
    let head: Production.Head
    switch callable {
    case .function(let function): head = .function(function, arguments)
    case .primitive(let primitive): head = .primitive(primitive, arguments)
    case .constructor: return 0
    }
    productions[resultIndex].append(
      Production(head: head, arguments: places, result: resultIndex))
    return 1
  }

  private mutating func addReference(
    _ callable: Callable, _ arguments: [Type], _ parameters: [Type], _ result: Type
  ) -> Int {
    if case .primitive = callable { return 0 }
    guard !parameters.isEmpty, let index = indices[.function(parameters, result)] else { return 0 }
    productions[index].append(
      Production(head: .reference(callable, arguments), arguments: [], result: index))
    return 1
  }

  private mutating func addConstructorReferences() {
    for (index, split) in splits.enumerated() {
      let arguments = types[index].dataArguments
      for branch in split?.cases ?? [] {
        _ = addReference(
          .constructor(branch.constructor), arguments, branch.fields.map { types[$0] },
          types[index])
      }
    }
  }
}
