import Determinism
import Foundation
import Lisp
import Testing

@testable import Evolution

@Suite("Programs that were seen")
struct SeenProgramsTests {
  private func decoded(_ seen: SeenPrograms) throws -> SeenPrograms {
    try JSONDecoder().decode(SeenPrograms.self, from: JSONEncoder().encode(seen))
  }

  @Test("what was entered lately is seen, as a list of it says", arguments: seeds(10))
  func agreesWithList(seed: UInt64) {
    var generator = SeededGenerator.stream(seed: seed, path: 0x60)
    let capacity = 80 * (1 + generator.index(below: 5))
    var seen = SeenPrograms(capacity: capacity)
    var list: [UInt64] = []
    var mistakes = 0
    for _ in 0..<6 * capacity {
      let key = UInt64(generator.index(below: 5 * capacity))
      let isKept = list[seen.first...].contains(key)
      #expect(!isKept || seen.contains(key))
      if seen.insert(key) {
        #expect(!isKept)
        list.append(key)
      } else if !isKept {
        mistakes += 1
      }
      #expect(seen.count == list.count)
      #expect(
        seen.first >= list.count - 2 * capacity && seen.first <= max(0, list.count - capacity))
    }
    #expect(seen.count > 2 * capacity)
    #expect(mistakes < 6 * capacity / 50, "\(mistakes)")
  }

  @Test("of new programs less than one in a hundred is taken for an old one")
  func mistakesAreRare() {
    var seen = SeenPrograms(capacity: 40_000)
    var entered = 0
    for key in UInt64(0)..<160_000 where seen.insert(key) { entered += 1 }
    #expect(entered > 158_400, "\(entered)")
  }

  @Test("checkpoints hold what was entered between them", arguments: seeds(10))
  func checkpoints(seed: UInt64) throws {
    var generator = SeededGenerator.stream(seed: seed, path: 0x61)
    let capacity = 80 * (1 + generator.index(below: 5))
    var whole = SeenPrograms(capacity: capacity)
    var parts = SeenPrograms(capacity: capacity)
    var batches: [SeenBatch] = []
    for _ in 0..<6 * capacity {
      let key = UInt64(generator.index(below: 3 * capacity))
      let isNew = (whole.insert(key), parts.insert(key))
      #expect(isNew.0 == isNew.1)
      guard generator.chance(1, in: 60) else { continue }
      batches.append(parts.drain())
      batches.removeAll {
        $0.first + $0.fingerprints.count / SeenPrograms.width <= parts.first
      }
      let bytes = try JSONEncoder().encode(parts)
      #expect(bytes.count < 300)
      var read = try JSONDecoder().decode(SeenPrograms.self, from: bytes)
      let isRestored = read.restore(batches)
      #expect(isRestored)
      #expect((0..<UInt64(3 * capacity)).allSatisfy { read.contains($0) == parts.contains($0) })
      parts = read
    }
    // What is not drained stands in the coded form itself.
    var read = try decoded(whole)
    #expect(read.isComplete)
    #expect((0..<UInt64(3 * capacity)).allSatisfy { read.contains($0) == whole.contains($0) })
    let kept = (read.drain(), whole.drain())
    #expect(kept.0 == kept.1)
  }

  @Test("batches that are missing, doubled or changed are refused")
  func refusals() throws {
    var seen = SeenPrograms(capacity: 400)
    var batches: [SeenBatch] = []
    for key in UInt64(0)..<300 {
      _ = seen.insert(key)
      if key % 100 == 99 { batches.append(seen.drain()) }
    }
    func isRestored(_ batches: [SeenBatch]) throws -> Bool {
      var read = try decoded(seen)
      #expect(!read.isComplete)
      return read.restore(batches)
    }
    #expect(try isRestored(batches))
    #expect(try !isRestored([]))
    #expect(try !isRestored([batches[0], batches[2]]))
    #expect(try !isRestored(batches + [batches[2]]))
    #expect(try !isRestored([batches[1], batches[0], batches[2]]))
    var changed = batches
    changed[1].fingerprints[7] ^= 1
    #expect(try !isRestored(changed))
    changed = batches
    changed[2].fingerprints.removeLast()
    #expect(try !isRestored(changed))
    for first in [-1, Int.min, 1, Int.max] {
      changed = batches
      changed[0].first = first
      #expect(try !isRestored(changed))
    }
  }

  @Test(
    "numbers that no run reaches are refused",
    arguments: [(Int.max, 400), (-1, 400), (Int.max, 1), (300, 0), (300, -1), (300, Int.max)])
  func impossibleNumbers(count: Int, capacity: Int) throws {
    var seen = SeenPrograms(capacity: 400)
    var batches: [SeenBatch] = []
    for key in UInt64(0)..<300 { _ = seen.insert(key) }
    batches.append(seen.drain())
    let text = String(decoding: try JSONEncoder().encode(seen), as: UTF8.self)
    let changed = text.replacingOccurrences(of: "\"count\":300", with: "\"count\":\(count)")
      .replacingOccurrences(of: "\"capacity\":400", with: "\"capacity\":\(capacity)")
    #expect(changed != text)
    guard var read = try? JSONDecoder().decode(SeenPrograms.self, from: Data(changed.utf8)) else {
      return
    }
    for first in [0, count - 2] {
      batches[0].first = first
      let isRestored = read.restore(batches)
      #expect(!isRestored)
    }
  }

  @Test("a program has the same key whatever helpers there are, but for those that it calls")
  func keys() throws {
    let problem = try loadProblem(text: TestProblems.sum)
    func context(_ helpers: [String]) throws -> ProgramContext {
      let (whole, library) = try HelperLibrary.adding(helpers, to: problem)
      return ProgramContext(
        problem: whole, configuration: RunConfiguration(), settings: ProgramSettings(),
        helpers: library)
    }
    func key(_ body: String, in context: ProgramContext) throws -> UInt64 {
      let text = "(define (total (xs (list int))) int \(body))"
      let function = try #require(context.read(text))
      return try #require(context.form(of: function)).key(context)
    }
    let contexts = [
      try context([]), try context(["(define (next (n int)) int (+ n 1))"]),
      try context(["(define (next (n int)) int (+ n 2))"]),
      try context([
        "(define (next (n int)) int (+ n 1))", "(define (other (n int)) int (next (next n)))",
      ]),
      try context([
        "(define (next (n int)) int (+ n 2))", "(define (other (n int)) int (next (next n)))",
      ]),
    ]
    let plain = "(match xs (nil 0) ((cons i ys) (+ i (total ys))))"
    #expect(Set(try contexts.map { try key(plain, in: $0) }).count == 1)
    let calling = try contexts.dropFirst().map { try key("(next 0)", in: $0) }
    #expect(calling[0] == calling[2] && calling[1] == calling[3] && calling[0] != calling[1])
    let indirect = try contexts.dropFirst(3).map { try key("(other 0)", in: $0) }
    #expect(indirect[0] != indirect[1])
  }

  @Test("a run evaluates no program twice, resumed or not", arguments: [0, 2])
  func noneTwice(searches: Int) throws {
    let problem = try SortingProblem.problem(cases: 6, seed: 3)
    var configuration = RunConfiguration()
    configuration.population = 40
    configuration.tests = 20
    configuration.stall = 3
    var settings = ProgramSettings()
    configuration.searches = searches
    settings.enumeration.work = 20_000
    let context = ProgramContext(
      problem: problem, configuration: configuration, settings: settings)
    func advanced(
      _ population: inout ProgramPopulation, _ generations: ClosedRange<Int>
    ) -> Int {
      generations.reduce(0) {
        $0
          + population.advance(
            generation: $1, seed: 5, threads: 1, context: context, laws: []
          ).candidates
      }
    }
    var whole = ProgramPopulation()
    let evaluated = advanced(&whole, 1...12)
    var half = ProgramPopulation()
    let before = advanced(&half, 1...5)
    let batch = half.seen.drain()
    var resumed = try JSONDecoder().decode(
      ProgramPopulation.self, from: JSONEncoder().encode(half))
    let isRestored = resumed.seen.restore([batch])
    #expect(isRestored)
    let after = advanced(&resumed, 6...12)
    #expect(before + after == evaluated)
    // As many different programs were entered as were evaluated.
    let all = whole.seen.drain().fingerprints
    let rest = resumed.seen.drain().fingerprints
    #expect(all == batch.fingerprints + rest)
    let bytes = Array(all)
    let programs = stride(from: 0, to: bytes.count, by: SeenPrograms.width).map {
      Array(bytes[$0..<$0 + SeenPrograms.width])
    }
    #expect(programs.count == evaluated)
    #expect(Set(programs).count == evaluated)
    #expect(evaluated > 200)
  }

  @Test("a run whose helpers change evaluates no program twice", arguments: seeds(2))
  func noneTwiceWithHelpers(seed: UInt64) throws {
    let problem = try SortingProblem.problem(cases: 12, seed: 3)
    var configuration = RunConfiguration()
    for assignment in [
      "seed=\(seed)", "population=80", "tests=20", "programs-only=true", "searches=0", "helpers=8",
      "inventions=0",
    ] {
      try configuration.set(assignment: assignment)
    }
    var run = try Run(problem: problem, configuration: configuration)
    var evaluated = 0
    var helpers: Set<[String]> = []
    // The members of each generation as text with the helpers that they need, and their keys.
    var keys: [[String]: UInt64] = [:]
    for _ in 0..<20 {
      evaluated += run.advance(threads: 2).candidates
      let context = run.programContext
      helpers.insert(context.helpers.sources)
      for member in run.state.programs.members {
        let body = context.definition(of: member.form)
        let text =
          [Printer.text(of: body, in: context.problem.environment)]
          + context.helpers.sources(of: member.needs)
        #expect(keys[text] ?? member.rank.key == member.rank.key)
        keys[text] = member.rank.key
      }
    }
    #expect(helpers.count > 1)
    #expect(keys.keys.contains { $0.count > 1 })
    #expect(Set(keys.values).count == keys.count)
    let bytes = Array(run.drainSeen().fingerprints)
    let programs = stride(from: 0, to: bytes.count, by: SeenPrograms.width).map {
      Array(bytes[$0..<$0 + SeenPrograms.width])
    }
    #expect(programs.count == evaluated)
    #expect(Set(programs).count == evaluated)
  }
}
