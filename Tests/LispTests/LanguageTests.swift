import Testing

@testable import Lisp

/// What the page of the language says, one sentence at a time.
struct LanguageTests {
  /// The value of the nullary function `main`, in Lisp, or the outcome.
  private func main(_ text: String, budget: Budget = Budget(fuel: 10_000)) throws -> String {
    let loaded = try loadProgram(text: text)
    let environment = loaded.module.environment
    let id = try #require(environment.function(named: "main"))
    var machine = Machine(environment: environment)
    let fast = machine.run(id, [], [], budget: budget)
    let slow = ReferenceEvaluator(loaded.syntax).call(id, [], budget: budget)
    #expect(fast.fuel == slow.fuel)
    #expect(fast.outcome == slow.outcome)
    guard case .value(let value) = fast.outcome else { return "\(fast.outcome)" }
    return Printer.text(of: value, in: environment)
  }

  @Test(arguments: [
    // Integers: Euclidean division
    ("(div 7 2)", "3"), ("(div -7 2)", "-4"), ("(div 7 -2)", "-3"), ("(div -7 -2)", "4"),
    ("(mod 7 2)", "1"), ("(mod -7 2)", "1"), ("(mod 7 -2)", "1"), ("(mod -7 -2)", "1"),
    ("(div 5 0)", "0"), ("(mod 5 0)", "5"), ("(mod -5 0)", "-5"), ("(div -6 3)", "-2"),
    ("(div -9223372036854775808 -1)", "overflow"), ("(mod -9223372036854775808 -1)", "0"),
    ("(mod -1 -9223372036854775808)", "9223372036854775807"),
    ("(+ 9223372036854775807 1)", "overflow"), ("(- -9223372036854775808 1)", "overflow"),
    ("(* 4611686018427387904 2)", "overflow"), ("(- 0 5)", "-5"),
    ("(> 3 2)", "true"), ("(>= 2 2)", "true"), ("(> 2 3)", "false"), ("(< 2 2)", "false"),
    // Connectives of any number, which evaluate what they need
    ("(and)", "true"), ("(or)", "false"), ("(and true true false)", "false"),
    ("(or false false true)", "true"), ("(=> true true false)", "false"),
    ("(=> false (= (+ 9223372036854775807 1) 0))", "true"), ("(=> false)", "false"),
    ("(and false (= 1 (* 9223372036854775807 2)))", "false"),
    ("(or true (= 1 (* 9223372036854775807 2)))", "true"),
    ("(if true 1 (+ 9223372036854775807 1))", "1"),
    // let is parallel, inner names hide outer ones
    ("(let ((x 1)) (let ((x 2) (y x)) (list x y)))", "'(2 1)"),
    ("((lambda (x y) (- x y)) 5 3)", "2"), ("(let () 4)", "4"), ("(let ((_ 1)) 4)", "4"),
    // Functions, constructors and primitives by name
    ("(map succ '(1 2))", "'(2 3)"), ("(map not (list true false))", "'(false true)"),
    ("(map length '((1) ()))", "'(1 0)"), ("(map some '(1))", "(list (some 1))"),
    ("(let ((f >)) (f 2 1))", "true"), ("(let ((f if)) (f true 1 2))", "1"),
    // Equality
    ("(= '(1 2) (list 1 2))", "true"), ("(= (pair 1 true) (pair 1 false))", "false"),
    ("(= succ succ)", "undefined"), ("(= (list length) nil)", "false"),
    ("(= (list length) (list length))", "undefined"),
    // Literals
    ("(cons 1 (cons 2 nil))", "'(1 2)"), ("'()", "nil"), ("(plus 2 3)", "5"), ("-12", "-12"),
    // Patterns
    ("(match (list 1 2 3) ((cons a (cons b (cons c (nil)))) (+ a (+ b c))) (_ 0))", "6"),
    ("(match (pair nil 2) ((pair (cons x _) y) x) ((pair _ y) y))", "2"),
    ("(match true ((true) 1) (false 0))", "1"), ("(match 3 ((succ (succ n)) n) (n n))", "1"),
    ("(match '(1) (nil 0) (xs (match xs (nil 1) ((cons x _) x))))", "1"),
    // The prelude
    ("(minus 3 5)", "0"), ("(minus 5 3)", "2"), ("(times 3 4)", "12"), ("(leq 3 3)", "true"),
    ("(lt 3 3)", "false"), ("(member 2 '(1 2))", "true"), ("(fst (pair 1 2))", "1"),
    ("(snd (pair 1 2))", "2"), ("(filter (lambda (n) (leq n 2)) (list 3 2 (succ 0)))", "'(2 1)"),
    ("(append '(1) '(2))", "'(1 2)"),
  ])
  func expressionsHaveTheirValues(expression: String, expected: String) throws {
    #expect(try main("(define (main) \(expression))") == expected)
  }

  @Test func selectorsAreUndefinedOnOtherConstructors() throws {
    let data = "(data shape (dot) (box (width int) (height int))) "
    #expect(try main(data + "(define (main) (height (box 2 3)))") == "3")
    #expect(try main(data + "(define (main) (height dot))") == "undefined")
    #expect(try main(data + "(define (main) (map width (list (box 2 3))))") == "'(2)")
  }

  @Test func aFieldIsNoSelectorWhereItsNameIsATypeWithArguments() throws {
    let text = """
      (data (list a) (nil) (cons a (list a)))
      (data t (c (list nat) (nat int)))
      (define (main) (nat (c nil 3)))
      """
    #expect(try main(text) == "3")
  }

  @Test func definitionsStandInAnyOrderAndCallEachOther() throws {
    let text = """
      (define (main) (list (even 4) (odd 4)))
      (define (even n) (match n (zero true) ((succ m) (odd m))))
      (define (odd n) (match n (zero false) ((succ m) (even m))))
      """
    #expect(try main(text) == "'(true false)")
    let environment = try loadModule(text: text).environment
    let even = try #require(environment.function(named: "even"))
    let odd = try #require(environment.function(named: "odd"))
    #expect(environment[even].group == [even, odd])
    #expect(environment.groups(reachableFrom: [even]) == [[even, odd]])
  }

  @Test func definitionsHideThePrelude() throws {
    let text = """
      (data nat (z) (s nat))
      (define (append x y) (s x))
      (define (main) (pair (append z z) (length '(1 2))))
      """
    #expect(try main(text) == "(pair (s z) (succ (succ zero)))")
    let environment = try loadModule(text: text).environment
    #expect(environment.dataType(named: "prelude.nat") != nil)
    #expect(!environment.visibleFunctions.contains { environment[$0].name == "prelude.append" })
    #expect(environment.function(named: "prelude.append") != nil)
  }

  @Test func theTypesOfFunctionsAreInferred() throws {
    let module = try loadModule(
      text: """
        (define (twice f x) (f (f x)))
        (define (same x y) (= x y))
        (define (flip p) (match p ((pair x y) (pair y x))))
        (define (zip-with f xs ys)
          (match (pair xs ys) ((pair (cons x r) (cons y s)) (cons (f x y) (zip-with f r s))) (_ nil)))
        (define (number) 3)
        (define (count xs) (match xs (nil 0) ((cons _ r) (succ (count r)))))
        """)
    let types = module.definitions.map { Printer.text(of: module.environment[$0].type) }
    #expect(
      types.dropLast(2) == [
        "(-> (-> a a) a a)", "(-> a a bool)", "(-> (pair a b) (pair b a))",
        "(-> (-> a b c) (list a) (list b) (list c))",
      ])
    #expect(types.last == "(-> (list a) nat)")
    #expect(module.environment[module.definitions[4]].result == .int)
  }

  @Test func withoutPreludeNothingOfItIsKnown() throws {
    let module = try loadModule(text: "(prelude none) (data nat (zero) (succ nat))")
    #expect(module.environment.function(named: "append") == nil)
    #expect(module.environment.dataTypes.map(\.name) == ["bool", "nat"])
  }

  @Test func freeVariablesOfFormulasAreNumberedByOccurrence() throws {
    let first = try elaborateFormula(
      text: "(= (append xs ys) (append ys xs))", in: Prelude.environment)
    let second = try elaborateFormula(
      text: "(forall ((b (list z)) (a (list z))) (= (append a b) (append b a)))",
      in: Prelude.environment)
    #expect(first.variables.map(\.name) == ["xs", "ys"])
    #expect(first.canonical == second.canonical)
    #expect(first.typeVariables == ["a"])
  }

  @Test func undefinedHeadsInFormulasAreFunctionVariables() throws {
    let formula = try elaborateFormula(
      text: "(= (map f (map g xs)) (map (lambda (x) (f (g x))) xs))", in: Prelude.environment)
    #expect(
      formula.variables.map { Printer.text(of: $0.type) } == ["(-> a b)", "(-> c a)", "(list c)"])
  }
}
