import Determinism
import Kernel
import Terms
import Testing

@testable import Prover

@Suite("Polynomials")
struct PolynomialTests {
  /// A random term over a few variables and small literals.
  private func randomTerm(
    depth: Int, in bank: inout TermBank, using generator: inout SeededGenerator
  ) -> TermID {
    if depth == 0 || generator.chance(1, in: 5) {
      return generator.chance(1, in: 3)
        ? bank.integer(Int64(generator.index(below: 7)) - 3)
        : bank.variable("x\(generator.index(below: 3))", bank.int)
    }
    let operation = [Builtin.plus, .minus, .times][generator.index(below: 3)]
    let left = randomTerm(depth: depth - 1, in: &bank, using: &generator)
    let right = randomTerm(depth: depth - 1, in: &bank, using: &generator)
    return bank.logical(operation, left, right)
  }

  @Test("the term of a polynomial is canonical, and the kernel agrees", arguments: seeds(100))
  func canonicalTerms(seed: UInt64) throws {
    var theory = Theory()
    var generator = SeededGenerator.stream(seed: seed, path: 0xA2)
    let term = randomTerm(depth: 4, in: &theory.bank, using: &generator)
    guard let polynomial = theory.bank.polynomial(of: term) else { return }
    let built = theory.bank.term(of: polynomial)
    let canonical = try #require(built)
    let read = theory.bank.polynomial(of: canonical)
    #expect(read == polynomial)
    _ = try theory.ring(term, canonical)
    for subterm in theory.bank.subterms(of: canonical) {
      guard theory.bank.type(of: subterm) == theory.bank.int,
        let read = theory.bank.polynomial(of: subterm)
      else { continue }
      let again = theory.bank.term(of: read)
      #expect(again == subterm, "parts are canonical, too")
    }
  }
}
