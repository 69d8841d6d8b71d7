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
    "(define (f (n int)) int (if (= n 0) 0 (f (- n 1))))",
    "(define (f (xs (list int))) int (match xs ((nil) 0) ((cons x rest) (f (cons 1 rest)))))",
    "(define (f (lo int) (hi int)) int (if (< hi lo) 0 (f lo hi)))",
    "(define (f (xs (list int))) int (match xs ((nil) 0) ((cons x rest) (f (append rest (list x))))))",
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
