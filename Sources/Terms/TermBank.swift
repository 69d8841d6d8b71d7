import Synchronization

/// Types, symbols and terms, each stored once; only well-typed terms can be built.
///
/// The bank only grows, so an id keeps its meaning for the life of the bank. It cannot be copied,
/// because two copies that grow apart would give one id two meanings.
public struct TermBank: ~Copyable {
  /// The number that no other bank of this process has.
  public let serial: UInt64
  public let bool = TypeID(index: 0)
  public let int = TypeID(index: 1)
  public let boolSymbol = SymbolID(index: 0)
  public let trueSymbol = SymbolID(index: 1)
  public let falseSymbol = SymbolID(index: 2)
  public let trueTerm = TermID(index: 0)
  public let falseTerm = TermID(index: 1)

  var types = TypeTable()
  var symbols = SymbolTable()
  var heads = HeadTable()
  var terms = TermTable()
  var names = NameTable()
  var literals: ContiguousArray<Int64> = []
  var literalIndex: [Int64: UInt32] = [:]
  var builtins: [SymbolID] = []
  /// The head of equations at a type.
  var equalityHeads: [TypeID: HeadID] = [:]
  var memo = Memo()
  /// Room for the arguments of the term that a walk builds.
  var scratch: ContiguousArray<TermID> = []

  /// A bank with the built-in symbols.
  public init() {
    serial = nextSerial.wrappingAdd(1, ordering: .relaxed).newValue
    declareBuiltins()
  }
}

/// Distinguishes banks; no result depends on its value.
private let nextSerial = Atomic<UInt64>(0)

/// Strings that stand for variables and type variables, each once.
struct NameTable {
  private var ids: [String: UInt32] = [:]
  private(set) var names: ContiguousArray<String> = []

  mutating func intern(_ name: String) -> UInt32 {
    if let known = ids[name] { return known }
    let id = UInt32(names.count)
    names.append(name)
    ids[name] = id
    return id
  }
}

/// What a walk has found for the terms it visited, by the term's index; forgotten in O(1).
struct Memo {
  private var stamps: ContiguousArray<UInt32> = []
  private var values: ContiguousArray<TermID> = []
  private var stamp: UInt32 = 0

  /// Forgets everything and makes room for terms below `count`.
  mutating func begin(count: Int) {
    if stamp == .max {
      stamps = []
      values = []
      stamp = 0
    }
    stamp += 1
    guard stamps.count < count else { return }
    let missing = max(count, 2 * stamps.count) - stamps.count
    stamps.append(contentsOf: repeatElement(0, count: missing))
    values.append(contentsOf: repeatElement(TermID(index: 0), count: missing))
  }

  @inline(__always)
  subscript(term: TermID) -> TermID? {
    stamps[Int(term.index)] == stamp ? values[Int(term.index)] : nil
  }

  @inline(__always)
  mutating func set(_ term: TermID, _ value: TermID) {
    stamps[Int(term.index)] = stamp
    values[Int(term.index)] = value
  }
}
