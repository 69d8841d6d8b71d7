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

/// Non-dominated fronts of two objectives with crowding distances (Deb, Pratap, Agarwal and
/// Meyarivan 2002, "A Fast and Elitist Multiobjective Genetic Algorithm: NSGA-II").
struct ParetoRanking: Sendable {
  /// By member, its front, the best being 0.
  let fronts: [Int]
  /// By member, the distance between its neighbours in its front; infinite at the ends.
  let crowding: [Double]

  /// - Parameters:
  ///   - passed: for each member how many cases it passes; more is better.
  ///   - sizes: for each member its size; less is better.
  init(passed: [Int], sizes: [Int]) {
    // With two objectives: in this order a member is dominated by earlier ones only, and by the one
    // of a front that is smallest if by any (Jensen 2003).
    let order = passed.indices.sorted {
      (-passed[$0], sizes[$0], $0) < (-passed[$1], sizes[$1], $1)
    }
    var smallest: [(size: Int, passed: Int)] = []
    var members: [[Int]] = []
    var fronts = [Int](repeating: 0, count: passed.count)
    for member in order {
      let front =
        smallest.firstIndex {
          sizes[member] < $0.size || sizes[member] == $0.size && passed[member] == $0.passed
        } ?? smallest.count
      if front == smallest.count {
        smallest.append((sizes[member], passed[member]))
        members.append([])
      }
      smallest[front] = (sizes[member], passed[member])
      members[front].append(member)
      fronts[member] = front
    }
    self.fronts = fronts
    var crowding = [Double](repeating: .infinity, count: passed.count)
    for front in members where front.count > 2 {
      let (first, last) = (front[0], front[front.count - 1])
      let width = Double(max(1, sizes[first] - sizes[last]))
      let height = Double(max(1, passed[first] - passed[last]))
      for place in 1..<front.count - 1 {
        let (left, right) = (front[place - 1], front[place + 1])
        crowding[front[place]] =
          Double(sizes[left] - sizes[right]) / width
          + Double(passed[left] - passed[right]) / height
      }
    }
    self.crowding = crowding
  }

  /// The better of two members drawn at random.
  func select(using generator: inout SeededGenerator) -> Int {
    let first = generator.index(below: fronts.count)
    let second = generator.index(below: fronts.count)
    if fronts[first] != fronts[second] { return fronts[first] < fronts[second] ? first : second }
    if crowding[first] != crowding[second] {
      return crowding[first] > crowding[second] ? first : second
    }
    return min(first, second)
  }
}
