import Lisp
import Prover
import Testing

/// Recursions that no argument's structure shows to end.
private let definitions = """
  (define (interleave (xs (list a)) (ys (list a))) (list a)
    (match xs ((nil) ys) ((cons x rest) (cons x (interleave ys rest)))))
  (define (strike (x int) (xs (list int))) (list int)
    (match xs ((nil) nil)
      ((cons y rest) (if (= x y) (strike x rest) (cons y (strike x rest))))))
  (define (distinct-ones (xs (list int))) (list int)
    (match xs ((nil) nil)
      ((cons x rest) (cons x (distinct-ones (strike x rest))))))
  (define (from-to (lo int) (hi int)) (list int)
    (if (< hi lo) nil (cons lo (from-to (+ lo 1) hi))))
  (define (squeeze (xs (list int))) (list int)
    (match xs ((nil) nil)
      ((cons x rest)
        (match rest ((nil) xs)
          ((cons y more)
            (if (= x y) (squeeze (cons x more)) (cons x (squeeze rest))))))))
  (define (among (x int) (xs (list int))) bool
    (match xs ((nil) false) ((cons y rest) (or (= x y) (among x rest)))))
  (data (tree a) (leaf) (node (tree a) a (tree a)))
  (define (inorder (t (tree a))) (list a)
    (match t ((leaf) nil) ((node l x r) (append (inorder l) (cons x (inorder r))))))
  (define (turned (t (tree a))) (list a)
    (match t ((leaf) nil)
      ((node l x r)
        (match l ((leaf) (cons x (turned r)))
          ((node p y q) (turned (node p y (node q x r))))))))
  (define (odd-places (xs (list a))) (list a)
    (match xs ((nil) nil) ((cons x rest) (cons x (even-places rest)))))
  (define (even-places (xs (list a))) (list a)
    (match xs ((nil) nil) ((cons x rest) (odd-places rest))))
  (define (unriffle (xs (list a))) (list a)
    (match xs ((nil) nil)
      ((cons x rest)
        (match rest ((nil) xs)
          ((cons y more)
            (append (unriffle (odd-places xs)) (unriffle (even-places xs))))))))
  """

@Test(
  "functions whose recursion decreases a measure are admitted, and both checkers accept",
  arguments: [
    "(= (length (interleave xs ys)) (plus (length xs) (length ys)))",
    "(= (interleave xs nil) xs)",
    "(= (distinct-ones (list 1)) (list 1))",
    "(= (from-to 3 2) nil)",
    "(= (from-to n n) (list n))",
    "(= (squeeze (list x x)) (list x))",
    "(=> (among x (from-to lo hi)) (<= lo x))",
    "(= (turned t) (inorder t))",
    "(= (unriffle (list x)) (list x))",
  ])
func provesOfMeasuredFunctions(_ statement: String) throws {
  guard case .proved = try verdict(statement, over: definitions) else {
    Issue.record("\(statement): \(try verdict(statement, over: definitions))")
    return
  }
}

@Test(
  "functions that need not end are unsupported",
  arguments: [
    "(define (f (n int)) int (if (= n 0) 0 (+ 1 (f n))))",
    "(define (f (xs (list int))) int (match xs ((nil) 0) ((cons x rest) (+ 1 (f (cons 1 rest))))))",
    "(define (f (lo int) (hi int)) int (if (< hi lo) 0 (+ 1 (f lo hi))))",
    "(define (f (xs (list int))) int (match xs ((nil) 0) ((cons x rest) (+ 1 (f (append rest (list x)))))))",
  ])
func refusesEndlessRecursion(_ definition: String) throws {
  let arguments =
    definition.contains("(list int)") ? "xs" : definition.contains("lo") ? "lo hi" : "n"
  let call = "(f \(arguments))"
  guard case .unsupported(let reason) = try verdict("(= \(call) \(call))", over: definition) else {
    Issue.record("admitted: \(definition)")
    return
  }
  #expect(reason.hasPrefix("f is not shown to be total"))
}
