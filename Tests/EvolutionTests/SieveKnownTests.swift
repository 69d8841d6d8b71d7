import Lisp
import Testing

@testable import Evolution

@Suite("Known: what follows by rewriting")
struct SieveKnownTests {
  static let page = [
    "(= (reverse (reverse xs)) xs)",
    "(= (reverse (append xs ys)) (append (reverse ys) (reverse xs)))",
    "(= (length (reverse xs)) (length xs))",
    "(= (append (append xs ys) zs) (append xs (append ys zs)))",
  ]

  @Test(
    "consequences are known",
    arguments: [
      "(= (reverse (reverse zs)) zs)",
      "(= xs (reverse (reverse xs)))",
      "(= (reverse (reverse (cons x nil))) (cons x nil))",
      "(= (reverse (reverse (reverse xs))) (reverse xs))",
      "(= (reverse (append (reverse xs) ys)) (append (reverse ys) xs))",
      "(= (length (reverse (append xs ys))) (length (append xs ys)))",
      "(= (append (reverse ys) (reverse xs)) (reverse (append xs ys)))",
      "(=> (member x xs) (= (length (reverse xs)) (length xs)))",
      "(= (reverse (append xs (append ys zs))) "
        + "(append (append (reverse zs) (reverse ys)) (reverse xs)))",
    ])
  func consequencesAreKnown(statement: String) throws {
    #expect(try ListTheory().known(statement, from: Self.page))
  }

  @Test(
    "other statements are not known",
    arguments: [
      "(= (member x (reverse xs)) (member x xs))",
      "(= (length (append xs ys)) (length (append ys xs)))",
      "(= (append xs nil) xs)",
      "(= (reverse xs) xs)",
      "(= xs ys)",
    ])
  func othersAreNotKnown(statement: String) throws {
    #expect(try !ListTheory().known(statement, from: Self.page))
  }

  @Test("an equation that no order directs rewrites instances that get smaller")
  func unorientedEquations() throws {
    let theory = try ListTheory()
    let facts = ["(= (length (append xs ys)) (length (append ys xs)))"]
    #expect(try theory.known("(= (length (append ys xs)) (length (append xs ys)))", from: facts))
    #expect(
      try theory.known(
        "(= (length (append (reverse xs) ys)) (length (append ys (reverse xs))))", from: facts))
    #expect(try !theory.known("(= (length (append xs ys)) (length xs))", from: facts))
  }

  @Test("commutativity and any rearrangement of three decide all rearrangements")
  func rearrangements() throws {
    let theory = try ListTheory()
    let facts = [
      "(= (plus n m) (plus m n))", "(= (plus n (plus m k)) (plus m (plus n k)))",
    ]
    for statement in [
      "(= (plus (plus n m) k) (plus n (plus m k)))",
      "(= (plus (length xs) (plus k m)) (plus k (plus m (length xs))))",
      "(= (plus (plus (length xs) n) (plus k m)) (plus (plus k (length xs)) (plus m n)))",
    ] {
      #expect(try theory.known(statement, from: facts), "\(statement)")
    }
    #expect(try !theory.known("(= (plus n (plus m m)) (plus m (plus n n)))", from: facts))
  }

  @Test("what is true by unfolding or by Boolean laws alone is known")
  func unfolding() throws {
    let theory = try ListTheory()
    for statement in [
      "(= (reverse (cons x nil)) (cons x nil))",
      "(= (append (cons x xs) ys) (cons x (append xs ys)))",
      "(member x (cons x xs))",
      "(or (member x xs) (not (member x xs)))",
      "(= (and (member x xs) (member y xs)) (and (member y xs) (member x xs)))",
    ] {
      #expect(try theory.known(statement, from: []), "\(statement)")
    }
  }

  @Test("conditional facts need their conditions")
  func conditionalFacts() throws {
    let theory = try ListTheory()
    let facts = ["(=> (member x xs) (= (reverse xs) xs))"]
    #expect(
      try theory.known("(=> (member y zs) (= (reverse (reverse zs)) zs))", from: facts) == false)
    #expect(
      try theory.known(
        "(=> (member y zs) (= (reverse (reverse zs)) zs))",
        from: ["(= (reverse (reverse xs)) xs)"]))
    #expect(try theory.known("(=> (member y zs) (= (reverse zs) zs))", from: facts))
    #expect(try !theory.known("(= (reverse zs) zs)", from: facts))
  }

  @Test("no steps, nothing known but instances")
  func stepsBound() throws {
    let theory = try ListTheory()
    let twice = "(= (reverse (reverse (reverse xs))) (reverse xs))"
    #expect(
      try !theory.known(
        "(= (length (reverse (reverse xs))) (length xs))", from: Self.page, steps: 0))
    #expect(try theory.known(twice, from: Self.page, steps: 0))
  }
}
