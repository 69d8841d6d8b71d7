import Determinism
import Terms

/// The text of a definition that does not depend on the names in it.
///
/// Tokens are joined by one space; terms are written in full, so a text may be far longer than its
/// definition: its length is computed first, visiting no term twice.
struct CanonicalText: ~Copyable {
  /// How the symbols of the group are written: `.0 .1 ...`.
  private let introduced: [SymbolID: String]
  /// How other symbols are written; those that are built in keep their names.
  private let others: [SymbolID: String]
  private var typeParameters: [String] = []
  private var variables: [TermID: Int] = [:]
  private var termLengths: [TermID: Int] = [:]
  private var typeLengths: [TypeID: Int] = [:]
  private var pieces: [Piece] = []

  /// A token, a type or a term that the text consists of.
  private enum Piece {
    case token(String)
    case type(TypeID)
    case term(TermID)
    /// Type parameters and variables of the pieces that follow.
    case scope([String], [TermID: Int])
  }

  init(introduced: [SymbolID], others: [SymbolID: String]) {
    let numbered = introduced.enumerated().map { ($0.element, ".\($0.offset)") }
    self.introduced = Dictionary(uniqueKeysWithValues: numbered)
    self.others = others
  }

  mutating func token(_ token: String) { pieces.append(.token(token)) }
  mutating func type(_ type: TypeID) { pieces.append(.type(type)) }
}

extension CanonicalText {
  /// Begins a type or function: its type parameters are written `'0 '1 ...`.
  mutating func begin(typeParameters: [String], variables: [TermID] = []) {
    let numbers = Dictionary(
      uniqueKeysWithValues: variables.enumerated().map { ($0.element, $0.offset) })
    pieces.append(.scope(typeParameters, numbers))
  }

  /// Appends one function of a `define`.
  mutating func function(_ definition: FunctionDefinition, bank: borrowing TermBank) {
    begin(
      typeParameters: definition.typeParameters,
      variables: bank.variablesInReadingOrder(of: definition))
    token("(")
    token(name(definition.symbol, bank))
    token("(")
    for index in definition.typeParameters.indices { token("'\(index)") }
    token(")")
    token("(")
    for (index, parameter) in definition.parameters.enumerated() {
      token("(")
      token(String(index))
      type(bank.type(of: parameter))
      token(")")
    }
    token(")")
    type(definition.result)
    body(definition.body, bank: bank)
    token(")")
  }

  /// Appends one data type of a `data`, its constructors at their own type parameters.
  mutating func dataType(_ symbols: DataSymbols, bank: borrowing TermBank) {
    begin(typeParameters: bank.typeParameters(of: symbols.type))
    token("(")
    type(bank.signature(of: symbols.type).result)
    for constructor in symbols.constructors {
      token("(")
      token(name(constructor, bank))
      for field in bank.signature(of: constructor).parameters { type(field) }
      token(")")
    }
    token(")")
  }

  private mutating func body(_ body: Body, bank: borrowing TermBank) {
    switch body {
    case .any: token("any")
    case .term(let term): pieces.append(.term(term))
    case .case(let term, let branches):
      token("(")
      token("case")
      pieces.append(.term(term))
      for branch in branches {
        token("(")
        token("(")
        token(name(branch.constructor, bank))
        for variable in branch.variables { pieces.append(.term(variable)) }
        token(")")
        self.body(branch.body, bank: bank)
        token(")")
      }
      token(")")
    }
  }
}

extension CanonicalText {
  /// The digest of the text, or nil if the text passes the limit.
  mutating func digest(bank: borrowing TermBank, limit: Int) -> String? {
    guard length(bank, limit: limit) <= limit else { return nil }
    var stream = SHA256.Stream()
    var first = true
    for piece in pieces {
      expand(piece, bank) { token in
        if !first { stream.append(UInt8(ascii: " ")) }
        first = false
        stream.append(token)
      }
    }
    return stream.hex()
  }

  /// The bytes of the text, or more than the limit if there are more.
  private mutating func length(_ bank: borrowing TermBank, limit: Int) -> Int {
    var total = 0
    for piece in pieces {
      switch piece {
      case .token(let token): total += token.utf8.count + 1
      case .type(let type): total += length(of: type, bank, limit)
      case .term(let term): total += length(of: term, bank, limit)
      case .scope: enter(piece)
      }
      if total > limit + 1 { break }
    }
    return total - 1
  }

  private mutating func enter(_ piece: Piece) {
    guard case .scope(let typeParameters, let variables) = piece else { return }
    self.typeParameters = typeParameters
    self.variables = variables
    termLengths = [:]
    typeLengths = [:]
  }

  /// The bytes of a type and a space after each token, capped above the limit.
  private mutating func length(of type: TypeID, _ bank: borrowing TermBank, _ limit: Int) -> Int {
    if let known = typeLengths[type] { return known }
    var total = 0
    for part in parts(of: type, bank) {
      switch part {
      case .token(let token): total += token.utf8.count + 1
      case .type(let type): total += length(of: type, bank, limit)
      case .term, .scope: break
      }
    }
    total = min(total, limit + 2)
    typeLengths[type] = total
    return total
  }

  /// The bytes of a term and a space after each token, capped above the limit.
  private mutating func length(of root: TermID, _ bank: borrowing TermBank, _ limit: Int) -> Int {
    var stack = [root]
    while let term = stack.last {
      if termLengths[term] != nil {
        stack.removeLast()
        continue
      }
      let missing = bank.arguments(of: term).filter { termLengths[$0] == nil }
      guard missing.isEmpty else {
        stack.append(contentsOf: missing)
        continue
      }
      stack.removeLast()
      var total = 0
      for part in parts(of: term, bank) {
        switch part {
        case .token(let token): total += token.utf8.count + 1
        case .type(let type): total += length(of: type, bank, limit)
        case .term(let argument): total += termLengths[argument] ?? 0
        case .scope: break
        }
      }
      termLengths[term] = min(total, limit + 2)
    }
    return termLengths[root] ?? 0
  }

  private mutating func expand(
    _ piece: Piece, _ bank: borrowing TermBank, _ write: (String) -> Void
  ) {
    if case .scope = piece { enter(piece) }
    var stack = [piece]
    while let piece = stack.popLast() {
      switch piece {
      case .token(let token): write(token)
      case .type(let type): stack.append(contentsOf: parts(of: type, bank).reversed())
      case .term(let term): stack.append(contentsOf: parts(of: term, bank).reversed())
      case .scope: break
      }
    }
  }

  private func parts(of type: TypeID, _ bank: borrowing TermBank) -> [Piece] {
    switch bank.node(of: type) {
    case .bool: [.token("bool")]
    case .int: [.token("int")]
    case .variable(let name):
      [.token("'" + (typeParameters.firstIndex(of: name).map { String($0) } ?? "?"))]
    case .data(let symbol, let arguments):
      arguments.isEmpty
        ? [.token(self.name(symbol, bank))]
        : [.token("("), .token(name(symbol, bank))] + arguments.map { .type($0) } + [.token(")")]
    case .function(let parameters, let result):
      [.token("("), .token("->")] + parameters.map { .type($0) } + [.type(result), .token(")")]
    }
  }

  private func parts(of term: TermID, _ bank: borrowing TermBank) -> [Piece] {
    let arguments = bank.arguments(of: term).map { Piece.term($0) }
    switch bank.shape(of: term) {
    case .variable: return [.token(variables[term].map { String($0) } ?? "?")]
    case .integer:
      return [.token("("), .token("int"), .token(String(bank.integerValue(of: term))), .token(")")]
    case .application: return [.token("(")] + head(of: term, bank) + arguments + [.token(")")]
    case .functionValue:
      return [.token("("), .token("fn")] + head(of: term, bank) + arguments + [.token(")")]
    case .call: return [.token("("), .token("@")] + arguments + [.token(")")]
    }
  }

  private func head(of term: TermID, _ bank: borrowing TermBank) -> [Piece] {
    let name = name(bank.head(of: term), bank)
    let types = bank.typeArguments(of: term).map { Piece.type($0) }
    return types.isEmpty ? [.token(name)] : [.token("("), .token(name)] + types + [.token(")")]
  }

  private func name(_ symbol: SymbolID, _ bank: borrowing TermBank) -> String {
    introduced[symbol] ?? others[symbol] ?? bank.name(of: symbol)
  }
}

extension TermBank {
  /// The variables of a definition by first occurrence: parameters, then the body as it is read.
  borrowing func variablesInReadingOrder(of definition: FunctionDefinition) -> [TermID] {
    var order: [TermID] = []
    var seen: Set<TermID> = []
    func add(_ variable: TermID) {
      if seen.insert(variable).inserted { order.append(variable) }
    }
    func walk(_ body: Body) {
      switch body {
      case .any: break
      case .term(let term): freeVariables(of: term).forEach(add)
      case .case(let term, let branches):
        freeVariables(of: term).forEach(add)
        for branch in branches {
          branch.variables.forEach(add)
          walk(branch.body)
        }
      }
    }
    definition.parameters.forEach(add)
    walk(definition.body)
    return order
  }
}
