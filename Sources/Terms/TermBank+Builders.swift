extension TermBank {
  /// A symbol with a type for each of its type parameters.
  ///
  /// - Throws: ``TermFailure/notATermHead(_:)``,
  ///   ``TermFailure/wrongTypeArgumentCount(_:expected:found:)``, ``TermFailure/typeTooDeep``.
  public mutating func head(
    _ symbol: SymbolID, _ types: [TypeID]
  ) throws(TermFailure) -> HeadID {
    if let known = heads.find(symbol, types.span) { return known }
    let entry = symbols.entries[Int(symbol.index)]
    if entry.kind == .dataType { throw .notATermHead(symbol) }
    guard entry.typeParameters.count == types.count else {
      throw .wrongTypeArgumentCount(
        symbol, expected: entry.typeParameters.count, found: types.count)
    }
    var walk = headWalk
    headWalk = TypeSubstitution()
    defer { headWalk = walk }
    walk.removeAll()
    for (name, type) in zip(entry.typeParameters, types) {
      walk.bind(try self.type(.variable(name)), to: type)
    }
    let parameters = try substituted(entry.parameters, &walk)
    let result = try substituted(entry.result, &walk)
    return heads.append(
      symbol, types, parameters: parameters, result: result,
      hasTypeVariables: types.contains { hasTypeVariables($0) })
  }

  /// The variable with this name and type. Variables of one name and two types are two variables.
  public mutating func variable(_ name: String, _ type: TypeID) -> TermID {
    let nameID = names.intern(name)
    let typed = hasTypeVariables(type) ? TermTable.Bits.typeVariables : 0
    return leaf(.variable, nameID, type, marks: TermTable.Bits.variables | typed)
  }

  public mutating func integer(_ value: Int64) -> TermID {
    if let known = literalIndex[value] { return leaf(.integer, known, int, marks: 0) }
    let new = UInt32(literals.count)
    literals.append(value)
    literalIndex[value] = new
    return leaf(.integer, new, int, marks: 0)
  }

  /// `h(t1 ... tn)`
  ///
  /// - Throws: as ``head(_:_:)``, ``TermFailure/wrongArgumentCount(expected:found:)``,
  ///   ``TermFailure/wrongArgumentType(position:expected:found:)``.
  public mutating func application(
    _ symbol: SymbolID, _ types: [TypeID], _ arguments: [TermID]
  ) throws(TermFailure) -> TermID {
    try application(head(symbol, types), arguments.span)
  }

  /// `h(t1 ... tn)`, for callers that keep their heads.
  ///
  /// - Throws: ``TermFailure/wrongArgumentCount(expected:found:)``,
  ///   ``TermFailure/wrongArgumentType(position:expected:found:)``.
  public mutating func application(
    _ head: HeadID, _ arguments: Span<TermID>
  ) throws(TermFailure) -> TermID {
    let hash = terms.hash(.application, head.index, arguments)
    if let known = terms.find(hash, .application, head.index, arguments) { return known }
    let entry = heads.entries[Int(head.index)]
    guard arguments.count == entry.count else {
      throw .wrongArgumentCount(expected: entry.count, found: arguments.count)
    }
    try check(arguments, against: entry)
    return terms.append(
      hash, .application, head.index, arguments, type: entry.result, marks: marks(of: entry))
  }

  /// `fn h(t1 ... tk)`, which awaits the other arguments.
  ///
  /// - Throws: as ``head(_:_:)``, ``TermFailure/nothingAwaited(_:)``,
  ///   ``TermFailure/wrongArgumentType(position:expected:found:)``, ``TermFailure/typeTooDeep``.
  public mutating func functionValue(
    _ symbol: SymbolID, _ types: [TypeID], _ arguments: [TermID]
  ) throws(TermFailure) -> TermID {
    try functionValue(head(symbol, types), arguments.span)
  }

  /// `fn h(t1 ... tk)`, for callers that keep their heads.
  ///
  /// - Throws: ``TermFailure/nothingAwaited(_:)``,
  ///   ``TermFailure/wrongArgumentType(position:expected:found:)``, ``TermFailure/typeTooDeep``.
  public mutating func functionValue(
    _ head: HeadID, _ arguments: Span<TermID>
  ) throws(TermFailure) -> TermID {
    let hash = terms.hash(.functionValue, head.index, arguments)
    if let known = terms.find(hash, .functionValue, head.index, arguments) { return known }
    let entry = heads.entries[Int(head.index)]
    guard arguments.count < entry.count else { throw .nothingAwaited(entry.symbol) }
    try check(arguments, against: entry)
    let awaited = Array(heads.parameters(of: entry)[arguments.count...])
    let type = try type(.function(awaited, entry.result))
    return terms.append(
      hash, .functionValue, head.index, arguments, type: type, marks: marks(of: entry))
  }

  /// `@(g t1 ... tn)`
  ///
  /// - Throws: ``TermFailure/notAFunction(_:)``, ``TermFailure/wrongArgumentCount(expected:found:)``,
  ///   ``TermFailure/wrongArgumentType(position:expected:found:)``.
  public mutating func call(
    _ function: TermID, _ arguments: [TermID]
  ) throws(TermFailure) -> TermID {
    try call(([function] + arguments).span)
  }

  /// `@(g t1 ... tn)`, the function being the first of the parts.
  ///
  /// - Throws: as ``call(_:_:)``.
  public mutating func call(_ parts: Span<TermID>) throws(TermFailure) -> TermID {
    let hash = terms.hash(.call, 0, parts)
    if let known = terms.find(hash, .call, 0, parts) { return known }
    guard parts.count > 0 else { throw .wrongArgumentCount(expected: 1, found: 0) }
    guard case .function(let parameters, let result) = node(of: type(of: parts[0])) else {
      throw .notAFunction(parts[0])
    }
    guard parts.count == parameters.count + 1 else {
      throw .wrongArgumentCount(expected: parameters.count, found: parts.count - 1)
    }
    for (position, expected) in parameters.enumerated() {
      try check(parts[position + 1], at: position, is: expected)
    }
    return terms.append(hash, .call, 0, parts, type: result, marks: 0)
  }

  /// `left = right` at the type of the sides.
  ///
  /// - Throws: ``TermFailure/sidesDiffer(_:_:)``.
  public mutating func equation(
    _ left: TermID, _ right: TermID
  ) throws(TermFailure) -> TermID {
    let type = type(of: left)
    guard type == self.type(of: right) else { throw .sidesDiffer(type, self.type(of: right)) }
    let head = try equalityHead(at: type)
    let sides: InlineArray<2, TermID> = [left, right]
    return try application(head, sides.span)
  }

  /// The head of equations between terms of a type.
  private mutating func equalityHead(at type: TypeID) throws(TermFailure) -> HeadID {
    let index = Int(type.index)
    if index < equalityHeads.count, equalityHeads[index] != .max {
      return HeadID(index: equalityHeads[index])
    }
    let head = try head(builtin(.equal), [type])
    while equalityHeads.count <= index { equalityHeads.append(.max) }
    equalityHeads[index] = head.index
    return head
  }

  /// The term with the same kind and head, and other arguments; the function of a call is the first.
  ///
  /// - Throws: as the builder of the term's kind.
  public mutating func rebuild(
    _ term: TermID, arguments: [TermID]
  ) throws(TermFailure) -> TermID {
    try rebuild(term, arguments: arguments.span)
  }

  /// The term with the same kind and head, and other arguments; the function of a call is the first.
  ///
  /// - Throws: as the builder of the term's kind.
  public mutating func rebuild(
    _ term: TermID, arguments: Span<TermID>
  ) throws(TermFailure) -> TermID {
    let node = terms.node(term)
    switch node.shape {
    case .variable, .integer:
      guard arguments.count == 0 else {
        throw .wrongArgumentCount(expected: 0, found: arguments.count)
      }
      return term
    case .application: return try application(HeadID(index: node.header), arguments)
    case .functionValue:
      guard arguments.count == Int(node.count) else {
        throw .wrongArgumentCount(expected: Int(node.count), found: arguments.count)
      }
      return try functionValue(HeadID(index: node.header), arguments)
    case .call: return try call(arguments)
    }
  }
}

extension TermBank {
  private mutating func leaf(
    _ shape: TermShape, _ header: UInt32, _ type: TypeID, marks: UInt8
  ) -> TermID {
    let hash = hashEnd(hashStep(hashStep(UInt64(shape.rawValue) &+ 1, header), type.index))
    if let known = terms.findLeaf(hash, shape, header, type) { return known }
    let none = InlineArray<0, TermID>(repeating: trueTerm)
    return terms.append(hash, shape, header, none.span, type: type, marks: marks)
  }

  @inline(__always)
  private func marks(of entry: HeadTable.Entry) -> UInt8 {
    entry.hasTypeVariables ? TermTable.Bits.typeVariables : 0
  }

  @inline(__always)
  private func check(
    _ arguments: Span<TermID>, against entry: HeadTable.Entry
  ) throws(TermFailure) {
    for position in 0..<arguments.count {
      try check(arguments[position], at: position, is: heads.parameter(position, of: entry))
    }
  }

  @inline(__always)
  private func check(
    _ argument: TermID, at position: Int, is expected: TypeID
  ) throws(TermFailure) {
    let found = terms.node(argument).type
    guard found == expected else {
      throw .wrongArgumentType(position: position, expected: expected, found: found)
    }
  }
}
