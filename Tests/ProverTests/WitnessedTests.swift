import Lisp
import Prover
import Testing

private let definitions = """
  (data (rose a) (rose a (list (rose a))))
  (define (sum (xs (list int))) int (match xs ((nil) 0) ((cons x rest) (+ x (sum rest)))))
  (define (every (p (-> a bool)) (xs (list a))) bool
    (match xs ((nil) true) ((cons x rest) (and (p x) (every p rest)))))
  (define (join (f (-> a (list b))) (xs (list a))) (list b)
    (match xs ((nil) nil) ((cons x rest) (append (f x) (join f rest)))))
  (define (total (t (rose int))) int (match t ((rose x ts) (+ x (sum (map total ts))))))
  (define (labels (t (rose a))) (list a)
    (match t ((rose x ts) (cons x (join (lambda (s) (labels s)) ts)))))
  (define (add (n int) (t (rose int))) (rose int)
    (match t ((rose x ts) (rose (+ x n) (map (lambda (s) (add n s)) ts)))))
  (define (within (n int) (t (rose int))) bool
    (match t ((rose x ts) (and (<= x n) (every (lambda (s) (within n s)) ts)))))
  (define (flat (xss (list (list a)))) (list a)
    (match xss ((nil) nil)
      ((cons xs rest)
        (match xs ((nil) (flat rest)) ((cons x more) (cons x (flat (cons more rest))))))))
  (define (at (f (-> a b)) (x a)) b (f x))
  (define (sieve (xs (list int))) (list int)
    (match xs ((nil) nil)
      ((cons x rest) (cons x (at sieve (filter (lambda (y) (< x y)) rest))))))
  (data form (atom bool) (negation form) (conjunction form form))
  (define (value (p form)) bool
    (match p ((atom b) b) ((conjunction q r) (and (value q) (value r)))
      ((negation q)
        (match q ((atom b) (not b)) ((negation r) (value r))
          ((conjunction r s) (or (value (negation r)) (value (negation s))))))))
  (data colour (red) (orange) (yellow) (green) (blue) (violet))
  (define (mix (x colour) (y colour)) colour
    (match x ((red) red)
      (_ (match y ((red) red)
        (_ (match x ((orange) y)
          (_ (match y ((orange) x)
            (_ (match x ((yellow) green) (_ (match y ((yellow) blue) (_ violet)))))))))))))
  """

@Suite("Definitions by witnesses")
struct WitnessedTests {
  @Test(
    "what recurs through function values or deep constructors is admitted, and both checkers agree",
    arguments: [
      "(= (total (rose 1 (list (rose 2 nil) (rose 3 nil)))) 6)",
      "(= (labels (rose x (list (rose y nil)))) (list x y))",
      "(= (labels (rose x ts)) (cons x (join labels ts)))",
      "(= (total (add 1 (rose 0 (cons (rose 0 nil) nil)))) 2)",
      "(within 3 (rose 1 (list (rose 3 nil))))",
      "(= (within n (rose x nil)) (<= x n))",
      "(= (flat (cons xs yss)) (append xs (flat yss)))",
      "(= (flat (append xss yss)) (append (flat xss) (flat yss)))",
      "(= (value (negation (conjunction p q))) (or (value (negation p)) (value (negation q))))",
      "(= (value (negation (negation p))) (value p))",
      "(= (sieve (list 3 2 5)) (list 3 5))",
    ])
  func admits(statement: String) throws {
    guard case .proved = try verdict(statement, over: definitions) else {
      Issue.record("not proved: \(statement): \(try verdict(statement, over: definitions))")
      return
    }
  }

  @Test(
    "nested recursion on integers has a closed form",
    arguments: [
      "(=> (<= n 50) (= (climb n) 44))",
      "(= (climb (climb n)) (climb (+ (climb n) 0)))",
      "(=> (< 0 n) (= (sink n) 0))",
      "(<= (sink n) 0)",
    ])
  func hasClosedForm(statement: String) throws {
    let program = """
      (define (climb (n int)) int (if (< 50 n) (- n 7) (climb (climb (+ n 8)))))
      (define (sink (n int)) int (if (< 0 n) (sink (sink (- n 1))) n))
      """
    guard case .proved = try verdict(statement, over: program) else {
      Issue.record("not proved: \(statement): \(try verdict(statement, over: program))")
      return
    }
  }

  @Test("matches on what an enclosing match has decided do not multiply")
  func decidesOnce() throws {
    guard case .proved(let proof) = try verdict("(= (mix blue red) red)", over: definitions)
    else {
      Issue.record("not proved")
      return
    }
    #expect(proof.certificate.utf8.count < 2_000)
  }

  @Test(
    "a definition with too many clauses is taken apart",
    arguments: [
      "(= (mix k0 y z) k0)", "(= (mix x k0 z) k0)", "(= (mix k1 k1 k1) k1)",
      "(= (deep (leaf k0) (leaf y)) k0)",
    ])
  func takesApart(statement: String) throws {
    let constructors = (0..<14).map { "(k\($0))" }.joined(separator: " ")
    let program = """
      (data big \(constructors))
      (data tree (leaf big) (node tree tree))
      (define (mix (x big) (y big) (z big)) big
        (match x ((k0) k0) (_ (match y ((k0) k0) (_ (match z ((k1) x) (_ k2)))))))
      (define (deep (s tree) (t tree)) big
        (match s
          ((leaf a) (match t ((leaf b) (mix a b a)) ((node l r) (deep s l))))
          ((node l r)
            (match t ((leaf b) (deep l t))
              ((node u v) (mix (deep l u) (deep r v) (deep l v)))))))
      """
    guard case .proved = try verdict(statement, over: program) else {
      Issue.record("not proved: \(statement): \(try verdict(statement, over: program))")
      return
    }
  }

  @Test(
    "recursion without a meaning is refused",
    arguments: [
      // No number is greater than itself.
      "(define (f (n int)) int (if (< n 0) 0 (+ 1 (f (+ n 0)))))",
      // The closed form that small numbers suggest fails at great ones.
      """
      (define (f (n int)) int
        (if (< 1000000 n) 1 (if (< n 0) 0 (+ (f n) 1))))
      """,
      // Each call goes on with the same tree.
      """
      (data (rose a) (rose a (list (rose a))))
      (define (f (t (rose int))) int
        (match t ((rose x ts) (match (map f (list t)) ((nil) 0) ((cons n ns) (+ 1 n))))))
      """,
      // A call hidden in a function value.
      """
      (define (ap (h (-> bool bool)) (x bool)) bool (h x))
      (define (f (x bool)) bool (ap g x))
      (define (g (x bool)) bool (not (f x)))
      """,
      // The list grows again by what was taken from it.
      """
      (define (f (xs (list bool))) bool
        (match xs ((nil) true) ((cons x rest) (not (f (cons x rest))))))
      """,
      // A new element for each that is taken away.
      """
      (define (f (xs (list bool))) bool
        (match xs ((nil) true) ((cons x rest)
          (match rest ((nil) true) ((cons y more) (not (f (cons y (cons x more)))))))))
      """,
    ])
  func refuses(program: String) throws {
    let module = try loadModule(text: program + "\n(theorem goal true)", path: "test.lisp")
    let index = try #require(module.environment.functions.firstIndex { $0.name == "f" })
    let function = FunctionID(index)
    #expect(!isTotal(function, in: module.environment))
  }
}
