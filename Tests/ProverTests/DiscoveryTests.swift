import Lisp
import Prover
import Testing

private let definitions = """
  (data num (o) (s num))
  (data (row e) (end) (link e (row e)))
  (define (add (a num) (b num)) num (match a ((o) b) ((s k) (s (add k b)))))
  (define (mul (a num) (b num)) num (match a ((o) o) ((s k) (add b (mul k b)))))
  (define (up-to (a num) (b num)) bool
    (match a ((o) true) ((s k) (match b ((o) false) ((s j) (up-to k j))))))
  (define (join (x (row e)) (y (row e))) (row e)
    (match x ((end) y) ((link h t) (link h (join t y)))))
  (define (turn (x (row e))) (row e)
    (match x ((end) end) ((link h t) (join (turn t) (link h end)))))
  (define (skip (k num) (x (row e))) (row e)
    (match k ((o) x) ((s j) (match x ((end) end) ((link h t) (skip j t))))))
  (define (turn-onto (x (row e)) (y (row e))) (row e)
    (match x ((end) y) ((link h t) (turn-onto t (link h y)))))
  (define (count-of (x (row e))) num (match x ((end) o) ((link h t) (s (count-of t)))))
  (define (put (k num) (x (row num))) (row num)
    (match x ((end) (link k end)) ((link h t) (if (up-to k h) (link k x) (link h (put k t))))))
  (define (put-all (x (row num))) (row num)
    (match x ((end) end) ((link h t) (put h (put-all t)))))
  (define (rising (x (row num))) bool
    (match x ((end) true)
      ((link h t) (match t ((end) true) ((link i u) (and (up-to h i) (rising t)))))))
  (define (has (k num) (x (row num))) bool
    (match x ((end) false) ((link h t) (or (= k h) (has k t)))))
  (define (odd-number (a num)) bool (match a ((o) false) ((s k) (not (odd-number k)))))
  (define (even-number (a num)) bool (match a ((o) true) ((s k) (not (even-number k)))))
  """

@Suite("Lemma discovery")
struct DiscoveryTests {
  @Test(
    "proves what needs lemmas that nobody gave",
    arguments: [
      "(= (turn (turn x)) x)",
      "(= (turn-onto (turn-onto x end) end) x)",
      "(= (mul a (mul b c)) (mul (mul a b) c))",
      "(= (mul a b) (mul b a))",
      "(= (count-of (turn (join x y))) (add (count-of y) (count-of x)))",
      "(= (rising (put-all x)) true)",
      "(= (has k (turn x)) (has k x))",
      "(= (odd-number a) (not (even-number a)))",
      "(= (skip a (skip b x)) (skip b (skip a x)))",
      "(=> (up-to a b) (up-to b c) (up-to a c))",
      "(=> (= (join x y) x) (= y end))",
      "(= (up-to (s a) a) false)",
    ])
  func proves(statement: String) throws {
    guard case .proved = try verdict(statement, over: definitions) else {
      Issue.record("not proved: \(statement)")
      return
    }
  }

  @Test("without discovery the same goal stays open, and says where it stood")
  func withoutDiscovery() throws {
    var limits = ProverLimits.standard
    limits.discovery = false
    let statement = "(= (mul a (mul b c)) (mul (mul a b) c))"
    guard case .unknown(let standing) = try verdict(statement, over: definitions, limits: limits)
    else {
      Issue.record("the goal needs a lemma")
      return
    }
    #expect(!standing.openGoals.isEmpty)
    #expect(standing.inferences <= limits.inferences + limits.goalAttempt)
  }

  @Test(
    "what is false is not proved, whatever is discovered",
    arguments: [
      "(= (join x y) (join y x))", "(= (turn x) x)", "(up-to a b)", "(= (mul a b) (add a b))",
      "(=> (rising x) (rising (turn x)))", "(= (put k x) (join x (link k end)))",
    ])
  func unprovable(statement: String) throws {
    var limits = ProverLimits.standard
    limits.inferences = 60_000
    if case .proved = try verdict(statement, over: definitions, limits: limits) {
      Issue.record("proved: \(statement)")
    }
  }

  @Test("a lemma that was found stands before the proof, with its own")
  func explained() throws {
    let statement = "(= (count-of (turn (join x y))) (add (count-of y) (count-of x)))"
    guard case .proved(let proof) = try verdict(statement, over: definitions) else {
      Issue.record("not proved")
      return
    }
    // What the prover's own functions are comes before the lemmas about them.
    let isAuxiliary = { (step: ProofStep) in step.text.hasPrefix("Auxiliary function ") }
    let stated = proof.steps.drop { isAuxiliary($0) || $0.depth > 0 }
    let first = try #require(stated.first)
    #expect(first.text.hasPrefix("Lemma: "))
    #expect(proof.steps.contains { $0.depth == 1 && $0.text.hasPrefix("Induction on ") })
    #expect(proof.steps.contains { $0.text == "With that:" })
  }

  @Test("the same goal gives the same proof, byte for byte")
  func deterministic() throws {
    let statement = "(= (turn (turn x)) x)"
    guard case .proved(let first) = try verdict(statement, over: definitions),
      case .proved(let second) = try verdict(statement, over: definitions)
    else {
      Issue.record("not proved")
      return
    }
    #expect(first.certificate == second.certificate)
    #expect(first.inferences == second.inferences)
  }
}
