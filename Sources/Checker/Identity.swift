/// Records accepted items and computes their identities.
extension Judge {
  /// - Throws: `identityTooLong`, decided without writing the text.
  mutating func recordItem(_ names: [Name], _ pieces: [Piece]) throws(Cause) {
    let item = ItemID(index: items.count)
    var scope = TextScope(item: item)
    try requireShort(pieces, &scope)
    let uses = usedItems(pieces).filter { $0 != item }
    stored += uses.count
    guard stored <= limits.references else { throw .tooManyNodes }
    let text = try identityText(pieces, &scope)
    items.append(DeclaredItem(names: names, identity: SHA256.hexDigest(text), uses: uses))
  }

  // MARK: - Length

  /// Counts on the graph of shared terms; a subterm is counted as often as it is written but walked
  /// once.
  private mutating func requireShort(
    _ pieces: [Piece], _ scope: inout TextScope
  ) throws(Cause) {
    var total = 0
    for piece in pieces {
      total = sum(total, length(piece, &scope))
      // The last token has no space after it.
      guard total - 1 <= limits.identityBytes else { throw .identityTooLong }
    }
    hashedBytes += total
    guard hashedBytes <= limits.totalIdentityBytes else { throw .identityTooLong }
  }

  private mutating func length(_ piece: Piece, _ scope: inout TextScope) -> Int {
    switch piece {
    case .open, .close: return 2
    case .word(let word): return word.rawValue.utf8.count + 1
    case .symbol(let symbol): return length(signature[symbol].origin, signature[symbol].name, scope)
    case .variable(let variable): return decimal(scope.number(variable)).count + 1
    case .type(let type): return length(type, &scope)
    case .term(let term): return length(term, &scope)
    case .scope(let parameters):
      scope.begin(parameters)
      return 0
    }
  }

  private mutating func length(_ root: TypeID, _ scope: inout TextScope) -> Int {
    if let known = scope.length(root) { return known }
    var order = ContiguousArray<TypeID>()
    types.beginWalk()
    types.visit(root, into: &order)
    for type in order where scope.length(type) == nil {
      var total = types.argumentCount(type) > 0 ? 4 : 0
      switch types.kind(type) {
      case .integer: total += 4
      case .variable: total += decimal(scope.place(types.payload(type))).count + 2
      case .arrow: total += 3
      case .data:
        let data = signature.dataTypes[types.payload(type)]
        total += length(data.origin, data.name, scope)
      }
      for argument in types.arguments(type) { total = sum(total, scope.length(argument) ?? 0) }
      scope.store(total, for: type)
    }
    return scope.length(root) ?? 0
  }

  private mutating func length(_ root: TermID, _ scope: inout TextScope) -> Int {
    if let known = scope.length(root) { return known }
    var order = ContiguousArray<TermID>()
    marks.reset(terms.count)
    marks.visit(root, in: terms, into: &order)
    // Arguments have smaller ids.
    order.sort { $0.index < $1.index }
    for term in order where scope.length(term) == nil {
      scope.store(ownLength(term, &scope), for: term)
    }
    return scope.length(root) ?? 0
  }

  /// The length of a term whose arguments' lengths are known.
  private mutating func ownLength(_ term: TermID, _ scope: inout TextScope) -> Int {
    if let variable = terms.variable(term) { return decimal(scope.number(variable)).count + 1 }
    if let value = terms.literal(term) { return decimal(value).count + 9 }
    var total = 4
    if terms.kind(term) == .partial { total += 3 }
    if terms.kind(term) == .call { total += 2 }
    if let head = terms.head(term) {
      let symbol = signature[heads.symbol(head)]
      total += length(symbol.origin, symbol.name, scope)
      let arguments = heads.types(head)
      if !arguments.isEmpty { total += 4 }
      for type in arguments { total = sum(total, length(type, &scope)) }
    }
    for argument in arguments(term) { total = sum(total, scope.length(argument) ?? 0) }
    return total
  }

  private func length(_ origin: Origin?, _ name: Name, _ scope: borrowing TextScope) -> Int {
    guard let origin else { return forms.names.length(name) + 1 }
    return (origin.item == scope.item ? 0 : 64) + 1 + decimal(origin.place).count + 1
  }

  /// The sum of two lengths, or more than any text may have.
  private func sum(_ first: Int, _ second: Int) -> Int {
    min(first + second, 1 << 60)
  }

  // MARK: - Text

  private mutating func identityText(
    _ pieces: [Piece], _ scope: inout TextScope
  ) throws(Cause) -> [UInt8] {
    var buffer = TextBuffer(.identity, limit: limits.identityBytes)
    for piece in pieces {
      switch piece {
      case .open: buffer.open()
      case .close: buffer.close()
      case .word(let word): buffer.token(word.rawValue.utf8)
      case .symbol(let symbol):
        buffer.token(token(signature[symbol].origin, signature[symbol].name, scope))
      case .variable(let variable): buffer.token(token(variable, &scope))
      case .type(let type): try write(.type(type), &scope, to: &buffer)
      case .term(let term): try write(.term(term), &scope, to: &buffer)
      case .scope(let parameters): scope.begin(parameters)
      }
    }
    return buffer.bytes
  }
}
