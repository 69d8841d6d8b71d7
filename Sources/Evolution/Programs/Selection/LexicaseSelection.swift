import Determinism

/// Lexicase selection over distinct outcome vectors.
///
/// Cases are taken in random order; each time only those remain that pass, if any does (Spector
/// 2012, "Assessment of Problem Modality by Differential Performance of Lexicase Selection"). As
/// candidates with equal outcomes never part, one per outcome vector is filtered and a member of
/// the winning group drawn, which gives the same distribution over groups for less work. For the same
/// reason cases are left out that all pass or none does. Cases of a later tier come only after all
/// those of earlier ones. Groups are bits, so that a case filters 512 of them at once.
struct LexicaseSelection: Sendable {
  /// The members with the same outcomes, by index, smaller programs first; one group after the other.
  private var members: [Int32] = []
  /// By group, where its members begin; they end where those of the next one begin.
  private var starts: [Int32] = []
  /// By tier, its cases.
  private var tiers: [Range<Int>] = []
  /// One bit for each of 512 groups.
  private typealias Block = SIMD8<UInt64>
  private let width: Int
  /// By case, then by block: the groups that pass.
  private var passing: [Block] = []

  /// What draws use again; it decides nothing.
  struct Scratch: Sendable {
    fileprivate var remaining: [SIMD8<UInt64>] = []
    fileprivate var next: [SIMD8<UInt64>] = []
    /// The cases in their order between draws.
    fileprivate var order: [Int32] = []
    fileprivate var moved: [(place: Int32, test: Int32)] = []
  }

  /// - Parameters:
  ///   - outcomes: for each candidate which cases it passes; there must be a candidate.
  ///   - sizes: for each candidate its size.
  ///   - tiers: how many cases belong to each tier, in order.
  init(outcomes: [OutcomeVector], sizes: [Int], tiers counts: [Int]) {
    var groups: [[Int]] = []
    var vectors: [OutcomeVector] = []
    var places: [OutcomeVector: Int] = [:]
    for (candidate, vector) in outcomes.enumerated() {
      if let group = places[vector] {
        groups[group].append(candidate)
      } else {
        places[vector] = groups.count
        groups.append([candidate])
        vectors.append(vector)
      }
    }
    starts.append(0)
    for group in groups {
      members += group.sorted { (sizes[$0], $0) < (sizes[$1], $1) }.map { Int32($0) }
      starts.append(Int32(members.count))
    }
    width = (groups.count + Block.bits - 1) / Block.bits
    var test = 0
    var kept = 0
    for count in counts {
      let first = kept
      for _ in 0..<count {
        if add(test, vectors) { kept += 1 }
        test += 1
      }
      tiers.append(first..<kept)
    }
  }

  /// Adds the row of a case; false if it does not tell groups apart.
  private mutating func add(_ test: Int, _ vectors: [OutcomeVector]) -> Bool {
    var row = [Block](repeating: .zero, count: width)
    var count = 0
    for (group, vector) in vectors.enumerated() where vector[test] {
      row[group / Block.bits].insert(group % Block.bits)
      count += 1
    }
    if count == 0 || count == vectors.count { return false }
    passing += row
    return true
  }

  var groupCount: Int { starts.count - 1 }

  /// The members of a group, smaller programs first.
  func members(of group: Int) -> [Int] {
    members[Int(starts[group])..<Int(starts[group + 1])].map { Int($0) }
  }

  /// Draws a candidate; within a group the smaller of two drawn members wins.
  func select(using generator: inout SeededGenerator, _ scratch: inout Scratch) -> Int {
    let group = selectGroup(using: &generator, &scratch)
    let start = Int(starts[group])
    let count = Int(starts[group + 1]) - start
    let first = generator.index(below: count)
    let second = generator.index(below: count)
    return Int(members[start + min(first, second)])
  }

  /// Draws a group of candidates with equal outcomes.
  ///
  /// The order of cases is drawn as far as it is needed, each case among those that are left, so
  /// that it costs little where few cases decide.
  func selectGroup(using generator: inout SeededGenerator, _ scratch: inout Scratch) -> Int {
    if scratch.remaining.count != width {
      scratch.remaining = [Block](repeating: .zero, count: width)
      scratch.next = scratch.remaining
    }
    for block in 0..<width { scratch.remaining[block] = Block(repeating: .max) }
    scratch.remaining[width - 1].keep(first: groupCount - Block.bits * (width - 1))
    // No block outside this range has a bit.
    var range = 0..<width
    for tier in tiers where !isSingle(scratch.remaining, range) {
      filter(&range, by: tier, using: &generator, &scratch)
    }
    return Block.bits * range.lowerBound + scratch.remaining[range.lowerBound].firstBit
  }

  /// Draws cases of a tier until one group is left, or none of them is.
  private func filter(
    _ range: inout Range<Int>, by tier: Range<Int>, using generator: inout SeededGenerator,
    _ scratch: inout Scratch
  ) {
    while scratch.order.count < tier.count { scratch.order.append(Int32(scratch.order.count)) }
    // Arrays of their own for the loop.
    var remaining: [Block] = []
    var order: [Int32] = []
    swap(&remaining, &scratch.remaining)
    swap(&order, &scratch.order)
    var left = tier.count
    while left > 0, !isSingle(remaining, range) {
      let drawn = generator.index(below: left)
      left -= 1
      let test = order[drawn]
      scratch.moved.append((Int32(drawn), test))
      order[drawn] = order[left]
      keep(&remaining, &range, (tier.lowerBound + Int(test)) * width, &scratch.next)
    }
    while let last = scratch.moved.popLast() { order[Int(last.place)] = last.test }
    swap(&remaining, &scratch.remaining)
    swap(&order, &scratch.order)
  }

  /// Keeps the groups that pass the case in a row, if any does.
  private func keep(
    _ remaining: inout [Block], _ range: inout Range<Int>, _ row: Int, _ next: inout [Block]
  ) {
    var any = Block.zero
    for block in range {
      let kept = remaining[block] & passing[row + block]
      next[block] = kept
      any |= kept
    }
    if any == .zero { return }
    swap(&remaining, &next)
    while remaining[range.lowerBound] == .zero { range = range.lowerBound + 1..<range.upperBound }
    while remaining[range.upperBound - 1] == .zero {
      range = range.lowerBound..<range.upperBound - 1
    }
  }

  private func isSingle(_ remaining: [Block], _ range: Range<Int>) -> Bool {
    range.count == 1 && remaining[range.lowerBound].isSingle
  }
}

extension SIMD8<UInt64> {
  fileprivate static var bits: Int { 512 }

  fileprivate mutating func insert(_ bit: Int) { self[bit / 64] |= 1 << UInt64(bit % 64) }

  /// Takes out all bits but the first ones.
  fileprivate mutating func keep(first count: Int) {
    for lane in 0..<8 where count < 64 * (lane + 1) {
      self[lane] &= count <= 64 * lane ? 0 : .max >> UInt64(64 * (lane + 1) - count)
    }
  }

  /// Whether there is exactly one bit.
  @inline(__always)
  fileprivate var isSingle: Bool {
    if self & (self &- 1) != .zero { return false }
    return Self.zero.replacing(with: 1, where: self .!= 0).wrappedSum() == 1
  }

  /// The number of the first bit; there must be one.
  fileprivate var firstBit: Int {
    var lane = 0
    while self[lane] == 0 { lane += 1 }
    return 64 * lane + self[lane].trailingZeroBitCount
  }
}
