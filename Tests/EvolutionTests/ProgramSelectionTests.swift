import Determinism
import Testing

@testable import Evolution

@Suite("Lexicase selection")
struct ProgramSelectionTests {
  /// Lexicase as it is defined: over candidates, without groups. Only cases count on which some
  /// candidates differ.
  private func naive(
    _ outcomes: [[Bool]], tiers: [Int], using generator: inout SeededGenerator
  ) -> [Bool] {
    var remaining = outcomes
    var first = 0
    for count in tiers {
      var cases = (first..<first + count).filter { test in Set(outcomes.map { $0[test] }).count > 1
      }
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
    // A few with more than a word of cases and a block of groups.
    let isLarge = seed % 25 == 0
    let cases = 1 + generator.index(below: 6) + (isLarge ? 64 : 0)
    let laws = generator.index(below: 3)
    let count = 1 + generator.index(below: 30) + (isLarge ? 600 : 0)
    let outcomes = (0..<count).map { _ in
      (0..<cases + laws).map { _ in generator.chance(1, in: 2) }
    }
    let selection = LexicaseSelection(
      outcomes: outcomes.map { OutcomeVector($0) }, sizes: outcomes.map { _ in 1 },
      tiers: [cases, laws])
    var scratch = LexicaseSelection.Scratch()
    for _ in 0..<(isLarge ? 3 : 20) {
      var copy = generator
      let group = selection.selectGroup(using: &generator, &scratch)
      #expect(
        outcomes[selection.members(of: group)[0]]
          == naive(outcomes, tiers: [cases, laws], using: &copy))
    }
  }

  @Test("groups hold the candidates with equal outcomes, smaller first")
  func groupsAreSorted() {
    let selection = LexicaseSelection(
      outcomes: [[true], [false], [true], [true]].map { OutcomeVector($0) }, sizes: [5, 1, 3, 3],
      tiers: [1])
    #expect((0..<selection.groupCount).map { selection.members(of: $0) } == [[2, 3, 0], [1]])
  }
}
