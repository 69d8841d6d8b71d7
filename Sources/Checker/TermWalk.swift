/// A set of terms that empties in constant time, for walks that meet each node once.
struct TermMarks: ~Copyable {
  private var stamps = ContiguousArray<UInt64>()
  private var current: UInt64 = 0
  private var pending = ContiguousArray<TermID>()

  /// Empties the set; from here on it can hold the first `count` terms of the bank.
  mutating func reset(_ count: Int) {
    current += 1
    if stamps.count < count {
      stamps.append(contentsOf: repeatElement(0, count: count - stamps.count))
    }
  }

  func contains(_ term: TermID) -> Bool {
    Int(term.index) < stamps.count && stamps[Int(term.index)] == current
  }

  /// Adds a term. False if it is in already.
  @inline(__always)
  mutating func insert(_ term: TermID) -> Bool {
    if stamps[Int(term.index)] == current { return false }
    stamps[Int(term.index)] = current
    return true
  }

  /// Adds `root` and all that is in it, and appends what is new to `found`, in reading order.
  ///
  /// Passes by terms in which nothing of `mask` occurs.
  mutating func visit(
    _ root: TermID, in bank: borrowing TermBank, touching mask: Mask? = nil,
    into found: inout ContiguousArray<TermID>
  ) {
    pending.append(root)
    while let term = pending.popLast() {
      if let mask, !bank.mask(term).meets(mask) { continue }
      guard insert(term) else { continue }
      found.append(term)
      for position in stride(from: bank.argumentCount(term) - 1, through: 0, by: -1) {
        let child = bank.argument(term, position)
        if !contains(child) { pending.append(child) }
      }
    }
  }
}
