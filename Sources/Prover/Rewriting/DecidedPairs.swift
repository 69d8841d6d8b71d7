import Terms

/// Pairs of terms that were compared: without them a comparison would take exponential time.
///
/// Most comparisons look at a few pairs, which are searched one by one; the others get an
/// open-addressing table with a load of at most one half.
struct DecidedPairs {
  private struct Pair {
    var key: UInt64
    var isGreater: Bool
  }

  /// In the order of deciding.
  private var pairs: ContiguousArray<Pair> = []
  /// Places in ``pairs`` + 1 by hash, once there are many; 0 where free.
  private var slots: ContiguousArray<UInt32> = []
  private static let few = 8

  var count: Int { pairs.count }

  /// Whether the first term is greater; nil if that was not decided. Decided once, never changed.
  subscript(s: TermID, t: TermID) -> Bool? {
    get {
      let key = DecidedPairs.key(s, t)
      if slots.isEmpty {
        for pair in pairs where pair.key == key { return pair.isGreater }
        return nil
      }
      let slot = slots[place(of: key)]
      return slot == 0 ? nil : pairs[Int(slot) - 1].isGreater
    }
    set {
      guard let newValue else { return }
      let key = DecidedPairs.key(s, t)
      pairs.append(Pair(key: key, isGreater: newValue))
      if slots.isEmpty {
        if pairs.count > DecidedPairs.few { spread(over: 8 * DecidedPairs.few) }
      } else if 2 * pairs.count > slots.count {
        spread(over: 2 * slots.count)
      } else {
        slots[place(of: key)] = UInt32(pairs.count)
      }
    }
  }

  private static func key(_ s: TermID, _ t: TermID) -> UInt64 {
    UInt64(s.index) << 32 | UInt64(t.index)
  }

  /// Where the key stands, or where it is to stand.
  private func place(of key: UInt64) -> Int {
    let mixed = key &* 0x9E37_79B9_7F4A_7C15
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: mixed >> 32) & mask
    while slots[place] != 0, pairs[Int(slots[place]) - 1].key != key { place = (place + 1) & mask }
    return place
  }

  private mutating func spread(over count: Int) {
    slots = ContiguousArray(repeating: 0, count: count)
    for (index, pair) in pairs.enumerated() { slots[place(of: pair.key)] = UInt32(index + 1) }
  }
}
