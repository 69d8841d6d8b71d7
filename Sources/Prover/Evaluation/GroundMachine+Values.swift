import Determinism
import Terms

/// An unknown function: its results, and what tells it from others with the same results.
struct GroundOracle {
  var results: [UInt32]
  var key: Int
  /// Its cell.
  var word: UInt32
}

/// A moment in the life of a ``GroundMachine``, to which it can return.
package struct GroundMark: Hashable, Sendable {
  fileprivate var settled: Int
  fileprivate var oracles: Int
}

// MARK: - Construction

extension GroundMachine {
  package var trueValue: GroundValue { GroundValue(word: GroundMachine.trueWord) }
  package var falseValue: GroundValue { GroundValue(word: GroundMachine.falseWord) }

  /// - Returns: nil where there is no more room, as for all constructions.
  package mutating func integer(_ value: Int64) -> GroundValue? {
    if let word = GroundMachine.small(value) { return GroundValue(word: word) }
    let bits = UInt64(bitPattern: value)
    fields[0] = UInt32(truncatingIfNeeded: bits)
    fields[1] = UInt32(truncatingIfNeeded: bits >> 32)
    return interned(GroundDescriptor.integer)
  }

  /// A constructor applied to all its arguments.
  package mutating func construct(
    _ symbol: SymbolID, _ arguments: [GroundValue] = [], in bank: borrowing TermBank
  ) -> GroundValue? {
    bind(to: bank)
    guard let number = descriptor(constructor: symbol, in: bank) else { return nil }
    let count = GroundHeader.fields(storage.descriptor(number).header)
    precondition(count == arguments.count, "a constructor has all its arguments")
    return interned(number, arguments)
  }

  /// A function, constructor or built-in function that awaits some more arguments.
  package mutating func closure(
    _ symbol: SymbolID, _ captured: [GroundValue] = [], in bank: borrowing TermBank
  ) -> GroundValue? {
    bind(to: bank)
    precondition(
      captured.count < bank.signature(of: symbol).parameters.count, "an argument is awaited")
    guard let number = descriptor(function: symbol, captured: captured.count, in: bank) else {
      return nil
    }
    return interned(number, captured)
  }

  /// An unknown function of any number of arguments: the structure of the arguments, with `key`,
  /// decides which of the results it gives.
  package mutating func oracle(results: [GroundValue], key: Int) -> GroundValue? {
    precondition(!results.isEmpty, "a function has results")
    let words = results.map(\.word)
    if let known = oracles.first(where: { $0.key == key && $0.results == words }) {
      return GroundValue(word: known.word)
    }
    fields[0] = UInt32(oracles.count)
    fields[1] = UInt32(truncatingIfNeeded: key)
    guard let value = interned(GroundDescriptor.oracle) else { return nil }
    oracles.append(GroundOracle(results: words, key: key, word: value.word))
    return value
  }

  private mutating func interned(_ descriptor: Int, _ arguments: [GroundValue] = []) -> GroundValue?
  {
    for index in arguments.indices { fields[index] = arguments[index].word }
    let word = intern(storage.descriptor(descriptor).header)
    return word.map(GroundValue.init(word:))
  }

  /// What an unknown function gives.
  mutating func ask(
    _ oracle: UInt32, _ arguments: UnsafePointer<UInt32>, _ count: Int
  ) -> UInt32? {
    var hasher = StableHasher(seed: UInt64(bitPattern: Int64(oracles[Int(oracle)].key)))
    for position in 0..<count {
      guard let hash = structuralHash(unsafe arguments[position]) else { return nil }
      hasher.combine(UInt64(hash >> 1))
    }
    let results = oracles[Int(oracle)].results
    return results[Int(hasher.finalize() % UInt64(results.count))]
  }
}

// MARK: - Queries

extension GroundMachine {
  /// The integer that a value is, or nil.
  package func integer(of value: GroundValue) -> Int64? { integerValue(value.word) }

  /// The constructor of a value; nil for integers and functions.
  package func constructor(of value: GroundValue) -> SymbolID? {
    if value.word & 1 == 1 { return nil }
    let descriptor = storage.descriptor(of: storage.cell(value.word))
    return descriptor.kind == .constructor ? descriptor.symbol : nil
  }

  /// The fields of a constructor, or what a function value has captured.
  package func fields(of value: GroundValue) -> [GroundValue] {
    if value.word & 1 == 1 { return [] }
    let header = storage.cell(value.word)
    if storage.descriptor(of: header).isRaw { return [] }
    return (0..<GroundHeader.fields(header)).map {
      GroundValue(word: storage.field($0, of: value.word))
    }
  }

  /// A hash of the value's structure that does not depend on what else the machine has seen.
  package func structuralHash(of value: GroundValue) -> UInt64 {
    UInt64(settledHash(value.word) >> 1)
  }

  /// Bytes of values that are kept.
  package var settledBytes: Int { settled - GroundStorage.reserved }
}

// MARK: - Forgetting

extension GroundMachine {
  /// The present moment.
  package var mark: GroundMark { GroundMark(settled: settled, oracles: oracles.count) }

  /// Gives up all values and remembered results since a mark. It takes time in proportion to what
  /// is kept.
  package mutating func release(to mark: GroundMark) {
    precondition(mark.settled <= settled && mark.oracles <= oracles.count, "a mark of the past")
    memo.removeAll()
    if mark.settled == settled { return }
    settled = mark.settled
    oracles.removeSubrange(mark.oracles...)
    rebuildIndex()
  }

  /// Gives up all values but truth values, small integers and cells without fields; code stays.
  package mutating func reset() {
    release(to: GroundMark(settled: GroundStorage.reserved, oracles: 0))
  }
}
