import Checker
import Lisp
import Prover
import Testing

private let definitions = """
  (define (ordered (xs (list int))) bool
    (match xs ((nil) true)
      ((cons x rest) (match rest ((nil) true) ((cons y more) (and (<= x y) (ordered rest)))))))
  (define (insert (x int) (ys (list int))) (list int)
    (match ys ((nil) (list x))
      ((cons y rest) (if (<= x y) (cons x ys) (cons y (insert x rest))))))
  (define (isort (xs (list int))) (list int)
    (match xs ((nil) nil) ((cons x rest) (insert x (isort rest)))))
  (define (size (xs (list a))) int
    (match xs ((nil) 0) ((cons x rest) (+ 1 (size rest)))))
  (define (sum (xs (list int))) int
    (match xs ((nil) 0) ((cons x rest) (+ x (sum rest)))))
  (define (count (x a) (xs (list a))) int
    (match xs ((nil) 0) ((cons y rest) (if (= x y) (+ 1 (count x rest)) (count x rest)))))
  (define (size-onto (xs (list a)) (n int)) int
    (match xs ((nil) n) ((cons x rest) (size-onto rest (+ n 1)))))
  (define (take-int (k int) (xs (list a))) (list a)
    (match xs ((nil) nil) ((cons x rest) (if (<= k 0) nil (cons x (take-int (- k 1) rest))))))
  (define (drop-int (k int) (xs (list a))) (list a)
    (match xs ((nil) nil) ((cons x rest) (if (<= k 0) xs (drop-int (- k 1) rest)))))
  (define (abs (x int)) int (if (< x 0) (- 0 x) x))
  (define (max (x int) (y int)) int (if (<= x y) y x))
  (define (min (x int) (y int)) int (if (<= x y) x y))
  """

@Suite("Proving with integers")
struct ArithmeticProvingTests {
  private func isProved(_ statement: String, limit: Int = 200_000) throws -> Bool {
    let verdict = try verdict(
      statement, over: definitions, limits: ProverLimits(inferences: limit))
    if case .proved = verdict { return true }
    return false
  }

  @Test(
    "rings",
    arguments: [
      "(= (* (+ a b) (+ a b)) (+ (* a a) (+ (* 2 (* a b)) (* b b))))",
      "(= (* (+ a b) (- a b)) (- (* a a) (* b b)))",
      "(= (- (+ a b) b) a)",
      "(= (+ a (+ b c)) (+ (+ a b) c))",
      "(= (* a (+ b c)) (+ (* b a) (* c a)))",
      "(= (append (list (+ a 1)) xs) (cons (+ 1 a) xs))",
      "(= (= (+ a 1) (+ 1 b)) (= a b))",
      "(= (<= (+ a 2) (+ 2 b)) (<= a b))",
      "(= (< (* 3 a) (* 3 b)) (< a b))",
      "(= (= (* 2 a) (- 0 (* 2 b))) (= (+ a b) 0))",
    ])
  func rings(statement: String) throws { #expect(try isProved(statement)) }

  @Test(
    "order",
    arguments: [
      "(<= a a)",
      "(or (<= a b) (<= b a))",
      "(=> (<= a b) (<= b c) (<= a c))",
      "(=> (<= a b) (<= b a) (= a b))",
      "(=> (<= a b) (not (= a b)) (< a b))",
      "(=> (not (< a b)) (not (= b a)) (< b a))",
      "(= (not (<= a b)) (< b a))",
      "(=> (<= a b) (< b c) (not (= a c)))",
      "(=> (< a b) (< b (+ a 2)) (= b (+ a 1)))",
      "(not (= (* 2 a) (+ 1 (* 2 b))))",
      "(not (= (+ (* 6 a) (* 9 b)) 4))",
      "(=> (<= (* 2 a) 1) (<= a 0))",
      "(=> (< 0 (* 3 a)) (< (* 2 a) 3) (= a 1))",
      "(=> (<= a b) (<= b a) (= (size-onto xs a) (size-onto xs b)))",
      "(=> (<= 0 a) (<= (* 3 a) b) (<= a b))",
    ])
  func order(statement: String) throws { #expect(try isProved(statement)) }

  @Test(
    "cases of comparisons",
    arguments: [
      "(<= 0 (abs a))",
      "(= (abs (abs a)) (abs a))",
      "(= (abs (- a b)) (abs (- b a)))",
      "(<= (abs (+ a b)) (+ (abs a) (abs b)))",
      "(= (max a b) (max b a))",
      "(= (max a (max b c)) (max (max a b) c))",
      "(= (max a (min b c)) (min (max a b) (max a c)))",
      "(= (+ (min a b) (max a b)) (+ a b))",
      "(=> (<= a c) (<= b c) (<= (max a b) c))",
    ])
  func comparisons(statement: String) throws { #expect(try isProved(statement)) }

  @Test(
    "division by literals",
    arguments: [
      "(= (+ (* 2 (div a 2)) (mod a 2)) a)",
      "(or (= (mod a 2) 0) (= (mod a 2) 1))",
      "(=> (<= 0 a) (<= (div a 2) a))",
      "(=> (< 0 a) (< (div a 2) a))",
      "(= (mod (+ a 3) 3) (mod a 3))",
      "(= (div (+ a 6) 3) (+ (div a 3) 2))",
      "(=> (<= a b) (<= (div a 5) (div b 5)))",
      "(and (<= 0 (mod a -3)) (< (mod a -3) 3))",
    ])
  func division(statement: String) throws { #expect(try isProved(statement)) }

  @Test(
    "induction",
    arguments: [
      "(<= 0 (size xs))",
      "(= (size (append xs ys)) (+ (size xs) (size ys)))",
      "(= (size (append xs ys)) (size (append ys xs)))",
      "(= (size (map f xs)) (size xs))",
      "(<= (size (filter p xs)) (size xs))",
      "(< (size (filter p xs)) (size (cons x xs)))",
      "(<= (count x xs) (size xs))",
      "(= (size-onto xs n) (+ n (size xs)))",
      "(<= (size (take-int k xs)) (size xs))",
      "(<= (size (drop-int k xs)) (size xs))",
      "(= (append (take-int k xs) (drop-int k xs)) xs)",
      "(= (sum (append xs ys)) (+ (sum xs) (sum ys)))",
      "(= (count x (append xs ys)) (+ (count x xs) (count x ys)))",
    ])
  func induction(statement: String) throws { #expect(try isProved(statement)) }

  @Test(
    "insertion sort",
    arguments: [
      "(= (size (isort xs)) (size xs))",
      "(= (sum (isort xs)) (sum xs))",
      "(= (count x (isort xs)) (count x xs))",
      "(=> (ordered xs) (ordered (insert x xs)))",
      "(ordered (isort xs))",
      "(= (insert x (insert y xs)) (insert y (insert x xs)))",
      "(=> (ordered xs) (= (isort xs) xs))",
    ])
  func insertionSort(statement: String) throws { #expect(try isProved(statement)) }

  @Test(
    "nothing false",
    arguments: [
      "(< a a)",
      "(= (* 2 a) (* 3 b))",
      "(=> (<= a b) (< a b))",
      "(=> (<= (* 2 a) 2) (<= a 0))",
      "(= (div (+ a b) 2) (+ (div a 2) (div b 2)))",
      "(= (mod a 3) a)",
      "(= (* a a) a)",
      "(< (size (filter p xs)) (size xs))",
      "(=> (not (= a b)) (< a b))",
      "(= (+ 9223372036854775807 a) (- a 1))",
    ])
  func nothingFalse(statement: String) throws {
    #expect(try !isProved(statement, limit: 20_000))
  }
}
