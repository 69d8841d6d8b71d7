import Terms

/// What a simplifier has found for terms, forgotten in O(1).
///
/// An open-addressing table with linear probing and a load of at most one half; an entry with
/// another stamp than the table's is free.
struct NormalForms {
  /// A term at a depth of conditions.
  struct Key: Equatable {
    fileprivate var bits: UInt64

    init(_ term: TermID, depth: Int) { bits = UInt64(term.index) << 8 | UInt64(depth) }
  }

  struct Entry {
    var normal: TermID
    /// The term with its arguments normal.
    var rebuilt: TermID
    /// Where the step at the root stands, or -1.
    fileprivate var step: Int32
  }

  private struct Slot {
    var key: Key
    var stamp: UInt32
    var entry: Entry
  }

  /// The count is a power of two, or 0.
  private var slots: ContiguousArray<Slot> = []
  private var used = 0
  private var stamp: UInt32 = 1
  private var steps: ContiguousArray<RewriteStep> = []
}

extension NormalForms {
  @inline(__always)
  subscript(key: Key) -> Entry? {
    if slots.isEmpty { return nil }
    let place = place(of: key)
    return slots[place].stamp == stamp ? slots[place].entry : nil
  }

  /// The step at the root of a term whose arguments are normal.
  func step(of entry: Entry) -> RewriteStep? {
    entry.step < 0 ? nil : steps[Int(entry.step)]
  }

  mutating func set(_ key: Key, normal: TermID, rebuilt: TermID, step: RewriteStep?) {
    if 2 * used >= slots.count { grow() }
    var index: Int32 = -1
    if let step {
      index = Int32(steps.count)
      steps.append(step)
    }
    let place = place(of: key)
    if slots[place].stamp != stamp { used += 1 }
    slots[place] = Slot(
      key: key, stamp: stamp, entry: Entry(normal: normal, rebuilt: rebuilt, step: index))
  }

  mutating func removeAll() {
    guard used > 0 else { return }
    used = 0
    steps.removeAll(keepingCapacity: true)
    if stamp == .max {
      slots = []
      stamp = 0
    }
    stamp += 1
  }

  /// Where the key stands, or where it is to stand.
  @inline(__always)
  private func place(of key: Key) -> Int {
    let mask = slots.count &- 1
    let mixed = key.bits &* 0x9E37_79B9_7F4A_7C15
    var place = Int(truncatingIfNeeded: mixed >> 32) & mask
    while slots[place].stamp == stamp, slots[place].key != key { place = (place &+ 1) & mask }
    return place
  }

  private mutating func grow() {
    let old = slots
    let none = Entry(normal: TermID(index: 0), rebuilt: TermID(index: 0), step: -1)
    let free = Slot(key: Key(TermID(index: 0), depth: 0), stamp: 0, entry: none)
    slots = ContiguousArray(repeating: free, count: max(16, 2 * old.count))
    for slot in old where slot.stamp == stamp { slots[place(of: slot.key)] = slot }
  }
}
