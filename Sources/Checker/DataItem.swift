/// The item `(data (type (C type ...) ...) ...)`.
extension Judge {
  mutating func readData(_ parts: Elements) throws(Cause) {
    var parts = parts
    let origin = ItemID(index: items.count)
    var names: [Name] = []
    var declared: [(data: DataID, type: TypeID, constructors: Elements)] = []
    repeat {
      var entry = try forms.elements(forms.take(&parts))
      let (name, parameters) = try readDataHead(forms.take(&entry))
      let data = signature.declare(
        DataType(
          name: name, typeParameters: parameters,
          origin: Origin(item: origin, place: names.count), inhabited: []))
      names.append(name)
      names.append(contentsOf: try reserveConstructors(entry))
      declared.append((data, try typeItself(data), entry))
    } while !parts.isEmpty
    try readConstructors(declared, of: origin)
    try requireInhabited(declared.map(\.data))
    try recordItem(names, pieces(of: declared.map(\.data)))
  }

  /// Reads `T` or `(T 'a ...)`.
  private func readDataHead(_ form: Int) throws(Cause) -> (Name, [Name]) {
    guard forms.kind(form) == .list else { return (try readNewName(form), []) }
    var parts = try forms.elements(form)
    let name = try readNewName(forms.take(&parts))
    guard !parts.isEmpty else { throw .malformed }
    return (name, try readTypeParameters(&parts))
  }

  /// The names of the constructors, as they are written.
  private func reserveConstructors(_ parts: Elements) throws(Cause) -> [Name] {
    var parts = parts
    var names: [Name] = []
    while !parts.isEmpty {
      var entry = try forms.elements(forms.take(&parts))
      names.append(try readNewName(forms.take(&entry)))
    }
    return names
  }

  /// `T`, or `(T 'a ...)` of the parameters.
  private mutating func typeItself(_ data: DataID) throws(Cause) -> TypeID {
    let parameters = signature.dataTypes[data.index].typeParameters
    for parameter in parameters {
      types.stack.append(try types.make(.variable, parameter.index, count: 0))
    }
    return try types.make(.data, data.index, count: parameters.count)
  }

  private mutating func readConstructors(
    _ declared: [(data: DataID, type: TypeID, constructors: Elements)], of item: ItemID
  ) throws(Cause) {
    var place = 0
    for (data, type, constructors) in declared {
      var constructors = constructors
      place += 1
      while !constructors.isEmpty {
        let form = try forms.take(&constructors)
        let origin = Origin(item: item, place: place)
        let symbol = try readConstructor(form, of: data, type, origin)
        signature.dataTypes[data.index].constructors.append(symbol)
        place += 1
      }
    }
  }

  private mutating func readConstructor(
    _ form: Int, of data: DataID, _ type: TypeID, _ origin: Origin
  ) throws(Cause) -> SymbolID {
    var parts = try forms.elements(form)
    // A constructor before this one may have the name.
    let name = try readNewName(forms.take(&parts))
    let parameters = signature.dataTypes[data.index].typeParameters
    var fields: [TypeID] = []
    while !parts.isEmpty {
      guard fields.count < limits.arguments else { throw .tooManyArguments }
      fields.append(try readType(forms.take(&parts)))
    }
    try requireFirstOrder(fields)
    try requireTypeVariables(of: fields, among: parameters)
    return signature.declare(
      Symbol(
        name: name, kind: .constructor(data), typeParameters: parameters, parameters: fields,
        result: type, origin: origin))
  }

  /// - Throws: `functionInField` if `->` occurs.
  private mutating func requireFirstOrder(_ fields: [TypeID]) throws(Cause) {
    var order = ContiguousArray<TypeID>()
    types.beginWalk()
    for field in fields { types.visit(field, into: &order) }
    guard !order.contains(where: { types.kind($0) == .arrow }) else { throw .functionInField }
  }

  // MARK: - Inhabitation

  /// Computes W for the data types of one item.
  ///
  /// - Throws: `uninhabited` unless each of them is in W with all parameters marked.
  private mutating func requireInhabited(_ group: [DataID]) throws(Cause) {
    var fields: [[ContiguousArray<TypeID>]] = []
    for data in group {
      let count = signature.dataTypes[data.index].typeParameters.count
      signature.dataTypes[data.index].inhabited = Array(repeating: false, count: 1 << count)
      fields.append(fieldOrders(data))
    }
    let users = usersInGroup(group, fields)
    var pending = Array(group.indices.reversed())
    var isPending = Array(repeating: true, count: group.count)
    while let member = pending.popLast() {
      isPending[member] = false
      guard extendInhabited(group[member], fields[member]) else { continue }
      for user in users[member] where !isPending[user] {
        isPending[user] = true
        pending.append(user)
      }
    }
    for data in group where signature.dataTypes[data.index].inhabited.last != true {
      throw .uninhabited
    }
  }

  /// For each constructor, its fields with all types in them, arguments first; a field's own place
  /// is found by its id.
  private mutating func fieldOrders(_ data: DataID) -> [ContiguousArray<TypeID>] {
    signature.dataTypes[data.index].constructors.map { constructor in
      var order = ContiguousArray<TypeID>()
      types.beginWalk()
      for field in signature[constructor].parameters { types.visit(field, into: &order) }
      order.sort { $0.index < $1.index }
      return order
    }
  }

  /// For each member of the group, the members in whose fields it occurs.
  private func usersInGroup(
    _ group: [DataID], _ fields: [[ContiguousArray<TypeID>]]
  ) -> [[Int]] {
    var users: [[Int]] = Array(repeating: [], count: group.count)
    guard let first = group.first else { return users }
    for (member, constructors) in fields.enumerated() {
      for type in constructors.joined() where types.kind(type) == .data {
        let used = types.payload(type) - first.index
        if used >= 0 && users[used].last != member { users[used].append(member) }
      }
    }
    return users
  }

  /// Adds to W what follows at once. True if something was added.
  private mutating func extendInhabited(
    _ data: DataID, _ fields: [ContiguousArray<TypeID>]
  ) -> Bool {
    var changed = false
    let constructors = signature.dataTypes[data.index].constructors
    for marks in signature.dataTypes[data.index].inhabited.indices
    where !signature.dataTypes[data.index].inhabited[marks] {
      let isInhabited = zip(constructors, fields).contains { constructor, order in
        areMarked(signature[constructor].parameters, order, data, marks)
      }
      if isInhabited {
        signature.dataTypes[data.index].inhabited[marks] = true
        changed = true
      }
    }
    return changed
  }

  /// Whether all fields are marked; `order` holds the types in them, arguments first.
  private func areMarked(
    _ fields: [TypeID], _ order: ContiguousArray<TypeID>, _ data: DataID, _ marks: Int
  ) -> Bool {
    var marked: [TypeID: Bool] = [:]
    for type in order { marked[type] = isMarked(type, marked, data, marks) }
    return fields.allSatisfy { marked[$0] == true }
  }

  private func isMarked(
    _ type: TypeID, _ marked: [TypeID: Bool], _ data: DataID, _ marks: Int
  ) -> Bool {
    switch types.kind(type) {
    case .integer: return true
    case .arrow: return false
    case .variable:
      let parameters = signature.dataTypes[data.index].typeParameters
      let place = parameters.firstIndex { $0.index == types.payload(type) }
      return place.map { marks >> $0 & 1 == 1 } ?? false
    case .data:
      var arguments = 0
      for position in 0..<types.argumentCount(type)
      where marked[types.argument(type, position)] == true {
        arguments |= 1 << position
      }
      return signature.dataTypes[types.payload(type)].inhabited[arguments]
    }
  }
}
