/// A hash that does not change between runs or machines, for addresses and fingerprints.
///
/// It resists accidents, not adversaries; where somebody might search for a collision use
/// ``SHA256``. The sequence of calls is what is hashed: strings and byte arrays count their length.
public struct StableHasher: Sendable {
  private var state: UInt64

  public init(seed: UInt64 = 0) {
    state = mixed(seed &+ 0x9E37_79B9_7F4A_7C15)
  }

  @inline(__always)
  public mutating func combine(_ word: UInt64) {
    state = mixed((state ^ mixed(word &+ 0xD1B5_4A32_D192_ED03)) &+ 0x9E37_79B9_7F4A_7C15)
  }

  public mutating func combine(_ number: Int) {
    combine(UInt64(bitPattern: Int64(number)))
  }

  public mutating func combine(_ text: String) {
    combine(Array(text.utf8))
  }

  public mutating func combine(_ bytes: [UInt8]) {
    combine(bytes.count)
    var word: UInt64 = 0
    var filled: UInt64 = 0
    for byte in bytes {
      word |= UInt64(byte) << (8 * filled)
      filled += 1
      if filled == 8 {
        combine(word)
        word = 0
        filled = 0
      }
    }
    if filled > 0 { combine(word) }
  }

  /// The hash of what has been combined so far.
  public func finalize() -> UInt64 {
    mixed(state)
  }
}

/// The finalizer of SplitMix64 (Steele, Lea and Flood 2014), a bijection.
@inline(__always)
func mixed(_ word: UInt64) -> UInt64 {
  var z = word
  z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
  z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
  return z ^ (z >> 31)
}
