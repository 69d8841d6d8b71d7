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
  (define (delete (x int) (xs (list int))) (list int)
    (match xs ((nil) nil) ((cons y rest) (if (= x y) rest (cons y (delete x rest))))))
  (define (elem (x int) (xs (list int))) bool
    (match xs ((nil) false) ((cons y rest) (or (= x y) (elem x rest)))))
  (define (all-above (k int) (xs (list int))) bool
    (match xs ((nil) true) ((cons x rest) (and (<= k x) (all-above k rest)))))
  (define (minimum (x int) (xs (list int))) int
    (match xs ((nil) x) ((cons y rest) (if (<= y x) (minimum y rest) (minimum x rest)))))
  (define (merge (xs (list int)) (ys (list int))) (list int)
    (match xs ((nil) ys)
      ((cons x xr)
        (match ys ((nil) xs)
          ((cons y yr) (if (<= x y) (cons x (merge xr ys)) (cons y (merge xs yr))))))))
  (data (tree a) (leaf) (node (tree a) a (tree a)))
  (define (tree-size (t (tree a))) int
    (match t ((leaf) 0) ((node l x r) (+ (+ 1 (tree-size l)) (tree-size r)))))
  (define (flatten (t (tree a))) (list a)
    (match t ((leaf) nil) ((node l x r) (append (flatten l) (cons x (flatten r))))))
  (define (insert-tree (x int) (t (tree int))) (tree int)
    (match t ((leaf) (node leaf x leaf))
      ((node l y r)
        (if (<= x y) (node (insert-tree x l) y r) (node l y (insert-tree x r))))))
  (define (to-tree (xs (list int))) (tree int)
    (match xs ((nil) leaf) ((cons x rest) (insert-tree x (to-tree rest)))))
  (define (tree-sort (xs (list int))) (list int) (flatten (to-tree xs)))
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
      "(=> (<= a b) (<= b (+ a 1)) (not (= a b)) (= (size-onto xs b) (size-onto xs (+ 1 a))))",
      "(=> (<= 0 a) (<= (* 3 a) b) (<= a b))",
    ])
  func order(statement: String) throws { #expect(try isProved(statement)) }

  @Test(
    "products",
    arguments: [
      "(<= 0 (* a a))",
      "(<= (* 2 (* a b)) (+ (* a a) (* b b)))",
      "(=> (<= 0 a) (<= 0 b) (<= 0 (* a b)))",
      "(=> (< 0 a) (< 0 b) (< 0 (* a b)))",
      "(=> (<= a b) (<= 0 c) (<= (* a c) (* b c)))",
      "(=> (<= 2 a) (<= 2 b) (<= (+ a b) (* a b)))",
      "(=> (<= 0 a) (<= a b) (<= (* a a) (* b b)))",
    ])
  func products(statement: String) throws { #expect(try isProved(statement)) }

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
    "with bounds that are found on the way",
    arguments: [
      "(=> (< 0 k) (< 0 (size xs)) (< (size (drop-int k xs)) (size xs)))",
      "(=> (< k (size xs)) (< 0 k) (< (size (take-int k xs)) (size xs)))",
      "(=> (< 1 (size xs)) (< (size (take-int (div (size xs) 2) xs)) (size xs)))",
      "(=> (< 1 (size xs)) (< (size (drop-int (div (size xs) 2) xs)) (size xs)))",
      "(= (= (size xs) 0) (= xs nil))",
      "(= (size (flatten t)) (tree-size t))",
      "(= (size (tree-sort xs)) (size xs))",
      "(= (sum (tree-sort xs)) (sum xs))",
      "(= (size-onto xs 0) (size xs))",
      "(=> (elem x xs) (< (size (delete x xs)) (size xs)))",
      "(< (size (delete (minimum x xs) (cons x xs))) (size (cons x xs)))",
    ])
  func discoveredBounds(statement: String) throws { #expect(try isProved(statement)) }

  @Test(
    "conditions with free variables",
    arguments: [
      "(=> (<= j k) (all-above k xs) (all-above j xs))",
      "(=> (all-above k xs) (<= j k) (all-above j xs))",
      "(=> (all-above k xs) (elem x xs) (<= k x))",
      "(=> (ordered (cons x xs)) (all-above x xs))",
      "(all-above (minimum x xs) xs)",
    ])
  func freeVariables(statement: String) throws { #expect(try isProved(statement)) }

  @Test(
    "merging",
    arguments: [
      "(= (size (merge xs ys)) (+ (size xs) (size ys)))",
      "(= (count x (merge xs ys)) (+ (count x xs) (count x ys)))",
      "(=> (ordered xs) (ordered ys) (ordered (merge xs ys)))",
      "(=> (all-above k xs) (all-above k ys) (all-above k (merge xs ys)))",
    ])
  func merging(statement: String) throws { #expect(try isProved(statement)) }

  @Test("the same search twice gives the same certificate")
  func isDeterministic() throws {
    let statement = "(= (size (tree-sort xs)) (size xs))"
    var certificates: [String] = []
    for _ in 0..<2 {
      if case .proved(let proof) = try verdict(statement, over: definitions) {
        certificates.append(proof.certificate)
      }
    }
    #expect(certificates.count == 2)
    #expect(certificates.first == certificates.last)
  }

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
      "(< 0 (* a a))",
      "(=> (<= a b) (<= (* a c) (* b c)))",
      "(< (size (filter p xs)) (size xs))",
      "(=> (not (= a b)) (< a b))",
      "(= (+ 9223372036854775807 a) (- a 1))",
    ])
  func nothingFalse(statement: String) throws {
    #expect(try !isProved(statement, limit: 20_000))
  }
}
