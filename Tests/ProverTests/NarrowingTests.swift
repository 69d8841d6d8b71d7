import Determinism
import Lisp
import Testing

@testable import Prover

@Suite("Narrowing")
struct NarrowingTests {
  private static func counterexample(
    _ text: String, _ program: String = "", steps: Int = 3_000_000
  ) throws -> [Value]? {
    let environment = try loadModule(text: program).environment
    var refuter = Refuter(environment: environment, seed: 1)
    let formula = try elaborateFormula(text: text, in: environment)
    return refuter.narrow(formula, steps: steps)?.bindings.map(\.value)
  }

  private static let puzzles = """
    (data edge (edge nat nat))
    (define (colour (n nat) (cs (list int))) (maybe int)
      (match cs ((nil) none) ((cons c rest)
        (match n ((zero) (some c)) ((succ m) (colour m rest))))))
    (define (differ (a (maybe int)) (b (maybe int))) bool
      (match a ((none) false) ((some x) (match b ((none) false) ((some y) (not (= x y)))))))
    (define (coloured (es (list edge)) (cs (list int))) bool
      (match es ((nil) true) ((cons e rest)
        (match e ((edge a b) (and (differ (colour a cs) (colour b cs)) (coloured rest cs)))))))
    (define (within (k int) (cs (list int))) bool
      (match cs ((nil) true) ((cons c rest) (and (<= 0 c) (and (< c k) (within k rest))))))
    (define (ring) (list edge)
      (list (edge 0 1) (edge 1 2) (edge 2 3) (edge 3 4) (edge 4 5) (edge 5 6) (edge 6 0)))

    (data letter (red) (blue) (green))
    (data state (start) (odd) (end) (sink))
    (define (next (s state) (x letter)) state
      (match s
        ((start) (match x ((red) odd) (_ sink)))
        ((odd) (match x ((blue) start) ((green) end) (_ sink)))
        (_ sink)))
    (define (accepts (s state) (w (list letter))) bool
      (match w ((nil) (= s end)) ((cons x rest) (accepts (next s x) rest))))

    (data queue (queue (list int) (list int)))
    (define (reverse (xs (list int))) (list int)
      (match xs ((nil) nil) ((cons x rest) (append (reverse rest) (list x)))))
    (define (contents (q queue)) (list int)
      (match q ((queue front back) (append front (reverse back)))))
    (define (balanced (q queue)) bool
      (match q ((queue front back) (leq (length back) (length front)))))
    (define (push (q queue) (x int)) queue
      (match q ((queue front back) (queue front (cons x back)))))
    """

  @Test(
    "witnesses that chance does not find",
    arguments: [
      "(not (and (within 3 cs) (coloured (ring) cs)))",
      "(not (and (coloured (ring) cs) (within 3 cs)))",
      "(not (and (accepts start w) (leq 9 (length w))))",
      "(=> (and (balanced q) (leq 6 (length (contents q)))) (balanced (push q x)))",
      "(=> (= (* i 7) (+ j 91)) (< j 100))",
      "(not (and (< 123456 i) (< i 123458)))",
      "(=> (= xs ys) (=> (leq 3 (length xs)) (not (= (append ys xs) (append (reverse xs) ys)))))",
    ])
  func puzzles(text: String) throws {
    #expect(try Self.counterexample(text, Self.puzzles) != nil)
  }

  @Test(
    "what has no witness is not refuted, and ends",
    arguments: [
      "(not (and (within 2 cs) (coloured (ring) cs)))",
      "(not (and (accepts start w) (= (length w) 3)))",
      "(=> (balanced q) (= (contents (push q x)) (append (contents q) (list x))))",
      "(not (and (< i j) (and (< j k) (< k i))))",
      "(= (map f (append xs ys)) (append (map f xs) (map f ys)))",
    ])
  func trueFormulas(text: String) throws {
    #expect(try Self.counterexample(text, Self.puzzles, steps: 400_000) == nil)
  }

  @Test("functions are found as well")
  func functionInputs() throws {
    #expect(try Self.counterexample("(= (map f xs) (map g xs))") != nil)
    #expect(try Self.counterexample("(= (filter p xs) xs)") != nil)
  }

  @Test("no counterexample rests on what is undefined or does not end")
  func undefinedFormulas() throws {
    let program = """
      (data (box a) (empty) (full (content a)))
      (define (loop (n nat)) bool (loop (succ n)))
      """
    #expect(
      try Self.counterexample("(= (content b) (plus 0 (content b)))", program, steps: 100_000)
        == nil)
    #expect(try Self.counterexample("(and (loop n) (= n 0))", program, steps: 100_000) == nil)
    #expect(try Self.counterexample("(=> (= b empty) (content b))", program) == nil)
  }

  @Test("the same steps give the same counterexample")
  func determinism() throws {
    let text = "(not (and (coloured (ring) cs) (within 3 cs)))"
    let first = try Self.counterexample(text, Self.puzzles)
    #expect(first != nil)
    #expect(try Self.counterexample(text, Self.puzzles) == first)
  }
}
