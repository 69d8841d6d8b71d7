// Comparison and hashing of values that are not settled, for `=` and for unknown functions.

extension GroundMachine {
  /// Whether two values are equal; nil if that depends on whether functions are, or took too long.
  @inline(never)
  mutating func areEqual(_ left: UInt32, _ right: UInt32) -> Bool? {
    if left == right { return true }
    if left & 1 == 1 || right & 1 == 1 { return false }
    waiting.removeAll(keepingCapacity: true)
    waiting.append(left)
    waiting.append(right)
    var isOpen = false
    var visits = 0
    while let right = waiting.popLast(), let left = waiting.popLast() {
      if left == right { continue }
      if left & 1 == 1 || right & 1 == 1 { return false }
      if Int(left) < settled, Int(right) < settled {
        let isData = (storage.cell(left - 4) | storage.cell(right - 4)) & 1 == 0
        if isData { return false }
      }
      visits += 1
      if visits > limits.comparison { return nil }
      guard let same = compareCells(left, right) else {
        isOpen = true
        continue
      }
      if !same { return false }
    }
    return isOpen ? nil : true
  }

  /// Compares two cells and leaves their fields waiting; nil for different function values.
  @inline(__always)
  private mutating func compareCells(_ left: UInt32, _ right: UInt32) -> Bool? {
    let (header, other) = (storage.cell(left), storage.cell(right))
    let descriptor = storage.descriptor(of: header)
    switch descriptor.kind {
    case .constructor:
      if header != other { return false }
    case .integer:
      return storage.field(0, of: left) == storage.field(0, of: right)
        && storage.field(1, of: left) == storage.field(1, of: right)
    case .oracle:
      return header == other && storage.field(0, of: left) == storage.field(0, of: right)
        ? true : nil
    case .function:
      return isSameFunction(left, right) ? true : nil
    }
    for index in 0..<GroundHeader.fields(header) {
      waiting.append(storage.field(index, of: left))
      waiting.append(storage.field(index, of: right))
    }
    return true
  }

  /// Whether two function values are written alike; if not, their equality is open.
  private func isSameFunction(_ left: UInt32, _ right: UInt32) -> Bool {
    var pairs = [(left, right)]
    var visits = 0
    while let (left, right) = pairs.popLast() {
      if left == right { continue }
      visits += 1
      guard left & 1 == 0, right & 1 == 0, visits <= limits.comparison else { return false }
      if Int(left) < settled, Int(right) < settled { return false }
      let header = storage.cell(left)
      guard header == storage.cell(right) else { return false }
      let isRaw = storage.descriptor(of: header).isRaw
      for index in 0..<GroundHeader.fields(header) {
        let (one, other) = (storage.field(index, of: left), storage.field(index, of: right))
        if !isRaw { pairs.append((one, other)) } else if one != other { return false }
      }
    }
    return true
  }

  /// A cell whose hash is being computed.
  private struct HashFrame {
    var cell: UInt32
    var header: UInt32
    var isRaw: Bool
    var next = 0
    var hash: UInt64
    var mark: UInt32

    mutating func take(_ part: UInt32) {
      hash = GroundMachine.hashStep(hash, part)
      if !isRaw { mark |= part & 1 }
      next += 1
    }
  }

  /// The hash that a value has, or will have once it is settled; nil if that takes too long.
  mutating func structuralHash(_ word: UInt32) -> UInt32? {
    if word & 1 == 1 || Int(word) < settled { return settledHash(word) }
    var frames = [hashFrame(word)]
    var visits = 1
    while true {
      let last = frames.count - 1
      let frame = frames[last]
      if frame.next == GroundHeader.fields(frame.header) {
        let hash = GroundMachine.hashEnd(frame.hash) | frame.mark
        frames.removeLast()
        if frames.isEmpty { return hash }
        frames[last - 1].take(hash)
        continue
      }
      let field = storage.field(frame.next, of: frame.cell)
      if frame.isRaw {
        frames[last].take(field)
      } else if field & 1 == 1 || Int(field) < settled {
        frames[last].take(settledHash(field))
      } else {
        visits += 1
        if visits > limits.comparison { return nil }
        frames.append(hashFrame(field))
      }
    }
  }

  private func hashFrame(_ cell: UInt32) -> HashFrame {
    let header = storage.cell(cell)
    let fixed = GroundMachine.fixedCell(GroundHeader.descriptor(header))
    let seed = storage.cell(fixed - 4)
    return HashFrame(
      cell: cell, header: header, isRaw: storage.descriptor(of: header).isRaw,
      hash: UInt64(seed), mark: seed & 1)
  }
}
