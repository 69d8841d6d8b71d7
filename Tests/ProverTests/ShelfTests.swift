import Checker
import Lisp
import Prover
import Testing

private let numbers = """
  (data num (o) (s num))
  (define (add (a num) (b num)) num (match a ((o) b) ((s k) (s (add k b)))))
  (define (mul (a num) (b num)) num (match a ((o) o) ((s k) (add b (mul k b)))))
  """

/// The same definitions under other names, in another order of arguments' names.
private let otherNumbers = """
  (data peano (null) (next peano))
  (define (sum (x peano) (y peano)) peano (match x ((null) y) ((next z) (next (sum z y)))))
  (define (product (x peano) (y peano)) peano (match x ((null) null) ((next z) (sum y (product z y)))))
  """

/// What a goal came to, with the shelf before it.
private func verdict(
  _ statement: String, over definitions: String, shelf: LemmaShelf
) throws -> Verdict {
  let module = try loadModule(
    text: definitions + "\n(theorem goal \(statement))", path: "test.lisp")
  let goal = Goal(
    environment: module.environment, formula: module.theorems[0].formula, shelf: shelf)
  let verdict = InductiveProver().prove(goal)
  if case .proved(let proof) = verdict {
    guard case .accepted = Checker.check(certificate: Array(proof.certificate.utf8)) else {
      Issue.record("the second checker refuses the proof of \(statement)")
      return verdict
    }
    _ = try tie(proof.certificate, to: goal)
  }
  return verdict
}

private func proof(
  of statement: String, over definitions: String, shelf: LemmaShelf = LemmaShelf()
) throws -> Proof {
  guard case .proved(let proof) = try verdict(statement, over: definitions, shelf: shelf) else {
    throw NotProved(statement: statement)
  }
  return proof
}

private struct NotProved: Error { var statement: String }

@Suite("Lemma shelf")
struct ShelfTests {
  @Test("what one goal found serves the next, whatever its file calls the definitions")
  func otherNames() throws {
    var shelf = LemmaShelf()
    shelf.add(try proof(of: "(= (mul a (mul b c)) (mul (mul a b) c))", over: numbers).findings)
    #expect(shelf.lemmas.count > 1)
    let statement = "(= (product x (product y z)) (product (product x y) z))"
    let cold = try proof(of: statement, over: otherNumbers)
    let warm = try proof(of: statement, over: otherNumbers, shelf: shelf)
    #expect(warm.inferences < cold.inferences / 2)
  }

  @Test("every lemma on the shelf has a certificate that the second checker accepts")
  func certificates() throws {
    let findings = try proof(of: "(= (mul a b) (mul b a))", over: numbers).findings
    try #require(!findings.lemmas.isEmpty)
    for lemma in findings.lemmas {
      guard case .accepted = Checker.check(certificate: Array(lemma.certificate.utf8)) else {
        Issue.record("refused: \(lemma.certificate)")
        continue
      }
    }
  }

  @Test("lemmas about other definitions are left alone, though the names are the same")
  func otherDefinitions() throws {
    var shelf = LemmaShelf()
    shelf.add(try proof(of: "(= (add a b) (add b a))", over: numbers).findings)
    let leftProjection = """
      (data num (o) (s num))
      (define (add (a num) (b num)) num a)
      """
    // A lemma that did not hold here would end in a proof that the kernel refuses.
    guard
      case .unknown(let standing) = try verdict(
        "(= (add a b) (add b a))", over: leftProjection, shelf: shelf)
    else {
      Issue.record("a false statement was proved")
      return
    }
    #expect(standing.reason != .replayFailed)
  }

  @Test("what is there already is not added again")
  func sameFindings() throws {
    var shelf = LemmaShelf()
    let findings = try proof(of: "(= (add a b) (add b a))", over: numbers).findings
    shelf.add(findings)
    let count = shelf.lemmas.count
    shelf.add(try proof(of: "(= (sum y x) (sum x y))", over: otherNumbers).findings)
    #expect(count > 0 && shelf.lemmas.count == count)
  }
}
