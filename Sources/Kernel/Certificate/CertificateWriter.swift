import Terms

/// The certificate of some theorems: what they rest on and nothing else, each line once.
///
/// Equal proofs give equal bytes. Replaying a certificate in a new theory and writing it again gives
/// the same certificate.
///
/// - Throws: ``CertificateFailure``.
public func certificate(
  of theorems: [(name: String, theorem: Theorem)], in theory: borrowing Theory
) throws(CertificateFailure) -> String {
  for (name, theorem) in theorems {
    guard theory.bank.serial == theory.serial, theorem.theory == theory.serial else {
      throw .foreignTheorem(name)
    }
    guard theorem.hypotheses.isEmpty else { throw .hypothesesLeft(name) }
    guard CertificateName.isLegal(name) else { throw .illegalName(name) }
  }
  let extent = try ProofExtent(of: theorems.map(\.theorem), in: theory)
  var sharing = TermSharing()
  var pieces = CertificatePieces(names: nil)
  for entry in extent.entries {
    pieces.removeAll()
    pieces.entry(entry, theory)
    sharing.count(pieces.pieces, theory.bank)
  }
  for (_, theorem) in theorems { sharing.count(theorem.conclusion, theory.bank) }
  sharing.cut(theory.bank)
  let names = CertificateNames(
    symbols: extent.symbols, variables: sharing.variables, typeVariables: sharing.typeVariables,
    in: theory.bank)
  var writer = CertificateWriter(sharing: sharing, names: names)
  for entry in extent.entries { try writer.write(entry, theory) }
  for (name, theorem) in theorems { try writer.write(name, theorem, theory) }
  return writer.text
}

extension CertificatePieces {
  fileprivate mutating func entry(_ entry: ProofExtent.Entry, _ theory: borrowing Theory) {
    switch entry {
    case .item(let index): item(index, theory)
    case .line(let line): rule(theory.line(line).rule)
    }
  }

  /// The functions that an entry defines.
  fileprivate func defined(
    _ entry: ProofExtent.Entry, _ theory: borrowing Theory
  ) -> Set<SymbolID> {
    guard case .item(let index) = entry, case .functions(let group, _) = theory.items[index].content
    else { return [] }
    return Set(group)
  }
}

extension TermSharing {
  fileprivate mutating func count(_ pieces: [CertificatePiece], _ bank: borrowing TermBank) {
    for piece in pieces {
      switch piece {
      case .term(let term), .variable(let term): count(term, bank)
      case .type(let type): mention(type, bank)
      case .typeVariable(let name): mention(name)
      case .open, .close, .word, .number, .line, .symbol: break
      }
    }
  }
}

/// The text of a certificate in the making.
private struct CertificateWriter: ~Copyable {
  private let sharing: TermSharing
  private let names: CertificateNames
  private var pieces: CertificatePieces
  private(set) var text = "(lakatos-certificate 1)\n"
  /// True if a space stands before the next word.
  private var isApart = false
  private var seen = IDSet()
  /// The functions that are being defined: no item before theirs may mention them.
  private var underDefinition: Set<SymbolID> = []
  private var termNumbers = IDMap()
  private var termCount = 0
  private var lineNumbers: [LineID: Int] = [:]

  init(sharing: TermSharing, names: CertificateNames) {
    self.sharing = sharing
    self.names = names
    pieces = CertificatePieces(names: names)
  }

  mutating func write(
    _ entry: ProofExtent.Entry, _ theory: borrowing Theory
  ) throws(CertificateFailure) {
    pieces.removeAll()
    pieces.entry(entry, theory)
    let content = pieces.pieces
    underDefinition = pieces.defined(entry, theory)
    for piece in content {
      switch piece {
      case .term(let term), .variable(let term): try introduce(term, theory.bank)
      case .open, .close, .word, .number, .line, .type, .typeVariable, .symbol: break
      }
    }
    switch entry {
    case .item: for piece in content { try write(piece, theory.bank) }
    case .line(let line):
      open()
      word("line")
      word(String(lineNumbers.count))
      for piece in content { try write(piece, theory.bank) }
      lineNumbers[line] = lineNumbers.count
      close()
    }
    try endItem()
  }

  mutating func write(
    _ name: String, _ theorem: Theorem, _ theory: borrowing Theory
  ) throws(CertificateFailure) {
    try introduce(theorem.conclusion, theory.bank)
    open()
    word("theorem")
    word(name)
    try write(theorem.conclusion, theory.bank)
    try write(.line(theorem.line), theory.bank)
    close()
    try endItem()
  }

  /// Writes the items that a term needs: its variables, and the numbered terms in it.
  private mutating func introduce(
    _ root: TermID, _ bank: borrowing TermBank
  ) throws(CertificateFailure) {
    let early = termsUnderDefinition(in: root, bank)
    var seenEarly: Set<TermID> = []
    var stack = [(term: root, isReady: false)]
    while let (term, isReady) = stack.popLast() {
      if isReady {
        if sharing.isNumbered(term, bank) { try number(term, bank) }
        continue
      }
      if early.contains(term) {
        guard seenEarly.insert(term).inserted else { continue }
        for argument in bank.arguments(of: term).reversed() { stack.append((argument, false)) }
        continue
      }
      guard seen.insert(term.index) else { continue }
      if bank.shape(of: term) == .variable { try declare(term, bank) }
      stack.append((term, true))
      for position in stride(from: bank.argumentCount(of: term) - 1, through: 0, by: -1) {
        stack.append((bank.argument(position, of: term), false))
      }
    }
  }

  /// The subterms that mention a function that is being defined: they are written in full.
  private func termsUnderDefinition(
    in root: TermID, _ bank: borrowing TermBank
  ) -> Set<TermID> {
    guard !underDefinition.isEmpty else { return [] }
    var early: Set<TermID> = []
    var visited: Set<TermID> = []
    var stack = [(term: root, isReady: false)]
    while let (term, isReady) = stack.popLast() {
      let arguments = bank.arguments(of: term)
      if isReady {
        if isUnderDefinition(term, bank) || arguments.contains(where: early.contains) {
          early.insert(term)
        }
      } else if visited.insert(term).inserted {
        stack.append((term, true))
        for argument in arguments { stack.append((argument, false)) }
      }
    }
    return early
  }

  /// True if the head is a function that is being defined.
  private func isUnderDefinition(_ term: TermID, _ bank: borrowing TermBank) -> Bool {
    switch bank.shape(of: term) {
    case .application, .functionValue: underDefinition.contains(bank.head(of: term))
    case .variable, .integer, .call: false
    }
  }

  private mutating func number(
    _ term: TermID, _ bank: borrowing TermBank
  ) throws(CertificateFailure) {
    open()
    word("term")
    word(String(termCount))
    try write(term, bank)
    termNumbers[term.index] = termCount
    termCount += 1
    close()
    try endItem()
  }

  private mutating func declare(
    _ variable: TermID, _ bank: borrowing TermBank
  ) throws(CertificateFailure) {
    open()
    word("var")
    word(names.variables[variable] ?? "")
    try write(bank.type(of: variable), bank)
    close()
    try endItem()
  }
}

extension CertificateWriter {
  private mutating func word(_ word: String) {
    if isApart { text += " " }
    text += word
    isApart = true
  }

  private mutating func open() {
    word("(")
    isApart = false
  }

  private mutating func close() {
    text += ")"
    isApart = true
  }

  private mutating func endItem() throws(CertificateFailure) {
    text += "\n"
    isApart = false
    try checkSize()
  }

  private func checkSize() throws(CertificateFailure) {
    if text.utf8.count > CertificateLimits.bytes { throw .tooLarge }
  }

  private mutating func write(
    _ piece: CertificatePiece, _ bank: borrowing TermBank
  ) throws(CertificateFailure) {
    switch piece {
    case .open: open()
    case .close: close()
    case .word(let word): self.word(word)
    case .number(let number): word(String(number))
    case .line(let line): word(String(lineNumbers[line] ?? -1))
    case .term(let term): try write(term, bank)
    case .variable(let variable): word(names.variables[variable] ?? "")
    case .type(let type): try write(type, bank)
    case .typeVariable(let name): word("'" + (names.typeVariables[name] ?? name))
    case .symbol(let symbol): word(name(of: symbol, bank))
    }
  }

  private func name(of symbol: SymbolID, _ bank: borrowing TermBank) -> String {
    names.symbols[symbol] ?? bank.name(of: symbol)
  }

  /// Writes a type in full; the format has no numbers for types.
  private mutating func write(
    _ type: TypeID, _ bank: borrowing TermBank
  ) throws(CertificateFailure) {
    try checkSize()
    switch bank.node(of: type) {
    case .bool: word("bool")
    case .int: word("int")
    case .variable(let name): word("'" + (names.typeVariables[name] ?? name))
    case .data(let symbol, let arguments):
      guard !arguments.isEmpty else { return word(name(of: symbol, bank)) }
      open()
      word(name(of: symbol, bank))
      for argument in arguments { try write(argument, bank) }
      close()
    case .function(let parameters, let result):
      open()
      word("->")
      for part in parameters + [result] { try write(part, bank) }
      close()
    }
  }

  private mutating func write(
    _ term: TermID, _ bank: borrowing TermBank
  ) throws(CertificateFailure) {
    if let number = termNumbers[term.index] { return word(String(number)) }
    switch bank.shape(of: term) {
    case .variable: return word(names.variables[term] ?? "")
    case .integer: return word("(int \(bank.integerValue(of: term)))")
    case .application:
      open()
      try writeHead(of: term, bank)
    case .functionValue:
      open()
      word("fn")
      try writeHead(of: term, bank)
    case .call:
      open()
      word("@")
    }
    for position in 0..<bank.argumentCount(of: term) {
      try write(bank.argument(position, of: term), bank)
    }
    close()
  }

  private mutating func writeHead(
    of term: TermID, _ bank: borrowing TermBank
  ) throws(CertificateFailure) {
    let types = bank.typeArguments(of: term)
    let name = name(of: bank.head(of: term), bank)
    guard !types.isEmpty else { return word(name) }
    open()
    word(name)
    for type in types { try write(type, bank) }
    close()
  }
}
