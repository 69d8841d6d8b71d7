/// The heads of one check, each stored once, with the signature that its types give.
struct HeadBank: ~Copyable {
  private let limits: CheckLimits
  private var table = IdentifierTable()
  private var symbols = ContiguousArray<SymbolID>()
  private var starts = ContiguousArray<UInt32>()
  private var typeCounts = ContiguousArray<UInt8>()
  private var parameterCounts = ContiguousArray<UInt8>()
  private var results = ContiguousArray<TypeID>()
  private var open = ContiguousArray<Bool>()
  /// Of each head: its types, then the types of the parameters.
  private var children = ContiguousArray<TypeID>()

  init(limits: CheckLimits) {
    self.limits = limits
  }

  var count: Int { symbols.count }

  func symbol(_ head: HeadID) -> SymbolID { symbols[Int(head.index)] }

  func result(_ head: HeadID) -> TypeID { results[Int(head.index)] }

  func parameterCount(_ head: HeadID) -> Int { Int(parameterCounts[Int(head.index)]) }

  func parameter(_ head: HeadID, _ position: Int) -> TypeID {
    let index = Int(head.index)
    return children[Int(starts[index]) + Int(typeCounts[index]) + position]
  }

  func types(_ head: HeadID) -> ContiguousArray<TypeID> {
    let start = Int(starts[Int(head.index)])
    return ContiguousArray(children[start..<start + Int(typeCounts[Int(head.index)])])
  }

  /// Whether a type variable occurs in the types.
  func isOpen(_ head: HeadID) -> Bool { open[Int(head.index)] }

  static func hash(_ symbol: SymbolID, _ types: borrowing ContiguousArray<TypeID>) -> UInt32 {
    var hash = Mixer()
    hash.add(UInt64(symbol.index))
    for position in 0..<types.count { hash.add(UInt64(types[position].index)) }
    return hash.value
  }

  func find(
    _ symbol: SymbolID, _ types: borrowing ContiguousArray<TypeID>, hash: UInt32
  ) -> HeadID? {
    guard let known = table.find(hash, where: { matches($0, symbol, types) }) else { return nil }
    return HeadID(index: known)
  }

  private func matches(
    _ id: UInt32, _ symbol: SymbolID, _ types: borrowing ContiguousArray<TypeID>
  ) -> Bool {
    let index = Int(id)
    guard symbols[index] == symbol else { return false }
    let start = Int(starts[index])
    for position in 0..<types.count where children[start + position] != types[position] {
      return false
    }
    return true
  }

  /// Adds a head that is not in the bank.
  mutating func insert(
    _ symbol: SymbolID, _ types: borrowing ContiguousArray<TypeID>,
    parameters: [TypeID], result: TypeID, isOpen: Bool, hash: UInt32
  ) throws(Cause) -> HeadID {
    let size = types.count + parameters.count
    guard symbols.count < limits.nodes, children.count + size <= limits.references
    else { throw .tooManyNodes }
    symbols.append(symbol)
    starts.append(UInt32(children.count))
    typeCounts.append(UInt8(types.count))
    parameterCounts.append(UInt8(parameters.count))
    results.append(result)
    open.append(isOpen)
    for position in 0..<types.count { children.append(types[position]) }
    children.append(contentsOf: parameters)
    return HeadID(index: table.insert(hash))
  }
}
