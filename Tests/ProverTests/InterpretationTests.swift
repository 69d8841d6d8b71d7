import Lisp
import Prover
import Testing

/// Recursions over unary and binary numbers, and over lists that are taken apart together.
private let definitions = """
  (data num (o) (s num))
  (data digits (unit) (even-end digits) (odd-end digits))
  (data (row e) (end) (link e (row e)))
  (data (couple a b) (couple-of a b))
  (data (bush e) (leaf) (fork (bush e) e (bush e)))
  (data letter (ka) (ke) (ki) (ko))
  (define (add3 (a num) (b num) (c num)) num
    (match a
      ((o) (match b ((o) c) ((s j) (add3 o j (s c)))))
      ((s k) (add3 k (s b) c))))
  (define (blend (a num) (b num) (c num) (d num)) num
    (match c
      ((o) (match a ((o) d) ((s k) (blend k b b d))))
      ((s j) (blend a b j (s d)))))
  (define (next (x digits)) digits
    (match x ((unit) (even-end unit)) ((even-end r) (odd-end r)) ((odd-end r) (even-end (next r)))))
  (define (sum (x digits) (y digits)) digits
    (match x
      ((unit) (next y))
      ((even-end r)
        (match y ((unit) (next x)) ((even-end t) (even-end (sum r t)))
          ((odd-end t) (odd-end (sum r t)))))
      ((odd-end r)
        (match y ((unit) (next x)) ((even-end t) (odd-end (sum r t)))
          ((odd-end t) (even-end (next (sum r t))))))))
  (define (join (x (row e)) (y (row e))) (row e)
    (match x ((end) y) ((link h t) (link h (join t y)))))
  (define (turn (x (row e))) (row e)
    (match x ((end) end) ((link h t) (join (turn t) (link h end)))))
  (define (count-of (x (row e))) num (match x ((end) o) ((link h t) (s (count-of t)))))
  (define (front (n num) (x (row e))) (row e)
    (match n ((o) end) ((s k) (match x ((end) end) ((link h t) (link h (front k t)))))))
  (define (without (n num) (x (row e))) (row e)
    (match n ((o) x) ((s k) (match x ((end) end) ((link h t) (without k t))))))
  (define (pair-up (x (row a)) (y (row b))) (row (couple a b))
    (match x ((end) end)
      ((link h t) (match y ((end) end) ((link i u) (link (couple-of h i) (pair-up t u)))))))
  (define (walk (b (bush e))) (row e)
    (match b ((leaf) end) ((fork l x r) (join (walk l) (link x (walk r))))))
  (define (walk-all (bs (row (bush e)))) (row e)
    (match bs ((end) end)
      ((link b rest)
        (match b ((leaf) (walk-all rest))
          ((fork l x r)
            (match l ((leaf) (link x (walk-all (link r rest))))
              ((fork i y j) (walk-all (link l (link (fork leaf x r) rest))))))))))
  (define (spell (x (row letter))) (row letter)
    (match x ((end) end)
      ((link h t)
        (match h ((ka) (link ka (link ka (spell t)))) ((ke) (link ka (link ki (spell t))))
          ((ki) (link ki (spell t))) ((ko) (link ko (spell t)))))))
  """

@Suite("Interpretations and laws")
struct InterpretationTests {
  @Test(
    "proves equations between numbers of any notation",
    arguments: [
      "(= (add3 a b c) (add3 c b a))",
      "(= (blend a b c d) (blend b a d c))",
      "(= (sum x (sum y z)) (sum (sum x y) z))",
      "(= (sum x y) (sum y x))",
    ])
  func provesByInterpretation(statement: String) throws {
    guard case .proved = try verdict(statement, over: definitions) else {
      Issue.record("not proved: \(statement)")
      return
    }
  }

  @Test(
    "proves what needs laws that change other arguments",
    arguments: [
      "(=> (= (count-of x) (count-of y)) (= (pair-up (turn x) (turn y)) (turn (pair-up x y))))",
      "(= (walk-all (link b end)) (walk b))",
    ])
  func provesByLaws(statement: String) throws {
    guard case .proved = try verdict(statement, over: definitions) else {
      Issue.record("not proved: \(statement)")
      return
    }
  }

  @Test(
    "proves that functions are injective",
    arguments: [
      "(=> (= (join x z) (join y z)) (= x y))",
      "(=> (= (spell x) (spell y)) (= x y))",
    ])
  func provesInjectivity(statement: String) throws {
    guard case .proved = try verdict(statement, over: definitions) else {
      Issue.record("not proved: \(statement)")
      return
    }
  }

  @Test(
    "does not prove what only looks like it",
    arguments: [
      "(= (add3 a b c) (add3 a b (s c)))",
      "(= (turn (without n x)) (front n (turn x)))",
      "(=> (= (join x y) (join y x)) (= x y))",
    ])
  func doesNotProve(statement: String) throws {
    let limits = ProverLimits(inferences: 30_000)
    switch try verdict(statement, over: definitions, limits: limits) {
    case .proved: Issue.record("proved: \(statement)")
    case .unknown(let standing): #expect(standing.reason != .replayFailed)
    case .refuted, .unsupported: break
    }
  }
}
