import Terms

// Cells that are there once. The hash of a cell depends on its structure only; its last bit says
// whether a function value is inside.

extension GroundMachine {
  /// Where a cell is kept while results are settled: as placed, but this many bytes further.
  struct Target {
    var top: Int
    /// First byte of what is new, and how far it is from its place.
    var start: Int
    var shift: Int
  }

  static func hashSeed(_ kind: GroundDescriptor.Kind, _ symbol: SymbolID, fields: Int) -> UInt32 {
    let start = UInt64(kind.rawValue) << 40 | UInt64(fields) << 32
    let mixed = hashStep(hashStep(start, symbol.index), 0x5EED)
    return UInt32(truncatingIfNeeded: mixed >> 32)
  }

  @inline(__always)
  static func hash(small word: UInt32) -> UInt32 {
    UInt32(truncatingIfNeeded: hashStep(0x1A7E6E5, word)) & ~1
  }

  /// The hash of a value that is settled.
  @inline(__always)
  func settledHash(_ word: UInt32, shift: Int = 0) -> UInt32 {
    word & 1 == 1 ? GroundMachine.hash(small: word) : storage.cell(UInt32(Int(word) + shift - 4))
  }

  /// The settled cell with these fields, which are settled; nil where there is no more room.
  mutating func intern(_ header: UInt32) -> UInt32? {
    var target = Target(top: settled, start: settled, shift: 0)
    let word = intern(header, &target)
    settled = target.top
    return word
  }

  /// The settled cell with the first ``fields``.
  mutating func intern(_ header: UInt32, _ target: inout Target) -> UInt32? {
    let count = GroundHeader.fields(header)
    let descriptor = storage.descriptor(of: header)
    if count == 0 { return GroundMachine.fixedCell(GroundHeader.descriptor(header)) }
    let hash = hash(of: header, isRaw: descriptor.isRaw, target)
    if let known = find(hash, header, count, target) { return known }
    let place = target.top + target.shift
    if place + 1024 > storage.poolBytes {
      guard storage.growPool(to: place + 1024, limit: limits.cellBytes) else {
        stop = .outOfCells
        return nil
      }
    }
    storage.set(place, hash)
    storage.set(place + 4, header)
    for index in 0..<count { storage.set(place + 8 + 4 * index, fields[index]) }
    let word = UInt32(target.top + 4)
    target.top += 8 + 4 * count
    index.insert(hash, word)
    return word
  }

  @inline(__always)
  private func hash(of header: UInt32, isRaw: Bool, _ target: Target) -> UInt32 {
    let fixed = GroundMachine.fixedCell(GroundHeader.descriptor(header))
    let seed = storage.cell(fixed - 4)
    var hash = UInt64(seed)
    var mark = seed & 1
    for index in 0..<GroundHeader.fields(header) {
      let word = fields[index]
      if isRaw {
        hash = GroundMachine.hashStep(hash, word)
      } else {
        let part = settledHash(
          word, shift: word & 1 == 0 && Int(word) >= target.start ? target.shift : 0)
        hash = GroundMachine.hashStep(hash, part)
        mark |= part & 1
      }
    }
    return GroundMachine.hashEnd(hash) | mark
  }

  /// The hash without the mark.
  @inline(__always)
  static func hashEnd(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash) & ~1 }

  @inline(__always)
  private func find(
    _ hash: UInt32, _ header: UInt32, _ count: Int, _ target: Target
  ) -> UInt32? {
    var slot = index.start(hash)
    while true {
      let entry = index.slot(slot)
      if entry == 0 { return nil }
      if UInt32(truncatingIfNeeded: entry >> 32) == hash {
        let word = UInt32(truncatingIfNeeded: entry)
        let shift = Int(word) >= target.start ? target.shift : 0
        if isCell(UInt32(Int(word) + shift), header, count) { return word }
      }
      slot = (slot &+ 1) & index.mask
    }
  }

  @inline(__always)
  private func isCell(_ place: UInt32, _ header: UInt32, _ count: Int) -> Bool {
    guard storage.cell(place) == header else { return false }
    for index in 0..<count where storage.field(index, of: place) != fields[index] { return false }
    return true
  }

  /// Finds all settled cells again.
  mutating func rebuildIndex() {
    index.removeAll()
    var place = GroundStorage.reserved
    while place < settled {
      index.insert(storage.cell(UInt32(place)), UInt32(place + 4))
      place += 8 + 4 * GroundHeader.fields(storage.cell(UInt32(place + 4)))
    }
  }
}

// MARK: - Settling

extension GroundMachine {
  /// The settled value equal to a fresh one; all other fresh cells are given up.
  ///
  /// Cells are settled after their fields, above the fresh ones, and moved down in the end.
  mutating func settle(_ root: UInt32, top: Int) -> UInt32? {
    let start = settled
    if root & 1 == 1 || Int(root) < start { return root }
    var target = Target(top: start, start: start, shift: top - start)
    waiting.removeAll(keepingCapacity: true)
    waiting.append(root)
    while let cell = waiting.last {
      let header = storage.cell(cell)
      if header == GroundHeader.moved {
        waiting.removeLast()
        continue
      }
      guard takeFields(of: cell, header, start) else { continue }
      guard let word = intern(header, &target) else {
        rebuildIndex()
        return nil
      }
      storage.set(Int(cell), GroundHeader.moved)
      storage.set(Int(cell) + 4, word)
      waiting.removeLast()
    }
    let result = storage.field(0, of: root)
    storage.move(target.top - start, from: top, to: start)
    settled = target.top
    return result
  }

  /// Puts the settled fields of a fresh cell into ``fields``; false if one has yet to be settled.
  @inline(__always)
  private mutating func takeFields(of cell: UInt32, _ header: UInt32, _ start: Int) -> Bool {
    let count = GroundHeader.fields(header)
    let isRaw = storage.descriptor(of: header).isRaw
    for index in 0..<count {
      let word = storage.field(index, of: cell)
      if isRaw || word & 1 == 1 || Int(word) < start {
        fields[index] = word
      } else if storage.cell(word) == GroundHeader.moved {
        fields[index] = storage.field(0, of: word)
      } else {
        waiting.append(word)
        return false
      }
    }
    return true
  }
}
