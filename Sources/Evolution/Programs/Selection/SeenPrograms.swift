import Foundation

/// The canonical programs that were evaluated in a run, so that none is evaluated twice.
///
/// The latest ones are kept as they are. Older ones are bits of two filters (Bloom 1970,
/// "Space/Time Trade-offs in Hash Coding with Allowable Errors"), so that a new program is taken for
/// an old one now and then, of which at most one in fifty is. When both filters are full the older
/// one is forgotten, so memory is bounded, and programs are forgotten only after that many others.
struct SeenPrograms: Hashable, Sendable, Codable {
  /// Programs that are kept as they are.
  static let exact = 4_096
  /// Programs that a filter takes.
  static let capacity = 53 * exact
  /// At about ten bits for a program seven probes leave one error in a hundred.
  private static let words = 1 << 15
  private static let probes: UInt64 = 7

  private var latest: [UInt64] = []
  private var lookup: Set<UInt64> = []
  /// Bits, none before the first programs come here.
  private var newer: [UInt64] = []
  private var older: [UInt64] = []
  /// Programs in ``newer``.
  private var count = 0

  private enum CodingKeys: String, CodingKey {
    case latest, newer, older, count
  }

  init() {}

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    latest = try values.decode([UInt64].self, forKey: .latest)
    lookup = Set(latest)
    newer = try Self.filter(values.decode(Data.self, forKey: .newer))
    older = try Self.filter(values.decode(Data.self, forKey: .older))
    count = try values.decode(Int.self, forKey: .count)
  }

  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(latest, forKey: .latest)
    try values.encode(Self.bytes(newer), forKey: .newer)
    try values.encode(Self.bytes(older), forKey: .older)
    try values.encode(count, forKey: .count)
  }

  func contains(_ key: UInt64) -> Bool {
    lookup.contains(key) || Self.contains(key, newer) || Self.contains(key, older)
  }

  /// Enters a program; false if it is there already.
  mutating func insert(_ key: UInt64) -> Bool {
    if contains(key) { return false }
    lookup.insert(key)
    latest.append(key)
    if latest.count >= Self.exact { settle() }
    return true
  }

  /// Moves the latest programs into the filters.
  private mutating func settle() {
    if count + latest.count > Self.capacity {
      older = newer
      newer = []
      count = 0
    }
    if newer.isEmpty { newer = [UInt64](repeating: 0, count: Self.words) }
    for key in latest {
      var (place, step) = Self.probe(key)
      for _ in 0..<Self.probes {
        let bit = place % UInt64(64 * Self.words)
        newer[Int(bit / 64)] |= 1 << (bit % 64)
        place &+= step
      }
    }
    count += latest.count
    latest.removeAll(keepingCapacity: true)
    lookup.removeAll(keepingCapacity: true)
  }
}

// MARK: - Filters

extension SeenPrograms {
  /// Where the bits of a program are: the first, and the distance of the others (Kirsch and
  /// Mitzenmacher 2006, "Less Hashing, Same Performance").
  private static func probe(_ key: UInt64) -> (first: UInt64, step: UInt64) {
    var mixed = key
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    mixed ^= mixed >> 31
    return (mixed, mixed >> 32 | 1)
  }

  private static func contains(_ key: UInt64, _ filter: [UInt64]) -> Bool {
    if filter.isEmpty { return false }
    var (place, step) = probe(key)
    for _ in 0..<probes {
      let bit = place % UInt64(64 * words)
      if filter[Int(bit / 64)] >> (bit % 64) & 1 == 0 { return false }
      place &+= step
    }
    return true
  }

  private static func bytes(_ filter: [UInt64]) -> Data {
    var bytes = Data(capacity: 8 * filter.count)
    for word in filter {
      for shift in stride(from: UInt64(0), to: 64, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: word >> shift))
      }
    }
    return bytes
  }

  private static func filter(_ bytes: Data) throws -> [UInt64] {
    let bytes = Array(bytes)
    guard bytes.isEmpty || bytes.count == 8 * words else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: [], debugDescription: "a filter of seen programs has another size"))
    }
    return stride(from: 0, to: bytes.count, by: 8).map { start in
      (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[start + $1]) << UInt64(8 * $1) }
    }
  }
}
