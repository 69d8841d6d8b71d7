extension TermBank {
  public func symbol(named name: String) -> SymbolID? { symbols.find(name) }

  public func name(of symbol: SymbolID) -> String { symbols.entries[Int(symbol.index)].name }

  public func kind(of symbol: SymbolID) -> SymbolKind { symbols.entries[Int(symbol.index)].kind }

  public func builtin(_ builtin: Builtin) -> SymbolID {
    // The built-in functions follow `bool`, `true` and `false` in the order of the enumeration.
    for (index, candidate) in Builtin.allCases.enumerated() where candidate == builtin {
      return builtins[index]
    }
    preconditionFailure("every builtin is among all cases")
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

  /// Adds a data type without constructors. Only the kernel knows that the type has a value.
  ///
  /// - Throws: as ``declareFunction(_:typeParameters:parameters:result:)``.
  package mutating func declareDataType(
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

  /// Adds the next constructor of a data type; the fields are over the type's parameters.
  ///
  /// - Throws: as ``declareFunction(_:typeParameters:parameters:result:)``.
  package mutating func declareConstructor(
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
