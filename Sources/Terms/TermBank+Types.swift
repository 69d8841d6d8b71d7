extension TermBank {
  /// The type with this outermost construction.
  ///
  /// - Throws: ``TermFailure/notADataType(_:)``, ``TermFailure/wrongTypeArgumentCount(_:expected:found:)``,
  ///   ``TermFailure/functionTypeWithoutArguments``, ``TermFailure/tooManyArguments(_:)``,
  ///   ``TermFailure/typeTooDeep``.
  public mutating func type(_ node: TypeNode) throws(TermFailure) -> TypeID {
    if let known = types.find(node) { return known }
    switch node {
    case .bool, .int, .variable: break
    case .data(let symbol, let arguments):
      let entry = symbols.entries[Int(symbol.index)]
      guard entry.kind == .dataType else { throw .notADataType(symbol) }
      guard entry.typeParameters.count == arguments.count else {
        throw .wrongTypeArgumentCount(
          symbol, expected: entry.typeParameters.count, found: arguments.count)
      }
      if symbol == boolSymbol { return bool }
    case .function(let parameters, _):
      if parameters.isEmpty { throw .functionTypeWithoutArguments }
      guard parameters.count <= TermLimits.arguments else {
        throw .tooManyArguments(parameters.count)
      }
    }
    guard types.depth(of: node) <= TermLimits.typeDepth else { throw .typeTooDeep }
    return types.intern(node)
  }

  public func node(of type: TypeID) -> TypeNode { types.nodes[Int(type.index)] }

  /// The type variables of a type in order of first occurrence.
  public func typeVariables(of type: TypeID) -> [String] {
    var seen = IDSet()
    var names: [String] = []
    types.collectVariables(of: type, seen: &seen, into: &names)
    return names
  }

  public func hasTypeVariables(_ type: TypeID) -> Bool { types.hasVariables[Int(type.index)] }

  /// The data type and the types for its parameters, or nil for `int`, variables and functions.
  public func dataType(of type: TypeID) -> (symbol: SymbolID, arguments: [TypeID])? {
    switch node(of: type) {
    case .bool: (boolSymbol, [])
    case .data(let symbol, let arguments): (symbol, arguments)
    case .int, .variable, .function: nil
    }
  }

  /// The type with other types for its type variables, all at once.
  ///
  /// - Throws: ``TermFailure/typeTooDeep``.
  public mutating func substitute(
    _ type: TypeID, _ replacements: [String: TypeID]
  ) throws(TermFailure) -> TypeID {
    var walk = TypeSubstitution(replacements)
    return try substituted(type, &walk)
  }

  /// The types of the fields or parameters of a symbol, and its result, at types for its parameters.
  ///
  /// - Throws: as ``head(_:_:)``.
  public mutating func signature(
    of symbol: SymbolID, at types: [TypeID]
  ) throws(TermFailure) -> (parameters: [TypeID], result: TypeID) {
    let entry = heads.entries[Int(try head(symbol, types).index)]
    return (heads.parameters(of: entry), entry.result)
  }
}

/// Types for type variables, and what has been found so far for the types and heads of one walk.
struct TypeSubstitution {
  let replacements: [String: TypeID]
  var types: [TypeID: TypeID] = [:]
  var heads: [HeadID: HeadID] = [:]

  init(_ replacements: [String: TypeID]) { self.replacements = replacements }
}

extension TermBank {
  mutating func substituted(
    _ type: TypeID, _ walk: inout TypeSubstitution
  ) throws(TermFailure) -> TypeID {
    guard hasTypeVariables(type), !walk.replacements.isEmpty else { return type }
    if let known = walk.types[type] { return known }
    let result: TypeID
    switch node(of: type) {
    case .bool, .int: result = type
    case .variable(let name): result = walk.replacements[name] ?? type
    case .data(let symbol, let arguments):
      let replaced = try substituted(arguments, &walk)
      result = try self.type(.data(symbol, replaced))
    case .function(let parameters, let value):
      let replaced = try substituted(parameters, &walk)
      result = try self.type(.function(replaced, substituted(value, &walk)))
    }
    walk.types[type] = result
    return result
  }

  mutating func substituted(
    _ list: [TypeID], _ walk: inout TypeSubstitution
  ) throws(TermFailure) -> [TypeID] {
    var result: [TypeID] = []
    result.reserveCapacity(list.count)
    for type in list { result.append(try substituted(type, &walk)) }
    return result
  }

  mutating func substituted(
    _ head: HeadID, _ walk: inout TypeSubstitution
  ) throws(TermFailure) -> HeadID {
    let entry = heads.entries[Int(head.index)]
    guard entry.hasTypeVariables else { return head }
    if let known = walk.heads[head] { return known }
    let result = try self.head(entry.symbol, substituted(entry.types, &walk))
    walk.heads[head] = result
    return result
  }
}
