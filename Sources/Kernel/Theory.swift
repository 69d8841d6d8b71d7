import Terms

/// Terms, what is defined, and what has been proved.
///
/// A theory only grows. It cannot be copied, and it refuses to go on with another bank.
public struct Theory: ~Copyable {
  public var bank: TermBank
  /// The serial of the bank with which the theory began.
  let serial: UInt64
  var record = Record()

  /// What was declared and defined, in the order of admission.
  private(set) var items: [Item] = []
  /// The numbers of the declared data types.
  private(set) var dataTypes: [SymbolID: Int]
  /// The fields of the declared data types.
  private(set) var dataShapes: [[[FieldShape]]]
  /// The defined functions, built-in ones included, by the symbol's index.
  private(set) var functions: [DefinedFunction?] = []
  /// The identities of all that is not built in.
  private(set) var identities: [SymbolID: String] = [:]
  /// What replays use to find what the theory has already.
  var known = KnownItems()

  /// A theory with the built-in symbols.
  public init() {
    bank = TermBank()
    serial = bank.serial
    dataTypes = [bank.boolSymbol: 0]
    dataShapes = [[[], []]]
    for function in builtinFunctions(&bank) { install(function) }
  }
}

/// What one `data` or `define` introduced.
struct Item {
  enum Content {
    case data([DataSymbols])
    case functions([SymbolID], Evidence)
  }

  let content: Content
  let identity: String
}

/// A function with its clauses.
struct DefinedFunction {
  let definition: FunctionDefinition
  let clauses: [Clause]
  /// The group, in order.
  let group: [SymbolID]
  /// True if `induct` may use the clauses.
  let isInductive: Bool
}

extension Theory {
  mutating func install(_ checked: CheckedData) {
    for symbols in checked.symbols {
      dataTypes[symbols.type] = dataShapes.count
      dataShapes.append(symbols.fields)
    }
    name(introduced(by: checked.symbols), checked.identity)
    items.append(Item(content: .data(checked.symbols), identity: checked.identity))
  }

  mutating func install(_ checked: CheckedFunctions) {
    let group = checked.definitions.map(\.symbol)
    for (definition, clauses) in zip(checked.definitions, checked.clauses) {
      install(
        DefinedFunction(
          definition: definition, clauses: clauses, group: group,
          isInductive: checked.evidence.isInductive))
    }
    name(group, checked.identity)
    items.append(
      Item(content: .functions(group, checked.evidence), identity: checked.identity))
  }

  private mutating func install(_ function: DefinedFunction) {
    let index = Int(function.definition.symbol.index)
    while functions.count <= index { functions.append(nil) }
    functions[index] = function
  }

  private mutating func name(_ symbols: [SymbolID], _ identity: String) {
    for (index, symbol) in symbols.enumerated() { identities[symbol] = "\(identity).\(index)" }
  }
}

extension Theory {
  /// True if the function has clauses: it was defined, or it is `not`, `and`, `or`, `=>` or `if`.
  public func isDefined(_ function: SymbolID) -> Bool { defined(function) != nil }

  /// The definition of a function, as it was admitted.
  public func definition(of function: SymbolID) -> FunctionDefinition? {
    defined(function)?.definition
  }

  /// The functions that were defined together with this one, itself included; none without a
  /// definition.
  public func group(of function: SymbolID) -> [SymbolID] { defined(function)?.group ?? [] }

  /// The clauses of a function in reading order; none without a definition.
  public func clauses(of function: SymbolID) -> [Clause] { defined(function)?.clauses ?? [] }

  /// True if ``induct(_:)`` takes the function: it was admitted as structural or measured.
  public func isInductive(_ function: SymbolID) -> Bool { defined(function)?.isInductive ?? false }

  /// True if the theory admitted the symbol, or it is built in.
  public func isKnown(_ symbol: SymbolID) -> Bool {
    switch bank.kind(of: symbol) {
    case .dataType: dataTypes[symbol] != nil
    case .constructor(let dataType, _): dataTypes[dataType] != nil
    case .function: isDefined(symbol)
    case .builtin: true
    }
  }

  func defined(_ function: SymbolID) -> DefinedFunction? {
    let index = Int(function.index)
    return index < functions.count ? functions[index] : nil
  }
}
