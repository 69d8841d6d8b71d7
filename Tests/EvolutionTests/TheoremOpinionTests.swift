import Lisp
import Prover
import Testing

@testable import Evolution

@Suite("The second checker has the last word")
struct TheoremOpinionTests {
  /// Proves whatever it is asked by the proof of another goal.
  private struct Impostor: TheoremProver {
    var goal: Goal

    func prove(_ asked: Goal) -> Verdict { InductiveProver().prove(goal) }
  }

  private func context(_ theory: ListTheory) throws -> TheoryContext {
    TheoryContext(
      configuration: RunConfiguration(), environment: theory.environment,
      targets: [theory.target], vocabulary: [try theory.callable("append")], given: [],
      panel: [], program: "p", generation: 1, effort: .full)
  }

  private func outcome(
    of text: String, proved: String, in other: ListTheory? = nil
  ) throws -> ProofOutcome {
    let theory = try ListTheory()
    let context = try context(theory)
    let source = other ?? theory
    let impostor = Impostor(
      goal: Goal(environment: source.environment, formula: try source.formula(proved)))
    let proving = Proving(
      context: context, prover: impostor, tenPercentProver: InductiveProver())
    return proving.prove(
      try theory.formula(text), lemmas: [], within: context.proverLimits)
  }

  private func isDefect(_ outcome: ProofOutcome) -> Bool {
    if case .defect = outcome { true } else { false }
  }

  @Test(
    "proofs of the goal are believed",
    arguments: [
      "(= (append xs nil) xs)", "(= (reverse (cons x nil)) (cons x nil))",
      "(= (append (append xs ys) zs) (append xs (append ys zs)))",
    ])
  func believes(text: String) throws {
    let outcome = try outcome(of: text, proved: text)
    guard case .proved(let checked, _) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(!checked.identities.isEmpty)
  }

  @Test(
    "proofs of something else are defects",
    arguments: [
      "(= (append nil xs) xs)", "(= (append xs xs) (append xs xs))",
      "(forall ((xs (list nat))) (= (append xs nil) xs))",
    ])
  func disbelieves(proved: String) throws {
    #expect(isDefect(try outcome(of: "(= (append xs nil) xs)", proved: proved)))
  }

  @Test("the same words about another definition are a defect")
  func otherDefinition() throws {
    let other = try ListTheory(
      definitions: """
        (define (append (xs (list a)) (ys (list a))) (list a)
          (match xs
            (nil (match ys (nil nil) ((cons y rest) ys)))
            ((cons x rest) (cons x (append rest ys)))))
        (define (reverse (xs (list a))) (list a) xs)
        """)
    let text = "(= (append xs nil) xs)"
    #expect(isDefect(try outcome(of: text, proved: text, in: other)))
  }
}
