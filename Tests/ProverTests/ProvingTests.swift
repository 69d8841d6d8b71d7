import Checker
import Lisp
import Prover
import Testing

/// Proves a statement over some definitions and has the second checker accept the certificate.
func verdict(
  _ statement: String, over definitions: String = "", lemmas: [Lemma] = [],
  limits: ProverLimits = .standard
) throws -> Verdict {
  let module = try loadModule(
    text: definitions + "\n(theorem goal \(statement))", path: "test.lisp")
  let goal = Goal(
    environment: module.environment, formula: module.theorems[0].formula, lemmas: lemmas,
    limits: limits)
  let verdict = InductiveProver().prove(goal)
  if case .proved(let proof) = verdict {
    let checked = Checker.check(certificate: Array(proof.certificate.utf8))
    guard case .accepted(let theorems) = checked, theorems.count == 1 else {
      Issue.record("the second checker refuses the proof of \(statement): \(checked)")
      return verdict
    }
    let identities = theorems[0].identities.map { "\($0.sha256).\($0.index)" }.sorted()
    #expect(try tie(proof.certificate, to: goal) == identities)
  }
  return verdict
}

private let definitions = """
  (define (reverse (xs (list a))) (list a)
    (match xs ((nil) nil) ((cons x rest) (append (reverse rest) (list x)))))
  (define (rev-onto (xs (list a)) (ys (list a))) (list a)
    (match xs ((nil) ys) ((cons x rest) (rev-onto rest (cons x ys)))))
  (define (insert (x nat) (ys (list nat))) (list nat)
    (match ys ((nil) (list x))
      ((cons y rest) (if (leq x y) (cons x ys) (cons y (insert x rest))))))
  (define (sort (xs (list nat))) (list nat)
    (match xs ((nil) nil) ((cons x rest) (insert x (sort rest)))))
  (define (sorted (xs (list nat))) bool
    (match xs ((nil) true)
      ((cons x rest) (match rest ((nil) true) ((cons y more) (and (leq x y) (sorted rest)))))))
  (define (even (n nat)) bool
    (match n ((zero) true) ((succ (zero)) false) ((succ (succ m)) (even m))))
  (define (double (n nat)) nat (match n ((zero) 0) ((succ m) (succ (succ (double m))))))
  (data (tree a) (leaf) (node (tree a) a (tree a)))
  (define (mirror (t (tree a))) (tree a)
    (match t ((leaf) leaf) ((node l x r) (node (mirror r) x (mirror l)))))
  (define (size (t (tree a))) nat
    (match t ((leaf) 0) ((node l x r) (succ (plus (size l) (size r))))))
  """

@Test(
  "proves, and both checkers accept",
  arguments: [
    "(= (append xs nil) xs)",
    "(= (append (append xs ys) zs) (append xs (append ys zs)))",
    "(= (length (append xs ys)) (plus (length xs) (length ys)))",
    "(= (plus m n) (plus n m))",
    "(= (plus (plus k m) n) (plus k (plus m n)))",
    "(= (times m n) (times n m))",
    "(= (minus n n) 0)",
    "(= (reverse (reverse xs)) xs)",
    "(= (reverse (append xs ys)) (append (reverse ys) (reverse xs)))",
    "(= (length (reverse xs)) (length xs))",
    "(= (rev-onto xs ys) (append (reverse xs) ys))",
    "(= (rev-onto xs nil) (reverse xs))",
    "(= (map f (append xs ys)) (append (map f xs) (map f ys)))",
    "(= (length (map f xs)) (length xs))",
    "(= (filter p (append xs ys)) (append (filter p xs) (filter p ys)))",
    "(= (length (insert x xs)) (succ (length xs)))",
    "(= (length (sort xs)) (length xs))",
    "(= (mirror (mirror t)) t)",
    "(= (size (mirror t)) (size t))",
    "(even (double n))",
    "(= (double n) (plus n n))",
    "(leq n n)",
    "(leq m (plus m n))",
    "(=> (leq m n) (leq n k) (leq m k))",
    "(=> (sorted xs) (sorted (insert x xs)))",
    "(sorted (sort xs))",
    "(=> (= (cons x xs) (cons y ys)) (= xs ys))",
    "(=> (member x xs) (member x (append xs ys)))",
    "(= (member x (append xs ys)) (or (member x xs) (member x ys)))",
  ])
func proves(statement: String) throws {
  guard case .proved = try verdict(statement, over: definitions) else {
    Issue.record("not proved: \(statement): \(try verdict(statement, over: definitions))")
    return
  }
}

@Test(
  "does not prove what is false",
  arguments: [
    "(= (reverse xs) xs)",
    "(= (append xs ys) (append ys xs))",
    "(= (minus m n) (minus n m))",
    "(sorted xs)",
    "(=> (leq m n) (leq n m))",
    "false",
    "(= 0 1)",
  ])
func doesNotProveFalsehoods(statement: String) throws {
  if case .proved = try verdict(
    statement, over: definitions, limits: ProverLimits(inferences: 20_000))
  {
    Issue.record("proved a falsehood: \(statement)")
  }
}
