/// The heads of a bank, each once, with the signature that their types give.
struct HeadTable {
  struct Entry {
    let symbol: SymbolID
    let types: [TypeID]
    /// Where the parameter types stand in the pool.
    let start: Int
    let count: Int
    let result: TypeID
    let hasTypeVariables: Bool
  }

  private var index = HashIndex()
  private(set) var entries: ContiguousArray<Entry> = []
  private var pool: ContiguousArray<TypeID> = []

  @inline(__always)
  func find(_ symbol: SymbolID, _ types: Span<TypeID>) -> HeadID? {
    let found = index.find(hash(symbol, types)) { id in
      let entry = entries[Int(id)]
      guard entry.symbol == symbol, entry.types.count == types.count else { return false }
      for position in 0..<types.count where entry.types[position] != types[position] {
        return false
      }
      return true
    }
    return found.map(HeadID.init(index:))
  }

  /// Adds a head that ``find(_:_:)`` did not find.
  mutating func append(
    _ symbol: SymbolID, _ types: [TypeID], parameters: [TypeID], result: TypeID,
    hasTypeVariables: Bool
  ) -> HeadID {
    let id = UInt32(entries.count)
    entries.append(
      Entry(
        symbol: symbol, types: types, start: pool.count, count: parameters.count, result: result,
        hasTypeVariables: hasTypeVariables))
    pool.append(contentsOf: parameters)
    index.insert(hash(symbol, types.span), id)
    return HeadID(index: id)
  }

  @inline(__always)
  func parameter(_ position: Int, of entry: Entry) -> TypeID { pool[entry.start &+ position] }

  func parameters(of entry: Entry) -> [TypeID] {
    Array(pool[entry.start..<entry.start + entry.count])
  }

  private func hash(_ symbol: SymbolID, _ types: Span<TypeID>) -> UInt32 {
    var hash = hashStep(1, symbol.index)
    for position in 0..<types.count { hash = hashStep(hash, types[position].index) }
    return hashEnd(hash)
  }
}
