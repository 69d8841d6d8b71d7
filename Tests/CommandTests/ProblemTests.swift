import Foundation
import Lisp
import Prover
import Testing

private let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().path

/// A program for each problem, as short as we know one. No run ever sees them.
private let solutions = [
  "lists/append": """
  (define (append xs ys) (match xs ((nil) ys) ((cons x r) (cons x (append r ys)))))
  """,
  "lists/insert": """
  (define (insert n xs)
    (match xs
      ((nil) (cons n nil))
      ((cons x r) (if (leq n x) (cons n xs) (cons x (insert n r))))))
  """,
  "lists/last": """
  (define (last xs)
    (match xs
      ((nil) none)
      ((cons x r) (match r ((nil) (some x)) ((cons _ _) (last r))))))
  """,
  "lists/length": """
  (define (length xs) (match xs ((nil) zero) ((cons _ r) (succ (length r)))))
  """,
  "lists/remove": """
  (define (remove x xs)
    (match xs
      ((nil) nil)
      ((cons y r) (if (= x y) (remove x r) (cons y (remove x r))))))
  """,
  "lists/reverse": """
  (define (reverse xs)
    (match xs ((nil) nil) ((cons x r) (append (reverse r) (cons x nil)))))
  """,
  "lists/stutter": """
  (define (stutter xs)
    (match xs ((nil) nil) ((cons x r) (cons x (cons x (stutter r))))))
  """,
  "lists/take": """
  (define (take n xs)
    (match n
      ((zero) nil)
      ((succ m) (match xs ((nil) nil) ((cons x r) (cons x (take m r)))))))
  """,
  "naturals/double": """
  (define (double n) (match n ((zero) zero) ((succ m) (succ (succ (double m))))))
  """,
  "naturals/even": """
  (define (even n) (match n ((zero) true) ((succ m) (not (even m)))))
  """,
  "naturals/maximum": """
  (define (maximum m n)
    (match m
      ((zero) n)
      ((succ j) (match n ((zero) m) ((succ k) (succ (maximum j k)))))))
  """,
  "naturals/plus": """
  (define (plus m n) (match m ((zero) n) ((succ k) (succ (plus k n)))))
  """,
  "naturals/times": """
  (define (times m n) (match m ((zero) zero) ((succ k) (plus n (times k n)))))
  """,
  "trees/flatten": """
  (define (flatten t)
    (match t ((leaf) nil) ((node l x r) (append (flatten l) (cons x (flatten r))))))
  """,
  "trees/height": """
  (define (height t)
    (match t ((leaf) zero) ((node l _ r) (succ (max (height l) (height r))))))
  """,
  "trees/mirror": """
  (define (mirror t)
    (match t ((leaf) leaf) ((node l x r) (node (mirror r) x (mirror l)))))
  """,
  "trees/size": """
  (define (size t)
    (match t ((leaf) zero) ((node l _ r) (succ (plus (size l) (size r))))))
  """,
  "lists/member": """
  (define (member x xs) (match xs ((nil) false) ((cons y r) (or (= x y) (member x r)))))
  """,
  "lists/count": """
  (define (occurrences x xs)
    (match xs
      ((nil) zero)
      ((cons y r) (if (= x y) (succ (occurrences x r)) (occurrences x r)))))
  """,
  "lists/drop": """
  (define (skip n xs)
    (match n
      ((zero) xs)
      ((succ m) (match xs ((nil) nil) ((cons _ r) (skip m r))))))
  """,
  "lists/zip": """
  (define (zip xs ys)
    (match xs
      ((nil) nil)
      ((cons x r) (match ys ((nil) nil) ((cons y s) (cons (pair x y) (zip r s)))))))
  """,
  "lists/interleave": """
  (define (interleave xs ys)
    (match xs
      ((nil) ys)
      ((cons x r) (match ys ((nil) xs) ((cons y s) (cons x (cons y (interleave r s))))))))
  """,
  "lists/rotate": """
  (define (snoc (x a) (xs (list a))) (list a)
    (match xs ((nil) (cons x nil)) ((cons y rest) (cons y (snoc x rest)))))
  (define (rotate xs)
    (match xs ((nil) nil) ((cons x rest) (snoc x rest))))
  """,
  "lists/subset": """
  (define (occurs (x a) (ys (list a))) bool
    (match ys ((nil) false) ((cons y rest) (if (= x y) true (occurs x rest)))))
  (define (subset xs ys)
    (match xs ((nil) true) ((cons x rest) (if (occurs x ys) (subset rest ys) false))))
  """,
  "naturals/power": """
  (define (power m n)
    (match n ((zero) 1) ((succ k) (times m (power m k)))))
  """,
  "lists/sort": """
  (define (sort xs) (match xs ((nil) nil) ((cons x r) (put x (sort r)))))
  (define (put n xs)
    (match xs
      ((nil) (cons n nil))
      ((cons x r) (if (leq n x) (cons n xs) (cons x (put n r))))))
  """,
  "lists/concat": """
  (define (concat xss) (match xss ((nil) nil) ((cons xs r) (append xs (concat r)))))
  """,
  "lists/palindrome": """
  (define (palindrome xs) (= xs (rev xs)))
  """,
  "integers/double": """
  (define (double i) (+ i i))
  """,
  "integers/half": """
  (define (half i) (div i 2))
  """,
  "integers/maximum": """
  (define (maximum i j) (if (<= i j) j i))
  """,
  "integers/multiply": """
  (define (multiply n i) (match n ((zero) 0) ((succ m) (+ i (multiply m i)))))
  """,
  "integers/factorial": """
  (define (factorial n)
    (match n ((zero) 1) ((succ m) (* (whole n) (factorial m)))))
  """,
  "integers/sum": """
  (define (sum is) (match is ((nil) 0) ((cons i r) (+ i (sum r)))))
  """,
  "trees/search": """
  (define (enter n t)
    (match t
      ((leaf) (node leaf n leaf))
      ((node l m r)
        (if (lt n m) (node (enter n l) m r) (if (lt m n) (node l m (enter n r)) t)))))
  """,
  "expressions/evaluator": """
  (define (evaluate e)
    (match e
      ((number n) n)
      ((sum l r) (plus (evaluate l) (evaluate r)))
      ((product l r) (times (evaluate l) (evaluate r)))))
  """,
  "expressions/compiler": """
  (define (compile e)
    (match e
      ((number n) (list (push n)))
      ((sum l r) (append (compile l) (append (compile r) (list add))))
      ((product l r) (append (compile l) (append (compile r) (list multiply))))))
  """,
  "agents/ask": """
  (define (obey asked messages)
    (match messages
      ((nil) nil)
      ((cons m rest)
        (match m
          ((mend) (cons repair (obey false rest)))
          ((erase) (cons ask (obey true rest)))
          ((yes) (cons (if asked wipe wait) (obey false rest)))))))
  """,
  "agents/level": """
  (define (regulate low high readings)
    (match readings
      ((nil) nil)
      ((cons n rest)
        (cons
          (if (lt n low) fill (if (lt high n) drain shut))
          (regulate low high rest)))))
  """,
  "agents/allowance": """
  (define (keep allowance requests)
    (match requests
      ((nil) nil)
      ((cons _ rest)
        (match allowance
          ((zero) (cons deny (keep allowance rest)))
          ((succ n) (cons grant (keep n rest)))))))
  """,
  "agents/latch": """
  (define (drive off events)
    (match events
      ((nil) nil)
      ((cons e rest)
        (match e
          ((order) (cons (if off halt move) (drive off rest)))
          ((stop) (cons halt (drive true rest)))))))
  """,
  "agents/stop": """
  (define (react events)
    (match events
      ((nil) nil)
      ((cons e rest)
        (match e
          ((order) (cons move (react rest)))
          ((stop) (cons halt (halts rest)))))))
  """,
]

@Suite("The problems")
struct ProblemTests {
  @Test("every problem is here, and every family shares a vocabulary")
  func complete() throws {
    let files = FileManager.default.enumerator(atPath: root + "/Problems")?.allObjects ?? []
    let names = files.compactMap { $0 as? String }.filter { $0.hasSuffix(".lisp") }
    let problems = names.filter { !$0.hasSuffix("vocabulary.lisp") }.map { $0.dropLast(5) }
    #expect(Set(problems.map(String.init)) == Set(solutions.keys))
    let families = Set(names.compactMap { $0.split(separator: "/").first })
    for family in families { #expect(names.contains(family + "/vocabulary.lisp")) }
  }

  @Test("reads without a warning and says all that a problem should", arguments: solutions.keys)
  func reads(name: String) throws {
    let module = try loadModule(path: "\(root)/Problems/\(name).lisp")
    let problem = try #require(module.problem)
    #expect(module.warnings.isEmpty)
    #expect(problem.doc?.isEmpty == false)
    #expect(problem.require.filter(\.isGround).count >= 5)
    #expect(problem.holdout.count >= 3)
    #expect(!problem.vocabulary.isEmpty)
  }

  @Test("has a short solution that passes all of require and holdout", arguments: solutions.keys)
  func solvable(name: String) throws {
    let problem = try loadProblem(path: "\(root)/Problems/\(name).lisp")
    let source = try #require(solutions[name])
    let read = try elaborateFunctions(text: source, in: problem.environment)
    #expect(read.functions.contains(problem.target))
    var refuter = Refuter(
      environment: read.environment, limits: RefutationLimits(), seed: 1)
    for formula in problem.require + problem.holdout {
      guard case .survived(_, _, let undetermined) = refuter.refute(formula) else {
        Issue.record("false: \(Printer.text(of: formula, in: read.environment))")
        continue
      }
      #expect(undetermined == 0)
    }
  }
}
