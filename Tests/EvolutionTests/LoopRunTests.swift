import Checker
import Foundation
import Lisp
import Prover
import Testing

@testable import Evolution

@Suite("A run, generation by generation")
struct LoopRunTests {
  static let reverse = """
    (problem reverse
      (target (reverse (xs (list a))) (list a))
      (components append)
      (vocabulary append length)
      (require
        (= (reverse nil) nil)
        (= (reverse '(1 2 3)) '(3 2 1))
        (= (length (reverse xs)) (length xs)))
      (holdout (= (reverse '(5 6)) '(6 5))))
    """

  /// Small enough for tests, large enough for every stage to have work.
  private func configuration(seed: UInt64 = 1) throws -> RunConfiguration {
    var configuration = RunConfiguration()
    for assignment in [
      "seed=\(seed)", "population=60", "conjectures=40", "terms=300", "goals=16", "tests=40",
      "panel=8", "statement-size=10", "variables=2", "budget=4000",
    ] {
      try configuration.set(assignment: assignment)
    }
    return configuration
  }

  private func run(
    _ generations: Int, threads: Int, from state: RunState? = nil, seed: UInt64 = 1
  ) throws -> (state: RunState, reports: [GenerationReport]) {
    var run = try Run(
      problem: try loadProblem(text: Self.reverse), configuration: try configuration(seed: seed),
      state: state)
    var reports: [GenerationReport] = []
    for _ in 0..<generations { reports.append(run.advance(threads: threads)) }
    return (run.state, reports)
  }

  @Test("one and two threads decide the same, and a resumed run what an uninterrupted one does")
  func deterministic() throws {
    let (whole, reports) = try run(3, threads: 2)
    let (half, first) = try run(1, threads: 1)
    let text = try JSONEncoder().encode(half)
    let read = try JSONDecoder().decode(RunState.self, from: text)
    #expect(read.hash() == half.hash())
    let (resumed, rest) = try run(2, threads: 1, from: read)
    #expect(resumed.hash() == whole.hash())
    #expect(first + rest == reports)
    let (other, _) = try run(1, threads: 2, seed: 2)
    #expect(other.hash() != half.hash())
  }

  @Test("holdout changes nothing of a run but its own counts, over new function types neither")
  func holdoutDecidesNothing() throws {
    func run(holdout: String) throws -> (run: Run, holdout: PassCount?) {
      let problem = try loadProblem(
        text: """
          (problem mapped
            (define (twice (n nat)) nat (plus n n))
            (define (both (g (-> nat nat nat)) (n nat)) nat (g n n))
            (target (mapped (f (-> nat nat)) (xs (list nat))) (list nat))
            (components twice)
            (vocabulary length twice)
            (require (= (mapped twice nil) nil) (= (mapped twice '(1 2)) '(2 4)))
            \(holdout))
          """)
      var configuration = try configuration()
      configuration.programsOnly = true
      var run = try Run(problem: problem, configuration: configuration)
      for _ in 0..<2 { _ = run.advance(threads: 2) }
      return (run, run.state.best?.holdout)
    }
    let plain = try run(holdout: "")
    let held = try run(
      holdout: """
        (holdout
          (= (mapped twice (cons (both g n) nil)) (cons (twice (both g n)) nil))
          (= (mapped f (cons n nil)) (cons (f n) nil)))
        """)
    #expect(plain.holdout?.of == 0 && held.holdout?.of == 2)
    let contexts = (plain.run.programContext, held.run.programContext)
    #expect(contexts.0.probes == contexts.1.probes)
    #expect(contexts.0.solutionProbes == contexts.1.solutionProbes)
    var inputs = (contexts.0.formulaInputs, contexts.1.formulaInputs)
    let law = try elaborateFormula(
      text: "(= (both g n) (both g n))", in: contexts.0.problem.environment)
    #expect(inputs.0.tested(law).inputs == inputs.1.tested(law).inputs)
    /// Without the counts, which stand with every program that is told of.
    func decided(_ run: Run) -> String {
      String(decoding: run.state.checkpoint, as: UTF8.self).replacingOccurrences(
        of: "\"holdout\":\\{[^}]*\\}", with: "", options: .regularExpression)
    }
    #expect(decided(plain.run) == decided(held.run))
  }

  @Test("what a run keeps is proved, accepted, counted and says something")
  func keptTheorems() throws {
    let (state, reports) = try run(2, threads: 2)
    #expect(reports.allSatisfy { $0.defects.isEmpty }, "\(reports.flatMap(\.defects))")
    #expect(state.best?.isSolved == true)
    #expect(state.solvedAt != nil)
    #expect(state.kept.count >= 3)
    for theorem in state.kept {
      #expect(theorem.fate == .interesting)
      #expect(theorem.certificate != nil && theorem.certificateHash != nil)
      #expect((theorem.proofLines ?? 0) > 0)
      #expect(theorem.rejects > 0)
      #expect(!theorem.identities.isEmpty)
      #expect(abs(theorem.score - theorem.terms.total) < 1e-3)
    }
    let decided = reports.reduce(into: Funnel()) { $0.add($1.funnel) }
    #expect(decided[.false] == state.funnelInAll[.false])
    #expect(decided[.duplicate] == state.funnelInAll[.duplicate])
    #expect(state.funnelInAll[.interesting] >= state.kept.count)
  }

  @Test("the kept theorems prove the textbook facts by rewriting")
  func textbookFacts() throws {
    let (state, _) = try run(2, threads: 2)
    let problem = try loadProblem(text: Self.reverse)
    let facts = try state.kept.map {
      try elaborateFormula(text: $0.statement, in: problem.environment)
    }
    for fact in [
      "(= (reverse (reverse xs)) xs)",
      "(= (reverse (append xs ys)) (append (reverse ys) (reverse xs)))",
    ] {
      let formula = try elaborateFormula(text: fact, in: problem.environment)
      #expect(
        known(formula, from: facts, in: problem.environment, about: [problem.target]), "\(fact)")
    }
  }

  @Test("without a theorem side a run ends when it has a program")
  func programsOnly() throws {
    var configuration = try configuration()
    try configuration.set("programs-only", to: "true")
    var run = try Run(
      problem: try loadProblem(text: Self.reverse), configuration: configuration)
    var generations = 0
    while !run.isFinished, generations < 10 {
      let report = run.advance(threads: 2)
      #expect(report.funnel.total == 0)
      generations += 1
    }
    #expect(run.isFinished)
    #expect(run.state.best?.isSolved == true)
    #expect(run.state.kept.isEmpty)
  }

  /// One law is proved by induction alone, the other needs a lemma.
  private static let lawful = """
    (problem rev
      (target (rev (xs (list a))) (list a))
      (components append)
      (require
        (= (rev '(1 2 3)) '(3 2 1))
        (= (length (rev xs)) (length xs))
        (= (rev (rev xs)) xs)))
    """

  private func lawfulRun(_ assignments: [String]) throws -> (
    verdicts: [LawVerdict], reports: [GenerationReport]
  ) {
    var configuration = try configuration()
    for assignment in assignments { try configuration.set(assignment: assignment) }
    var run = try Run(problem: try loadProblem(text: Self.lawful), configuration: configuration)
    let reports = (0..<2).map { _ in run.advance(threads: 2) }
    return (try #require(run.state.best).laws, reports)
  }

  @Test(
    "laws of require are proved about the program to return, with certificates",
    arguments: [["programs-only=true"], ["programs-only=false"]])
  func lawsAreProved(assignments: [String]) throws {
    let (verdicts, reports) = try lawfulRun(assignments + ["budget=20000"])
    #expect(
      verdicts.map(\.statement) == ["(= (length (rev xs)) (length xs))", "(= (rev (rev xs)) xs)"])
    #expect(verdicts.allSatisfy { $0.isProved && $0.cases == 40 })
    let records = reports.flatMap(\.newTheorems)
    for verdict in verdicts {
      let record = try #require(records.last { $0.id == verdict.theorem })
      let certificate = try #require(record.certificate)
      #expect(record.certificateHash == verdict.certificateHash)
      guard case .accepted(let theorems) = check(certificate: Array(certificate.utf8)) else {
        Issue.record("the second checker rejects \(verdict.statement)")
        continue
      }
      #expect(theorems.count == 1)
    }
    #expect(reports.last?.best?.laws == verdicts)
  }

  @Test("a law that the budget does not suffice for stays tested, and is not tried again in vain")
  func lawsAreTested() throws {
    let (verdicts, reports) = try lawfulRun(["programs-only=true", "budget=10"])
    #expect(verdicts.map(\.isProved) == [false, false])
    #expect(verdicts.map(\.cases) == [40, 40])
    #expect(verdicts.map(\.attempts) == [1, 1])
    #expect(reports.allSatisfy { $0.newTheorems.isEmpty && $0.solved })
  }

  @Test("a state of another problem is refused")
  func foreignState() throws {
    let (state, _) = try run(1, threads: 2)
    let other = try loadProblem(
      text: "(problem p (target (twice (n nat)) nat) (require (= (twice 1) 2)))")
    #expect(throws: RunFailure.self) {
      try Run(problem: other, configuration: try configuration(), state: state)
    }
  }
}
