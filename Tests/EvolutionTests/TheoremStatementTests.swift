import Determinism
import Lisp
import Testing

@testable import Evolution

@Suite("Statements in canonical form")
struct TheoremStatementTests {
  @Test(
    "renamed, turned and reordered statements are the same",
    arguments: [
      ("(= (reverse (reverse xs)) xs)", "(= ys (reverse (reverse ys)))"),
      ("(= (append xs ys) zs)", "(= ys (append zs xs))"),
      (
        "(= (length (append xs ys)) (length (append ys xs)))",
        "(= (length (append ys xs)) (length (append xs ys)))"
      ),
      (
        "(=> (member x xs) (=> (member y xs) (= (reverse xs) xs)))",
        "(=> (member y zs) (=> (member x zs) (= zs (reverse zs))))"
      ),
      (
        "(=> (member x xs) (member x (reverse xs)))",
        "(=> (member y xs) (= (member y (reverse xs)) true))"
      ),
      ("(not (member x xs))", "(= false (member y ys))"),
    ])
  func sameStatement(left: String, right: String) throws {
    let theory = try ListTheory()
    #expect(try theory.statement(left) == theory.statement(right))
    #expect(try theory.statement(left).formula == theory.statement(right).formula)
  }

  @Test(
    "different statements differ",
    arguments: [
      ("(= (append xs ys) (append ys xs))", "(= (append xs ys) (append xs ys))"),
      ("(= (reverse xs) xs)", "(= (reverse xs) ys)"),
      ("(=> (member x xs) (member x ys))", "(=> (member x ys) (member y ys))"),
    ])
  func differentStatements(left: String, right: String) throws {
    let theory = try ListTheory()
    #expect(try theory.statement(left) != theory.statement(right))
  }

  @Test("variables are named by their types and the larger side stands on the left")
  func readsWell() throws {
    let theory = try ListTheory()
    let statement = try theory.statement("(= (member q ws) (member q (reverse ws)))")
    let text = StatementText.print(statement.formula, in: theory.environment)
    #expect(text == "(= (member x (reverse xs)) (member x xs))")
  }

  @Test(
    "bred statements are well typed, read back, and keep their key", arguments: theoremSeeds(40))
  func bredStatementsReadBack(seed: UInt64) throws {
    let theory = try ListTheory()
    let breeder = StatementBreeder(signature: try theory.signature(), variables: 3, size: 14)
    let parents = try SieveKnownTests.page.map(theory.formula)
    var generator = SeededGenerator.stream(seed: seed, path: 1)
    for _ in 0..<20 {
      guard let formula = breeder.offspring(of: parents, using: &generator) else { continue }
      #expect(formula.body.size <= 14)
      let statement = Statement(formula, in: theory.environment, order: theory.order)
      guard !statement.formula.hasUndeterminedType(in: theory.environment) else { continue }
      let text = StatementText.print(statement.formula, in: theory.environment)
      let again = try theory.formula(text)
      let key = Statement(again, in: theory.environment, order: theory.order).key
      #expect(key == statement.key, "\(text)")
      #expect(
        Statement(statement.formula, in: theory.environment, order: theory.order).key == key,
        "\(text)")
    }
  }

  @Test("shape templates contain the textbook laws")
  func templates() throws {
    let theory = try ListTheory()
    let shapes = Set(
      ShapeTemplates(signature: try theory.signature()).conjectures().map {
        Statement($0, in: theory.environment, order: theory.order)
      })
    for law in [
      "(= (reverse (reverse xs)) xs)",
      "(= (reverse (append xs ys)) (append (reverse ys) (reverse xs)))",
      "(= (length (reverse xs)) (length xs))",
      "(= (member x (reverse xs)) (member x xs))",
      "(= (append (append xs ys) zs) (append xs (append ys zs)))",
      "(=> (= (reverse xs) (reverse ys)) (= xs ys))",
    ] {
      #expect(shapes.contains(try theory.statement(law)), "\(law)")
    }
  }
}
