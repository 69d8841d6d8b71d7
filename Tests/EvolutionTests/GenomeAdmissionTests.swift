import Determinism
import Foundation
import Lisp
import Testing

@testable import Evolution

@Suite("Genomes that are read back")
struct GenomeAdmissionTests {
  /// Well typed by an independent check, structurally recursive by another.
  private func isProgram(_ genome: Genome, _ context: ProgramContext) -> Bool {
    let function = context.breeder.function(of: genome)
    let types = TypeCheck(environment: context.problem.environment, locals: function.locals)
    let descent = SizeChangeCheck(
      target: context.problem.target, parameterCount: function.parameterCount)
    return function.body.flatMap(types.type) == function.result && descent.admits(function)
  }

  @Test(
    "what is bred is admitted, and of what is changed at random only programs",
    arguments: seeds(10))
  func admitsProgramsOnly(seed: UInt64) throws {
    var (admitted, refused) = (0, 0)
    for text in TestProblems.all {
      let context = try TestProblems.context(text)
      let table = context.heads
      var breeder = context.breeder.genomes
      var generator = SeededGenerator.stream(seed: seed, path: 0x70)
      var pool = (6..<16).compactMap { breeder.immigrant(size: $0, using: &generator) }
      guard !pool.isEmpty else { continue }
      for _ in 0..<20 {
        let child = breeder.mutant(
          of: generator.element(of: pool), by: generator.element(of: [.wrap, .subtree, .extract]),
          using: &generator)
        if let child { pool.append(child) }
      }
      for genome in pool {
        #expect(table.admits(genome.nodes))
        for _ in 0..<20 {
          var nodes = genome.nodes
          let place = generator.index(below: nodes.count)
          if generator.chance(1, in: 2) {
            nodes[place].head = UInt16(generator.index(below: table.forms.count + 1))
          } else {
            nodes[place].slot = UInt16(generator.index(below: 8))
          }
          guard table.admits(nodes) else {
            refused += 1
            continue
          }
          admitted += 1
          let changed = Genome(nodes: nodes)
          #expect(changed.renumbered(in: table) == changed)
          #expect(isProgram(changed, context))
        }
      }
    }
    #expect(admitted > 100 && refused > 100, "\(admitted), \(refused)")
  }

  @Test("holes, and programs that are deeper than the limit, are refused")
  func holesAndDepth() throws {
    let context = try TestProblems.context(TestProblems.sum)
    let table = context.heads
    let hole = try #require(table.number(of: .hole(context.grammar.result)))
    #expect(!table.admits([GenomeNode(hole)]))
    let zero = try #require(table.number(of: .production(.integer(0))))
    let add = try #require(
      table.forms.indices.first {
        table.results[$0] == context.grammar.result && table.kinds[$0] == .call
          && table.arguments(of: $0).elementsEqual([
            context.grammar.result, context.grammar.result,
          ])
      })
    func chain(_ depth: Int) -> [GenomeNode] {
      let node = GenomeNode(add)
      let leaf = GenomeNode(zero)
      return [GenomeNode](repeating: node, count: depth)
        + [GenomeNode](repeating: leaf, count: depth + 1)
    }
    #expect(table.admits(chain(HeadTable.depthLimit - 1)))
    #expect(!table.admits(chain(HeadTable.depthLimit)))
    #expect(!table.admits(chain(9).dropLast()))
    #expect(!table.admits(chain(9) + [GenomeNode(zero)]))
  }

  @Test("a run refuses a state with a changed genome", arguments: seeds(4))
  func changedState(seed: UInt64) throws {
    let problem = try loadProblem(text: TestProblems.merge)
    var configuration = RunConfiguration()
    for assignment in ["population=40", "tests=20", "programs-only=true", "searches=0"] {
      try configuration.set(assignment: assignment)
    }
    var run = try Run(problem: problem, configuration: configuration)
    _ = run.advance(threads: 1)
    let heads = run.programContext.heads
    let text = String(decoding: run.state.checkpoint, as: UTF8.self)
    let member = try #require(run.state.programs.members.first)
    guard case .genome(let genome) = member.form else {
      Issue.record("the best member is no genome")
      return
    }
    // What is stored begins with the first member's nodes.
    let coded = try JSONEncoder().encode(StoredCandidates(run.state.programs.members, heads))
    let members = try #require(try JSONSerialization.jsonObject(with: coded) as? [String: Any])
    let old = try #require((members["bytes"] as? String).flatMap { Data(base64Encoded: $0) })
    var generator = SeededGenerator.stream(seed: seed, path: 0x71)
    var refused = 0
    for _ in 0..<40 {
      var nodes = genome.nodes
      let place = generator.index(below: nodes.count)
      nodes[place].head = UInt16(generator.index(below: heads.forms.count))
      if heads.admits(nodes) { continue }
      var new = old
      new[2 + 4 * place] = UInt8(truncatingIfNeeded: nodes[place].head)
      new[3 + 4 * place] = UInt8(truncatingIfNeeded: nodes[place].head >> 8)
      let changed = text.replacingOccurrences(
        of: old.base64EncodedString(), with: new.base64EncodedString())
      #expect(changed != text)
      let state = try JSONDecoder().decode(RunState.self, from: Data(changed.utf8))
      #expect(
        throws: RunFailure.foreignState("its programs are not made of what the problem allows")
      ) {
        try Run(problem: problem, configuration: configuration, state: state)
      }
      refused += 1
    }
    #expect(refused > 10)
  }
  @Test(
    "a population with numbers that no run reaches is refused",
    arguments: [
      ("\"count\":[0-9]+,\"heads\"", "\"count\":-1,\"heads\""),
      ("\"count\":[0-9]+,\"heads\"", "\"count\":9223372036854775807,\"heads\""),
      ("\"homes\":\\[0", "\"homes\":[7"), ("\"homes\":\\[0,", "\"homes\":["),
      ("\"searches\":0", "\"searches\":-1"), ("\"stalled\":", "\"stalled\":-1"),
      ("\"probabilities\":\\[", "\"probabilities\":[1e300,"),
    ])
  func impossibleNumbers(pattern: String, replacement: String) throws {
    var configuration = RunConfiguration()
    for assignment in ["population=20", "tests=20", "searches=0"] {
      try configuration.set(assignment: assignment)
    }
    let context = ProgramContext(
      problem: try loadProblem(text: TestProblems.merge), configuration: configuration)
    var population = ProgramPopulation()
    _ = population.advance(generation: 1, seed: 3, threads: 1, context: context, laws: [])
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let text = String(decoding: try encoder.encode(population), as: UTF8.self)
    func isRead(_ text: String) throws -> Bool {
      try JSONDecoder().decode(ProgramPopulation.self, from: Data(text.utf8)).belongs(to: context)
    }
    #expect(try isRead(text))
    let changed = text.replacingOccurrences(
      of: pattern, with: replacement, options: .regularExpression)
    #expect(changed != text)
    #expect(try !isRead(changed))
  }
}
