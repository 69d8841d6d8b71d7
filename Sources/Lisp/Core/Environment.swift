/// The data types, constructors and functions of a program, and which of them names reach.
public struct Environment: Sendable {
  public private(set) var dataTypes: [DataType] = []
  public private(set) var constructors: [Constructor] = []
  public private(set) var functions: [Function] = []
  private var dataTypeNames: [String: DataTypeID] = [:]
  private var constructorNames: [String: ConstructorID] = [:]
  private var functionNames: [String: FunctionID] = [:]
  private var hiddenNames: Set<String> = []

  /// An environment with `bool`, `true` and `false` alone.
  public init() {
    let bool = declareDataType(DataType(name: "bool", typeParameters: [], constructors: []))
    for (index, name) in ["true", "false"].enumerated() {
      add(Constructor(name: name, dataType: bool, index: index, fields: [], selectors: []))
    }
  }

  // MARK: - Names

  public func function(named name: String) -> FunctionID? { functionNames[name] }

  public func constructor(named name: String) -> ConstructorID? { constructorNames[name] }

  public func dataType(named name: String) -> DataTypeID? { dataTypeNames[name] }

  /// Whether a person can mean it: not one of the prelude's that a definition hides.
  public func isVisible(_ function: FunctionID) -> Bool {
    !hiddenNames.contains(self[function].name)
  }

  public func isVisible(_ constructor: ConstructorID) -> Bool {
    !hiddenNames.contains(self[constructor].name)
  }

  /// The visible functions, in the order of their tables.
  public var visibleFunctions: [FunctionID] {
    functions.indices.map { FunctionID($0) }.filter { isVisible($0) }
  }

  /// The name of a function, constructor or primitive.
  public func name(of callable: Callable) -> String {
    switch callable {
    case .function(let id): self[id].name
    case .constructor(let id): self[id].name
    case .primitive(let primitive): primitive.rawValue
    }
  }

  /// The name itself if no function or constructor has it, else the name with a number.
  public func freshName(_ name: String) -> String {
    func isTaken(_ name: String) -> Bool {
      functionNames[name] != nil || constructorNames[name] != nil
    }
    if !isTaken(name) { return name }
    var number = 2
    while isTaken("\(name)-\(number)") { number += 1 }
    return "\(name)-\(number)"
  }

  // MARK: - Rows

  public subscript(id: FunctionID) -> Function { functions[id.index] }

  public subscript(id: ConstructorID) -> Constructor { constructors[id.index] }

  public subscript(id: DataTypeID) -> DataType { dataTypes[id.index] }

  // MARK: - Additions

  /// Adds a function under its name; an earlier one of that name is no longer reached by it.
  public mutating func add(_ function: Function) -> FunctionID {
    let id = FunctionID(functions.count)
    functions.append(function)
    functionNames[function.name] = id
    if function.group.isEmpty { functions[id.index].group = [id] }
    return id
  }

  /// Puts a function in the place of another, for instance a target with a body for one without.
  public mutating func replace(_ id: FunctionID, with function: Function) {
    let old = functions[id.index].name
    if old != function.name {
      if functionNames[old] == id { functionNames[old] = nil }
      functionNames[function.name] = id
    }
    functions[id.index] = function
    if function.group.isEmpty { functions[id.index].group = [id] }
  }

  /// Puts a body in the place of a function's.
  public mutating func replaceBody(of id: FunctionID, with body: Expression) {
    functions[id.index].body = body
  }

  /// The environment with a function in the place of another.
  public func replacing(_ id: FunctionID, with function: Function) -> Environment {
    var result = self
    result.replace(id, with: function)
    return result
  }

  /// Adds a data type whose constructors follow.
  public mutating func declareDataType(_ type: DataType) -> DataTypeID {
    let id = DataTypeID(dataTypes.count)
    dataTypes.append(type)
    dataTypeNames[type.name] = id
    return id
  }

  /// Adds the next constructor of its data type.
  @discardableResult
  public mutating func add(_ constructor: Constructor) -> ConstructorID {
    let id = ConstructorID(constructors.count)
    constructors.append(constructor)
    constructorNames[constructor.name] = id
    dataTypes[constructor.dataType.index].constructors.append(id)
    return id
  }

  /// Marks a name as one that only printed terms mention.
  mutating func hide(_ name: String) { hiddenNames.insert(name) }
}
