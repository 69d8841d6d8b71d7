import Foundation
import Lisp
import Testing

@testable import Evolution

@Suite("Invention of helper functions")
struct HelperInventionTests {
  /// Nothing that multiplies: the step needs the number and the result for the one before.
  static let factorial = """
    (problem factorial
      (target (factorial (n nat)) nat)
      (components plus)
      (require
        (= (factorial 0) 1) (= (factorial 1) 1) (= (factorial 2) 2) (= (factorial 3) 6)
        (= (factorial 4) 24))
      (holdout (= (factorial 5) 120)))
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

  /// Multiplication needs addition, and nothing is given.
  static let product = """
    (problem product
      (target (product (n nat) (m nat)) nat)
      (components)
      (require
        (= (product 0 0) 0) (= (product 0 3) 0) (= (product 1 3) 3) (= (product 2 3) 6)
        (= (product 1 1) 1) (= (product 2 2) 4) (= (product 3 2) 6))
      (holdout (= (product 4 3) 12)))
    """

  @Test(
    "a target that needs a helper gets one",
    arguments: [factorial, flat, product, HelperRunTests.turned])
  func helpersAreInvented(text: String) throws {
    let context = try TestProblems.context(text)
    var invention = HelperInvention(
      context: context, limits: EnumerationLimits(), complexity: 18)
    let invented = invention.invented()
    let found = try #require(invented.first)
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
