import Determinism

/// Lexicase selection over distinct outcome vectors.
///
/// Cases are taken in random order; each time only those remain that pass, if any does (Spector
/// 2012, "Assessment of Problem Modality by Differential Performance of Lexicase Selection"). As
/// candidates with equal outcomes never part, one per outcome vector is filtered and a member of
/// the winning group drawn, which gives the same distribution over groups for less work. Cases of
/// a later tier come only after all those of earlier ones. Groups are bits of words, so that a
/// case filters 64 of them at once.
struct LexicaseSelection: Sendable {
  /// The members with the same outcomes, by index; smaller programs first.
  private(set) var groups: [[Int]] = []
  private let tiers: [Int]
  /// Words for one bit a group.
  private let width: Int
  /// By case, then by word: the groups that pass.
  private var passing: [UInt64]

  /// - Parameters:
  ///   - outcomes: for each candidate whether it passes each case; there must be a candidate.
  ///   - sizes: for each candidate its size.
  ///   - tiers: how many cases belong to each tier, in order.
  init(outcomes: [[Bool]], sizes: [Int], tiers: [Int]) {
    self.tiers = tiers
    var vectors: [OutcomeVector] = []
    var places: [OutcomeVector: Int] = [:]
    for (candidate, outcome) in outcomes.enumerated() {
      let vector = OutcomeVector(outcome)
      if let group = places[vector] {
        groups[group].append(candidate)
      } else {
        places[vector] = groups.count
        groups.append([candidate])
        vectors.append(vector)
      }
    }
    for group in groups.indices {
      groups[group].sort { (sizes[$0], $0) < (sizes[$1], $1) }
    }
    width = (groups.count + 63) / 64
    let cases = tiers.reduce(0, +)
    passing = [UInt64](repeating: 0, count: width * cases)
    for (group, vector) in vectors.enumerated() {
      for test in 0..<cases where vector[test] {
        passing[test * width + group / 64] |= 1 << UInt64(group % 64)
      }
    }
  }

  /// Draws a candidate; within a group the smaller of two drawn members wins.
  func select(using generator: inout SeededGenerator) -> Int {
    let group = groups[selectGroup(using: &generator)]
    let first = generator.index(below: group.count)
    let second = generator.index(below: group.count)
    return group[min(first, second)]
  }

  /// Draws a group of candidates with equal outcomes.
  ///
  /// The order of cases is drawn as far as it is needed, each case among those that are left, so
  /// that it costs little where few cases decide.
  func selectGroup(using generator: inout SeededGenerator) -> Int {
    var remaining = [UInt64](repeating: .max, count: width)
    remaining[width - 1] = .max >> UInt64(64 * width - groups.count)
    // No word outside this range has a bit.
    var range = 0..<width
    var first = 0
    for count in tiers {
      var order = Array(first..<first + count)
      first += count
      var left = count
      while left > 0, !isSingle(remaining, range) {
        let drawn = generator.index(below: left)
        left -= 1
        let row = order[drawn] * width
        order[drawn] = order[left]
        filter(&remaining, &range, row)
      }
    }
    return 64 * range.lowerBound + remaining[range.lowerBound].trailingZeroBitCount
  }

  /// Keeps the groups that pass the case in a row, if any does.
  private func filter(_ remaining: inout [UInt64], _ range: inout Range<Int>, _ row: Int) {
    var any: UInt64 = 0
    for word in range { any |= remaining[word] & passing[row + word] }
    if any == 0 { return }
    for word in range { remaining[word] &= passing[row + word] }
    while remaining[range.lowerBound] == 0 { range = range.lowerBound + 1..<range.upperBound }
    while remaining[range.upperBound - 1] == 0 { range = range.lowerBound..<range.upperBound - 1 }
  }

  private func isSingle(_ remaining: [UInt64], _ range: Range<Int>) -> Bool {
    range.count == 1 && remaining[range.lowerBound].nonzeroBitCount == 1
  }
}

/// Which cases a candidate passes, one bit each.
struct OutcomeVector: Hashable, Sendable {
  private var words: [UInt64]

  init(_ outcomes: [Bool]) {
    words = [UInt64](repeating: 0, count: (outcomes.count + 63) / 64)
    for (index, passes) in outcomes.enumerated() where passes {
      words[index / 64] |= 1 << UInt64(index % 64)
    }
  }

  /// Whether it passes a case.
  subscript(test: Int) -> Bool { words[test / 64] >> UInt64(test % 64) & 1 == 1 }
}
