/// The symbols of a bank in the order of their declaration.
struct SymbolTable {
  /// One symbol; its signature is over its own type parameters.
  struct Entry {
    let name: String
    let kind: SymbolKind
    let typeParameters: [String]
    let parameters: [TypeID]
    let result: TypeID
    /// Of a data type, in the order of declaration.
    var constructors: [SymbolID] = []
  }

  private var ids: [String: SymbolID] = [:]
  private(set) var entries: ContiguousArray<Entry> = []

  func find(_ name: String) -> SymbolID? { ids[name] }

  /// Adds a symbol whose name is not taken.
  mutating func append(_ entry: Entry) -> SymbolID {
    let id = SymbolID(index: UInt32(entries.count))
    precondition(ids.updateValue(id, forKey: entry.name) == nil, "a symbol's name is new")
    entries.append(entry)
    return id
  }

  /// Adds a constructor to its data type.
  mutating func append(_ constructor: SymbolID, to dataType: SymbolID) {
    entries[Int(dataType.index)].constructors.append(constructor)
  }
}
