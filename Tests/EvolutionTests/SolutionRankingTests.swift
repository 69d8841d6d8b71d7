import Foundation
import Lisp
import Testing

@testable import Evolution

@Suite("The order of solutions")
struct SolutionRankingTests {
  /// Runs until there is a solution.
  private static func solved(_ text: String) throws -> Run {
    var configuration = RunConfiguration()
    configuration.programsOnly = true
    configuration.terms = 60
    configuration.tests = 30
    var run = try Run(problem: try loadProblem(text: text), configuration: configuration)
    for _ in 0..<3 where !run.isFinished { _ = run.advance(threads: 2) }
    return run
  }

  /// Searches take a while: each problem is solved once.
  private static let runs = [maximum, ordered].map { text in Result { try solved(text) } }

  private static let maximum = """
    (problem maximum
      (target (maximum (m nat) (n nat)) nat)
      (components)
      (require
        (= (maximum 0 0) 0) (= (maximum 0 1) 1) (= (maximum 1 0) 1) (= (maximum 1 1) 1)
        (= (maximum 1 2) 2) (= (maximum 2 1) 2) (= (maximum 2 0) 2))
      (holdout (= (maximum 5 3) 5) (= (maximum 3 5) 5) (= (maximum 7 1) 7)))
    """

  private static let ordered = """
    (problem ordered
      (define (entered (xs (list nat)) (n nat)) (list nat)
        (match xs
          (nil (cons n nil))
          ((cons m rest) (if (leq n m) (cons n xs) (cons m (entered rest n))))))
      (target (ordered (xs (list nat))) (list nat))
      (components entered)
      (require
        (= (ordered nil) nil) (= (ordered '(0)) '(0)) (= (ordered '(0 1)) '(0 1))
        (= (ordered '(1 0)) '(0 1)) (= (ordered '(1 0 1)) '(0 1 1)))
      (holdout (= (ordered '(3 2 1 0)) '(0 1 2 3))))
    """

  @Test(
    "of programs that pass, one is returned that looks at all of its input and has the laws",
    arguments: [0, 1])
  func preference(problem: Int) throws {
    let run = try Self.runs[problem].get()
    #expect(run.state.best?.holdout.isAll == true, "\(run.state.best?.source ?? "")")
    #expect(!run.rivals.isEmpty)
    #expect(run.rivals.contains { !$0.holdout.isAll })
  }

  @Test("the ranking holds every solution once, contenders by their scores, the others by length")
  func order() throws {
    let run = try Self.runs[0].get()
    let entries = run.state.ranking.entries
    #expect(Set(entries.map(\.id)) == Set(run.state.programs.solved.map(\.id)))
    #expect(entries.count == run.state.programs.solved.count)
    let contenders = entries.prefix { $0.score.laws != nil }
    #expect(contenders.count > 1 && contenders.count <= SolutionRanking.contenders)
    #expect(entries.dropFirst(contenders.count).allSatisfy { $0.score.laws == nil })
    for (first, second) in zip(contenders, contenders.dropFirst()) {
      #expect(first.score.total >= second.score.total)
    }
    let rest = entries.dropFirst(contenders.count).map(\.score.descriptionLength)
    #expect(rest == rest.sorted())
    #expect(run.rivals.map(\.id) == entries.dropFirst().map(\.id))
    #expect(run.state.best?.terms.contains(ScoreTerm("theorems", 0)) == true)
    #expect(abs((run.state.best?.score ?? 0) - 42 - entries[0].score.total) < 1e-3)
  }

  @Test("ranking again, or in a new process, gives the same")
  func repeatable() throws {
    let run = try Self.runs[0].get()
    var again = SolutionRanking()
    again.rank(run.state.programs.solved, context: run.programContext)
    #expect(again == run.state.ranking)
    again.rank(run.state.programs.solved.reversed(), context: run.programContext)
    #expect(again == run.state.ranking)
    let read = try JSONDecoder().decode(
      SolutionRanking.self, from: try JSONEncoder().encode(again))
    #expect(read == again)
  }

  @Test("agreement is the weighted share of equal outcomes")
  func agreement() throws {
    let run = try Self.runs[0].get()
    let entries = run.state.ranking.entries
    var comparison = SolutionOutcomes(
      context: run.programContext, inputs: SolutionRanking.inputs)
    var outcomes: [[Outcome]] = []
    for entry in entries {
      let program = try #require(run.state.programs.solved.first { $0.id == entry.id })
      outcomes.append(comparison.outcomes(of: program))
    }
    let shortest = entries.map(\.score.descriptionLength).min() ?? 0
    for (place, entry) in entries.enumerated() {
      var votes = 0.0
      var total = 0.0
      for (other, voter) in entries.enumerated() {
        let weight = pow(2, (shortest - voter.score.descriptionLength) / 2)
        let pairs = zip(outcomes[place], outcomes[other])
        votes += weight * Double(pairs.count { $0 == $1 }) / Double(outcomes[place].count)
        total += weight
      }
      #expect(abs(entry.score.agreement - votes / total) < 1e-3)
    }
  }

  @Test(
    "a program is shallow if it takes a recursive value apart and does not call itself",
    arguments: [
      ("(match xs (nil nil) ((cons n r) r))", true),
      ("(match xs (nil nil) ((cons n r) (append r (f r))))", false),
      ("(append xs xs)", false),
      ("(if (member 0 xs) nil xs)", false),
      ("(match (none) ((none) xs) ((some n) (cons n xs)))", false),
    ])
  func shallow(body: String, expected: Bool) throws {
    let module = try loadModule(text: "(define (f (xs (list nat))) (list nat) \(body))")
    let target = try #require(module.environment.function(named: "f"))
    let function = module.environment[target]
    #expect(function.isShallow(target: target, in: module.environment) == expected)
  }

  @Test(
    "a call of itself forgets a parameter that it neither carries on nor resets",
    arguments: [
      ("(match xs (nil n) ((cons m r) (f n r)))", [0, 0, 1]),
      ("(match xs (nil n) ((cons m r) (f m r)))", [1, 0, 0]),
      ("(match xs (nil n) ((cons m r) (plus (f 0 r) (f 0 r))))", [0, 1, 1]),
      ("(match xs (nil n) ((cons m r) (plus (f 0 r) (f 1 r))))", [0, 2, 1]),
      ("(match xs (nil n) ((cons m r) (let ((k (plus m n))) (f k r))))", [0, 0, 0]),
      ("(match xs (nil 0) ((cons m r) (plus (f m r) (f m r))))", [1, 0, 1]),
      ("(match xs (nil n) ((cons m r) (f (f m r) r)))", [2, 0, 0]),
    ])
  func inputUse(body: String, expected: [Int]) throws {
    let module = try loadModule(text: "(define (f (n nat) (xs (list nat))) nat \(body))")
    let target = try #require(module.environment.function(named: "f"))
    let use = InputUse(of: module.environment[target], target: target)
    #expect([use.forgotten, use.constants, use.unused] == expected)
  }

  @Test(
    "like fields that are used in turned order are counted",
    arguments: [
      ("(match t (leaf nil) ((node l x r) (append (f l) (f r))))", 0),
      ("(match t (leaf nil) ((node l x r) (cons x (append (f r) (f l)))))", 1),
      ("(match t (leaf nil) ((node l x r) (cons x (f r))))", 0),
    ])
  func turned(body: String, expected: Int) throws {
    let module = try loadModule(
      text: "(data tree (leaf) (node tree nat tree)) (define (f (t tree)) (list nat) \(body))")
    let target = try #require(module.environment.function(named: "f"))
    #expect(module.environment[target].turnedFields == expected)
  }

  @Test(
    "an equation is regular if both sides have the same variables",
    arguments: [
      ("(= (append xs nil) xs)", true), ("(= (length (cons x xs)) (length (cons y xs)))", false),
      ("(= (times n zero) zero)", false), ("(leq n n)", false),
      ("(=> (leq n m) (= (plus n m) (plus m n)))", false),
    ])
  func regular(text: String, expected: Bool) throws {
    let module = try loadModule(text: "")
    let formula = try elaborateFormula(text: text, in: module.environment)
    #expect(formula.isRegularEquation == expected)
  }
}
