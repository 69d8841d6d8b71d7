/// Builds well-typed terms. Each function takes the arguments from the top of `terms.stack`.
extension Judge {
  /// A symbol at a type for each of its type parameters.
  ///
  /// - Throws: `wrongTypeCount`; `typeTooDeep` or `tooManyNodes` from the types of its signature.
  mutating func head(
    _ symbol: SymbolID, _ arguments: ContiguousArray<TypeID> = []
  ) throws(Cause) -> HeadID {
    let parameters = signature[symbol].typeParameters
    guard parameters.count == arguments.count else { throw .wrongTypeCount }
    let hash = HeadBank.hash(symbol, arguments)
    if let known = heads.find(symbol, arguments, hash: hash) { return known }
    let entry = signature[symbol]
    let signature = try instantiate(entry.parameters, entry.result, parameters, arguments)
    return try heads.insert(
      symbol, arguments, parameters: signature.parameters, result: signature.result,
      isOpen: arguments.contains { types.isOpen($0) }, hash: hash)
  }

  private mutating func instantiate(
    _ parameters: [TypeID], _ result: TypeID, _ variables: [Name],
    _ arguments: ContiguousArray<TypeID>
  ) throws(Cause) -> (parameters: [TypeID], result: TypeID) {
    instantiation.reset()
    for (variable, argument) in zip(variables, arguments) {
      _ = instantiation.bind(variable, to: argument)
    }
    var images: [TypeID] = []
    for parameter in parameters {
      images.append(try instantiation.image(of: parameter, in: &types))
    }
    return (images, try instantiation.image(of: result, in: &types))
  }

  /// `h(t1 ... tn)`.
  ///
  /// - Throws: `wrongArgumentCount`, `wrongArgumentType`.
  mutating func application(_ head: HeadID, count: Int) throws(Cause) -> TermID {
    guard count == heads.parameterCount(head) else { throw .wrongArgumentCount }
    try checkArguments(head, count: count)
    return try terms.make(
      .application, head.index, heads.result(head), mask(head), count: count)
  }

  /// `fn h(t1 ... tk)`.
  ///
  /// - Throws: `nothingAwaited` unless k < n, `wrongArgumentType`.
  mutating func partial(_ head: HeadID, count: Int) throws(Cause) -> TermID {
    let arity = heads.parameterCount(head)
    guard count < arity else { throw .nothingAwaited }
    try checkArguments(head, count: count)
    for position in count..<arity { types.stack.append(heads.parameter(head, position)) }
    types.stack.append(heads.result(head))
    let type = try types.make(.arrow, 0, count: arity - count + 1)
    return try terms.make(.partial, head.index, type, mask(head), count: count)
  }

  /// `@(g t1 ... tn)`; `count` is n + 1.
  ///
  /// - Throws: `notAFunctionValue`, `wrongArgumentCount`, `wrongArgumentType`.
  mutating func call(count: Int) throws(Cause) -> TermID {
    let base = terms.stack.count - count
    let type = terms.type(terms.stack[base])
    guard types.kind(type) == .arrow else { throw .notAFunctionValue }
    guard types.argumentCount(type) == count else { throw .wrongArgumentCount }
    for position in 1..<count
    where terms.type(terms.stack[base + position]) != types.argument(type, position - 1) {
      throw .wrongArgumentType
    }
    return try terms.make(.call, 0, types.argument(type, count - 1), .none, count: count)
  }

  private func checkArguments(_ head: HeadID, count: Int) throws(Cause) {
    let base = terms.stack.count - count
    for position in 0..<count
    where terms.type(terms.stack[base + position]) != heads.parameter(head, position) {
      throw .wrongArgumentType
    }
  }

  private func mask(_ head: HeadID) -> Mask {
    heads.isOpen(head) ? .typeVariables : .none
  }

  // MARK: - Particular terms

  mutating func application(_ head: HeadID, _ arguments: [TermID]) throws(Cause) -> TermID {
    terms.stack.append(contentsOf: arguments)
    return try application(head, count: arguments.count)
  }

  mutating func application(_ word: Word, _ arguments: [TermID]) throws(Cause) -> TermID {
    try application(head(builtIn.symbol(word)), arguments)
  }

  mutating func literal(_ value: Int64) throws(Cause) -> TermID {
    try terms.makeLiteral(value, type: builtIn.integer)
  }

  /// `left = right`, at the type of `left`.
  mutating func equation(_ left: TermID, _ right: TermID) throws(Cause) -> TermID {
    try application(head(builtIn.symbol(.equal), [terms.type(left)]), [left, right])
  }

  /// The arguments of an application or partial application, or of `@` with its function first.
  func arguments(_ term: TermID) -> [TermID] {
    (0..<terms.argumentCount(term)).map { terms.argument(term, $0) }
  }

  /// The symbol of an application; nil for any other term.
  func symbol(_ term: TermID) -> SymbolID? {
    guard terms.kind(term) == .application, let head = terms.head(term) else { return nil }
    return heads.symbol(head)
  }

  /// Whether `term` is the built-in `word` applied.
  func isApplication(_ term: TermID, of word: Word) -> Bool {
    symbol(term) == builtIn.symbol(word)
  }

  /// The sides of an equation; nil for any other term.
  func sides(_ term: TermID) -> (left: TermID, right: TermID)? {
    guard isApplication(term, of: .equal) else { return nil }
    return (terms.argument(term, 0), terms.argument(term, 1))
  }

  /// The data type of `type` and the types for its parameters.
  ///
  /// - Throws: `notData`.
  func dataType(_ type: TypeID) throws(Cause) -> (id: DataID, arguments: ContiguousArray<TypeID>) {
    guard types.kind(type) == .data else { throw .notData }
    return (DataID(index: types.payload(type)), types.arguments(type))
  }

  func requireFormula(_ term: TermID) throws(Cause) {
    guard terms.type(term) == builtIn.boolean else { throw .notAFormula }
  }
}
