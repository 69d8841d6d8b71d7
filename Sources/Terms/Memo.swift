/// Numbers for numbers, forgotten in O(1): what a walk has found for the nodes that it visited.
struct Memo {
  private var stamps: ContiguousArray<UInt32> = []
  private var values: ContiguousArray<UInt32> = []
  private var stamp: UInt32 = 1

  /// Forgets everything.
  mutating func removeAll() {
    if stamp == .max {
      stamps = []
      values = []
      stamp = 0
    }
    stamp += 1
  }

  @inline(__always)
  func value(_ key: UInt32) -> UInt32? {
    let index = Int(key)
    return index < stamps.count && stamps[index] == stamp ? values[index] : nil
  }

  @inline(__always)
  mutating func set(_ key: UInt32, _ value: UInt32) {
    let index = Int(key)
    if index >= stamps.count { grow(to: index + 1) }
    stamps[index] = stamp
    values[index] = value
  }

  private mutating func grow(to count: Int) {
    let missing = max(count, 2 * stamps.count, 64) - stamps.count
    stamps.append(contentsOf: repeatElement(0, count: missing))
    values.append(contentsOf: repeatElement(0, count: missing))
  }
}

extension Memo {
  @inline(__always)
  subscript(term: TermID) -> TermID? { value(term.index).map(TermID.init(index:)) }

  @inline(__always)
  mutating func set(_ term: TermID, _ value: TermID) { set(term.index, value.index) }
}
