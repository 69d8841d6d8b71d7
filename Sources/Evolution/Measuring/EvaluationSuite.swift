import Determinism
import Lisp
import Prover

/// Fresh random programs for one signature and the inputs on which they are run: what the
/// benchmark of evaluation measures.
///
/// The programs come from the generator that makes the first generation of every run.
package struct EvaluationSuite: Sendable {
  package let name: String
  package let environment: Environment
  package let target: FunctionID
  /// Distinct, in the order in which they were drawn.
  package private(set) var programs: [Function]
  /// Nodes of all programs.
  package var nodes: Int { programs.reduce(0) { $0 + ($1.body?.size ?? 0) } }
  package let cases: [[Value]]
  /// The cells and depth of a run's evaluations, and less fuel.
  package let budget: Budget

  /// The suites of all signatures, with so many programs in all.
  ///
  /// - Throws: what is wrong with the signatures' text, which is a defect.
  package static func all(
    programs: Int, cases: Int, fuel: Int, seed: UInt64
  ) throws(Diagnostics) -> [EvaluationSuite] {
    var suites: [EvaluationSuite] = []
    for (index, text) in signatures.enumerated() {
      let share = programs * (index + 1) / signatures.count - programs * index / signatures.count
      suites.append(
        EvaluationSuite(
          try loadProblem(text: text, path: "evaluation.lisp"), programs: share, cases: cases,
          fuel: fuel, seed: seed))
    }
    return suites
  }

  private init(
    _ problem: Problem, programs count: Int, cases: Int, fuel: Int, seed: UInt64
  ) {
    var configuration = RunConfiguration()
    configuration.fuel = fuel
    let context = ProgramContext(problem: problem, configuration: configuration)
    name = problem.name
    environment = context.environment
    target = problem.target
    budget = context.budget
    programs = Self.programs(count, context, seed)
    self.cases = Self.cases(cases, problem, seed)
  }

  /// The suite with some of its programs only.
  package func keeping(_ indices: [Int]) -> EvaluationSuite {
    var suite = self
    suite.programs = indices.map { programs[$0] }
    return suite
  }

  /// Sizes of the programs asked for.
  private static let sizes = 16...36

  private static func programs(
    _ count: Int, _ context: ProgramContext, _ seed: UInt64
  ) -> [Function] {
    var found: [Function] = []
    var seen: Set<UInt64> = []
    for index in 0..<(20 * count) where found.count < count {
      var generator = SeededGenerator.stream(seed: seed, path: 1, UInt64(index))
      let size = sizes.lowerBound + generator.index(below: sizes.count)
      guard let program = context.breeder.immigrant(size: size, using: &generator),
        let body = program.body, seen.insert(body.stableHash).inserted
      else { continue }
      found.append(program)
    }
    return found
  }

  /// Lists have ten elements; other values are small and random.
  private static func cases(_ count: Int, _ problem: Problem, _ seed: UInt64) -> [[Value]] {
    var values = InputGenerator(environment: problem.environment, seed: seed)
    let types = problem.environment[problem.target].parameters.map(\.type)
    return (0..<count).map { index in
      var generator = SeededGenerator.stream(seed: seed, path: 2, UInt64(index))
      return types.map { type in
        guard case .data("list", let elements) = type,
          let empty = problem.environment.constructor(named: "nil"),
          let cons = problem.environment.constructor(named: "cons")
        else { return values.random(type, size: 60, using: &generator) }
        return (0..<10).reduce(Value.construct(empty, [])) { list, _ in
          .construct(cons, [values.random(elements[0], size: 6, using: &generator), list])
        }
      }
    }
  }

  /// Programs over numbers, lists, trees and naturals.
  private static let signatures = [
    """
    (problem numbers
      (components append member + - <)
      (target (numbers (xs (list int)) (n int)) int)
      (require (= (numbers nil 0) 0)))
    """,
    """
    (problem lists
      (components append member + <)
      (target (lists (xs (list int)) (n int)) (list int))
      (require (= (lists nil 0) nil)))
    """,
    """
    (problem trees
      (data (tree a) (leaf) (node (tree a) a (tree a)))
      (components append +)
      (target (trees (t (tree int))) (list int))
      (require (= (trees leaf) nil)))
    """,
    """
    (problem naturals
      (components append length plus leq)
      (target (naturals (xs (list nat)) (n nat)) (list nat))
      (require (= (naturals nil 0) nil)))
    """,
  ]
}
