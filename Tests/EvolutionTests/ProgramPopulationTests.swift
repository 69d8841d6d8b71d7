import Determinism
import Foundation
import Lisp
import Testing

@testable import Evolution

@Suite("Populations of programs")
struct ProgramPopulationTests {
  private func advanced(
    _ context: ProgramContext, generations: Range<Int>, threads: Int,
    from start: ProgramPopulation = ProgramPopulation()
  ) -> ProgramPopulation {
    var population = start
    for generation in generations {
      _ = population.advance(
        generation: generation, seed: 7, threads: threads, context: context, laws: [])
    }
    return population
  }

  private func sources(_ population: ProgramPopulation, _ context: ProgramContext) -> [String?] {
    population.members.map { context.program($0)?.source } + population.solved.map(\.source)
  }

  @Test("the same seed gives the same population at one and two threads")
  func threadsChangeNothing() throws {
    let context = try TestProblems.context(TestProblems.mirror, population: 30)
    let one = advanced(context, generations: 1..<4, threads: 1)
    let two = advanced(context, generations: 1..<4, threads: 2)
    #expect(sources(one, context) == sources(two, context))
    #expect(!one.members.isEmpty)
  }

  @Test("a population read back in mid-run goes on as the uninterrupted one")
  func codedPopulationsGoOn() throws {
    let context = try TestProblems.context(TestProblems.sum, population: 30)
    let half = advanced(context, generations: 1..<3, threads: 1)
    let bytes = try JSONEncoder().encode(half)
    let read = try JSONDecoder().decode(ProgramPopulation.self, from: bytes)
    let whole = advanced(context, generations: 3..<6, threads: 1, from: half)
    let resumed = advanced(context, generations: 3..<6, threads: 1, from: read)
    #expect(sources(whole, context) == sources(resumed, context))
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    #expect(try encoder.encode(whole) == encoder.encode(resumed))
  }

  @Test("reverse is found in the first generation, and is right")
  func reverseIsFound() throws {
    let context = try TestProblems.context(TestProblems.reverse, population: 20)
    let population = advanced(context, generations: 1..<2, threads: 2)
    let best = try #require(population.solved.first)
    #expect(best.isSolution)
    #expect(context.holdoutPassed(by: best).isAll)
    #expect(best == population.best)
  }

  @Test("members have distinct behaviours and solutions come first")
  func membersAreDistinct() throws {
    let context = try TestProblems.context(TestProblems.map, population: 40)
    let population = advanced(context, generations: 1..<4, threads: 2)
    #expect(Set(population.members.map(\.behaviour)).count == population.members.count)
    #expect(Set(population.solved.map(\.behaviour)).count == population.solved.count)
    #expect(population.members.count <= 40)
    let passed = population.members.map(\.passedCount)
    #expect(passed == passed.sorted(by: >))
  }

  @Test("laws break ties among members and change nothing else")
  func lawsAreWeaker() throws {
    let context = try TestProblems.context(TestProblems.reverse, population: 20)
    let law = try elaborateFormula(
      text: "(= (reverse (reverse xs)) xs)", in: context.problem.environment)
    var population = ProgramPopulation()
    for generation in 1...3 {
      _ = population.advance(
        generation: generation, seed: 7, threads: 1, context: context, laws: [law])
    }
    #expect(population.members.allSatisfy { $0.passed.count == context.problem.require.count })
  }

  @Test("mutants differ in behaviour from the program and from each other", arguments: seeds(5))
  func mutantsDiffer(seed: UInt64) throws {
    let context = try TestProblems.context(TestProblems.reverse, population: 20)
    let population = advanced(context, generations: 1..<2, threads: 1)
    let best = try #require(population.best)
    let found = mutants(of: best, count: 10, context: context, seed: seed)
    #expect(found.count == 10)
    #expect(Set(found.map(\.behaviour) + [best.behaviour]).count == 11)
  }
}
