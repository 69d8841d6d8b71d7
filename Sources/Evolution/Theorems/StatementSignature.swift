import Lisp

/// A way to make a term of one type from terms of others.
struct StatementProduction: Hashable, Sendable {
  /// What is applied; nil applies the first argument, a function value, to the others.
  var callable: Callable?
  /// The callable is passed by name and has no arguments here.
  var isReference = false
  var types: [Type]
  /// Indices of ``StatementSignature/sorts``.
  var parameters: [Int]
  var result: Int

  /// Calls a defined function.
  var isFunctionCall: Bool {
    if case .function = callable { !isReference } else { false }
  }

  /// The term over arguments of the parameter types.
  func term(_ arguments: [Expression]) -> Expression {
    guard let callable else { return .apply(arguments[0], Array(arguments.dropFirst())) }
    if isReference { return .reference(callable, types) }
    switch callable {
    case .function(let function): return .call(function, types, arguments)
    case .constructor(let constructor): return .construct(constructor, types, arguments)
    case .primitive(let primitive): return .primitive(primitive, types, arguments)
    }
  }
}

/// What statements are made of: the types that occur, and the productions between them.
///
/// Type variables stand for themselves; polymorphic functions appear at the instances that fit
/// the types of what the statements are about.
struct StatementSignature: Sendable {
  let environment: Environment
  /// The functions that statements are about.
  let targets: [FunctionID]
  /// In the order of discovery, the types of the targets first.
  private(set) var sorts: [Type] = []
  private(set) var productions: [StatementProduction] = []
  /// Productions by result sort.
  private(set) var productionsOf: [[StatementProduction]] = []
  private(set) var targetSet: Set<FunctionID>

  init(environment: Environment, targets: [FunctionID], vocabulary: [Callable]) {
    self.environment = environment
    self.targets = targets
    targetSet = Set(targets)
    for target in targets { addSortsOf(target) }
    let heads = targets.map { Callable.function($0) } + vocabulary.filter { !isTarget($0) }
    for _ in 0..<SignatureLimits.rounds {
      for head in heads { addInstances(of: head) }
    }
    for head in heads where !hasInstance(head) { addGenericInstance(of: head) }
    addConstructors()
    addConnectives()
    addApplications()
    productionsOf = sorts.indices.map { sort in productions.filter { $0.result == sort } }
  }

  func sort(of type: Type) -> Int? { sorts.firstIndex(of: type) }

  /// Whether statements have variables of the sort: truth values only where a target takes them.
  func hasVariables(_ sort: Int) -> Bool {
    guard sorts[sort] == .bool else { return true }
    return targets.contains { target in
      environment[target].parameters.contains { $0.type == .bool }
    }
  }

  private func isTarget(_ callable: Callable) -> Bool {
    if case .function(let function) = callable { targetSet.contains(function) } else { false }
  }

  private func hasInstance(_ callable: Callable) -> Bool {
    productions.contains { $0.callable == callable }
  }
}

/// Bounds on the instances of polymorphic functions in one signature.
enum SignatureLimits {
  static let rounds = 2
  static let sorts = 14
  static let instancesPerFunction = 4
  /// Nodes of a type that an instance may add.
  static let typeSize = 3
}

extension StatementSignature {
  private mutating func addSortsOf(_ function: FunctionID) {
    let function = environment[function]
    for type in function.parameters.map(\.type) + [function.result] {
      addSort(type)
      addComponents(of: type)
    }
  }

  private mutating func addSort(_ type: Type) {
    if !sorts.contains(type) { sorts.append(type) }
  }

  private mutating func addComponents(of type: Type) {
    switch type {
    case .bool, .int, .variable: break
    case .data(_, let arguments): for argument in arguments { addSort(argument) }
    case .function(let parameters, let result): for part in parameters + [result] { addSort(part) }
    }
  }

  /// Adds the instances whose argument types are sorts already.
  private mutating func addInstances(of callable: Callable) {
    let signature = environment.signature(of: callable)
    for types in assignments(of: signature.typeParameters.count) {
      let known = productions.count { $0.callable == callable && !$0.isReference }
      guard known < SignatureLimits.instancesPerFunction else { return }
      let (parameters, result) = environment.signature(of: callable, at: types)
      guard parameters.allSatisfy({ isUsable($0) }) else { continue }
      guard
        sort(of: result) != nil
          || (result.size <= SignatureLimits.typeSize && sorts.count < SignatureLimits.sorts)
      else { continue }
      addProduction(callable, types, parameters, result)
    }
  }

  private mutating func addGenericInstance(of callable: Callable) {
    let types = environment.signature(of: callable).typeParameters.map { Type.variable($0) }
    let (parameters, result) = environment.signature(of: callable, at: types)
    for type in parameters + [result] { addComponents(of: type) }
    addProduction(callable, types, parameters, result)
  }

  private mutating func addProduction(
    _ callable: Callable, _ types: [Type], _ parameters: [Type], _ result: Type
  ) {
    for type in parameters + [result] { addSort(type) }
    let production = StatementProduction(
      callable: callable, types: types, parameters: parameters.compactMap { sort(of: $0) },
      result: sort(of: result) ?? 0)
    if !productions.contains(production) { productions.append(production) }
  }

  /// A sort, or a function type between sorts.
  private func isUsable(_ type: Type) -> Bool {
    if case .function(let parameters, let result) = type {
      return (parameters + [result]).allSatisfy { sort(of: $0) != nil }
    }
    return sort(of: type) != nil
  }

  /// All choices of small first-order sorts for so many type parameters.
  private func assignments(of count: Int) -> [[Type]] {
    let choices = sorts.filter { !$0.containsFunction && $0.size <= 2 && $0 != .bool }
    var lists: [[Type]] = [[]]
    for _ in 0..<count { lists = lists.flatMap { list in choices.map { list + [$0] } } }
    return lists
  }

  private mutating func addConstructors() {
    for type in sorts {
      guard type != .bool, let dataType = environment.dataType(of: type) else { continue }
      guard case .data(_, let arguments) = type else { continue }
      for constructor in environment[dataType].constructors {
        let (fields, _) = environment.signature(of: .constructor(constructor), at: arguments)
        guard fields.allSatisfy({ sort(of: $0) != nil }) else { continue }
        addProduction(.constructor(constructor), arguments, fields, type)
      }
    }
  }

  /// `not`, `and` and `or`, where some function gives a truth value.
  private mutating func addConnectives() {
    guard let bool = sort(of: .bool), productions.contains(where: { $0.result == bool }) else {
      return
    }
    for primitive in [Primitive.not, .and, .or] {
      addProduction(.primitive(primitive), [], primitive.parameters, .bool)
    }
  }

  /// Applications of function variables, and functions passed by name.
  private mutating func addApplications() {
    for (index, type) in sorts.enumerated() {
      guard case .function(let parameters, let result) = type else { continue }
      guard let resultSort = sort(of: result) else { continue }
      let arguments = parameters.compactMap { sort(of: $0) }
      guard arguments.count == parameters.count else { continue }
      productions.append(
        StatementProduction(
          callable: nil, types: [], parameters: [index] + arguments, result: resultSort))
      for production in productions
      where production.parameters == arguments && production.result == resultSort {
        guard let callable = production.callable, !production.isReference else { continue }
        productions.append(
          StatementProduction(
            callable: callable, isReference: true, types: production.types, parameters: [],
            result: index))
      }
    }
  }
}
