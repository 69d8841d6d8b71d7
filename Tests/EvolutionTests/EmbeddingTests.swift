import Lisp
import Model
import Testing

@testable import Evolution

@Suite("The embedding space")
struct EmbeddingTests {
  private func vector(_ text: String, _ theory: ListTheory) throws -> [Float] {
    HashedWalkEmbedder().embed(formula: try theory.formula(text), in: theory.environment)
  }

  @Test("vectors have length 1 and do not depend on names of variables")
  func normalised() throws {
    let theory = try ListTheory()
    let left = try vector("(= (reverse (reverse xs)) xs)", theory)
    let right = try vector("(= (reverse (reverse things)) things)", theory)
    #expect(left == right)
    #expect(left.count == 128)
    #expect(abs(cosine(left, left) - 1) < 1e-6)
    #expect(abs(left.reduce(0) { $0 + Double($1) * Double($1) } - 1) < 1e-6)
  }

  @Test("functions are known by their definitions, not their names")
  func definitionsCount() throws {
    let renamed = try loadModule(
      text: """
        (define (turn (xs (list a))) (list a)
          (match xs
            (nil nil)
            ((cons x rest) (append (turn rest) (cons x nil)))))
        """)
    let theory = try ListTheory()
    let left = try vector("(= (length (reverse xs)) (length xs))", theory)
    let right = HashedWalkEmbedder().embed(
      formula: try elaborateFormula(
        text: "(= (length (turn xs)) (length xs))", in: renamed.environment),
      in: renamed.environment)
    #expect(left == right)
  }

  @Test("a statement is nearer to one like it than to one unlike it")
  func nearness() throws {
    let theory = try ListTheory()
    let texts = [
      "(= (reverse (append xs ys)) (append (reverse ys) (reverse xs)))",
      "(= (reverse (append xs (reverse ys))) (append ys (reverse xs)))",
      "(= (plus n m) (plus m n))",
    ]
    let items = try texts.enumerated().map {
      EmbeddedItem(id: "\($0.offset)", vector: try vector($0.element, theory))
    }
    let neighbours = nearestNeighbours(
      of: items[0].vector, among: items, count: 5, excluding: "0")
    #expect(neighbours.map(\.id) == ["1", "2"])
    #expect(neighbours[0].similarity > neighbours[1].similarity)
  }
}
