import Determinism

/// How parents are chosen.
public enum SelectionMethod: String, CaseIterable, Hashable, Sendable, Codable {
  /// Cases in random order, all of them.
  case lexicase
  /// Lexicase over a random sample of the cases, drawn anew for each generation.
  case downSampled = "down-sampled"
  /// Lexicase over a sample of cases that tell different members apart.
  case informed
  /// The best of some members drawn at random.
  case tournament
  /// Passing more against being smaller: the better front of two, then the less crowded.
  case pareto
}

/// Members from which parents are drawn, by any of the methods.
enum ParentSelection: Sendable {
  case lexicase(LexicaseSelection)
  /// Members in order, better ones first.
  case tournament(order: [Int], size: Int)
  case pareto(ParetoRanking)

  /// Draws a parent by its place among the members.
  func select(
    using generator: inout SeededGenerator, _ scratch: inout LexicaseSelection.Scratch
  ) -> Int {
    switch self {
    case .lexicase(let selection): return selection.select(using: &generator, &scratch)
    case .tournament(let order, let size):
      var best = generator.index(below: order.count)
      for _ in 1..<max(2, size) { best = min(best, generator.index(below: order.count)) }
      return order[best]
    case .pareto(let ranking): return ranking.select(using: &generator)
    }
  }
}
