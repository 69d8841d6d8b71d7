import Determinism
import Testing

@testable import Evolution

@Suite("Uniform generation of programs")
struct UniformGenerationTests {
  /// All bodies of a size that descend along an order, made with no thought for speed: everything
  /// that is well typed, of which what does not descend is left out.
  private struct Oracle {
    let table: HeadTable
    let order: DescentOrder

    func bodies(_ size: Int) -> Set<Genome> {
      let scope = table.parameters.enumerated().map {
        GenomeVariable(
          slot: Int16($0.offset), type: Int16($0.element), parameter: Int16($0.offset))
      }
      let all = terms(table.grammar.result, size, scope, table.parameters.count)
      var kept: Set<Genome> = []
      for nodes in all {
        var sites = GenomeSites()
        sites.read(nodes, table)
        guard sites.selfCalls(nodes, table).allSatisfy({ order.admits($0.arcs) }) else { continue }
        kept.insert(Genome(nodes: nodes).renumbered(in: table))
      }
      return kept
    }

    private func terms(
      _ type: TypeIndex, _ size: Int, _ scope: [GenomeVariable], _ slot: Int
    ) -> [[GenomeNode]] {
      if size < 1 { return [] }
      var found: [[GenomeNode]] = []
      for head in table.forms.indices {
        let result = table.results[head]
        switch table.kinds[head] {
        case .local where size == 1:
          found += scope.filter { Int($0.type) == type }
            .map { [GenomeNode(head, slot: Int($0.slot))] }
        case .leaf where result == type && size == 1: found.append([GenomeNode(head)])
        case .call where result == type || result == HeadTable.own,
          .selfCall where result == type:
          found += joined(head, at: type, size - 1, scope, slot).map { [GenomeNode(head)] + $0 }
        case .lambda where result == type:
          let inner = scope.entering(slot, table.scopes[head][0], matching: nil)
          let result = table.argument(0, of: head, at: type)
          found += terms(result, size - 1, inner, slot + table.binderCounts[head])
            .map { [GenomeNode(head, slot: slot)] + $0 }
        case .apply where result == type:
          found += joined(head, at: type, size - 1, scope, slot)
            .filter { Int($0[0].head) == HeadTable.local }.map { [GenomeNode(head)] + $0 }
        case .match where table.argument(0, of: head, at: type) != table.grammar.boolIndex:
          found += matches(head, type, size - 1, scope, slot)
        default: break
        }
      }
      return found
    }

    private func joined(
      _ head: Int, at type: TypeIndex, _ size: Int, _ scope: [GenomeVariable], _ slot: Int,
      from place: Int = 0
    ) -> [[GenomeNode]] {
      if place == table.arity(head) { return size == 0 ? [[]] : [] }
      if size < 1 { return [] }
      return (1...size).flatMap { share in
        let firsts = terms(table.argument(place, of: head, at: type), share, scope, slot)
        if firsts.isEmpty { return [[GenomeNode]]() }
        return firsts.flatMap { first in
          // Binders of what stands before take slots too.
          let next = slot + first.reduce(0) { $0 + table.binderCounts[Int($1.head)] }
          return joined(head, at: type, size - share, scope, next, from: place + 1)
            .map { first + $0 }
        }
      }
    }

    private func matches(
      _ head: Int, _ type: TypeIndex, _ size: Int, _ scope: [GenomeVariable], _ slot: Int
    ) -> [[GenomeNode]] {
      let binder = GenomeNode(head, slot: table.binderCounts[head] == 0 ? 0 : slot)
      let free = slot + table.binderCounts[head]
      var found: [[GenomeNode]] = []
      for share in stride(from: 1, through: size, by: 1) {
        for subject in terms(table.argument(0, of: head, at: type), share, scope, free) {
          var matched: Int?
          if share == 1 {
            guard let variable = scope.first(where: { Int($0.slot) == Int(subject[0].slot) }),
              Int(subject[0].head) == HeadTable.local, !variable.isMatched
            else { continue }
            matched = Int(subject[0].slot)
          }
          var rows: [(nodes: [GenomeNode], left: Int)] = [([binder] + subject, size - share)]
          var first = slot
          for fields in table.scopes[head] {
            let inner = scope.entering(first, fields, matching: matched)
            first += fields.count
            rows = rows.flatMap { row in
              let next =
                free
                + row.nodes.dropFirst().reduce(0) {
                  $0 + table.binderCounts[Int($1.head)]
                }
              return stride(from: 1, through: row.left, by: 1).flatMap { share in
                terms(type, share, inner, next).map { (row.nodes + $0, row.left - share) }
              }
            }
          }
          found += rows.filter { $0.left == 0 }.map(\.nodes)
        }
      }
      return found
    }
  }

  private func orders(_ table: HeadTable) -> [DescentOrder] {
    let places = table.parameters.indices.filter { table.isMatchable(table.parameters[$0]) }
    return [DescentOrder(positions: []), DescentOrder(positions: places)]
      + places.map { DescentOrder(positions: [$0]) }
  }

  @Test("every rank is a program of its own, and there is a rank for each program")
  func ranksAreABijection() throws {
    for text in TestProblems.all {
      let table = try TestProblems.context(text).heads
      let scope = table.parameters.enumerated().map {
        GenomeVariable(
          slot: Int16($0.offset), type: Int16($0.element), parameter: Int16($0.offset))
      }
      for order in orders(table) {
        var counts = DerivationTable(table: table, order: order)
        let goal = counts.number(
          of: DerivationTable.Goal(
            type: table.grammar.result,
            scope: scope.map { VariableClass($0, order, table) }.sorted()))
        for size in 1...6 {
          let count = counts.count(goal, size: size)
          if count > 800 { break }
          var made: Set<Genome> = []
          for rank in 0..<count {
            var writer = DerivationWriter(table: table)
            writer.write(goal, size: size, rank: rank, in: scope, &counts)
            made.insert(Genome(nodes: writer.output).renumbered(in: table))
          }
          #expect(UInt128(made.count) == count)
          #expect(made == Oracle(table: table, order: order).bodies(size), "\(text) \(size)")
        }
      }
    }
  }

  @Test("each program of a size is drawn as often", arguments: seeds(3))
  func drawsAreUniform(seed: UInt64) throws {
    let table = try TestProblems.context(TestProblems.reverse).heads
    let generator = UniformGenerator(table: table)
    let order = DescentOrder(positions: [0])
    var random = SeededGenerator.stream(seed: seed, path: 3)
    let programs = Oracle(table: table, order: order).bodies(6)
    #expect(programs.count > 20)
    var drawn: [Genome: Int] = [:]
    let draws = 100 * programs.count
    for _ in 0..<draws {
      let body = try #require(
        generator.body(of: 6, in: 1...20, along: order, using: &random))
      drawn[Genome(nodes: body).renumbered(in: table), default: 0] += 1
    }
    #expect(Set(drawn.keys) == programs)
    // Pearson's statistic has the mean n - 1 and the variance 2 (n - 1).
    let statistic = programs.reduce(0.0) { sum, program in
      let difference = Double(drawn[program, default: 0] - 100)
      return sum + difference * difference / 100
    }
    let freedom = Double(programs.count - 1)
    #expect(abs(statistic - freedom) < 5 * (2 * freedom).squareRoot())
  }

  @Test("where a size has no program another is drawn")
  func sizesWithoutPrograms() throws {
    let table = try TestProblems.context(TestProblems.free).heads
    var random = SeededGenerator.stream(seed: 1, path: 4)
    // A pair of a natural number and a truth value has three nodes at least.
    let body = UniformGenerator(table: table).body(
      of: 1, in: 1...9, along: DescentOrder(positions: []), using: &random)
    #expect(body?.count == 3)
    #expect(
      UniformGenerator(table: table).body(
        of: 1, in: 1...2, along: DescentOrder(positions: []), using: &random) == nil)
  }

  @Test("numbers below a bound of two words are drawn evenly", arguments: seeds(3))
  func wideNumbers(seed: UInt64) {
    var random = SeededGenerator.stream(seed: seed, path: 5)
    let bound = (UInt128(3) << 70) + 5
    var thirds = [0, 0, 0]
    for _ in 0..<3_000 {
      let number = random.number(below: bound)
      #expect(number < bound)
      thirds[min(2, Int(number >> 70))] += 1
    }
    #expect(thirds.allSatisfy { abs($0 - 1_000) < 130 })
    #expect(random.number(below: 1) == 0)
  }
}
