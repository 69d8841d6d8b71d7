import Determinism

/// Lexicase selection over distinct outcome vectors.
///
/// Cases are taken in random order; each time only those remain that pass, if any does (Spector
/// 2012, "Assessment of Problem Modality by Differential Performance of Lexicase Selection"). As
/// candidates with equal outcomes never part, one per outcome vector is filtered and a member of
/// the winning group drawn, which gives the same distribution over groups for less work. For the same
/// reason cases are left out that all pass or none does, and as soon as few groups are left those on
/// which these agree. Cases of a later tier come only after all those of earlier ones. Groups are
/// bits, so that a case filters 512 of them at once.
struct LexicaseSelection: Sendable {
  /// The members with the same outcomes, by index, smaller programs first; one group after the other.
  private var members: [Int32] = []
  /// By group, where its members begin; they end where those of the next one begin.
  private var starts: [Int32] = []
  private struct Tier {
    var cases: Range<Int>
    /// Those that some groups pass and others do not.
    var decisive: [Int]
  }
  private var tiers: [Tier] = []
  /// One bit for each of 512 groups.
  private typealias Block = SIMD8<UInt64>
  private let width: Int
  /// By case, then by block: the groups that pass.
  private var passing: [Block] = []
  /// Words for one bit a case.
  private var caseWords = 0
  /// By group, then by word: the cases that it passes.
  private var passed: [UInt64] = []
  /// Groups from which on cases are drawn among those on which they differ.
  private static let few = 4

  /// What draws use again; it decides nothing.
  struct Scratch: Sendable {
    fileprivate var remaining: [SIMD8<UInt64>] = []
    fileprivate var next: [SIMD8<UInt64>] = []
    /// The cases in their order between draws.
    fileprivate var order: [Int32] = []
    fileprivate var moved: [(place: Int32, test: Int32)] = []
    /// The groups that are left when they are few, and by word the cases on which they differ.
    fileprivate var groups: [Int32] = []
    fileprivate var differing: [UInt64] = []
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
    caseWords = vectors[0].wordCount
    for vector in vectors {
      for word in 0..<caseWords { passed.append(vector.word(word)) }
    }
    let count = counts.reduce(0, +)
    let isDecisive = setPassing(count, groups.count)
    var first = 0
    for size in counts {
      tiers.append(
        Tier(
          cases: first..<first + size, decisive: (first..<first + size).filter { isDecisive[$0] }))
      first += size
    }
  }

  /// Makes the rows of the cases; tells of each whether some groups pass it and others do not.
  private mutating func setPassing(_ cases: Int, _ groups: Int) -> [Bool] {
    let words = width * Block.bits / 64
    var rows = [UInt64](repeating: 0, count: words * cases)
    for group in 0..<groups {
      for word in 0..<caseWords {
        var bits = passed[group * caseWords + word]
        while bits != 0 {
          let test = 64 * word + bits.trailingZeroBitCount
          rows[test * words + group / 64] |= 1 << UInt64(group % 64)
          bits &= bits &- 1
        }
      }
    }
    passing.reserveCapacity(width * cases)
    for start in stride(from: 0, to: rows.count, by: 8) {
      passing.append(Block(rows[start..<start + 8]))
    }
    return (0..<cases).map { test in
      let count = passing[test * width..<(test + 1) * width].reduce(0) { $0 + $1.bitCount }
      return count > 0 && count < groups
    }
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
    for (tier, cases) in tiers.enumerated() {
      filter(&range, by: cases.decisive, using: &generator, &scratch)
      if isFew(scratch.remaining, range) {
        return selectAmongFew(in: range, from: tier, using: &generator, &scratch)
      }
    }
    preconditionFailure("no two groups pass the same cases")
  }

  /// Draws cases of a tier until few groups are left, or none of them is.
  private func filter(
    _ range: inout Range<Int>, by cases: [Int], using generator: inout SeededGenerator,
    _ scratch: inout Scratch
  ) {
    while scratch.order.count < cases.count { scratch.order.append(Int32(scratch.order.count)) }
    // Arrays of their own for the loop.
    var remaining: [Block] = []
    var order: [Int32] = []
    swap(&remaining, &scratch.remaining)
    swap(&order, &scratch.order)
    var left = cases.count
    // Counting costs more than a draw.
    while left > 0, left % 4 != 0 || !isFew(remaining, range) {
      let drawn = generator.index(below: left)
      left -= 1
      let test = order[drawn]
      scratch.moved.append((Int32(drawn), test))
      order[drawn] = order[left]
      keep(&remaining, &range, cases[Int(test)] * width, &scratch.next)
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

  private func isFew(_ remaining: [Block], _ range: Range<Int>) -> Bool {
    range.count == 1 && remaining[range.lowerBound].bitCount <= Self.few
  }

  /// Goes on with cases on which the groups that are left differ: none of these was drawn yet, because
  /// a case that was drawn leaves only groups that pass it, or none that does.
  private func selectAmongFew(
    in range: Range<Int>, from tier: Int, using generator: inout SeededGenerator,
    _ scratch: inout Scratch
  ) -> Int {
    var groups: [Int32] = []
    swap(&groups, &scratch.groups)
    defer { swap(&groups, &scratch.groups) }
    groups.removeAll(keepingCapacity: true)
    scratch.remaining[range.lowerBound].forEachBit {
      groups.append(Int32(Block.bits * range.lowerBound + $0))
    }
    for tier in tiers[tier...] {
      while groups.count > 1,
        let test = differingCase(of: groups, in: tier.cases, using: &generator, &scratch.differing)
      {
        groups.removeAll { passed[Int($0) * caseWords + test / 64] >> UInt64(test % 64) & 1 == 0 }
      }
    }
    return Int(groups[0])
  }

  /// Draws one of a tier's cases that some of the groups pass and others do not; nil if there is none.
  private func differingCase(
    of groups: [Int32], in cases: Range<Int>, using generator: inout SeededGenerator,
    _ differing: inout [UInt64]
  ) -> Int? {
    if cases.isEmpty { return nil }
    let first = cases.lowerBound / 64
    var count = 0
    differing.removeAll(keepingCapacity: true)
    for word in first...(cases.upperBound - 1) / 64 {
      var (some, all): (UInt64, UInt64) = (0, .max)
      for group in groups {
        let bits = passed[Int(group) * caseWords + word]
        some |= bits
        all &= bits
      }
      differing.append(some & ~all & Self.mask(of: cases, word))
      count += differing[word - first].nonzeroBitCount
    }
    if count == 0 { return nil }
    var rest = generator.index(below: count)
    var word = 0
    while rest >= differing[word].nonzeroBitCount {
      rest -= differing[word].nonzeroBitCount
      word += 1
    }
    var bits = differing[word]
    for _ in 0..<rest { bits &= bits &- 1 }
    return 64 * (first + word) + bits.trailingZeroBitCount
  }

  /// The bits of a word of cases that are in a range.
  private static func mask(of cases: Range<Int>, _ word: Int) -> UInt64 {
    var mask = UInt64.max
    if cases.lowerBound > 64 * word { mask &= .max << UInt64(cases.lowerBound - 64 * word) }
    if cases.upperBound < 64 * word + 64 {
      mask &= .max >> UInt64(64 * word + 64 - cases.upperBound)
    }
    return mask
  }
}

extension SIMD8<UInt64> {
  fileprivate static var bits: Int { 512 }

  /// Takes out all bits but the first ones.
  fileprivate mutating func keep(first count: Int) {
    for lane in 0..<8 where count < 64 * (lane + 1) {
      self[lane] &= count <= 64 * lane ? 0 : .max >> UInt64(64 * (lane + 1) - count)
    }
  }

  @inline(__always)
  fileprivate var bitCount: Int { Int(nonzeroBitCount.wrappedSum()) }

  fileprivate func forEachBit(_ body: (Int) -> Void) {
    for lane in 0..<8 {
      var bits = self[lane]
      while bits != 0 {
        body(64 * lane + bits.trailingZeroBitCount)
        bits &= bits &- 1
      }
    }
  }
}
