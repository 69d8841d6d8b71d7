import Lisp
import Testing

@testable import Evolution

@Suite("The five filters, each alone and together")
struct SieveFilterTests {
  /// All filters off but those that a test turns on.
  private func configuration(_ assignments: [String]) throws -> RunConfiguration {
    var configuration = RunConfiguration()
    for key in ["known", "vacuous", "short", "obvious", "trivial"] {
      try configuration.set(key, to: "off")
    }
    for assignment in assignments { try configuration.set(assignment: assignment) }
    return configuration
  }

  private func weigh(
    _ statements: [(text: String, lines: Int, tenPercent: TenPercentVerdict, rejected: [Bool])],
    _ assignments: [String], isTrivial: [Bool] = [true, true, false]
  ) throws -> [Weight] {
    let theory = try ListTheory()
    let weighing = Weighing(
      environment: theory.environment, order: theory.order,
      filters: Filters(try configuration(assignments)), lemmas: [], isTrivial: isTrivial)
    return weighing.weigh(
      try statements.map { statement in
        WeighedStatement(
          formula: try theory.formula(statement.text), proofLines: statement.lines,
          tenPercent: statement.tenPercent, rejected: statement.rejected)
      })
  }

  static let involution = "(= (reverse (reverse xs)) xs)"
  static let thrice = "(= (reverse (reverse (reverse xs))) (reverse xs))"
  static let lengths = "(= (length (reverse xs)) (length xs))"
  static let all = [true, true, true]

  @Test("known stops a consequence and lets its source through")
  func known() throws {
    let weights = try weigh(
      [(Self.involution, 30, .failed, Self.all), (Self.thrice, 30, .failed, Self.all)],
      ["known=64"])
    #expect(weights.map(\.fate) == [.interesting, .known])
  }

  @Test("a more general statement that comes later makes its instance known")
  func generalisation() throws {
    let instance = "(= (reverse (append xs (reverse ys))) (append ys (reverse xs)))"
    let general = "(= (reverse (append xs ys)) (append (reverse ys) (reverse xs)))"
    let weights = try weigh(
      [
        (Self.involution, 30, .failed, Self.all), (instance, 30, .failed, Self.all),
        (general, 30, .failed, Self.all),
      ], ["known=64"])
    #expect(weights.map(\.fate) == [.interesting, .known, .interesting])
    let reordered = try weigh(
      [
        (Self.involution, 30, .failed, Self.all), (general, 30, .failed, Self.all),
        (instance, 30, .failed, Self.all),
      ], ["known=64"])
    #expect(reordered.map(\.fate) == [.interesting, .interesting, .known])
  }

  @Test("short counts lines")
  func short() throws {
    let weights = try weigh(
      [(Self.involution, 9, .failed, Self.all), (Self.lengths, 10, .failed, Self.all)],
      ["short=10"])
    #expect(weights.map(\.fate) == [.short, .interesting])
  }

  @Test("obvious is what the 10% prover proves")
  func obvious() throws {
    let statements: [(String, Int, TenPercentVerdict, [Bool])] = [
      (Self.involution, 30, .failed, Self.all), (Self.lengths, 30, .proved, Self.all),
    ]
    #expect(try weigh(statements, ["obvious=0.1"]).map(\.fate) == [.interesting, .obvious])
    #expect(try weigh(statements, []).map(\.fate) == [.interesting, .interesting])
  }

  @Test("as a set: each must exclude something, all together every trivial program")
  func trivialAsASet() throws {
    let weights = try weigh(
      [
        (Self.involution, 30, .failed, [true, false, false]),
        (Self.lengths, 30, .failed, [false, false, false]),
        ("(= (member x (reverse xs)) (member x xs))", 30, .failed, [false, true, true]),
      ], ["trivial=set"])
    #expect(weights.map(\.fate) == [.interesting, .trueOfTrivial, .interesting])
    #expect(weights.map(\.excludesAlone) == [1, 0, 1])
  }

  @Test("a set that lets a trivial program through is not kept")
  func incompleteSet() throws {
    let weights = try weigh(
      [
        (Self.involution, 30, .failed, [true, false, true]),
        (Self.lengths, 30, .failed, [true, false, false]),
      ], ["trivial=set"])
    #expect(weights.map(\.fate) == [.trueOfTrivial, .trueOfTrivial])
  }

  @Test("each alone must exclude every trivial program")
  func trivialEach() throws {
    let weights = try weigh(
      [
        (Self.involution, 30, .failed, [true, false, true]),
        (Self.lengths, 30, .failed, [true, true, false]),
      ], ["trivial=each"])
    #expect(weights.map(\.fate) == [.trueOfTrivial, .interesting])
  }

  @Test("vacuous needs hypotheses that hold often enough")
  func vacuous() throws {
    let filters = Filters(try configuration(["vacuous=0.05"]))
    #expect(filters.isVacuous(held: 4, tested: 100))
    #expect(filters.isVacuous(held: 0, tested: 0))
    #expect(!filters.isVacuous(held: 5, tested: 100))
    #expect(!Filters(try configuration([])).isVacuous(held: 0, tested: 100))
  }

  @Test("all filters that would stop a statement are counted, alone and jointly")
  func jointly() throws {
    let weights = try weigh(
      [(Self.involution, 30, .failed, Self.all), (Self.thrice, 3, .proved, Self.all)],
      ["known=64", "short=10", "obvious=0.1", "trivial=set"])
    #expect(weights[1].filters == [.known, .obvious, .short])
    var counts = FilterCounts()
    for weight in weights { counts.count(weight.filters) }
    #expect(counts.alone == ["known": 1, "obvious": 1, "short": 1])
    #expect(counts.jointly == ["known+obvious+short": 1])
  }
}
