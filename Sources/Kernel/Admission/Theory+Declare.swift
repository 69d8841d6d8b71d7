import Terms

/// A group of data types that was found to have values, as the bank has it.
struct CheckedData {
  let symbols: [DataSymbols]
  let identity: String

  fileprivate init(symbols: [DataSymbols], identity: String) {
    self.symbols = symbols
    self.identity = identity
  }
}

/// A declared data type and its constructors.
struct DataSymbols {
  let type: SymbolID
  let constructors: [SymbolID]
  let fields: [[FieldShape]]
}

extension Theory {
  /// Declares data types together, with their constructors.
  ///
  /// - Throws: ``AdmissionFailure``; the theory is then unchanged, but for names in its bank if the
  ///   text is too long.
  public mutating func declare(_ group: [DataDeclaration]) throws(AdmissionFailure) {
    let shapes = try checkedShapes(of: group)
    let symbols = try register(group, shapes)
    guard let identity = digest(ofData: symbols, others: identities) else { throw .textTooLong }
    install(CheckedData(symbols: symbols, identity: identity))
  }

  /// The fields of a group that may be declared.
  ///
  /// - Throws: as ``declare(_:)``.
  func checkedShapes(
    of group: [DataDeclaration]
  ) throws(AdmissionFailure) -> [[[FieldShape]]] {
    guard bank.serial == serial else { throw .foreignBank }
    guard !group.isEmpty else { throw .emptyGroup }
    try checkNames(of: group)
    let shapes = try shapes(of: group)
    try checkInhabited(group, shapes)
    return shapes
  }

  private func checkNames(of group: [DataDeclaration]) throws(AdmissionFailure) {
    var new: Set<String> = []
    for declaration in group {
      for name in [declaration.name] + declaration.constructors.map(\.name) {
        guard bank.isFree(name), new.insert(name).inserted else { throw .nameTaken(name) }
      }
      let parameters = declaration.parameters
      guard parameters.count <= TermLimits.typeParameters else {
        throw .tooManyTypeParameters(parameters.count)
      }
      for (index, parameter) in parameters.enumerated()
      where parameters[..<index].contains(parameter) {
        throw .repeatedTypeParameter(parameter)
      }
    }
  }

  /// The fields with data types as numbers: those declared before, then those of the group.
  private func shapes(of group: [DataDeclaration]) throws(AdmissionFailure) -> [[[FieldShape]]] {
    var result: [[[FieldShape]]] = []
    for declaration in group {
      var constructors: [[FieldShape]] = []
      for constructor in declaration.constructors {
        guard constructor.fields.count <= TermLimits.arguments else {
          throw .tooManyArguments(constructor.fields.count)
        }
        var fields: [FieldShape] = []
        for field in constructor.fields {
          fields.append(try shape(of: field, in: declaration, of: group, depth: 1))
        }
        constructors.append(fields)
      }
      result.append(constructors)
    }
    return result
  }

  private func shape(
    of field: FieldType, in declaration: DataDeclaration, of group: [DataDeclaration], depth: Int
  ) throws(AdmissionFailure) -> FieldShape {
    guard depth <= TermLimits.typeDepth else { throw .typeTooDeep }
    switch field {
    case .int: return .int
    case .bool: return .data(0, [])
    case .parameter(let name):
      guard let index = declaration.parameters.firstIndex(of: name) else {
        throw .unboundTypeVariable(name)
      }
      return .parameter(index)
    case .data(let name, let arguments):
      let (number, expected) = try dataType(name, among: group)
      guard arguments.count == expected else {
        throw .wrongTypeArgumentCount(name, expected: expected, found: arguments.count)
      }
      var inner: [FieldShape] = []
      for argument in arguments {
        inner.append(try shape(of: argument, in: declaration, of: group, depth: depth + 1))
      }
      return .data(number, inner)
    }
  }

  /// The number of a data type and of its parameters.
  private func dataType(
    _ name: String, among group: [DataDeclaration]
  ) throws(AdmissionFailure) -> (number: Int, parameters: Int) {
    if let index = group.firstIndex(where: { $0.name == name }) {
      return (dataShapes.count + index, group[index].parameters.count)
    }
    guard let symbol = bank.symbol(named: name), let number = dataTypes[symbol] else {
      throw .unknownDataType(name)
    }
    return (number, bank.typeParameters(of: symbol).count)
  }

  private func checkInhabited(
    _ group: [DataDeclaration], _ shapes: [[[FieldShape]]]
  ) throws(AdmissionFailure) {
    var inhabitation = Inhabitation(constructors: dataShapes + shapes)
    for (index, declaration) in group.enumerated() {
      let number = dataShapes.count + index
      guard inhabitation.holds(for: number, parameters: declaration.parameters.count) else {
        throw .uninhabited(declaration.name)
      }
    }
  }

  /// Gives the bank what has been checked.
  private mutating func register(
    _ group: [DataDeclaration], _ shapes: [[[FieldShape]]]
  ) throws(AdmissionFailure) -> [DataSymbols] {
    do throws(TermFailure) {
      let symbols = try bank.declareDataTypes(group.map { ($0.name, $0.parameters) }) {
        (bank, _) throws(TermFailure) in
        var result: [[(name: String, fields: [TypeID])]] = []
        for declaration in group { result.append(try constructors(of: declaration, &bank)) }
        return result
      }
      return zip(symbols, shapes).map { symbols, fields in
        DataSymbols(type: symbols.type, constructors: symbols.constructors, fields: fields)
      }
    } catch {
      throw .term(error)
    }
  }
}

/// The constructors of a type with their fields as types of the bank.
private func constructors(
  of declaration: DataDeclaration, _ bank: inout TermBank
) throws(TermFailure) -> [(name: String, fields: [TypeID])] {
  var result: [(name: String, fields: [TypeID])] = []
  for constructor in declaration.constructors {
    var fields: [TypeID] = []
    for field in constructor.fields { fields.append(try type(of: field, &bank)) }
    result.append((constructor.name, fields))
  }
  return result
}

private func type(
  of field: FieldType, _ bank: inout TermBank
) throws(TermFailure) -> TypeID {
  switch field {
  case .bool: return bank.bool
  case .int: return bank.int
  case .parameter(let name): return try bank.type(.variable(name))
  case .data(let name, let arguments):
    var types: [TypeID] = []
    for argument in arguments { types.append(try type(of: argument, &bank)) }
    guard let symbol = bank.symbol(named: name) else {
      preconditionFailure("the names of fields were checked")
    }
    return try bank.type(.data(symbol, types))
  }
}
