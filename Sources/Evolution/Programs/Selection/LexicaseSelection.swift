import Determinism

/// Lexicase selection over distinct outcome vectors.
///
/// Cases are taken in random order; each time only those remain that pass, if any does (Spector
/// 2012, "Assessment of Problem Modality by Differential Performance of Lexicase Selection"). As
/// candidates with equal outcomes never part, one per outcome vector is filtered and a member of
/// the winning group drawn, which gives the same distribution over groups for less work. Cases of
/// a later tier come only after all those of earlier ones.
struct LexicaseSelection {
  /// The members with the same outcomes, by index; smaller programs first.
  private(set) var groups: [[Int]] = []
  private var outcomes: [[Bool]] = []
  private let tiers: [Int]

  /// - Parameters:
  ///   - outcomes: for each candidate whether it passes each case; there must be a candidate.
  ///   - sizes: for each candidate its size.
  ///   - tiers: how many cases belong to each tier, in order.
  init(outcomes: [[Bool]], sizes: [Int], tiers: [Int]) {
    self.tiers = tiers
    var index: [[Bool]: Int] = [:]
    for (candidate, vector) in outcomes.enumerated() {
      if let group = index[vector] {
        groups[group].append(candidate)
      } else {
        index[vector] = groups.count
        groups.append([candidate])
        self.outcomes.append(vector)
      }
    }
    for group in groups.indices {
      groups[group].sort { (sizes[$0], $0) < (sizes[$1], $1) }
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
  func selectGroup(using generator: inout SeededGenerator) -> Int {
    var remaining = Array(outcomes.indices)
    for test in caseOrder(using: &generator) {
      guard remaining.count > 1 else { break }
      let passing = remaining.filter { outcomes[$0][test] }
      if !passing.isEmpty { remaining = passing }
    }
    return remaining[0]
  }

  private func caseOrder(using generator: inout SeededGenerator) -> [Int] {
    var order: [Int] = []
    for count in tiers {
      var tier = Array(order.count..<order.count + count)
      generator.shuffle(&tier)
      order += tier
    }
    return order
  }
}
