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
  /// The heads of equations by the type of their sides; the greatest number where there is none.
  var equalityHeads: ContiguousArray<UInt32> = []
  /// What the walk in progress has found.
  var memo = Memo()
  /// The types of the substitution in progress.
  var typeWalk = TypeSubstitution()
  /// The types of the head in the making.
  var headWalk = TypeSubstitution()
  /// Room for the arguments of the term that a walk builds, and for the terms that wait.
  var scratch: ContiguousArray<TermID> = []
  var waiting: ContiguousArray<TermID> = []

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
