/// An open-addressing index from hashes to ids, with linear probing and load at most one half.
///
/// It holds no keys: whoever looks something up compares with its own storage.
struct HashIndex {
  /// `hash << 32 | id + 1`, or 0 where free. The count is a power of two.
  private var slots: ContiguousArray<UInt64>
  private var used = 0

  init(capacity: Int = 64) {
    slots = ContiguousArray(repeating: 0, count: max(capacity, 16))
  }

  /// The id with this hash for which `matches` holds, or nil.
  @inline(__always)
  func find(_ hash: UInt32, where matches: (UInt32) -> Bool) -> UInt32? {
    let mask = slots.count - 1
    var place = Int(hash) & mask
    while true {
      let slot = slots[place]
      if slot == 0 { return nil }
      if UInt32(truncatingIfNeeded: slot >> 32) == hash {
        let id = UInt32(truncatingIfNeeded: slot) &- 1
        if matches(id) { return id }
      }
      place = (place &+ 1) & mask
    }
  }

  /// Adds an id that ``find(_:where:)`` did not find.
  @inline(__always)
  mutating func insert(_ hash: UInt32, _ id: UInt32) {
    if used &* 2 >= slots.count { grow() }
    place(UInt64(hash) << 32 | UInt64(id &+ 1))
    used &+= 1
  }

  @inline(__always)
  private mutating func place(_ slot: UInt64) {
    let mask = slots.count - 1
    var place = Int(slot >> 32) & mask
    while slots[place] != 0 { place = (place &+ 1) & mask }
    slots[place] = slot
  }

  private mutating func grow() {
    let old = slots
    slots = ContiguousArray(repeating: 0, count: 2 * old.count)
    for slot in old where slot != 0 { place(slot) }
  }
}

/// One step of the hash of a sequence of words.
@inline(__always)
func hashStep(_ hash: UInt64, _ word: UInt32) -> UInt64 {
  let mixed = (hash ^ UInt64(word)) &* 0x9E37_79B9_7F4A_7C15
  return mixed ^ (mixed >> 32)
}

@inline(__always)
func hashEnd(_ hash: UInt64) -> UInt32 {
  let mixed = hash &* 0xD6E8_FEB8_6659_FD93
  return UInt32(truncatingIfNeeded: mixed >> 32)
}
