import Foundation
import Lisp
import Testing

@testable import Evolution

@Suite("Invention of helper functions")
struct HelperInventionTests {
  /// Nothing that inserts is given, and the tests alone do not tell what a step must do.
  static let sort = """
    (problem sort
      (define (sorted (xs (list nat))) bool
        (match xs
          ((nil) true)
          ((cons x rest)
            (match rest ((nil) true) ((cons y more) (and (leq x y) (sorted rest)))))))
      (define (count (n nat) (xs (list nat))) nat
        (match xs
          ((nil) 0)
          ((cons x rest) (if (= x n) (succ (count n rest)) (count n rest)))))
      (target (sort (xs (list nat))) (list nat))
      (components leq)
      (require
        (= (sort nil) nil) (= (sort '(2 1)) '(1 2)) (= (sort '(3 1 2)) '(1 2 3))
        (= (sort '(3 2 1)) '(1 2 3)) (= (sort '(2 0 2 1)) '(0 1 2 2))
        (sorted (sort xs))
        (= (count x (sort xs)) (count x xs)))
      (holdout (= (sort '(5 4 3 2 1)) '(1 2 3 4 5)) (= (sort '(4 1 5 2 3)) '(1 2 3 4 5))))
    """
  /// A tree turned into a list with nothing that appends.
  static let flat = """
    (problem flat
      (data (tree a) (leaf) (node (tree a) a (tree a)))
      (target (flat (t (tree a))) (list a))
      (components)
      (require
        (= (flat leaf) nil)
        (= (flat (node leaf 1 leaf)) '(1))
        (= (flat (node leaf 2 leaf)) '(2))
        (= (flat (node (node leaf 1 leaf) 3 leaf)) '(1 3))
        (= (flat (node leaf 3 (node leaf 2 leaf))) '(3 2))
        (= (flat (node (node leaf 1 leaf) 3 (node leaf 2 leaf))) '(1 3 2))
        (= (flat (node (node (node leaf 1 leaf) 3 leaf) 4 (node leaf 2 leaf))) '(1 3 4 2)))
      (holdout
        (= (flat (node (node leaf 1 (node leaf 5 leaf)) 3 leaf)) '(1 5 3))))
    """

  @Test("a target that needs a helper gets one", arguments: [sort, flat])
  func helpersAreInvented(text: String) throws {
    let context = try TestProblems.context(text)
    var invention = HelperInvention(
      context: context, limits: EnumerationLimits(), depth: 1, complexity: nil)
    let invented = invention.invented()
    let found = try #require(invented)
    let (problem, helpers) = try HelperLibrary.adding(found.sources, to: context.problem)
    let whole = ProgramContext(
      problem: problem, configuration: context.configuration, settings: context.settings,
      helpers: helpers)
    let function = try #require(whole.read(found.program))
    let program = try #require(whole.program(function))
    #expect(program.isSolution)
    #expect(whole.holdoutPassed(by: program).isAll)
    #expect(program.complexity == found.complexity)
  }
}
