/// Results of calls: `[entry, result or 0, argument ...]`, found by a hash.
struct GroundMemo: ~Copyable {
  private var index = GroundIndex()
  /// Word 0 is no entry.
  private var words: ContiguousArray<UInt32> = [0]

  /// What is known of a call.
  enum Lookup {
    case result(UInt32)
    /// Where the result is to be noted; 0 if there is no room.
    case open(UInt32)
  }

  mutating func lookUp(
    _ entry: UInt32, _ arguments: UnsafePointer<UInt32>, _ count: Int, limit: Int
  ) -> Lookup {
    var mixed = UInt64(entry)
    for position in 0..<count {
      mixed = GroundMachine.hashStep(mixed, unsafe arguments[position])
    }
    let hash = UInt32(truncatingIfNeeded: mixed)
    var slot = index.start(hash)
    while index.slot(slot) != 0 {
      let found = index.slot(slot)
      if UInt32(truncatingIfNeeded: found >> 32) == hash {
        let place = Int(UInt32(truncatingIfNeeded: found))
        if unsafe isEntry(place, entry, arguments, count) {
          let result = words[place + 1]
          return result == 0 ? .open(UInt32(place)) : .result(result)
        }
      }
      slot = (slot &+ 1) & index.mask
    }
    guard words.count &* 4 < limit else { return .open(0) }
    let place = UInt32(words.count)
    words.append(entry)
    words.append(0)
    for position in 0..<count { words.append(unsafe arguments[position]) }
    index.insert(hash, place)
    return .open(place)
  }

  private func isEntry(
    _ place: Int, _ entry: UInt32, _ arguments: UnsafePointer<UInt32>, _ count: Int
  ) -> Bool {
    guard words[place] == entry else { return false }
    for position in 0..<count
    where words[place + 2 + position] != (unsafe arguments[position]) {
      return false
    }
    return true
  }

  @inline(__always)
  mutating func note(_ result: UInt32, at place: UInt32) { words[Int(place) + 1] = result }

  func isFull(limit: Int) -> Bool { words.count &* 4 >= limit }

  mutating func removeAll() {
    guard words.count > 1 else { return }
    index.removeAll()
    words.removeSubrange(1...)
  }
}
