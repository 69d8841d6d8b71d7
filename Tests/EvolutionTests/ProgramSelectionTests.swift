import Determinism
import Testing

@testable import Evolution

@Suite("Lexicase selection")
struct ProgramSelectionTests {
  /// How probable each outcome vector is by definition: over all orders of the cases, those of a tier
  /// before those of the next.
  private func probabilities(_ outcomes: [[Bool]], tiers: [Range<Int>]) -> [[Bool]: Double] {
    guard let tier = tiers.first else { return [outcomes[0]: 1] }
    var found: [[Bool]: Double] = [:]
    func filter(_ remaining: [[Bool]], _ cases: [Int], _ share: Double) {
      if cases.isEmpty || Set(remaining).count == 1 {
        let rest = probabilities(remaining, tiers: Array(tiers.dropFirst()))
        for (vector, probability) in rest { found[vector, default: 0] += share * probability }
        return
      }
      for (place, test) in cases.enumerated() {
        var others = cases
        others.remove(at: place)
        let passing = remaining.filter { $0[test] }
        filter(passing.isEmpty ? remaining : passing, others, share / Double(cases.count))
      }
    }
    filter(outcomes, Array(tier), 1)
    return found
  }

  @Test("outcomes are chosen as often as the definition says", arguments: seeds(20))
  func agreesWithDefinition(seed: UInt64) {
    var generator = SeededGenerator.stream(seed: seed, path: 1)
    let cases = 1 + generator.index(below: 4)
    let laws = generator.index(below: 3)
    let outcomes = (0..<(1 + generator.index(below: 40))).map { _ in
      (0..<cases + laws).map { _ in generator.chance(1, in: 2) }
    }
    let selection = LexicaseSelection(
      outcomes: outcomes.map { OutcomeVector($0) }, sizes: outcomes.map { _ in 1 },
      tiers: [cases, laws])
    let expected = probabilities(outcomes, tiers: [0..<cases, cases..<cases + laws])
    var scratch = LexicaseSelection.Scratch()
    var counts: [[Bool]: Int] = [:]
    let draws = 2_000
    for _ in 0..<draws {
      let group = selection.selectGroup(using: &generator, &scratch)
      counts[outcomes[selection.members(of: group)[0]], default: 0] += 1
    }
    for (vector, probability) in expected {
      let deviation = (probability * (1 - probability) / Double(draws)).squareRoot()
      let share = Double(counts[vector, default: 0]) / Double(draws)
      #expect(abs(share - probability) <= 5 * deviation, "\(vector)")
    }
    #expect(counts.keys.allSatisfy { expected[$0] ?? 0 > 0 })
  }

  @Test("of many groups over many cases the chosen ones are specialists", arguments: seeds(3))
  func manyGroups(seed: UInt64) {
    var generator = SeededGenerator.stream(seed: seed, path: 2)
    // Candidate n alone passes case n; beside that each passes cases that do not decide alone.
    let count = 700
    let outcomes = (0..<count).map { candidate in
      (0..<140).map { test in
        test < 70 ? candidate % 70 == test : candidate / 70 > (test - 70) / 7
      }
    }
    let selection = LexicaseSelection(
      outcomes: outcomes.map { OutcomeVector($0) }, sizes: outcomes.map { _ in 1 },
      tiers: [70, 70])
    #expect(selection.groupCount == count)
    var scratch = LexicaseSelection.Scratch()
    var chosen: Set<Int> = []
    for _ in 0..<700 {
      let candidate = selection.select(using: &generator, &scratch)
      // The first tier decides for one of 70 kinds, the second for the best of a kind.
      #expect(candidate / 70 == 9)
      chosen.insert(candidate % 70)
    }
    #expect(chosen.count > 60)
  }

  @Test("groups hold the candidates with equal outcomes, smaller first")
  func groupsAreSorted() {
    let selection = LexicaseSelection(
      outcomes: [[true], [false], [true], [true]].map { OutcomeVector($0) }, sizes: [5, 1, 3, 3],
      tiers: [1])
    #expect((0..<selection.groupCount).map { selection.members(of: $0) } == [[2, 3, 0], [1]])
  }
}
