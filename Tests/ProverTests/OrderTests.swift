import Lisp
import Prover
import Testing

/// Sorting in other words than usual: other types, other names, other orders of arguments.
private let integers = """
  (data seq (empty) (push int seq))
  (data shrub (leaf) (fork int shrub shrub))
  (define (up (s seq)) bool
    (match s ((empty) true)
      ((push a r) (match r ((empty) true) ((push b q) (and (<= a b) (up r)))))))
  (define (join (s seq) (t seq)) seq
    (match s ((empty) t) ((push a r) (push a (join r t)))))
  (define (grow (t shrub) (a int)) shrub
    (match t ((leaf) (fork a leaf leaf))
      ((fork b l r) (if (< a b) (fork b (grow l a) r) (fork b l (grow r a))))))
  (define (plant (s seq)) shrub
    (match s ((empty) leaf) ((push a r) (grow (plant r) a))))
  (define (walk (t shrub)) seq
    (match t ((leaf) empty) ((fork b l r) (join (walk l) (push b (walk r))))))
  (define (place (a int) (s seq)) seq
    (match s ((empty) (push a empty))
      ((push b r) (if (<= a b) (push a s) (push b (place a r))))))
  (define (place-all (s seq) (t seq)) seq
    (match s ((empty) t) ((push a r) (place-all r (place a t)))))
  (define (sorted (s seq)) seq (match s ((empty) empty) ((push a r) (place a (sorted r)))))
  """

private let naturals = """
  (data num (o) (s num))
  (data (row e) (end) (link e (row e)))
  (define (at-least (x num) (y num)) bool
    (match y ((o) true) ((s v) (match x ((o) false) ((s u) (at-least u v))))))
  (define (down (x (row num))) bool
    (match x ((end) true)
      ((link a r) (match r ((end) true) ((link b q) (and (at-least a b) (down r)))))))
  (define (put (k num) (x (row num))) (row num)
    (match x ((end) (link k end)) ((link h t) (if (at-least k h) (link k x) (link h (put k t))))))
  (define (sorted (x (row num))) (row num)
    (match x ((end) end) ((link h t) (put h (sorted t)))))
  (define (merge (x (row num)) (y (row num))) (row num)
    (match x ((end) y)
      ((link a r) (match y ((end) x)
        ((link b q) (if (at-least b a) (link b (merge x q)) (link a (merge r y))))))))
  (define (turn-onto (x (row e)) (y (row e))) (row e)
    (match x ((end) y) ((link h t) (turn-onto t (link h y)))))
  (define (runs (x (row num))) (row (row num))
    (match x ((end) end)
      ((link a r) (match r ((end) (link (link a end) end))
        ((link b q)
          (if (at-least a b)
            (match (runs r) ((end) end) ((link u us) (link (link a u) us)))
            (link (link a end) (runs r))))))))
  (define (merge-runs (x (row (row num)))) (row num)
    (match x ((end) end) ((link u us) (merge u (merge-runs us)))))
  """

@Suite("Lemmas about order")
struct OrderTests {
  @Test(
    "ways to sort make ascending lists, and the same ones",
    arguments: [
      "(up (walk (plant s)))",
      "(= (place-all s empty) (sorted s))",
    ])
  func sortsIntegers(statement: String) throws {
    guard case .proved = try verdict(statement, over: integers) else {
      Issue.record("not proved: \(statement)")
      return
    }
  }

  @Test(
    "so do those that descend by a relation of the program",
    arguments: [
      "(= (sorted (turn-onto x end)) (sorted x))",
      "(down (merge-runs (runs x)))",
    ])
  func sortsNaturals(statement: String) throws {
    guard case .proved = try verdict(statement, over: naturals) else {
      Issue.record("not proved: \(statement)")
      return
    }
  }

  @Test(
    "nothing false is proved",
    arguments: [
      "(up (walk t))", "(up (place 3 s))", "(= (walk (plant s)) (sorted (join s s)))",
    ])
  func doesNotProveFalsehoods(statement: String) throws {
    let limits = ProverLimits(inferences: 20_000)
    switch try verdict(statement, over: integers, limits: limits) {
    case .proved: Issue.record("proved: \(statement)")
    case .unknown(let standing): #expect(standing.reason != .replayFailed)
    case .refuted, .unsupported: break
    }
  }
}
