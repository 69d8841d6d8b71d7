/// The item `(theorem name term N)`.
extension Judge {
  /// - Throws: `otherConclusion`, `hypothesesLeft`; limits on what is printed.
  mutating func readTheorem(_ parts: Elements) throws(Cause) {
    var parts = parts
    let name = try forms.name(forms.take(&parts))
    let statement = try readFormula(forms.take(&parts))
    let line = try readSequent(forms.take(&parts))
    try forms.finish(parts)
    guard line.conclusion == statement else { throw .otherConclusion }
    guard line.hypotheses == .empty else { throw .hypothesesLeft }
    let theorem = CheckedTheorem(
      name: string(forms.names.spelling(name)), statement: try print(statement),
      variables: try printVariables(statement), identities: try identities(statement),
      line: forms.faultLine)
    theorems.append(theorem)
  }

  private func string(_ bytes: some Collection<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
  }

  // MARK: - Statement

  private mutating func print(_ statement: TermID) throws(Cause) -> String {
    var scope = TextScope()
    var buffer = TextBuffer(.statement, limit: limits.statementBytes - printedBytes)
    for term in sharedTerms(statement) {
      buffer.open()
      buffer.token(Word.term.rawValue.utf8)
      let number = scope.nextReference
      buffer.token(decimal(number))
      try write(.term(term), &scope, to: &buffer)
      scope.refer(to: term)
      buffer.close()
    }
    try write(.term(statement), &scope, to: &buffer)
    return try finished(buffer)
  }

  private mutating func finished(_ buffer: TextBuffer) throws(Cause) -> String {
    printedBytes += buffer.bytes.count
    guard printedBytes <= limits.statementBytes else { throw .statementTooLong }
    return string(buffer.bytes)
  }

  /// The terms in `root` that get a number, arguments first.
  private mutating func sharedTerms(_ root: TermID) -> [TermID] {
    var found = ContiguousArray<TermID>()
    marks.reset(terms.count)
    marks.visit(root, in: terms, into: &found)
    var occurrences: [TermID: Int] = [:]
    for term in found {
      for argument in arguments(term) { occurrences[argument, default: 0] += 1 }
    }
    let shared = found.filter { occurrences[$0, default: 0] > 1 && isWorthANumber($0) }
    return shared.sorted { $0.index < $1.index }
  }

  private func isWorthANumber(_ term: TermID) -> Bool {
    guard let head = terms.head(term) else { return terms.kind(term) == .call }
    return terms.argumentCount(term) > 0 || !isShort(head)
  }

  /// Whether a constant with this head is as easily read as a number.
  private func isShort(_ head: HeadID) -> Bool {
    forms.names.length(signature[heads.symbol(head)].name) <= 32
      && heads.types(head).allSatisfy { type in
        types.argumentCount(type) == 0
          || types.arguments(type).allSatisfy { types.argumentCount($0) == 0 }
      }
  }

  private mutating func printVariables(_ statement: TermID) throws(Cause) -> [TheoremVariable] {
    var result: [TheoremVariable] = []
    for variable in variablesInOrder([statement]) {
      var scope = TextScope()
      var buffer = TextBuffer(.statement, limit: limits.statementBytes - printedBytes)
      let entry = variables[variable.index]
      try write(.type(entry.type), &scope, to: &buffer)
      let name = string(forms.names.spelling(entry.name))
      printedBytes += name.utf8.count
      result.append(TheoremVariable(name: name, type: try finished(buffer)))
    }
    return result
  }

  // MARK: - Identities

  /// The names that the items on which `statement` rests introduce.
  ///
  /// - Throws: `tooManyIdentities`.
  private mutating func identities(_ statement: TermID) throws(Cause) -> [Identity] {
    var result: [Identity] = []
    for item in itemsBelow(usedItems([.term(statement)])) {
      let entry = items[item.index]
      listedIdentities += entry.names.count
      guard listedIdentities <= limits.identities else { throw .tooManyIdentities }
      let digest = string(entry.identity)
      for (index, name) in entry.names.enumerated() {
        let spelling = string(forms.names.spelling(name))
        printedBytes += spelling.utf8.count
        guard printedBytes <= limits.statementBytes else { throw .statementTooLong }
        result.append(Identity(name: spelling, sha256: digest, index: index))
      }
    }
    return result
  }

  /// Some items and all that they use, in the order of the file.
  private func itemsBelow(_ roots: [ItemID]) -> [ItemID] {
    var found = Set(roots)
    var pending = roots
    while let item = pending.popLast() {
      for used in items[item.index].uses where found.insert(used).inserted {
        pending.append(used)
      }
    }
    return found.sorted { $0.index < $1.index }
  }

  /// The items whose names occur, each once.
  mutating func usedItems(_ pieces: [Piece]) -> [ItemID] {
    var used: Set<ItemID> = []
    var typeOrder = ContiguousArray<TypeID>()
    var termOrder = ContiguousArray<TermID>()
    types.beginWalk()
    marks.reset(terms.count)
    for piece in pieces {
      switch piece {
      case .open, .close, .word, .scope: break
      case .symbol(let symbol): insert(signature[symbol].origin, into: &used)
      case .variable(let variable):
        types.visit(variables[variable.index].type, into: &typeOrder)
      case .type(let type): types.visit(type, into: &typeOrder)
      case .term(let term): marks.visit(term, in: terms, into: &termOrder)
      }
    }
    for term in termOrder {
      // The type of an argument may be nowhere but in a variable.
      if terms.variable(term) != nil { types.visit(terms.type(term), into: &typeOrder) }
      guard let head = terms.head(term) else { continue }
      insert(signature[heads.symbol(head)].origin, into: &used)
      for type in heads.types(head) { types.visit(type, into: &typeOrder) }
    }
    for type in typeOrder where types.kind(type) == .data {
      insert(signature.dataTypes[types.payload(type)].origin, into: &used)
    }
    return used.sorted { $0.index < $1.index }
  }

  private func insert(_ origin: Origin?, into used: inout Set<ItemID>) {
    if let origin { used.insert(origin.item) }
  }
}
