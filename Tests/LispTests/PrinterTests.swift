import Determinism
import Testing

@testable import Lisp

/// What is printed is read back as the same.
struct PrinterTests {
  private func forms(_ text: String) -> [SExpression] {
    Reader.read(SourceText(file: "test.lisp", text: text)).forms
  }

  @Test(arguments: seeds(100))
  func syntaxIsReadBack(seed: UInt64) throws {
    var generator = ProgramGenerator(seed: seed)
    let read = forms(generator.program())
    var parser = SyntaxParser()
    for form in read {
      let width = 10 + generator.random.index(below: 100)
      let text = Printer.text(of: form, width: width)
      #expect(forms(text) == [form])
      if case .define(let definition)? = parser.declaration(form) {
        let again = forms(Printer.text(of: definition, width: width))
        #expect(parser.declaration(again[0]) == .define(definition))
      }
    }
    #expect(parser.faults.isEmpty)
  }

  @Test(arguments: seeds(100))
  func functionsAreReadBack(seed: UInt64) throws {
    for index in 0..<8 {
      var generator = ProgramGenerator(seed: seed * 1000 + UInt64(index))
      let module = try loadModule(text: generator.program())
      for id in module.definitions {
        let function = module.environment[id]
        let text = Printer.text(of: function, in: module.environment)
        let read = try elaborateFunctions(text: text, in: module.environment)
        #expect(read.functions == [id])
        #expect(read.environment[id].isSame(as: function), "\(text)")
        #expect(module.environment.settled(function, at: id)?.isSame(as: function) == true)
        let key = module.environment.key(of: function, at: id)
        #expect(read.environment.key(of: read.environment[id], at: id) == key)
      }
    }
  }

  @Test(arguments: seeds(100))
  func formulasAreReadBack(seed: UInt64) throws {
    for index in 0..<8 {
      var generator = ProgramGenerator(seed: seed * 1000 + UInt64(index))
      let environment = try loadModule(text: generator.program()).environment
      let scope: [(String, Type)] = [
        ("i", .int), ("g", .function([.int], .bool)), ("xs", .data("list", [.int])),
      ]
      let text = generator.expression(.bool, 4, scope)
      let formula = try elaborateFormula(text: text, in: environment)
      let printed = Printer.text(of: formula, in: environment)
      let read = try elaborateFormula(text: printed, in: environment)
      #expect(environment.key(of: read) == environment.key(of: formula))
      #expect(read.canonical == formula.canonical, "\(text)\n\(printed)")
    }
  }

  @Test func linesAreBrokenLikeLisp() throws {
    let module = try loadModule(
      text: """
        (define (partition (p (-> a bool)) (xs (list a))) (pair (list a) (list a))
          (match xs (nil (pair nil nil)) ((cons x rest) (let ((parts (partition p rest)))
          (if (p x) (pair (cons x (fst parts)) (snd parts)) (pair (fst parts) (cons x (snd parts))))))))
        """)
    let text = Printer.text(
      of: module.environment[module.definitions[0]], in: module.environment)
    #expect(
      text == """
        (define (partition (p (-> a bool)) (xs (list a))) (pair (list a) (list a))
          (match xs
            (nil (pair nil nil))
            ((cons x rest)
             (let ((parts (partition p rest)))
               (if (p x)
                   (pair (cons x (fst parts)) (snd parts))
                   (pair (fst parts) (cons x (snd parts))))))))
        """)
  }

  @Test(arguments: [
    "(= (append xs nil) xs)", "(= (length '(1 2 3)) 3)", "(forall ((x nat)) (= x x))",
    "(=> (= xs ys) (p x) (= (f x) '((1) () (2 3))))", "(forall ((n nat)) (= (list n 0) '(0 1)))",
    "(= (map succ xs) (map (lambda (x) (succ x)) xs))", "(and (< i 3) (or p q r))",
    "(= (f xs) (foldish < xs))", "(= (list (pair 1 true) x) ys)", "(= (succ (succ n)) m)",
    "(= (let ((x (plus n m))) (times x x)) 4)", "(= (append nil nil) nil)",
    "(= '(true false) (list p q))",
  ])
  func formulasPrintAsTheyAreWritten(text: String) throws {
    let environment = Prelude.environment
    let formula = try elaborateFormula(text: text, in: environment)
    #expect(Printer.text(of: formula, in: environment) == text)
  }

  @Test func shadowedAndTakenNamesAreChanged() throws {
    let module = try loadModule(
      text: """
        (define (f (length nat) xs) (match xs ((cons xs ys) (cons length ys)) (_ xs)))
        (define (g (x nat) (list (list nat))) (cons (let ((y (succ x))) (plus x y)) list))
        """)
    for id in module.definitions {
      let text = Printer.text(of: module.environment[id], in: module.environment)
      let read = try elaborateFunctions(text: text, in: module.environment)
      #expect(read.environment[id].isSame(as: module.environment[id]))
    }
  }

  @Test(arguments: [
    ("(list 1 2 3)", "'(1 2 3)"), ("(plus 1 2)", "3"), ("(list (list 1) nil)", "'((1) ())"),
    ("(list zero 1 2)", "'(0 1 2)"), ("(pair true nil)", "(pair true nil)"), ("-5", "-5"),
    ("(list (pair 1 zero))", "(list (pair 1 0))"),
    (
      "(list (some '(1)) none)",
      "(list (some '(1)) none)"
    ), ("(list true false)", "'(true false)"),
    ("length", "length"), ("(lambda (x) x)", "<function>"),
  ])
  func valuesPrintAsLisp(expression: String, expected: String) throws {
    let module = try loadModule(text: "(define (f) \(expression))")
    var machine = Machine(environment: module.environment)
    let evaluation = machine.run(
      module.definitions[0], [], [], budget: Budget(fuel: 100))
    guard case .value(let value) = evaluation.outcome else {
      Issue.record("\(evaluation)")
      return
    }
    #expect(Printer.text(of: value, in: module.environment) == expected)
  }

  @Test func strings() {
    let form = SExpression(.string("a \"b\" \\ c\nd é"))
    #expect(forms(Printer.text(of: form)) == [form])
  }
}
