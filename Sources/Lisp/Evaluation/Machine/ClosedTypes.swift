/// Types without variables, each stored once, so that types of exponential size take little room.
struct ClosedTypes: Sendable {
  enum Node: Hashable, Sendable {
    case int
    case data(DataTypeID, [Int])
    case function([Int], Int)
  }

  private(set) var nodes: [Node] = []
  private var places: [Node: Int] = [:]
  /// By type, then by constructor: the types of the fields; nil until it is asked for.
  private var fieldTypes: [[[Int]]?] = []
  /// Whether equal words are equal values, and different ones are not.
  private var flat: [Bool] = []
  /// By type, where its constructors begin in ``layouts``; -1 until it is asked for.
  private var firstLayouts: [Int] = []
  /// Where the types of a constructor's fields stand in ``fieldList``.
  private var layouts: [Range<Int>] = []
  private var fieldList: [Int] = []
  /// The place of `int`, which is asked for most.
  private var int: Int?

  mutating func intern(_ node: Node, in environment: Environment) -> Int {
    if let known = places[node] { return known }
    nodes.append(node)
    places[node] = nodes.count - 1
    fieldTypes.append(nil)
    firstLayouts.append(-1)
    switch node {
    case .int: flat.append(true)
    case .function: flat.append(false)
    case .data(let id, _):
      flat.append(environment[id].constructors.allSatisfy { environment[$0].fields.isEmpty })
    }
    return nodes.count - 1
  }

  /// The type with types put for its variables; a variable that has none becomes `bool`.
  mutating func intern(
    _ type: Type, _ variables: [String: Int], in environment: Environment
  ) -> Int {
    switch type {
    case .bool: return intern(.data(.bool, []), in: environment)
    case .int:
      if let int { return int }
      let new = intern(.int, in: environment)
      int = new
      return new
    case .variable(let name):
      return variables[name] ?? intern(.data(.bool, []), in: environment)
    case .data(let name, let arguments):
      let inner = intern(arguments, variables, in: environment)
      return intern(.data(environment.dataType(named: name) ?? .bool, inner), in: environment)
    case .function(let parameters, let result):
      let inner = intern(parameters, variables, in: environment)
      return intern(.function(inner, intern(result, variables, in: environment)), in: environment)
    }
  }

  mutating func intern(
    _ types: [Type], _ variables: [String: Int], in environment: Environment
  ) -> [Int] {
    var inner: [Int] = []
    for type in types { inner.append(intern(type, variables, in: environment)) }
    return inner
  }

  @inline(__always)
  func isFlat(_ type: Int) -> Bool { flat[type] }

  /// Makes ``layout(of:_:)`` good for a type and all types inside it.
  mutating func prepareLayouts(of type: Int, in environment: Environment) {
    var work = [type]
    while let type = work.popLast() {
      guard firstLayouts[type] < 0 else { continue }
      firstLayouts[type] = layouts.count
      let constructors = fields(of: type, in: environment)
      for fields in constructors {
        layouts.append(fieldList.count..<fieldList.count + fields.count)
        fieldList += fields
      }
      for fields in constructors { work += fields }
    }
  }

  /// Where the types of the fields of the constructor with this tag stand, for ``fieldType(_:)``.
  @inline(__always)
  func layout(of type: Int, _ tag: Int) -> Range<Int> { layouts[firstLayouts[type] + tag] }

  @inline(__always)
  func fieldType(_ place: Int) -> Int { fieldList[place] }

  /// Whether the type is data, prepared or not.
  @inline(__always)
  func isData(_ type: Int) -> Bool {
    if case .data = nodes[type] { return true }
    return false
  }

  @inline(__always)
  func isPrepared(_ type: Int) -> Bool { firstLayouts[type] >= 0 }

  /// Whether values of the type hold function values.
  @inline(__always)
  func isFunction(_ type: Int) -> Bool {
    if case .function = nodes[type] { return true }
    return false
  }

  /// The types of the fields of each constructor of a data type; none for other types.
  mutating func fields(of type: Int, in environment: Environment) -> [[Int]] {
    if let known = fieldTypes[type] { return known }
    var all: [[Int]] = []
    if case .data(let id, let arguments) = nodes[type] {
      var variables: [String: Int] = [:]
      for (name, argument) in zip(environment[id].typeParameters, arguments) {
        variables[name] = argument
      }
      for constructor in environment[id].constructors {
        all.append(intern(environment[constructor].fields, variables, in: environment))
      }
    }
    fieldTypes[type] = all
    return all
  }

  /// The constructor with some tag of a data type.
  func constructor(_ tag: Int, of type: Int, in environment: Environment) -> ConstructorID? {
    guard case .data(let id, _) = nodes[type],
      environment[id].constructors.indices.contains(tag)
    else { return nil }
    return environment[id].constructors[tag]
  }

  /// The type as a tree; nil if that has more nodes than some bound.
  func type(_ index: Int, in environment: Environment) -> Type? {
    var budget = ReadingLimits.typeSize
    return type(index, in: environment, &budget)
  }

  private func type(_ index: Int, in environment: Environment, _ budget: inout Int) -> Type? {
    budget -= 1
    if budget < 0 { return nil }
    switch nodes[index] {
    case .int: return .int
    case .data(.bool, _): return .bool
    case .data(let id, let arguments):
      guard let inner = types(arguments, in: environment, &budget) else { return nil }
      return .data(environment[id].name, inner)
    case .function(let parameters, let result):
      guard let inner = types(parameters, in: environment, &budget),
        let outer = type(result, in: environment, &budget)
      else { return nil }
      return .function(inner, outer)
    }
  }

  private func types(
    _ indices: [Int], in environment: Environment, _ budget: inout Int
  ) -> [Type]? {
    var found: [Type] = []
    for index in indices {
      guard let type = type(index, in: environment, &budget) else { return nil }
      found.append(type)
    }
    return found
  }
}
