import Determinism
import Foundation
import Testing

@testable import Evolution

@Suite("Selection, islands and rates")
struct ProgramStrategyTests {
  @Test("fronts are those of the definition, peeled off one by one", arguments: seeds(30))
  func frontsAgreeWithDefinition(seed: UInt64) {
    var generator = SeededGenerator.stream(seed: seed, path: 0x40)
    let passed = (0..<40).map { _ in generator.index(below: 8) }
    let sizes = (0..<40).map { _ in 1 + generator.index(below: 12) }
    func dominates(_ one: Int, _ other: Int) -> Bool {
      passed[one] >= passed[other] && sizes[one] <= sizes[other]
        && (passed[one] > passed[other] || sizes[one] < sizes[other])
    }
    var expected = [Int](repeating: -1, count: 40)
    var front = 0
    while expected.contains(-1) {
      let open = expected.indices.filter { expected[$0] < 0 }
      for member in open where !open.contains(where: { dominates($0, member) }) {
        expected[member] = front
      }
      front += 1
    }
    #expect(ParetoRanking(passed: passed, sizes: sizes).fronts == expected)
  }

  @Test("the ends of a front are never crowded out")
  func crowding() {
    let ranking = ParetoRanking(passed: [5, 4, 3, 1], sizes: [20, 10, 9, 1])
    #expect(ranking.fronts == [0, 0, 0, 0])
    #expect(ranking.crowding[0] == .infinity && ranking.crowding[3] == .infinity)
    #expect(ranking.crowding[1] > 0 && ranking.crowding[1] < 2)
  }

  @Test("an informed sample holds cases that members pass differently", arguments: seeds(10))
  func informedSamples(seed: UInt64) {
    var generator = SeededGenerator.stream(seed: seed, path: 0x41)
    // Cases 0, 1 and 2 agree with each other, 3 and 4 do, 5 is alone.
    let outcomes = (0..<30).map { member in
      let bits = [member % 2 == 0, member % 3 == 0, member % 5 == 0]
      return [bits[0], bits[0], bits[0], bits[1], bits[1], bits[2]]
    }
    let sample = CaseSample.informed(3, outcomes: outcomes, using: &generator)
    #expect(sample.count == 3)
    #expect(sample[0] < 3)
    #expect(sample[1] == 3 || sample[1] == 4)
    #expect(sample[2] == 5)
    #expect(CaseSample.random(3, of: 6, using: &generator).count == 3)
  }

  @Test("rates follow success and never vanish", arguments: [RateAdaptation.matching, .pursuit])
  func ratesFollowSuccess(adaptation: RateAdaptation) throws {
    var rates = OperatorRates(weights: [10, 10, 10, 10])
    let outcomes = [1, 2, 30, 0].map {
      OperatorOutcome(operation: .point, tried: 50, succeeded: $0)
    }
    for _ in 0..<100 { rates.learn(outcomes, by: adaptation) }
    let probabilities = rates.probabilities
    #expect(probabilities.max() == probabilities[2])
    #expect(probabilities.allSatisfy { $0 > 0.06 })
    #expect(abs(probabilities.reduce(0, +) - 1) < 1e-9)
    let bytes = try JSONEncoder().encode(rates)
    #expect(try JSONDecoder().decode(OperatorRates.self, from: bytes) == rates)
    var fixed = OperatorRates(weights: [1, 3])
    fixed.learn(Array(outcomes.prefix(2)), by: .fixed)
    #expect(fixed.probabilities == [0.25, 0.75])
  }

  @Test("migrants move to the next island, and each has its share of places")
  func islands() {
    var islands = Islands()
    islands.settle([0, 1, 0, 1, 2, 0])
    islands.migrate(1, islands: 3)
    #expect(islands.homes == [1, 2, 0, 1, 0, 0])
    let shares = (0..<3).map { Islands.share(of: $0, islands: 3, places: 10) }
    #expect(shares.reduce(0, +) == 10)
    #expect(shares.allSatisfy { $0 >= 3 })
  }

  @Test(
    "every setting decides the same at any number of threads and after a stop",
    arguments: [
      ["selection=down-sampled", "rates=pursuit"], ["selection=informed", "rates=matching"],
      ["selection=tournament", "islands=3", "migration=2", "rates=fixed"],
      ["selection=pareto", "islands=2", "stall=2", "archive=50"],
      ["sampling=uniform", "archive=50", "niches=centroidal"],
      ["archive=80", "descriptor=embedding"],
    ])
  func settingsAreDeterministic(assignments: [String]) throws {
    let problem = try SortingProblem.problem(cases: 8, seed: 3)
    var configuration = RunConfiguration()
    configuration.population = 40
    configuration.tests = 20
    for assignment in assignments { try configuration.set(assignment: assignment) }
    configuration.searches = 0
    let context = ProgramContext(problem: problem, configuration: configuration)
    func advanced(
      _ population: ProgramPopulation, _ generations: Range<Int>, threads: Int
    ) -> (population: ProgramPopulation, reports: [ProgramReport]) {
      var population = population
      let reports = generations.map {
        population.advance(
          generation: $0, seed: 5, threads: threads, context: context, laws: [])
      }
      return (population, reports)
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let (whole, reports) = advanced(ProgramPopulation(), 1..<9, threads: 2)
    let (half, first) = advanced(ProgramPopulation(), 1..<5, threads: 1)
    let read = try JSONDecoder().decode(ProgramPopulation.self, from: encoder.encode(half))
    let (resumed, rest) = advanced(read, 5..<9, threads: 1)
    #expect(try encoder.encode(whole) == encoder.encode(resumed))
    #expect(first + rest == reports)
    #expect(whole.members.count <= 40)
    let last = try #require(reports.last)
    #expect(reports.contains { $0.operators.contains { $0.succeeded > 0 } })
    #expect(last.parentShare > 0 && last.parentShare <= 1)
    #expect(last.archiveElites > 0)
    #expect(last.sizePercent >= 100)
    if configuration.stall == 2 { #expect(last.restarts > 0) }
  }

  @Test("the gauges of coevolution count ranks and programs that none dominates")
  func coevolutionGauges() {
    let matrix = CoevolutionMatrix(passes: [
      [true, true, false], [true, false, false], [false, false, true], [true, true, false],
    ])
    #expect(matrix.rank == 3)
    #expect(matrix.incomparable == 2)
    #expect(CoevolutionMatrix(passes: [[true, true], [true, true]]).rank == 1)
  }
}
