import Foundation

/// The canonical programs that were evaluated in a run, so that none is evaluated twice.
///
/// The promise: a program is not evaluated again before ``capacity`` other ones have been, nor at all
/// in a run of less than twice as many. Memory is bounded: beyond two thousand programs two filters hold
/// them, of which the older one is emptied when the newer one is full. The price: up to one in a
/// hundred new programs is taken for an old one and not evaluated.
///
/// A filter has many megabytes, and changes in all of its parts. Therefore a checkpoint holds, in five
/// bytes each, only the programs that were entered since the one before; see ``drain()``.
struct SeenPrograms: Sendable {
  /// The capacity in a run.
  static let capacity = keysOfBlock << 18
  private static let keysOfBlock = 40
  /// Bytes of a fingerprint.
  static let width = 5

  /// Programs that a filter takes.
  let capacity: Int
  /// Programs entered in all.
  private(set) var count = 0
  /// A hash of all fingerprints in their order, where the older filter and the newer one begin and
  /// after the last one.
  private var digests: [UInt64] = [0, 0, 0]
  /// The fingerprints that were entered since the last checkpoint.
  private var entered: [UInt8] = []

  /// The fingerprints while they are few.
  private var few: Set<UInt64> = []
  /// What was entered in the present period of ``capacity`` programs, and in the one before.
  private var newer: BlockedFilter?
  private var older: BlockedFilter?
  /// Whether all that counts as seen is here.
  private(set) var isComplete = true

  init(capacity: Int = Self.capacity) {
    self.capacity = capacity
  }

  /// The number of the first program that counts as seen; all before are forgotten.
  var first: Int { max(0, count / capacity - 1) * capacity }

  /// Programs that are kept as they are before there are filters.
  private var exact: Int { min(1 << 11, capacity / 2) }

  func contains(_ key: UInt64) -> Bool { holds(fingerprint(of: key)) }

  /// Enters a program; false if it is there already.
  mutating func insert(_ key: UInt64) -> Bool {
    precondition(isComplete, "what was stored apart has been given back")
    let fingerprint = fingerprint(of: key)
    if holds(fingerprint) { return false }
    enter(fingerprint)
    for place in 0..<Self.width {
      entered.append(UInt8(truncatingIfNeeded: fingerprint >> UInt64(8 * place)))
    }
    return true
  }

  private func fingerprint(of key: UInt64) -> UInt64 {
    scrambled(key) >> UInt64(64 - 8 * Self.width)
  }

  private func holds(_ fingerprint: UInt64) -> Bool {
    if let newer, let older {
      return newer.contains(fingerprint) || count >= capacity && older.contains(fingerprint)
    }
    return few.contains(fingerprint)
  }

  private mutating func enter(_ fingerprint: UInt64) {
    if count >= exact, newer == nil { makeFilters() }
    if newer == nil { few.insert(fingerprint) }
    newer?.insert(fingerprint)
    digests[2] = scrambled(digests[2] ^ fingerprint)
    count += 1
    if count % capacity == 0 { turn() }
  }

  /// Both at once, so that memory does not grow later.
  private mutating func makeFilters() {
    let blocks = (capacity + Self.keysOfBlock - 1) / Self.keysOfBlock
    newer = BlockedFilter(blocks: blocks)
    older = BlockedFilter(blocks: blocks)
    for fingerprint in few { newer?.insert(fingerprint) }
    few = []
  }

  /// Begins a new period: the older filter is emptied.
  private mutating func turn() {
    let before = first
    swap(&newer, &older)
    newer?.removeAll()
    digests = [digests[1], digests[2], digests[2]]
    let start = count - entered.count / Self.width
    if start < before { entered.removeFirst((before - start) * Self.width) }
  }
}

// MARK: - Checkpoints

/// Programs that were entered one after the other, as a checkpoint keeps them.
public struct SeenBatch: Hashable, Sendable {
  /// The number of the first one.
  public var first: Int
  /// Five bytes each, the low ones first.
  public var fingerprints: Data

  public init(first: Int, fingerprints: Data) {
    self.first = first
    self.fingerprints = fingerprints
  }
}

extension SeenPrograms: Codable {
  private enum CodingKeys: String, CodingKey {
    case capacity, count, digests, entered
  }

  /// Complete if nothing was drained; otherwise ``restore(_:)`` is to be given that.
  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    capacity = try values.decode(Int.self, forKey: .capacity)
    count = try values.decode(Int.self, forKey: .count)
    digests = try values.decode([UInt64].self, forKey: .digests)
    entered = Array(try values.decode(Data.self, forKey: .entered))
    guard 1...Self.capacity ~= capacity, digests.count == 3, count >= 0,
      entered.count % Self.width == 0, entered.count / Self.width <= count
    else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: values.codingPath, debugDescription: "seen programs contradict themselves"))
    }
    isComplete = false
    isComplete = restore([])
  }

  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(capacity, forKey: .capacity)
    try values.encode(count, forKey: .count)
    try values.encode(digests, forKey: .digests)
    try values.encode(Data(entered), forKey: .entered)
  }

  /// Takes out what was entered since the last time, to be stored apart and given back to
  /// ``restore(_:)`` after decoding.
  mutating func drain() -> SeenBatch {
    let batch = SeenBatch(
      first: count - entered.count / Self.width, fingerprints: Data(entered))
    entered.removeAll(keepingCapacity: true)
    return batch
  }

  /// Enters what was drained before the coded form was made, in order.
  ///
  /// - Returns: whether that is all and nothing but what counts as seen.
  mutating func restore(_ batches: [SeenBatch]) -> Bool {
    if isComplete { return batches.isEmpty }
    let own = SeenBatch(
      first: count - entered.count / Self.width, fingerprints: Data(entered))
    var seen = SeenPrograms(capacity: capacity)
    seen.count = first
    seen.digests = [digests[0], digests[0], digests[0]]
    for (index, batch) in (batches + [own]).enumerated() {
      let bytes = Array(batch.fingerprints)
      // What is forgotten may stand before the rest of the first one.
      guard bytes.count % Self.width == 0, batch.first >= 0,
        batch.first == seen.count || index == 0 && batch.first < seen.count
      else { return false }
      let forgotten = min(seen.count - batch.first, bytes.count / Self.width)
      guard bytes.count / Self.width - forgotten <= count - seen.count else { return false }
      var place = forgotten * Self.width
      while place < bytes.count {
        seen.enter(
          (0..<Self.width).reduce(0) { $0 | UInt64(bytes[place + $1]) << UInt64(8 * $1) })
        place += Self.width
      }
    }
    guard seen.count == count, seen.digests == digests else { return false }
    (few, newer, older) = (seen.few, seen.newer, seen.older)
    isComplete = true
    return true
  }
}
