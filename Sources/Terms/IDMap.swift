/// Numbers for numbers, for walks over many terms: open addressing, no hashing state.
package struct IDMap {
  /// `key + 1`, or 0 where free. The count is a power of two.
  private var keys = ContiguousArray<UInt64>(repeating: 0, count: 32)
  private var values = ContiguousArray<Int>(repeating: 0, count: 32)
  private var used = 0

  package init() {}

  /// The value of a key; nil if it has none, and when set to nil it stays as it is.
  package subscript(key: UInt32) -> Int? {
    get {
      let place = place(of: key)
      return keys[place] == 0 ? nil : values[place]
    }
    set {
      guard let newValue else { return }
      var place = place(of: key)
      if keys[place] == 0 {
        used += 1
        if 2 * used >= keys.count {
          grow()
          place = self.place(of: key)
        }
        keys[place] = UInt64(key) + 1
      }
      values[place] = newValue
    }
  }

  /// Where the key stands, or where it is to stand.
  private func place(of key: UInt32) -> Int {
    let wanted = UInt64(key) + 1
    let mixed = wanted &* 0x9E37_79B9_7F4A_7C15
    let mask = keys.count - 1
    var place = Int(truncatingIfNeeded: mixed ^ (mixed >> 32)) & mask
    while keys[place] != 0 && keys[place] != wanted { place = (place + 1) & mask }
    return place
  }

  private mutating func grow() {
    let (oldKeys, oldValues) = (keys, values)
    keys = ContiguousArray(repeating: 0, count: 2 * oldKeys.count)
    values = ContiguousArray(repeating: 0, count: 2 * oldKeys.count)
    for (key, value) in zip(oldKeys, oldValues) where key != 0 {
      let place = place(of: UInt32(key - 1))
      keys[place] = key
      values[place] = value
    }
  }
}
