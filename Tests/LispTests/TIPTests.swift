import Testing

@testable import Lisp

/// What each construct of TIP's dialect becomes in the language.
struct TIPTests {
  private static let list =
    "(declare-datatype list (par (a) ((nil) (cons (head a) (tail (list a))))))"
  private static let nat = "(declare-datatype Nat ((Z) (S (p Nat))))"

  /// The definitions that are no selectors, then what goals and lemmas say, one line each.
  private func printed(_ text: String) throws -> [String] {
    let file = try loadTIP(text: text, path: "folder/file.smt2")
    let environment = file.environment
    let functions = environment.functions.filter { !$0.isSelector && $0.body != nil }
      .map { oneLine(Printer.text(of: $0, in: environment)) }
    func said(_ name: String, _ statement: TIPStatement) -> String {
      switch statement {
      case .formula(let formula): name + ": " + oneLine(Printer.text(of: formula, in: environment))
      case .unsupported(let reason): name + " unsupported: " + reason
      }
    }
    return functions + file.lemmas.map { said($0.name, $0.statement) }
      + file.goals.map { said($0.name, $0.statement) }
  }

  private func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test func recursiveFunctionsOverDataTypes() throws {
    let found = try printed(
      """
      ; a comment
      \(Self.list)
      (define-fun-rec ++ (par (a) (((x (list a)) (y (list a))) (list a)))
        (match x ((nil y) ((cons z xs) (cons z (++ xs y))))))
      (prove :keep (par (a) (forall ((x (list a))) (= (++ x (_ nil a)) x))))
      (check-sat)
      """)
    #expect(
      found == [
        "(define (++ (x (list a)) (y (list a))) (list a) "
          + "(match x (nil y) ((cons z xs) (cons z (++ xs y)))))",
        "file: (= (++ x nil) x)",
      ])
  }

  @Test(arguments: [
    // The syntax of SMT-LIB 2.6 and TIP's older one.
    """
    (declare-datatypes ((list 1)) ((par (a) ((nil) (cons (head a) (tail (list a)))))))
    (define-fun-rec app (par (a) (((x (list a)) (y (list a))) (list a)))
      (match x ((nil y) ((cons z _) (cons z (app (tail x) y))))))
    (prove (par (a) (forall ((x (list a))) (= (app x (as nil (list a))) x))))
    """,
    """
    (declare-datatypes (a) ((list (nil) (cons (head a) (tail (list a))))))
    (define-fun-rec (par (a) (app ((x (list a)) (y (list a))) (list a)
      (match x (case nil y) (case (cons z xs) (cons z (app (tail x) y)))))))
    (assert-not (par (a) (forall ((x (list a))) (= (app x (as nil (list a))) x))))
    """,
    """
    (declare-datatypes (b) ((list nil (cons (head b) (tail (list b))))))
    (define-funs-rec ((par (a) (app ((x (list a)) (y (list a))) (list a))))
      ((match x (case default y) (case (cons z xs) (cons z (app (tail x) y))))))
    (prove (par (b) (forall ((x (list b))) (= (app x (as nil (list b))) x))))
    """,
  ])
  func olderAndNewerSyntaxMeanTheSame(text: String) throws {
    let file = try loadTIP(text: text)
    let expected = try loadModule(
      text: """
        (prelude none) (data (list a) (nil) (cons (head a) (tail (list a))))
        (define (app (x (list a)) (y (list a))) (list a)
          (match x (nil y) ((cons z _) (cons z (app (tail x) y)))))
        (theorem t (= (app x nil) x))
        """)
    let (own, other) = (file.environment, expected.environment)
    let id = try #require(own.function(named: "app"))
    #expect(own[id].isSame(as: other[expected.definitions[0]]))
    #expect(file.goals.count == 1)
    #expect(
      file.goals[0].statement.formula?.canonical == expected.theorems[0].formula.canonical)
  }

  @Test(arguments: [
    ("(= (+ x 1 y) (- x (* 2 y) (- 3)))", "(= (+ (+ x 1) y) (- (- x (* 2 y)) -3))"),
    ("(= (- x) (div x (mod y 2)))", "(= (- 0 x) (div x (mod y 2)))"),
    ("(< x y 5)", "(and (< x y) (< y 5))"),
    ("(>= (+ x y) y)", "(<= y (+ x y))"),
    ("(distinct x y 0)", "(and (not (= x y)) (not (= x 0)) (not (= y 0)))"),
    ("(= x y x)", "(forall ((x int) (y int)) (and (= x y) (= y x)))"),
    ("(=> (< x 0) (> x 0) false)", "(=> (< x 0) (< 0 x) false)"),
    (
      "(and (or (not (= x y)) true false) (xor (= x 1) (= x 2)))",
      "(and (or (not (= x y)) true false) (not (= (= x 1) (= x 2))))"
    ),
    ("(let ((x y) (y x)) (= x y))", "(forall ((y int) (x int)) (let ((x y) (y x)) (= x y)))"),
    (
      "(ite (= x y) (= y x) (! (distinct x y) :named n))",
      "(forall ((x int) (y int)) (if (= x y) (= y x) (not (= x y))))"
    ),
    ("(= (abs x) y)", "(= (let ((i x)) (if (< i 0) (- 0 i) i)) y)"),
    (
      "(=> (exists ((z Int)) (= z x)) (forall ((z Int)) (and (= z y) (= x x))))",
      "(forall ((z int) (x int) (z1 int) (y int)) (=> (= z x) (and (= z1 y) (= x x))))"
    ),
  ])
  func integersAndConnectives(formula: String, expected: String) throws {
    let found = try printed("(prove (forall ((x Int) (y Int)) \(formula)))")
    #expect(found == ["file: " + expected])
  }

  @Test func testersSelectorsAndFunctionValues() throws {
    let found = try printed(
      """
      \(Self.nat) \(Self.list)
      (define-fun isS ((x Nat)) Bool (or ((_ is S) x) (is-Z (p x))))
      (define-fun-rec map (par (a b) (((f (=> a b)) (x (list a))) (list b)))
        (match x (((cons y ys) (cons (@ f y) (map f ys))) (_ (_ nil b)))))
      (define-fun const (par (a b) (((x a)) (=> b a))) (lambda ((y b)) x))
      (prove (forall ((x Nat) (g (=> Nat Nat Nat)))
        (= (map (@ g x) (_ nil Nat)) (map S (map (lambda ((y Nat)) (@ (const y) y)) nil)))))
      """)
    #expect(
      found == [
        "(define (isS (x Nat)) bool "
          + "(or (match x (Z false) ((S _) true)) (match (p x) (Z true) ((S _) false))))",
        "(define (map (f (-> a b)) (x (list a))) (list b) "
          + "(match x (nil nil) ((cons y ys) (cons (f y) (map f ys)))))",
        "(define (const (x a)) (-> b a) (lambda (_) x))",
        "file: (forall ((g (-> Nat Nat Nat)) (x Nat)) (= (map (lambda (x1) (g x x1)) nil) "
          + "(map S (map (lambda (y) ((const y) y)) nil))))",
      ])
  }

  @Test func nestedPatternsAndMissingCases() throws {
    let file = try loadTIP(
      text: """
        \(Self.nat)
        (define-fun-rec half ((x Nat)) Nat (match x (((S (S y)) (S (half y))) (other Z))))
        (define-fun pred ((x Nat)) Nat (match x (((S y) y))))
        """)
    let environment = file.environment
    let half = try #require(environment.function(named: "half"))
    #expect(
      oneLine(Printer.text(of: environment[half], in: environment))
        == "(define (half (x Nat)) Nat "
        + "(match x (Z Z) ((S x) (match x (Z Z) ((S y) (S (half y)))))))")
    let pred = try #require(environment.function(named: "pred"))
    guard case .match(_, let branches)? = environment[pred].body else {
      Issue.record("no match")
      return
    }
    #expect(branches[0].body == .undefined(.data("Nat", [])))
    #expect(file.warnings.isEmpty)
  }

  @Test func whatIsDeclaredOnlyIsAVariableOrHasAnyValue() throws {
    let text = """
      \(Self.nat)
      (declare-sort E 0)
      (declare-const c Nat) (declare-fun f (Nat) Nat) (declare-fun g (Nat) Nat)
      (declare-const anything (par (b) b))
      (declare-datatype box ((put (get E))))
      (define-fun h ((x Nat)) Nat (g x))
      (prove (= (f c) (h c)))
      (prove (forall ((x E)) (= (get (put x)) (_ anything E))))
      """
    let file = try loadTIP(text: text, path: "some/x.smt2")
    let environment = file.environment
    #expect(file.goals.map(\.name) == ["x-1", "x-2"])
    let first = try #require(file.goals[0].statement.formula)
    #expect(first.variables.map(\.name) == ["f", "c"])
    let second = try #require(file.goals[1].statement.formula)
    #expect(second.variables.map(\.type) == [.variable("a")])
    #expect(environment.function(named: "f") == nil)
    for name in ["g", "anything"] {
      let id = try #require(environment.function(named: name))
      #expect(environment[id].body == .undefined(environment[id].result))
    }
    let box = try #require(environment.dataType(named: "box"))
    #expect(environment[box].typeParameters == ["a"])
  }

  @Test func lemmasAreNotAssumed() throws {
    let found = try printed(
      "(assert (forall ((x Int)) (= x 0))) (prove (= 1 1)) (assert (exists ((x Int)) (= x 1)))")
    #expect(
      found == [
        "file-lemma-1: (= x 0)", "file-lemma-2 unsupported: it claims that something exists",
        "file: (= 1 1)",
      ])
  }

  @Test func namesThatCannotBeWrittenAreChanged() throws {
    let found = try printed(
      """
      (declare-datatype |bool| ((|not'| (|a b| Int)) (if (|12| Bool))))
      (define-fun list ((|x'| bool)) Int (match |x'| (((not' |;|) |;|) ((if _) 0))))
      (define-fun list-2 ((x Int)) bool (|not'| x))
      (define-fun = ((x Int)) Int x)
      (prove (forall ((|(| Int)) (< (list (list-2 |(|)) (= (|a b| (list-2 1))))))
      """.replacing("(not' |;|)", with: "(|not'| |;|)"))
    #expect(
      found == [
        "(define (list-3 (x_ bool-2)) int (match x_ ((not_ i) i) ((if-2 _) 0)))",
        "(define (list-2 (x int)) bool-2 (not_ x))", "(define (=-2 (x int)) int x)",
        "file: (< (list-3 (list-2 i)) (=-2 (a_b (list-2 1))))",
      ])
    let file = try loadTIP(
      text: "(declare-datatype list (par (a) ((nil) (cons (list a) (|12| (list a))))))")
    #expect(file.environment.functions.map(\.name) == ["list-2", "n12"])
  }

  @Test(arguments: [
    ("(prove (exists ((x Int)) (= x 0)))", "it claims that something exists"),
    (
      "(prove (=> (forall ((x Int)) (= x 0)) false))",
      "it assumes a `forall`, and so claims that something exists"
    ),
    ("(prove (= true (forall ((x Int)) (= x 0))))", "`forall` stands inside of a term"),
    (
      "(define-fun f () Bool (forall ((x Int)) (= x 0))) (prove f)",
      "`f`: `forall` stands inside of a term"
    ),
    (
      "(declare-datatype F ((mk (un (=> Int Int))))) (prove (forall ((x F)) (= x x)))",
      "a field of the data type `F` holds functions"
    ),
    (
      "(declare-datatype F ((mk (un Real)))) (define-fun f ((x F)) F x) (prove (= (f 1) (mk 2)))",
      "the sort `Real` is not supported"
    ),
    (
      "(declare-sort M 1) (prove (forall ((x (M Int))) (= x x)))",
      "the sort `M` is declared only and has arguments"
    ),
    ("(prove (par (a) (forall ((x a)) (<= x x))))", "it compares values of any type by size"),
    (
      """
      (declare-datatype pair (par (a b) ((mk (fst a) (snd b)))))
      (declare-datatype nest (par (a) ((end) (more (one a) (rest (nest (pair a a)))))))
      (define-fun-rec size (par (a) (((x (nest a))) Int))
        (match x ((end 0) ((more y z) (+ 1 (size z))))))
      (prove (forall ((x (nest Int))) (<= 0 (size x))))
      """, "`size` calls itself at other types than its own (polymorphic recursion)"
    ),
  ])
  func whatCannotBeSaidIsUnsupported(text: String, reason: String) throws {
    let file = try loadTIP(text: text)
    #expect(file.goals.map { $0.statement.reason } == [reason])
  }

  @Test func comparedTypeParametersAreIntegers() throws {
    let text = """
      (define-fun max2 (par (t) (((x t) (y t)) t)) (ite (<= x y) y x))
      (define-fun max3 (par (t) (((x t) (y t)) t)) (max2 x (max2 y y)))
      (prove (forall ((x Int)) (= (max3 x x) x)))
      """
    let file = try loadTIP(text: text)
    #expect(file.environment.functions.map(\.result) == [.int, .int])
    #expect(file.goals[0].statement.formula != nil)
    #expect(file.warnings.map(\.location.line) == [1, 2])
  }
}
