import Kernel
import Prover
import Terms
import Testing

/// A machine for the library of the random programs, with short ways to say things.
struct GroundLab: ~Copyable {
  var theory = Theory()
  var machine: GroundMachine
  private var fuel = 1_000_000

  struct NoValue: Error {
    var stop: GroundStop
  }

  init(remembers: Bool = false) throws {
    machine = GroundMachine(remembers: remembers)
    _ = try replay(GroundPrograms.library, in: &theory)
    machine.compile(from: theory)
  }

  func named(_ name: String) -> SymbolID {
    guard let symbol = theory.bank.symbol(named: name) else {
      preconditionFailure("the library has \(name)")
    }
    return symbol
  }

  private func found(_ value: GroundValue?) throws -> GroundValue {
    guard let value else { throw NoValue(stop: machine.stop) }
    return value
  }

  mutating func integer(_ value: Int64) throws -> GroundValue { try found(machine.integer(value)) }

  mutating func construct(_ name: String, _ fields: [GroundValue]) throws -> GroundValue {
    try found(machine.construct(named(name), fields, in: theory.bank))
  }

  mutating func closure(_ symbol: SymbolID, _ captured: [GroundValue]) throws -> GroundValue {
    try found(machine.closure(symbol, captured, in: theory.bank))
  }

  mutating func oracle(_ results: [GroundValue], key: Int) throws -> GroundValue {
    try found(machine.oracle(results: results, key: key))
  }

  mutating func apply(_ symbol: SymbolID, _ arguments: [GroundValue]) throws -> GroundValue {
    try found(machine.apply(symbol, arguments, in: theory.bank, fuel: &fuel))
  }

  mutating func call(_ function: GroundValue, _ arguments: [GroundValue]) throws -> GroundValue {
    try found(machine.call(function, arguments, fuel: &fuel))
  }

  mutating func number(_ count: Int) throws -> GroundValue {
    var number = try construct("zero", [])
    for _ in 0..<count { number = try construct("succ", [number]) }
    return number
  }

  mutating func list(_ elements: [GroundValue]) throws -> GroundValue {
    var list = try construct("nil", [])
    for element in elements.reversed() { list = try construct("cons", [element, list]) }
    return list
  }

  mutating func list(_ numbers: ClosedRange<Int64>) throws -> GroundValue {
    var elements: [GroundValue] = []
    for number in numbers { elements.append(try integer(number)) }
    return try list(elements)
  }
}

@Suite("Values of the ground machine")
struct GroundValueTests {
  /// The results of an unknown function for the lists of 1 to 8 numbers.
  private func answers(remembers: Bool, makeFirst lengths: [Int64]) throws -> [Int64?] {
    var lab = try GroundLab(remembers: remembers)
    for length in lengths { _ = try lab.list(1...length) }
    var results: [GroundValue] = []
    for number in 10..<20 { results.append(try lab.integer(Int64(number))) }
    let oracle = try lab.oracle(results, key: 3)
    let same = try lab.oracle(results, key: 3)
    let other = try lab.oracle(results, key: 4)
    #expect(oracle == same && oracle != other)
    var answers: [Int64?] = []
    for length in Int64(1)...8 {
      let answer = try lab.call(oracle, [lab.list(1...length)])
      // The parts are settled, what `append` makes of them inside `map` is fresh.
      let append = try lab.closure(lab.named("append"), [lab.list([])])
      let lists = try lab.list([lab.list(1...length)])
      let fresh = try lab.apply(
        lab.named("map"), [oracle, lab.apply(lab.named("map"), [append, lists])])
      #expect(lab.machine.fields(of: fresh).first == answer)
      answers.append(lab.machine.integer(of: answer))
    }
    return answers
  }

  @Test("unknown functions depend on the structure of arguments only", arguments: [false, true])
  func asksOracles(remembers: Bool) throws {
    let first = try answers(remembers: remembers, makeFirst: [])
    let second = try answers(remembers: remembers, makeFirst: [8, 3, 5, 1])
    let other = try answers(remembers: !remembers, makeFirst: [])
    #expect(first == second && first == other)
    #expect(Set(first).count > 1)
  }

  @Test("forgets what came after a mark", arguments: [false, true])
  func forgets(remembers: Bool) throws {
    var lab = try GroundLab(remembers: remembers)
    let kept = try lab.list(1...3)
    let mark = lab.machine.mark
    let bytes = lab.machine.settledBytes
    for _ in 0..<3 {
      let joined = try lab.apply(lab.named("append"), [kept, lab.list(4...6)])
      let whole = try lab.list(1...6)
      let again = try lab.list(1...3)
      #expect(joined == whole && kept == again)
      #expect(lab.machine.settledBytes > bytes)
      lab.machine.release(to: mark)
      #expect(lab.machine.settledBytes == bytes)
    }
    lab.machine.reset()
    #expect(lab.machine.settledBytes == 0)
  }

  @Test("applies functions, constructors, built-in functions and partial applications")
  func appliesFunctionValues() throws {
    var lab = try GroundLab()
    let plus = lab.theory.bank.builtin(.plus)
    let (one, two) = (try lab.integer(1), try lab.integer(2))
    let cons = try lab.closure(lab.named("cons"), [one])
    let next = try lab.closure(plus, [one])
    let map = try lab.closure(lab.named("map"), [next])
    let longer = try lab.call(cons, [lab.list(2...3)])
    let expected = try lab.list(1...3)
    #expect(longer == expected)
    let sum = try lab.call(next, [one])
    let direct = try lab.apply(plus, [one, one])
    #expect(sum == two && direct == two)
    let mapped = try lab.call(map, [lab.list(0...2)])
    #expect(mapped == expected)
    for (function, arguments) in [(one, [one]), (next, [one, one]), (next, [])] {
      #expect(throws: GroundLab.NoValue.self) { try lab.call(function, arguments) }
    }
  }

  @Test("integers are those of 64 bits", arguments: [Int64.max, .min, 1 << 30, -1 << 30, 0])
  func keepsIntegers(value: Int64) throws {
    var lab = try GroundLab()
    let (plus, minus) = (lab.theory.bank.builtin(.plus), lab.theory.bank.builtin(.minus))
    let (integer, one) = (try lab.integer(value), try lab.integer(1))
    let again = try lab.integer(value)
    #expect(lab.machine.integer(of: integer) == value && integer == again)
    for (operation, inverse) in [(plus, minus), (minus, plus)] {
      do {
        let other = try lab.apply(operation, [integer, one])
        let back = try lab.apply(inverse, [other, one])
        #expect(back == integer)
      } catch {
        #expect(value == .max || value == .min)
        #expect(lab.machine.stop == .overflow)
      }
    }
  }
}
