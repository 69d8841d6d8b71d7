import Terms

/// The symbols that terms and types mention, each once, in order of first mention.
struct SymbolUse {
  private(set) var symbols: [SymbolID] = []
  private var seenSymbols = IDSet()
  private var seenTerms = IDSet()
  private var seenTypes = IDSet()

  mutating func add(_ symbol: SymbolID) {
    if seenSymbols.insert(symbol.index) { symbols.append(symbol) }
  }

  mutating func add(_ type: TypeID, bank: borrowing TermBank) {
    guard seenTypes.insert(type.index) else { return }
    switch bank.node(of: type) {
    case .bool, .int, .variable: break
    case .data(let symbol, let arguments):
      add(symbol)
      for argument in arguments { add(argument, bank: bank) }
    case .function(let parameters, let result):
      for parameter in parameters { add(parameter, bank: bank) }
      add(result, bank: bank)
    }
  }

  /// Adds the heads, their types, and the types of the variables of a term.
  mutating func add(_ term: TermID, bank: borrowing TermBank) {
    var stack = [term]
    while let term = stack.popLast() {
      guard seenTerms.insert(term.index) else { continue }
      switch bank.shape(of: term) {
      case .variable: add(bank.type(of: term), bank: bank)
      case .integer, .call: break
      case .application, .functionValue:
        add(bank.head(of: term))
        for type in bank.typeArguments(of: term) { add(type, bank: bank) }
      }
      for position in 0..<bank.argumentCount(of: term) {
        stack.append(bank.argument(position, of: term))
      }
    }
  }

  mutating func add(_ body: Body, bank: borrowing TermBank) {
    switch body {
    case .any: break
    case .term(let term): add(term, bank: bank)
    case .case(let term, let branches):
      add(term, bank: bank)
      for branch in branches {
        add(branch.constructor)
        for variable in branch.variables { add(variable, bank: bank) }
        add(branch.body, bank: bank)
      }
    }
  }

  mutating func add(_ definition: FunctionDefinition, bank: borrowing TermBank) {
    for parameter in definition.parameters { add(parameter, bank: bank) }
    add(definition.result, bank: bank)
    add(definition.body, bank: bank)
  }
}
