import Terms

/// What the names and numbers of a certificate stand for in the theory that replays it.
struct CertificateScope {
  private(set) var symbols: [String: SymbolID] = [:]
  private(set) var variables: [String: TermID] = [:]
  private(set) var terms: [TermID] = []
  private(set) var lines: [Theorem] = []
  private let builtinNames: Set<String>

  init(_ bank: borrowing TermBank) {
    let builtins =
      [bank.boolSymbol, bank.trueSymbol, bank.falseSymbol]
      + Builtin.allCases.map { bank.builtin($0) }
    for symbol in builtins { symbols[bank.name(of: symbol)] = symbol }
    builtinNames = Set(symbols.keys)
  }

  /// Checks that a data type, constructor or function may have the name.
  func checkNew(_ name: String) throws(ReplayCause) {
    guard symbols[name] == nil, !reservedNames.contains(name) else { throw .nameTaken(name) }
  }

  mutating func bind(_ name: String, to symbol: SymbolID) { symbols[name] = symbol }

  mutating func unbind(_ name: String) { symbols[name] = nil }

  mutating func declare(_ variable: String, _ term: TermID) throws(ReplayCause) {
    guard !builtinNames.contains(variable), !reservedNames.contains(variable),
      variables[variable] == nil
    else { throw .nameTaken(variable) }
    variables[variable] = term
  }

  mutating func append(_ term: TermID, numbered number: Int) throws(ReplayCause) {
    guard number == terms.count else {
      throw .wrongNumber(expected: terms.count, found: number)
    }
    terms.append(term)
  }

  mutating func append(_ line: Theorem, numbered number: Int) throws(ReplayCause) {
    guard number == lines.count else {
      throw .wrongNumber(expected: lines.count, found: number)
    }
    lines.append(line)
  }

  func symbol(_ expression: SExpression) throws(ReplayCause) -> SymbolID {
    let name = try expression.name()
    guard let symbol = symbols[name] else { throw .unknownName(name) }
    return symbol
  }

  func line(_ expression: SExpression) throws(ReplayCause) -> Theorem {
    let number = try expression.number()
    guard lines.indices.contains(number) else { throw .unknownLine(number) }
    return lines[number]
  }

  func variable(_ expression: SExpression) throws(ReplayCause) -> TermID {
    let name = try expression.name()
    guard let variable = variables[name] else { throw .unknownName(name) }
    return variable
  }

  func variables(_ list: some Sequence<SExpression>) throws(ReplayCause) -> [TermID] {
    var result: [TermID] = []
    for expression in list { result.append(try variable(expression)) }
    return result
  }
}

extension CertificateScope {
  func type(
    _ expression: SExpression, _ bank: inout TermBank
  ) throws(ReplayCause) -> TypeID {
    let node = try node(expression, &bank)
    do throws(TermFailure) {
      return try bank.type(node)
    } catch {
      throw .term(error)
    }
  }

  func types(
    _ list: some Sequence<SExpression>, _ bank: inout TermBank
  ) throws(ReplayCause) -> [TypeID] {
    var result: [TypeID] = []
    for expression in list { result.append(try type(expression, &bank)) }
    return result
  }

  private func node(
    _ expression: SExpression, _ bank: inout TermBank
  ) throws(ReplayCause) -> TypeNode {
    switch expression {
    case .number: throw .expected(.type)
    case .typeVariable(let name): return .variable(name)
    case .name("int"): return .int
    case .name("bool"): return .bool
    case .name: return .data(try symbol(expression), [])
    case .list(let parts):
      guard let head = parts.first, parts.count > 1 else { throw .expected(.type) }
      if case .name("->") = head {
        guard parts.count > 2, let last = parts.last else { throw .expected(.type) }
        return .function(
          try types(parts[1..<(parts.count - 1)], &bank), try type(last, &bank))
      }
      return .data(try symbol(head), try types(parts.dropFirst(), &bank))
    }
  }

  func term(
    _ expression: SExpression, _ bank: inout TermBank
  ) throws(ReplayCause) -> TermID {
    switch expression {
    case .typeVariable: throw .expected(.term)
    case .number:
      let number = try expression.number()
      guard terms.indices.contains(number) else { throw .unknownTerm(number) }
      return terms[number]
    case .name: return try variable(expression)
    case .list(let parts):
      guard let first = parts.first else { throw .expected(.term) }
      switch first {
      case .name("int"):
        try parts.checkCount(2)
        return bank.integer(try parts[1].number(as: Int64.self))
      case .name("fn"):
        guard parts.count > 1 else { throw .expected(.head) }
        let (symbol, types) = try head(parts[1], &bank)
        let arguments = try terms(parts.dropFirst(2), &bank)
        return try built { () throws(TermFailure) in
          try bank.functionValue(symbol, types, arguments)
        }
      case .name("@"):
        guard parts.count > 2 else { throw .expected(.term) }
        let arguments = try terms(parts.dropFirst(), &bank)
        return try built { () throws(TermFailure) in
          try bank.call(arguments.span)
        }
      case .name, .list:
        let (symbol, types) = try head(first, &bank)
        let arguments = try terms(parts.dropFirst(), &bank)
        return try built { () throws(TermFailure) in
          try bank.application(symbol, types, arguments)
        }
      case .number, .typeVariable: throw .expected(.head)
      }
    }
  }

  func terms(
    _ list: some Sequence<SExpression>, _ bank: inout TermBank
  ) throws(ReplayCause) -> [TermID] {
    var result: [TermID] = []
    for expression in list { result.append(try term(expression, &bank)) }
    return result
  }

  private func built(_ build: () throws(TermFailure) -> TermID) throws(ReplayCause) -> TermID {
    do throws(TermFailure) {
      return try build()
    } catch {
      throw .term(error)
    }
  }

  /// `f` or `(f type ...)`
  private func head(
    _ expression: SExpression, _ bank: inout TermBank
  ) throws(ReplayCause) -> (SymbolID, [TypeID]) {
    guard case .list(let parts) = expression else { return (try symbol(expression), []) }
    guard let first = parts.first, parts.count > 1 else { throw .expected(.head) }
    return (try symbol(first), try types(parts.dropFirst(), &bank))
  }

  /// `(('a type) ...) ((x term) ...)`
  func substitution(
    _ types: SExpression, _ terms: SExpression, _ bank: inout TermBank
  ) throws(ReplayCause) -> Substitution {
    var result = Substitution()
    for entry in try types.list(.substitution) {
      let pair = try entry.list(count: 2)
      let name = try pair[0].typeVariable()
      guard result.types.updateValue(try type(pair[1], &bank), forKey: name) == nil else {
        throw .repeatedName(name)
      }
    }
    for entry in try terms.list(.substitution) {
      let pair = try entry.list(count: 2)
      let variable = try variable(pair[0])
      guard result.terms.updateValue(try term(pair[1], &bank), forKey: variable) == nil else {
        throw .repeatedName(try pair[0].name())
      }
    }
    return result
  }
}
