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
    guard hasTypeVariables(type) else { return type }
    var walk = typeWalk
    typeWalk = TypeSubstitution()
    defer { typeWalk = walk }
    try begin(replacements, &walk)
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
  /// By type; the variables that are replaced are there from the beginning.
  private var types = Memo()
  private var heads = Memo()
  private(set) var isEmpty = true

  mutating func removeAll() {
    types.removeAll()
    heads.removeAll()
    isEmpty = true
  }

  /// Puts a type for a type variable.
  mutating func bind(_ variable: TypeID, to type: TypeID) {
    types.set(variable.index, type.index)
    isEmpty = false
  }

  @inline(__always)
  subscript(type: TypeID) -> TypeID? { types.value(type.index).map(TypeID.init(index:)) }

  mutating func set(_ type: TypeID, _ value: TypeID) { types.set(type.index, value.index) }

  @inline(__always)
  subscript(head: HeadID) -> HeadID? { heads.value(head.index).map(HeadID.init(index:)) }

  mutating func set(_ head: HeadID, _ value: HeadID) { heads.set(head.index, value.index) }
}

extension TermBank {
  /// Begins a walk that puts types for type variables.
  mutating func begin(
    _ replacements: [String: TypeID], _ walk: inout TypeSubstitution
  ) throws(TermFailure) {
    walk.removeAll()
    if replacements.count == 1, let (name, type) = replacements.first {
      walk.bind(try self.type(.variable(name)), to: type)
    } else {
      // In a fixed order, so that new types are numbered the same in each run.
      for (name, type) in replacements.sorted(by: { $0.key < $1.key }) {
        walk.bind(try self.type(.variable(name)), to: type)
      }
    }
  }

  mutating func substituted(
    _ type: TypeID, _ walk: inout TypeSubstitution
  ) throws(TermFailure) -> TypeID {
    guard !walk.isEmpty, hasTypeVariables(type) else { return type }
    if let known = walk[type] { return known }
    let result: TypeID
    switch node(of: type) {
    case .bool, .int, .variable: result = type
    case .data(let symbol, let arguments):
      let replaced = try substituted(arguments, &walk)
      result = try self.type(.data(symbol, replaced))
    case .function(let parameters, let value):
      let replaced = try substituted(parameters, &walk)
      result = try self.type(.function(replaced, substituted(value, &walk)))
    }
    walk.set(type, result)
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

  @inline(__always)
  mutating func substituted(
    _ head: HeadID, _ walk: inout TypeSubstitution
  ) throws(TermFailure) -> HeadID {
    guard !walk.isEmpty, heads.entries[Int(head.index)].hasTypeVariables else { return head }
    if let known = walk[head] { return known }
    let entry = heads.entries[Int(head.index)]
    let result = try self.head(entry.symbol, substituted(entry.types, &walk))
    walk.set(head, result)
    return result
  }
}
