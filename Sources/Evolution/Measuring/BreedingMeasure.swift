import Determinism
import Lisp

/// The program side of a run on a problem that is never solved, one generation after the other:
/// what the benchmark of breeding measures.
package struct BreedingMeasure: Sendable {
  /// What some generations did.
  package struct Tally: Hashable, Sendable {
    package var generations = 0
    /// Programs bred, and of these not run because they were seen lately.
    package var bred = 0
    package var duplicates = 0
    /// Runs of a program on a case that were really made.
    package var programCases = 0
    package var sameBehaviour = 0
    /// At the end.
    package var members = 0
    package var outcomeVectors = 0
    package var meanSize = 0.0

    package init() {}

    package mutating func add(_ other: Tally) {
      generations += other.generations
      bred += other.bred
      duplicates += other.duplicates
      programCases += other.programCases
      sameBehaviour += other.sameBehaviour
      members += other.members
      outcomeVectors += other.outcomeVectors
      meanSize += other.meanSize
    }
  }

  private let context: ProgramContext
  private var population = ProgramPopulation()
  private var generation = 0
  private let seed: UInt64

  /// - Parameters:
  ///   - tests: test cases, which decide selection.
  ///   - probes: further inputs, on which behaviour is told apart.
  package init(
    population: Int, tests: Int, probes: Int, seed: UInt64
  ) throws(Diagnostics) {
    let problem = try SortingProblem.problem(cases: tests, seed: seed)
    var configuration = RunConfiguration()
    configuration.population = population
    configuration.programsOnly = true
    configuration.seed = seed
    var settings = ProgramSettings()
    settings.probes = probes
    configuration.searches = 0
    context = ProgramContext(problem: problem, configuration: configuration, settings: settings)
    self.seed = seed
  }

  /// Does some generations on one thread.
  package mutating func advance(generations: Int) -> Tally {
    var tally = Tally()
    for _ in 0..<generations {
      generation += 1
      let report = population.advance(
        generation: generation, seed: seed, threads: 1, context: context, laws: [])
      tally.generations += 1
      tally.bred += report.bred
      tally.duplicates += report.duplicates
      tally.programCases += report.programCases
      tally.sameBehaviour += report.sameBehaviour
      tally.outcomeVectors = report.outcomeVectors
      tally.meanSize = report.meanSize
    }
    tally.members = population.members.count
    return tally
  }

  /// Selects so many parents from the members by lexicase, the preparation included; returns a
  /// number that depends on all of them.
  package func select(_ count: Int) -> Int {
    let members = population.members
    guard !members.isEmpty else { return 0 }
    return Self.select(
      count, outcomes: members.map(\.outcome), cases: members[0].passed.count,
      sizes: members.map(\.size), seed: seed)
  }

  /// The same from candidates that pass each case with even chances, all different.
  package static func select(_ count: Int, candidates: Int, cases: Int, seed: UInt64) -> () -> Int {
    var generator = SeededGenerator.stream(seed: seed, path: 0x5E)
    let outcomes = (0..<candidates).map { _ in
      OutcomeVector((0..<cases).map { _ in generator.chance(1, in: 2) })
    }
    let sizes = [Int](repeating: 1, count: candidates)
    return { select(count, outcomes: outcomes, cases: cases, sizes: sizes, seed: seed) }
  }

  private static func select(
    _ count: Int, outcomes: [OutcomeVector], cases: Int, sizes: [Int], seed: UInt64
  ) -> Int {
    let selection = LexicaseSelection(
      outcomes: outcomes, sizes: sizes, tiers: [cases])
    var generator = SeededGenerator.stream(seed: seed, path: 0x5F)
    var scratch = LexicaseSelection.Scratch()
    return (0..<count).reduce(0) { sum, _ in
      sum &+ selection.select(using: &generator, &scratch)
    }
  }
}
