/// A constructor or function, built in or declared.
struct SymbolID: Hashable, Sendable {
  let index: Int
}

/// A data type, built in or declared.
struct DataID: Hashable, Sendable {
  let index: Int
}

/// A `data` or `define` item of the file.
struct ItemID: Hashable, Sendable {
  let index: Int
}

/// What a name stands for in the one name space of data types, constructors and functions.
enum Meaning {
  case data(DataID)
  case symbol(SymbolID)
}

enum SymbolKind {
  /// `=` and arithmetic: no constructor, and no clauses.
  case primitive(Word)
  case constructor(DataID)
  case function(FunctionID)
}

struct FunctionID: Hashable, Sendable {
  let index: Int
}

/// The name that an item introduces and its place among the names of that item.
struct Origin {
  let item: ItemID
  let place: Int
}

struct Symbol {
  let name: Name
  let kind: SymbolKind
  let typeParameters: [Name]
  let parameters: [TypeID]
  let result: TypeID
  /// Nil for what is built in.
  let origin: Origin?
}

struct DataType {
  let name: Name
  let typeParameters: [Name]
  let origin: Origin?
  var constructors: [SymbolID] = []
  /// For each set of marked parameters, read as a number with the first as the lowest bit, whether
  /// the type is in W.
  var inhabited: [Bool]
}

/// `patterns`, `conditions` and `result` of one leaf of a function's body.
struct Clause {
  let patterns: [TermID]
  let conditions: [TermID]
  /// Nil at a leaf `any`.
  let result: TermID?
  /// As they first occur in the patterns, then the conditions.
  let variables: [Variable]
}

struct Function {
  let symbol: SymbolID
  let parameters: [Variable]
  var clauses: [Clause] = []
  /// Whether the group was admitted as structural or measured, so that `induct` may follow it.
  var hasInduction = false
}

/// All data types, symbols and functions declared so far.
struct Signature {
  private(set) var symbols: [Symbol] = []
  var dataTypes: [DataType] = []
  var functions: [Function] = []
  private var meanings = NameMap<Meaning>()

  subscript(symbol: SymbolID) -> Symbol { symbols[symbol.index] }

  func meaning(_ name: Name) -> Meaning? { meanings[name] }

  mutating func declare(_ symbol: Symbol) -> SymbolID {
    let id = SymbolID(index: symbols.count)
    symbols.append(symbol)
    meanings[symbol.name] = .symbol(id)
    return id
  }

  mutating func declare(_ data: DataType) -> DataID {
    let id = DataID(index: dataTypes.count)
    dataTypes.append(data)
    meanings[data.name] = .data(id)
    return id
  }

  func constructor(_ symbol: SymbolID) -> DataID? {
    if case .constructor(let data) = self[symbol].kind { data } else { nil }
  }

  func function(_ symbol: SymbolID) -> FunctionID? {
    if case .function(let function) = self[symbol].kind { function } else { nil }
  }
}
