extension TermBank {
  public func symbol(named name: String) -> SymbolID? { symbols.find(name) }

  public func name(of symbol: SymbolID) -> String { symbols.entries[Int(symbol.index)].name }

  public func kind(of symbol: SymbolID) -> SymbolKind { symbols.entries[Int(symbol.index)].kind }

  public func builtin(_ builtin: Builtin) -> SymbolID {
    builtins[builtin.position]
  }

  public func typeParameters(of symbol: SymbolID) -> [String] {
    symbols.entries[Int(symbol.index)].typeParameters
  }

  /// Parameters and result over the symbol's own type parameters.
  public func signature(of symbol: SymbolID) -> (parameters: [TypeID], result: TypeID) {
    let entry = symbols.entries[Int(symbol.index)]
    return (entry.parameters, entry.result)
  }

  /// The constructors in the order of declaration.
  public func constructors(of dataType: SymbolID) -> [SymbolID] {
    symbols.entries[Int(dataType.index)].constructors
  }

  /// True if `symbol` makes values of a data type.
  public func isConstructor(_ symbol: SymbolID) -> Bool {
    if case .constructor = kind(of: symbol) { true } else { false }
  }

  /// The number of symbols; they are numbered from 0.
  public var symbolCount: Int { symbols.entries.count }

  /// True if no symbol has the name and the language does not reserve it.
  public func isFree(_ name: String) -> Bool {
    symbols.find(name) == nil && !reservedNames.contains(name)
  }

  /// Gives a function its signature, so that terms can be built; it is total, and nothing else is
  /// known of it until a theory defines it.
  ///
  /// - Throws: ``TermFailure/nameTaken(_:)``, ``TermFailure/repeatedTypeParameter(_:)``,
  ///   ``TermFailure/tooManyTypeParameters(_:)``, ``TermFailure/tooManyArguments(_:)``,
  ///   ``TermFailure/unboundTypeVariable(_:)``.
  public mutating func declareFunction(
    _ name: String, typeParameters: [String], parameters: [TypeID], result: TypeID
  ) throws(TermFailure) -> SymbolID {
    try check(name, typeParameters, parameters + [result])
    guard parameters.count <= TermLimits.arguments else {
      throw .tooManyArguments(parameters.count)
    }
    return symbols.append(
      .init(
        name: name, kind: .function, typeParameters: typeParameters, parameters: parameters,
        result: result))
  }

  /// Adds data types together with all their constructors; none can be added later.
  ///
  /// Only the kernel knows whether the types have values. If `fields` throws, the types stay without
  /// constructors, and the kernel knows nothing of them.
  ///
  /// - Parameter fields: the names and field types of the constructors of each type, over the type's
  ///   parameters, once the symbols of the types are known.
  /// - Returns: the types, each with its constructors.
  /// - Throws: as ``declareFunction(_:typeParameters:parameters:result:)``, and what `fields` throws.
  package mutating func declareDataTypes(
    _ types: [(name: String, typeParameters: [String])],
    constructors fields: (
      inout TermBank, [SymbolID]
    ) throws(TermFailure) -> [[(name: String, fields: [TypeID])]]
  ) throws(TermFailure) -> [(type: SymbolID, constructors: [SymbolID])] {
    var symbols: [SymbolID] = []
    for (name, typeParameters) in types {
      symbols.append(try declareDataType(name, typeParameters: typeParameters))
    }
    var result: [(type: SymbolID, constructors: [SymbolID])] = []
    for (type, list) in zip(symbols, try fields(&self, symbols)) {
      var constructors: [SymbolID] = []
      for (name, fields) in list {
        constructors.append(try declareConstructor(name, of: type, fields: fields))
      }
      result.append((type, constructors))
    }
    return result
  }

  private mutating func declareDataType(
    _ name: String, typeParameters: [String]
  ) throws(TermFailure) -> SymbolID {
    try check(name, typeParameters, [])
    let symbol = SymbolID(index: UInt32(symbols.entries.count))
    let result = types.intern(
      .data(symbol, typeParameters.map { types.intern(.variable($0)) }))
    return symbols.append(
      .init(
        name: name, kind: .dataType, typeParameters: typeParameters, parameters: [],
        result: result))
  }

  private mutating func declareConstructor(
    _ name: String, of dataType: SymbolID, fields: [TypeID]
  ) throws(TermFailure) -> SymbolID {
    let type = symbols.entries[Int(dataType.index)]
    try check(name, type.typeParameters, fields)
    guard fields.count <= TermLimits.arguments else { throw .tooManyArguments(fields.count) }
    let symbol = symbols.append(
      .init(
        name: name, kind: .constructor(of: dataType, index: type.constructors.count),
        typeParameters: type.typeParameters, parameters: fields, result: type.result))
    symbols.append(symbol, to: dataType)
    return symbol
  }

  private func check(
    _ name: String, _ typeParameters: [String], _ signature: [TypeID]
  ) throws(TermFailure) {
    guard isFree(name) else { throw .nameTaken(name) }
    guard typeParameters.count <= TermLimits.typeParameters else {
      throw .tooManyTypeParameters(typeParameters.count)
    }
    for (index, parameter) in typeParameters.enumerated()
    where typeParameters[..<index].contains(parameter) {
      throw .repeatedTypeParameter(parameter)
    }
    var seen = IDSet()
    var used: [String] = []
    for type in signature { types.collectVariables(of: type, seen: &seen, into: &used) }
    for name in used where !typeParameters.contains(name) { throw .unboundTypeVariable(name) }
  }
}
