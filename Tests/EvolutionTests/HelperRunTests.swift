import Checker
import Foundation
import Lisp
import Testing

@testable import Evolution

@Suite("Runs with invented helpers")
struct HelperRunTests {
  /// Nothing that appends is given; what the tests allow without a helper is larger than with one.
  static let turned = """
    (problem turned
      (target (turned (xs (list a))) (list a))
      (components)
      (vocabulary length)
      (require
        (= (turned nil) nil) (= (turned '(1)) '(1)) (= (turned '(1 2)) '(2 1))
        (= (turned '(1 2 3)) '(3 2 1)) (= (turned '(4 2 1 3)) '(3 1 2 4)))
      (holdout (= (turned '(1 2 3 4 5)) '(5 4 3 2 1))))
    """

  /// The first element goes to the end; the law needs a lemma about the helper.
  static let spun = """
    (problem spun
      (target (spun (xs (list a))) (list a))
      (components)
      (vocabulary length)
      (require
        (= (spun nil) nil) (= (spun '(1)) '(1)) (= (spun '(1 2)) '(2 1))
        (= (spun '(1 2 3)) '(2 3 1)) (= (spun '(4 2 1 3)) '(2 1 3 4))
        (= (length (spun xs)) (length xs)))
      (holdout (= (spun '(1 2 3 4 5)) '(2 3 4 5 1))))
    """

  private func configuration(_ assignments: [String] = []) throws -> RunConfiguration {
    var configuration = RunConfiguration()
    let small = [
      "population=40", "conjectures=20", "terms=200", "goals=8", "tests=30", "panel=4",
      "statement-size=8", "variables=2", "budget=2000", "short=off", "obvious=off", "trivial=off",
    ]
    for assignment in small + assignments { try configuration.set(assignment: assignment) }
    return configuration
  }

  @Test("resumed after an invention, a run decides what the uninterrupted one does")
  func resumed() throws {
    let problem = try loadProblem(text: Self.turned)
    var whole = try Run(problem: problem, configuration: configuration())
    for _ in 0..<2 { _ = whole.advance(threads: 2) }
    #expect(whole.state.helpers.count == 1)
    let text = try JSONEncoder().encode(whole.state)
    let read = try JSONDecoder().decode(RunState.self, from: text)
    var resumed = try Run(problem: problem, configuration: configuration(), state: read)
    let reports = (whole.advance(threads: 2), resumed.advance(threads: 1))
    #expect(reports.0 == reports.1)
    #expect(whole.state.hash() == resumed.state.hash())
    #expect(whole.rivals == resumed.rivals)
  }

  @Test("a program's size and text count its helpers, and laws are proved about it")
  func truth() throws {
    let problem = try loadProblem(text: Self.spun)
    var run = try Run(
      problem: problem, configuration: configuration(["programs-only=true", "budget=20000"]))
    let reports = (0..<2).map { _ in run.advance(threads: 2) }
    let best = try #require(run.state.best)
    #expect(best.isSolved && best.holdout.isAll && best.total == true)
    let (environment, functions) = try elaborateFunctions(
      text: best.source, in: problem.environment)
    #expect(functions.count == 2)
    #expect(best.size == functions.reduce(0) { $0 + (environment[$1].body?.size ?? 0) })
    let law = try #require(best.laws.first)
    let theorem = try #require(reports.flatMap(\.newTheorems).last { $0.id == law.theorem })
    let certificate = try #require(theorem.certificate)
    guard case .accepted = check(certificate: Array(certificate.utf8)) else {
      Issue.record("the certificate of \(theorem.statement) is not accepted")
      return
    }
    for rival in run.rivals {
      let (environment, functions) = try elaborateFunctions(
        text: rival.source, in: problem.environment)
      #expect(rival.size == functions.reduce(0) { $0 + (environment[$1].body?.size ?? 0) })
    }
  }

  @Test("a state whose helpers are not of the problem is refused")
  func foreignHelper() throws {
    let problem = try loadProblem(text: Self.turned)
    var run = try Run(problem: problem, configuration: configuration(["programs-only=true"]))
    for _ in 0..<2 { _ = run.advance(threads: 2) }
    var state = run.state
    state.helpers = ["(define (lost (n nat)) nat (missing n))"]
    #expect(throws: RunFailure.foreignState(state.helpers[0])) {
      try Run(problem: problem, configuration: configuration(), state: state)
    }
  }
}
