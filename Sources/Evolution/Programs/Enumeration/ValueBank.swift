import Lisp

/// The number of a value in a ``ValueBank``.
typealias ValueID = Int32

/// Values that are stored once, so that equality is equality of numbers.
///
/// Beside the values of the language it knows one that is *unknown*, which stands for any value and
/// may occur inside others, and *oracles*, functions that give an arbitrary but fixed result for
/// each argument.
struct ValueBank {
  /// Stands for a value that is not known.
  static let unknown: ValueID = 0
  /// In the place of a value: the evaluation did not come to an end, or overflowed.
  static let failed: ValueID = -1

  enum Kind: UInt8 {
    case unknown
    /// Payload: the number.
    case integer
    /// Payload: the constructor's row.
    case construct
    /// Payload: the function's row, constructor's row or primitive's place.
    case function
    case constructorFunction
    case primitiveFunction
    /// Payload: the lambda's node; arguments: the captured variables.
    case closure
    /// Payload: which oracle, and the type of its results.
    case oracle
  }

  private(set) var kinds: [Kind] = []
  private(set) var payloads: [Int64] = []
  private var starts: [Int32] = []
  private var pool: [ValueID] = []
  /// Whether something unknown occurs in it.
  private(set) var isPartial: [Bool] = []
  private var table: [Int32]
  private var mask: Int

  init() {
    table = [Int32](repeating: -1, count: 1 << 12)
    mask = table.count - 1
    _ = intern(.unknown, 0, [])
    isPartial[0] = true
  }

  var count: Int { kinds.count }

  func argumentCount(_ value: ValueID) -> Int {
    let end = Int(value) + 1 < starts.count ? starts[Int(value) + 1] : Int32(pool.count)
    return Int(end - starts[Int(value)])
  }

  @inline(__always)
  func argument(_ index: Int, of value: ValueID) -> ValueID {
    pool[Int(starts[Int(value)]) + index]
  }

  mutating func integer(_ number: Int64) -> ValueID { intern(.integer, number, []) }

  mutating func bool(_ flag: Bool) -> ValueID {
    intern(.construct, Int64((flag ? ConstructorID.true : .false).index), [])
  }

  mutating func intern(_ kind: Kind, _ payload: Int64, _ arguments: [ValueID]) -> ValueID {
    var slot = Self.hash(kind, payload, arguments) & mask
    while table[slot] >= 0 {
      if matches(Int(table[slot]), kind, payload, arguments) { return table[slot] }
      slot = (slot + 1) & mask
    }
    let id = ValueID(kinds.count)
    table[slot] = id
    kinds.append(kind)
    payloads.append(payload)
    starts.append(Int32(pool.count))
    pool.append(contentsOf: arguments)
    isPartial.append(arguments.contains { isPartial[Int($0)] })
    if 2 * kinds.count > table.count { grow() }
    return id
  }

  private func matches(
    _ id: Int, _ kind: Kind, _ payload: Int64, _ arguments: [ValueID]
  ) -> Bool {
    guard kinds[id] == kind, payloads[id] == payload,
      argumentCount(ValueID(id)) == arguments.count
    else { return false }
    let start = Int(starts[id])
    for (offset, argument) in arguments.enumerated() where pool[start + offset] != argument {
      return false
    }
    return true
  }

  private mutating func grow() {
    mask = 2 * table.count - 1
    table = [Int32](repeating: -1, count: 2 * table.count)
    for id in kinds.indices {
      let arguments = (0..<argumentCount(ValueID(id))).map { argument($0, of: ValueID(id)) }
      var slot = Self.hash(kinds[id], payloads[id], arguments) & mask
      while table[slot] >= 0 { slot = (slot + 1) & mask }
      table[slot] = Int32(id)
    }
  }

  private static func hash(_ kind: Kind, _ payload: Int64, _ arguments: [ValueID]) -> Int {
    var state = UInt64(bitPattern: payload) &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(kind.rawValue)
    for argument in arguments {
      state =
        (state ^ (state >> 29) ^ UInt64(UInt32(bitPattern: argument)))
        &* 0xBF58_476D_1CE4_E5B9
    }
    state ^= state >> 32
    return Int(truncatingIfNeeded: state & 0x7FFF_FFFF_FFFF)
  }

  /// Whether what is known of `value` agrees with `expected`.
  func isCompatible(_ value: ValueID, with expected: ValueID) -> Bool {
    if value == expected || value == Self.unknown || expected == Self.unknown { return true }
    guard value >= 0, isPartial[Int(value)] else { return false }
    let count = argumentCount(value)
    guard kinds[Int(value)] == kinds[Int(expected)],
      payloads[Int(value)] == payloads[Int(expected)],
      count == argumentCount(expected)
    else { return false }
    return (0..<count).allSatisfy {
      isCompatible(argument($0, of: value), with: argument($0, of: expected))
    }
  }
}

extension ValueBank {
  /// The value in the bank; nil for a closure.
  mutating func intern(_ value: Value) -> ValueID? {
    switch value {
    case .integer(let number): return integer(number)
    case .construct(let constructor, let values):
      var arguments: [ValueID] = []
      for value in values {
        guard let argument = intern(value) else { return nil }
        arguments.append(argument)
      }
      return intern(.construct, Int64(constructor.index), arguments)
    case .function(let function, _): return intern(.function, Int64(function.index), [])
    case .closure: return nil
    }
  }
}
