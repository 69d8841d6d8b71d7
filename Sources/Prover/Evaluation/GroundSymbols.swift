import Terms

/// The word at the head of a cell: a constructor's number in its type in 10 bits, the number of
/// fields in 7, and the number of the ``GroundDescriptor`` in 15.
enum GroundHeader {
  static let descriptors = 1 << 15
  static let constructors = 1 << 10
  static let fields = 1 << 7
  /// Stands where a cell was until it moved; its first field says where to.
  static let moved = UInt32.max

  @inline(__always)
  static func word(descriptor: Int, fields: Int, constructor: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: descriptor << 17 | fields << 10 | constructor)
  }

  @inline(__always) static func constructor(_ word: UInt32) -> Int { Int(word & 0x3FF) }
  @inline(__always) static func fields(_ word: UInt32) -> Int { Int((word >> 10) & 0x7F) }
  @inline(__always) static func descriptor(_ word: UInt32) -> Int { Int(word >> 17) }
}

/// What all cells with one header share.
struct GroundDescriptor {
  enum Kind: UInt8 {
    /// Two fields: the halves of a 64-bit integer.
    case integer
    /// Two fields, of which the first is the number of the oracle.
    case oracle
    case constructor
    /// The fields are the captured arguments.
    case function
  }

  var kind: Kind
  var header: UInt32
  /// Of a function value: where its code begins.
  var entry: UInt32
  /// Of a function value: what a call of it costs beside what its code counts itself.
  var price: UInt32
  var symbol: SymbolID

  /// Descriptors that every machine has: `true` and `false` after integers and oracles.
  static let integer = 0
  static let oracle = 1

  /// True if the fields are no values.
  @inline(__always) var isRaw: Bool { kind == .integer || kind == .oracle }
}

/// The descriptors by what they describe.
struct GroundSymbols {
  /// By symbol, 0 where there is none.
  private var constructors: ContiguousArray<UInt16> = []
  private var functions: [FunctionKey: Int] = [:]

  struct FunctionKey: Hashable {
    var symbol: SymbolID
    var captured: Int
  }

  @inline(__always)
  func constructor(_ symbol: SymbolID) -> Int? {
    let number = Int(symbol.index)
    guard number < constructors.count, constructors[number] != 0 else { return nil }
    return Int(constructors[number])
  }

  func function(_ key: FunctionKey) -> Int? { functions[key] }

  mutating func note(_ descriptor: Int, constructor symbol: SymbolID) {
    while constructors.count <= Int(symbol.index) { constructors.append(0) }
    constructors[Int(symbol.index)] = UInt16(descriptor)
  }

  mutating func note(_ descriptor: Int, function key: FunctionKey) { functions[key] = descriptor }
}
