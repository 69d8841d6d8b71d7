import Terms

/// The lines of a theory, each once, in the order in which they were made.
struct LineTable {
  private var starts: ContiguousArray<Int> = [0]
  private var words: ContiguousArray<UInt32> = []
  private var hypotheses: ContiguousArray<[TermID]> = []
  private var conclusions: ContiguousArray<TermID> = []
  /// `hash << 32 | line + 1`, or 0 where free; the count is a power of two.
  private var slots = ContiguousArray<UInt64>(repeating: 0, count: 1024)

  var count: Int { conclusions.count }

  func words(of line: LineID) -> ArraySlice<UInt32> {
    let index = Int(line.index)
    return ArraySlice(words[starts[index]..<starts[index + 1]])
  }

  @inline(__always)
  func hypotheses(of line: LineID) -> [TermID] { hypotheses[Int(line.index)] }

  @inline(__always)
  func conclusion(of line: LineID) -> TermID { conclusions[Int(line.index)] }

  /// The line of the rule that is written so, if there is one.
  func find(_ key: Span<UInt32>) -> LineID? {
    let hash = hash(key)
    let mask = slots.count - 1
    var place = Int(hash) & mask
    while slots[place] != 0 {
      let slot = slots[place]
      if UInt32(truncatingIfNeeded: slot >> 32) == hash {
        let line = UInt32(truncatingIfNeeded: slot) - 1
        if equal(line, key) { return LineID(index: line) }
      }
      place = (place &+ 1) & mask
    }
    return nil
  }

  /// Adds a line that ``find(_:)`` did not find.
  mutating func append(
    _ key: Span<UInt32>, hypotheses: [TermID], conclusion: TermID
  ) -> LineID {
    precondition(count < Int(UInt32.max), "the record of lines is full")
    let line = UInt32(count)
    for position in 0..<key.count { words.append(key[position]) }
    starts.append(words.count)
    self.hypotheses.append(hypotheses)
    conclusions.append(conclusion)
    if 2 * count >= slots.count { grow() }
    place(UInt64(hash(key)) << 32 | UInt64(line + 1))
    return LineID(index: line)
  }

  private func equal(_ line: UInt32, _ key: Span<UInt32>) -> Bool {
    let start = starts[Int(line)]
    guard starts[Int(line) + 1] - start == key.count else { return false }
    for position in 0..<key.count where words[start + position] != key[position] { return false }
    return true
  }

  private func hash(_ key: Span<UInt32>) -> UInt32 {
    var hash: UInt64 = 1
    for position in 0..<key.count {
      hash = (hash ^ UInt64(key[position])) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 32
    }
    return UInt32(truncatingIfNeeded: (hash &* 0xD6E8_FEB8_6659_FD93) >> 32)
  }

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
