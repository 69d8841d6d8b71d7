extension Environment {
  /// The functions that an expression mentions, in the order in which they first occur.
  public func functions(in expression: Expression) -> [FunctionID] {
    var seen: Set<FunctionID> = []
    var order: [FunctionID] = []
    expression.visit { node in
      switch node {
      case .call(let id, _, _), .reference(.function(let id), _):
        if seen.insert(id).inserted { order.append(id) }
      default: break
      }
    }
    return order
  }

  /// The functions that one mentions in its body, in the order in which they first occur.
  public func dependencies(of id: FunctionID) -> [FunctionID] {
    self[id].body.map { functions(in: $0) } ?? []
  }

  /// The strongly connected groups of all functions that are reached from some, themselves
  /// included; a group comes after those that it depends on.
  public func groups(reachableFrom roots: [FunctionID]) -> [[FunctionID]] {
    stronglyConnectedGroups(roots: roots.map(\.index)) { index in
      dependencies(of: FunctionID(index)).map(\.index)
    }
    .map { group in group.map { FunctionID($0) }.sorted() }
  }

  /// The functions that are reached from some, themselves included, those depended on first.
  public func functions(reachableFrom roots: [FunctionID]) -> [FunctionID] {
    groups(reachableFrom: roots).flatMap { $0 }
  }

  /// The strongly connected groups of all data types that are reached from some; a group comes
  /// after those that it depends on. `bool` is among them where it is reached.
  public func dataTypeGroups(reachableFrom roots: [DataTypeID]) -> [[DataTypeID]] {
    stronglyConnectedGroups(roots: roots.map(\.index)) { index in
      dataTypes(inFieldsOf: DataTypeID(index)).map(\.index)
    }
    .map { group in group.map { DataTypeID($0) }.sorted() }
  }

  /// The data types that occur in a type, in the order in which they first occur.
  public func dataTypes(in type: Type) -> [DataTypeID] {
    let inner: [DataTypeID]
    switch type {
    case .bool, .int, .variable: inner = []
    case .data(_, let arguments): inner = arguments.flatMap { dataTypes(in: $0) }
    case .function(let parameters, let result):
      inner = (parameters + [result]).flatMap { dataTypes(in: $0) }
    }
    return (dataType(of: type).map { [$0] } ?? []) + inner
  }

  /// The data types that a function's signature, locals and body mention.
  public func dataTypes(of id: FunctionID) -> [DataTypeID] {
    let function = self[id]
    var found = function.locals.flatMap { dataTypes(in: $0.type) } + dataTypes(in: function.result)
    function.body?.visit { node in
      for type in node.types { found += dataTypes(in: type) }
      if case .construct(let constructor, _, _) = node {
        found.append(self[constructor].dataType)
      }
      if case .reference(.constructor(let constructor), _) = node {
        found.append(self[constructor].dataType)
      }
    }
    var seen: Set<DataTypeID> = []
    return found.filter { seen.insert($0).inserted }
  }

  private func dataTypes(inFieldsOf id: DataTypeID) -> [DataTypeID] {
    self[id].constructors.flatMap { self[$0].fields.flatMap { dataTypes(in: $0) } }
  }
}
