/// A hash accumulated one word at a time. The same in every run.
struct Mixer {
  private var state: UInt64 = 0x243f_6a88_85a3_08d3

  @inline(__always)
  mutating func add(_ word: UInt64) {
    state = (state ^ word) &* 0x9e37_79b9_7f4a_7c15
    state ^= state >> 29
  }

  @inline(__always)
  var value: UInt32 { UInt32(truncatingIfNeeded: state ^ (state >> 32)) }
}

/// Finds the number of a thing by its hash: open addressing over numbers 0, 1, 2 ...
///
/// The things themselves live in the bank that owns the table.
struct IdentifierTable {
  /// A number plus one, or 0 for a free slot. A power of two, at most half full.
  private var slots = ContiguousArray<UInt32>(repeating: 0, count: 64)
  /// The hash of each number.
  private var hashes = ContiguousArray<UInt32>()

  /// The number with this hash for which `matches` holds.
  @inline(__always)
  func find(_ hash: UInt32, where matches: (UInt32) -> Bool) -> UInt32? {
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    while slots[slot] != 0 {
      let number = slots[slot] - 1
      if hashes[Int(number)] == hash && matches(number) { return number }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// Gives the next number to a thing with this hash that is not in the table.
  mutating func insert(_ hash: UInt32) -> UInt32 {
    let number = UInt32(hashes.count)
    hashes.append(hash)
    if hashes.count * 2 > slots.count { grow() } else { place(number, hash) }
    return number
  }

  private mutating func grow() {
    slots = ContiguousArray(repeating: 0, count: slots.count * 2)
    for (number, hash) in hashes.enumerated() {
      place(UInt32(number), hash)
    }
  }

  private mutating func place(_ number: UInt32, _ hash: UInt32) {
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    slots[slot] = number + 1
  }
}
