/// A set of numbers for the walks that may not touch the bank: open addressing, no hashing state.
package struct IDSet {
  /// `id + 1`, or 0 where free. The count is a power of two.
  private var slots = ContiguousArray<UInt64>(repeating: 0, count: 32)
  private var used = 0

  package init() {}

  /// True if the id was not yet in the set.
  package mutating func insert(_ id: UInt32) -> Bool {
    insertKey(UInt64(id))
  }

  /// True if the key, less than 2^64 - 1, was not yet in the set.
  package mutating func insertKey(_ id: UInt64) -> Bool {
    let key = id &+ 1
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: scattered(key)) & mask
    while slots[place] != 0 {
      if slots[place] == key { return false }
      place = (place &+ 1) & mask
    }
    slots[place] = key
    used &+= 1
    if used &* 2 >= slots.count { grow() }
    return true
  }

  @inline(__always)
  private func scattered(_ key: UInt64) -> UInt64 {
    let mixed = key &* 0x9E37_79B9_7F4A_7C15
    return mixed ^ (mixed >> 32)
  }

  private mutating func grow() {
    let old = slots
    slots = ContiguousArray(repeating: 0, count: 2 * old.count)
    let mask = slots.count - 1
    for key in old where key != 0 {
      var place = Int(truncatingIfNeeded: scattered(key)) & mask
      while slots[place] != 0 { place = (place &+ 1) & mask }
      slots[place] = key
    }
  }
}
