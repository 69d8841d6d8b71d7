import Kernel
import Terms

/// Evaluates closed terms of a ``Theory``, strictly and innermost, on hash-consed values.
///
/// Bodies of functions are compiled once into code for registers. What an evaluation builds goes to
/// fresh memory without a look at what is there; only its result is *settled*, which gives equal
/// values equal ids. A machine that remembers settles everything at once and looks each call up.
///
/// An evaluation gives nil, and ``stop`` says why, where it meets `any` or a function without a
/// definition, an integer beyond 64 bits, an equation between function values that are not
/// identical, or one of its bounds. Neither recursion nor data uses the stack of the thread.
package struct GroundMachine: ~Copyable {
  package let limits: GroundLimits
  /// True if results of calls are remembered.
  package let remembers: Bool
  /// Why the last evaluation without a value stopped.
  package internal(set) var stop = GroundStop.stuck

  var storage = GroundStorage()
  var index = GroundIndex()
  var symbols = GroundSymbols()
  var memo = GroundMemo()
  /// Bytes of settled cells; fresh ones lie above.
  var settled = GroundStorage.reserved
  /// The first code of each function by its symbol, 0 if it has none.
  var entries: ContiguousArray<UInt32> = []
  /// Symbols that ``compile(from:)`` has seen, and the functions among them without a definition.
  var symbolCount = 0
  var undefined: [SymbolID] = []
  /// Calls of functions that have no code yet.
  var openCalls: [SymbolID: [Int]] = [:]
  var oracles: [GroundOracle] = []
  /// What ``evaluate(_:_:in:fuel:)`` has compiled, for the bank with this serial.
  var procedures: [TermID: GroundProcedure] = [:]
  var bankSerial: UInt64?
  /// What walks over values have yet to visit.
  var waiting: ContiguousArray<UInt32> = []
  /// Room for the fields of one cell or the arguments of one call.
  var fields: ContiguousArray<UInt32> = []

  /// A machine that knows the built-in symbols of every bank.
  package init(remembers: Bool = false, limits: GroundLimits = GroundLimits()) {
    self.remembers = remembers
    self.limits = limits
    fields = ContiguousArray(repeating: 0, count: 128)
    addFixedDescriptors()
    addFixedCode()
  }
}

/// Why an evaluation has no value.
package enum GroundStop: Hashable, Sendable {
  /// `any`, no definition, no constructor, or functions compared.
  case stuck
  case overflow
  case outOfFuel
  case tooDeep
  case outOfCells
  /// A term or body too large for code.
  case tooLarge
}

extension GroundMachine {
  /// Where the fixed code begins.
  enum Code {
    /// What stands before ``halt``, so that it reads as the return of a call with its frame here.
    static let entry = 0
    static let halt = 1
    static let stuck = 2
    static let end = 3
  }

  /// Words below a frame: the word of code to return to; where the result goes or the entry of the
  /// memo; and the result so far.
  static let linkage = 3

  private mutating func addFixedDescriptors() {
    addDescriptor(.integer, fields: 2, symbol: SymbolID(index: .max))
    addDescriptor(.oracle, fields: 2, symbol: SymbolID(index: .max), price: 1)
    let bank = TermBank()
    _ = descriptor(constructor: bank.trueSymbol, in: bank)
    _ = descriptor(constructor: bank.falseSymbol, in: bank)
  }

  private mutating func addFixedCode() {
    storage.place([
      GroundInstruction(.call, a: 0, b: GroundMachine.linkage, wide: 0).word,
      GroundInstruction(.halt).word,
      GroundInstruction(.stuck).word,
    ])
    storage.codeCount = Code.end
  }

  /// The words for the truth values.
  static let trueWord = GroundMachine.fixedCell(2)
  static let falseWord = GroundMachine.fixedCell(3)

  /// The cell without fields of a descriptor.
  @inline(__always)
  static func fixedCell(_ descriptor: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: 8 &* descriptor &+ 4)
  }
}

// MARK: - Descriptors

extension GroundMachine {
  /// Adds a descriptor with its cell without fields.
  ///
  /// - Returns: nil if there is no room for another.
  @discardableResult
  mutating func addDescriptor(
    _ kind: GroundDescriptor.Kind, fields: Int, constructor: Int = 0, symbol: SymbolID,
    entry: UInt32 = UInt32(Code.stuck), price: UInt32 = 0
  ) -> Int? {
    let number = storage.descriptorCount
    guard number < GroundHeader.descriptors, fields < GroundHeader.fields,
      constructor < GroundHeader.constructors
    else { return nil }
    let header = GroundHeader.word(descriptor: number, fields: fields, constructor: constructor)
    storage.append(
      GroundDescriptor(kind: kind, header: header, entry: entry, price: price, symbol: symbol))
    let cell = GroundMachine.fixedCell(number)
    storage.set(Int(cell), header)
    var hash = GroundMachine.hashSeed(kind, symbol, fields: fields)
    if kind == .function || kind == .oracle { hash |= 1 } else { hash &= ~1 }
    storage.set(Int(cell) - 4, hash)
    return number
  }

  /// The descriptor of a constructor.
  mutating func descriptor(constructor symbol: SymbolID, in bank: borrowing TermBank) -> Int? {
    if let known = symbols.constructor(symbol) { return known }
    guard case .constructor(_, let index) = bank.kind(of: symbol) else { return nil }
    let fields = bank.signature(of: symbol).parameters.count
    let number = addDescriptor(.constructor, fields: fields, constructor: index, symbol: symbol)
    if let number { symbols.note(number, constructor: symbol) }
    return number
  }

  /// The descriptor of a function value that has captured so many arguments.
  mutating func descriptor(
    function symbol: SymbolID, captured: Int, in bank: borrowing TermBank
  ) -> Int? {
    let key = GroundSymbols.FunctionKey(symbol: symbol, captured: captured)
    if let known = symbols.function(key) { return known }
    let isFunction = if case .function = bank.kind(of: symbol) { true } else { false }
    let number = addDescriptor(
      .function, fields: captured, symbol: symbol, entry: entry(of: symbol, in: bank),
      price: isFunction ? 1 : 0)
    if let number { symbols.note(number, function: key) }
    return number
  }
}
