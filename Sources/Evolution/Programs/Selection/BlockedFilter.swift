/// A set of keys that now and then takes a key for a member that is none, never the other way round.
///
/// All bits of a key lie in one block of 64 bytes, so that asking touches one line of memory (Bloom
/// 1970, "Space/Time Trade-offs in Hash Coding with Allowable Errors"; Putze, Sanders and Singler
/// 2007, "Cache-, Hash- and Space-Efficient Bloom Filters").
struct BlockedFilter: Sendable {
  private static let wordsOfBlock = 8
  private static let probes = 7

  private var words: [UInt64]
  private let blocks: UInt64

  /// - Parameter blocks: of 512 bits each; with 40 keys to a block about one error in 200.
  init(blocks: Int) {
    self.blocks = UInt64(blocks)
    words = [UInt64](repeating: 0, count: blocks * Self.wordsOfBlock)
  }

  func contains(_ key: UInt64) -> Bool {
    let start = start(of: key)
    var places = Self.places(of: key)
    for _ in 0..<Self.probes {
      let word = words[start + Int(places >> 6 & 7)]
      if word >> (places & 63) & 1 == 0 { return false }
      places >>= 9
    }
    return true
  }

  mutating func insert(_ key: UInt64) {
    let start = start(of: key)
    var places = Self.places(of: key)
    for _ in 0..<Self.probes {
      words[start + Int(places >> 6 & 7)] |= 1 << (places & 63)
      places >>= 9
    }
  }

  mutating func removeAll() {
    for place in words.indices { words[place] = 0 }
  }

  private func start(of key: UInt64) -> Int {
    Int(scrambled(key).multipliedFullWidth(by: blocks).high) * Self.wordsOfBlock
  }

  /// Nine bits for each probe.
  private static func places(of key: UInt64) -> UInt64 { scrambled(~key) }
}

/// The finalizer of SplitMix64 (Steele, Lea and Flood 2014), a bijection.
func scrambled(_ key: UInt64) -> UInt64 {
  var word = key &+ 0x9E37_79B9_7F4A_7C15
  word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
  word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
  return word ^ word >> 31
}
