import Determinism
import Testing

@testable import Evolution

@Suite("Lexicase selection")
struct ProgramSelectionTests {
  /// Lexicase as it is defined: over candidates, without groups.
  private func naive(
    _ outcomes: [[Bool]], tiers: [Int], using generator: inout SeededGenerator
  ) -> [Bool] {
    var remaining = outcomes
    var first = 0
    for count in tiers {
      var cases = Array(first..<first + count)
      first += count
      while !cases.isEmpty, Set(remaining).count > 1 {
        cases.swapAt(generator.index(below: cases.count), cases.count - 1)
        let test = cases.removeLast()
        let passing = remaining.filter { $0[test] }
        if !passing.isEmpty { remaining = passing }
      }
    }
    return remaining[0]
  }

  @Test("the chosen outcomes are those of the naive model", arguments: seeds(50))
  func agreesWithNaiveModel(seed: UInt64) {
    var generator = SeededGenerator.stream(seed: seed, path: 1)
    let cases = 1 + generator.index(below: 6)
    let laws = generator.index(below: 3)
    let outcomes = (0..<(1 + generator.index(below: 30))).map { _ in
      (0..<cases + laws).map { _ in generator.chance(1, in: 2) }
    }
    let selection = LexicaseSelection(
      outcomes: outcomes, sizes: outcomes.map { _ in 1 }, tiers: [cases, laws])
    for _ in 0..<20 {
      var copy = generator
      let group = selection.selectGroup(using: &generator)
      #expect(
        outcomes[selection.groups[group][0]] == naive(outcomes, tiers: [cases, laws], using: &copy))
    }
  }

  @Test("groups hold the candidates with equal outcomes, smaller first")
  func groupsAreSorted() {
    let selection = LexicaseSelection(
      outcomes: [[true], [false], [true], [true]], sizes: [5, 1, 3, 3], tiers: [1])
    #expect(selection.groups == [[2, 3, 0], [1]])
  }
}
