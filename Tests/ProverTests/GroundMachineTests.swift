import Kernel
import Lisp
import Prover
import Terms
import Testing

/// What formulas have for values: `true`, `false` or why there is none.
func groundAnswers(
  _ formulas: [String], over definitions: String, remembers: Bool = false, fuel: Int = 1_000_000,
  limits: GroundLimits = GroundLimits()
) throws -> [String] {
  let theorems = formulas.enumerated().map { "(theorem t\($0.offset) \($0.element))" }
  let module = try loadModule(
    text: definitions + "\n" + theorems.joined(separator: "\n"), path: "test.lisp")
  var program = GroundProgram(module.environment, remembers: remembers, limits: limits)
  var answers: [String] = []
  for theorem in module.theorems {
    guard let term = program.term(of: theorem.formula) else {
      answers.append("unsupported")
      continue
    }
    var left = fuel
    guard let value = program.evaluate(term, fuel: &left) else {
      answers.append("\(program.machine.stop)")
      continue
    }
    answers.append(value == program.machine.trueValue ? "true" : "false")
  }
  return answers
}

private let definitions = """
  (define (reverse (xs (list a))) (list a)
    (match xs ((nil) nil) ((cons x rest) (append (reverse rest) (list x)))))
  (define (double (n nat)) nat (match n ((zero) 0) ((succ m) (succ (succ (double m))))))
  (define (even (n nat)) bool (match n ((zero) true) ((succ m) (odd m))))
  (define (odd (n nat)) bool (match n ((zero) false) ((succ m) (even m))))
  (define (head (xs (list a))) a (match xs ((cons x rest) x) ((nil) (head xs))))
  (data (tree a) (leaf) (node (tree a) a (tree a)))
  (define (mirror (t (tree a))) (tree a)
    (match t ((leaf) leaf) ((node l x r) (node (mirror r) x (mirror l)))))
  (data colour (red) (green) (blue))
  (define (after (c colour)) colour (match c ((red) green) ((green) blue) ((blue) red)))
  (define (fold (f (-> a b b)) (b b) (xs (list a))) b
    (match xs ((nil) b) ((cons x rest) (f x (fold f b rest)))))
  (define (sum (xs (list int))) int (match xs ((nil) 0) ((cons x rest) (+ x (sum rest)))))
  (define (insert (x int) (ys (list int))) (list int)
    (match ys ((nil) (list x))
      ((cons y rest) (if (<= x y) (cons x ys) (cons y (insert x rest))))))
  (define (sort (xs (list int))) (list int)
    (match xs ((nil) nil) ((cons x rest) (insert x (sort rest)))))
  """

@Test(
  "a closed formula has the value that a person computes", arguments: [false, true],
  [
    ("(= (reverse '(1 2 3)) '(3 2 1))", "true"),
    ("(= (reverse '(1 2 3)) '(3 2 2))", "false"),
    ("(= (double 4) 8)", "true"),
    ("(even (double 50))", "true"),
    ("(odd (double 50))", "false"),
    ("(= (mirror (node (node leaf 1 leaf) 2 leaf)) (node leaf 2 (node leaf 1 leaf)))", "true"),
    ("(= (after (after red)) blue)", "true"),
    ("(= (after (after (after green))) green)", "true"),
    ("(= (fold cons nil '(1 2 3)) '(1 2 3))", "true"),
    ("(= (fold + 0 '(1 2 3)) 6)", "true"),
    ("(= (fold (lambda (x y) (- y x)) 0 '(1 2 3)) -6)", "true"),
    ("(= (map length '((1 2) (3) ())) (list 2 1 0))", "true"),
    ("(= (filter (lambda (x) (< x 3)) '(1 2 3 4 1)) '(1 2 1))", "true"),
    ("(= (sum '(1000000000 1000000000 1000000000)) 3000000000)", "true"),
    ("(= (* 3037000500 3037000500) 1)", "overflow"),
    ("(= (sort '(3 1 2 1)) '(1 1 2 3))", "true"),
    ("(and (= (div -7 2) -4) (= (mod -7 2) 1) (= (div -7 -2) 4) (= (mod -7 0) -7))", "true"),
    ("(or (= 1 1) (= (* 3037000500 3037000500) 1))", "true"),
    ("(=> (= 1 2) (= (* 3037000500 3037000500) 1))", "true"),
  ])
func evaluates(remembers: Bool, example: (formula: String, value: String)) throws {
  #expect(
    try groundAnswers([example.formula], over: definitions, remembers: remembers)
      == [example.value])
}
