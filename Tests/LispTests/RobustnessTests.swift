import Testing

@testable import Lisp

/// Nothing that can be written down makes the program crash or run without end.
struct RobustnessTests {
  private func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  @Test(arguments: ["(", "'", "(f ", "(a '", "(define (f x) (", "((lambda (x) "])
  func deepTextGivesACleanError(opening: String) {
    let found = messages(of: repeated(opening, 1_000_000))
    #expect(found.count == 1)
    #expect(found[0].contains("the text is nested too deeply"))
  }

  @Test func manyClosingParenthesesAreReportedInMeasure() {
    let found = messages(of: repeated(")", 100_000))
    #expect(found.count == ReadingLimits.reportedErrors)
  }

  @Test(arguments: [
    ("(f ", ")"), ("(succ ", ")"), ("(plus 1 ", ")"), ("(if true 0 ", ")"),
    ("(let ((y x)) ", ")"), ("(match x (zero 0) ((succ x) ", "))"),
    ("((lambda (x) x) ", ")"), ("(plus ", " 1)"), ("(match ", " (zero 0) ((succ k) k))"),
    ("(if (leq ", " 1) 0 1)"), ("(let ((z ", ")) z)"),
  ])
  func deepExpressionsWork(opening: String, closing: String) throws {
    let depth = opening.contains("((") || opening.contains("(if (") ? 300 : 900
    let text =
      "(define (f (x nat)) nat 0) (define (g (x nat)) nat "
      + repeated(opening, depth) + "x" + repeated(closing, depth) + ")"
    let module = try loadModule(text: text)
    let function = try #require(module.environment.function(named: "g"))
    try checkReading(function, in: module.environment)
    var machine = Machine(environment: module.environment)
    let zero = try value("zero", in: module.environment)
    let evaluation = machine.run(
      function, [], [zero], budget: Budget(fuel: 1_000_000))
    #expect(evaluation.outcome != .undefined)
  }

  private func checkReading(_ id: FunctionID, in environment: Environment) throws {
    let text = Printer.text(of: environment[id], in: environment)
    let read = try? elaborateFunctions(text: text, in: environment)
    // What is printed may be nested deeper than what was read, and is then refused.
    guard let read else { return }
    #expect(read.environment[id].isSame(as: environment[id]))
  }

  private func value(_ constructor: String, in environment: Environment) throws -> Value {
    .construct(try #require(environment.constructor(named: constructor)), [])
  }

  @Test func longLiteralsWork() throws {
    let items = (0..<5_000).map { String($0 % 10) }.joined(separator: " ")
    let module = try loadModule(
      text: "(define (f) (length '(\(items)))) (theorem t (= (f) 5000)) "
        + "(define (g) (list \(items))) (theorem u (= (append '(\(items)) nil) (g)))")
    var machine = Machine(environment: module.environment)
    for theorem in module.theorems {
      let formula = machine.compile(theorem.formula)
      let answer = machine.run(formula, budget: Budget(fuel: 100_000))
      #expect(answer.isTrue)
      let text = Printer.text(of: theorem.formula, in: module.environment)
      let read = try elaborateFormula(text: text, in: module.environment)
      #expect(read.canonical == theorem.formula.canonical)
      #expect(read.canonical.hashValue == theorem.formula.canonical.hashValue)
    }
  }

  @Test(arguments: ["(define (f) (plus 6000 0))", "(define (f) (plus 999999999999 0))"])
  func hugeNaturalsAreRefused(text: String) {
    #expect(messages(of: text).joined().contains("the natural number is too large"))
  }

  @Test func hugeListsAreRefused() {
    let items = repeated("1 ", 7_000)
    #expect(messages(of: "(define (f) '(\(items)))").joined().contains("too long"))
  }

  @Test func hugeTypesAreRefused() {
    let bindings = (1...40).map { "(let ((x\($0) (pair x\($0 - 1) x\($0 - 1)))) " }.joined()
    let text = "(define (f x0) \(bindings) x40 \(repeated(")", 41))"
    #expect(messages(of: text).joined().contains("a type is too large"))
  }

  @Test func typesThatDoubleFromFunctionToFunctionAreRunWithoutHarm() throws {
    var text = "(define (g0 x) x)"
    for index in 1...9 { text += "(define (g\(index) x) (fst (g\(index - 1) (pair x x))))" }
    for index in 10...60 { text += "(define (g\(index) x) (g\(index - 1) x))" }
    text += "(define (h0 x) true)"
    for index in 1...60 { text += "(define (h\(index) x) (h\(index - 1) (pair x x)))" }
    let module = try loadModule(text: text)
    var machine = Machine(environment: module.environment)
    for name in ["g60", "h60"] {
      let id = try #require(module.environment.function(named: name))
      let evaluation = machine.run(id, [.int], [.integer(1)], budget: Budget(fuel: 1000))
      #expect(evaluation.fuel > 60)
    }
  }

  @Test func exponentialPatternsAreRefused() {
    let fields = repeated("nat ", 12)
    var cases = ""
    for index in 0..<12 {
      let zeros = (0..<12).map { $0 == index ? "zero" : "_" }.joined(separator: " ")
      let successors = (0..<12).map { $0 == index ? "_" : "(succ (succ _))" }
      cases += "((c \(zeros)) \(index)) ((c \(successors.joined(separator: " "))) \(index)) "
    }
    let text = "(data t (c \(fields))) (define (f x) (match x \(cases) (_ 0)))"
    let found = messages(of: text).filter { $0.contains("error") }
    #expect(found.isEmpty || found.joined().contains("too large"))
  }
}

/// Values that are large or deep.
struct LargeValueTests {
  private let program = """
    (define (count (n int)) nat (if (<= n 0) 0 (succ (count (- n 1)))))
    (define (rise (n int) (m nat)) nat (if (<= n 0) m (rise (- n 1) (succ m))))
    (define (up (n int)) (rise n zero))
    (data tree (leaf) (node tree tree))
    (define (full (n int)) tree (if (<= n 0) leaf (let ((t (full (- n 1)))) (node t t))))
    (define (same (n int)) (= (full n) (full n)))
    (define (forever (n int)) int (forever (+ n 1)))
    (define (down (n int)) int (+ 1 (down n)))
    (define (grow (xs (list int))) int (grow (cons 1 xs)))
    (define (compared (n int)) (= (up n) (up n)))
    """

  private func evaluate(
    _ name: String, _ argument: Value, fuel: Int = HardCaps.fuel, in module: Module
  ) throws -> Evaluation {
    var machine = Machine(environment: module.environment)
    let id = try #require(module.environment.function(named: name))
    return machine.run(id, [], [argument], budget: Budget(fuel: fuel))
  }

  @Test func deepValuesAreDecodedComparedHashedPrintedAndFreed() throws {
    let module = try loadModule(text: program)
    for name in ["up", "count"] {
      let found = try [0, 1].map { _ in
        try evaluate(name, .integer(4_999), in: module).outcome
      }
      #expect(found[0] == found[1])
      #expect(found[0].hashValue == found[1].hashValue)
      guard case .value(let value) = found[0] else {
        Issue.record("\(found[0])")
        return
      }
      #expect(Printer.text(of: value, in: module.environment) == "4999")
    }
  }

  @Test(arguments: ["up", "count"])
  func deeperValuesDoNotLeave(name: String) throws {
    let module = try loadModule(text: program)
    #expect(try evaluate(name, .integer(5_001), in: module).outcome == .tooDeep)
    #expect(try evaluate(name, .integer(1_000_000), in: module).outcome == .tooDeep)
  }

  @Test func wideValuesDoNotLeave() throws {
    let module = try loadModule(text: program)
    #expect(try evaluate("full", .integer(100), in: module).outcome == .outOfCells)
  }

  @Test func comparingSharedValuesIsBounded() throws {
    let module = try loadModule(text: program)
    let evaluation = try evaluate("same", .integer(100), fuel: 100_000, in: module)
    #expect(evaluation == Evaluation(outcome: .outOfFuel, fuel: 100_000))
    #expect(try evaluate("same", .integer(4), in: module).outcome == .value(.true))
    #expect(try evaluate("compared", .integer(1_000_000), in: module).outcome == .value(.true))
  }

  @Test func runsWithoutEndAreEnded() throws {
    let module = try loadModule(text: program)
    let many = 1_000_000
    #expect(
      try evaluate("forever", .integer(0), fuel: many, in: module)
        == Evaluation(outcome: .outOfFuel, fuel: many))
    #expect(try evaluate("forever", .integer(Int64.max - 5), in: module).outcome == .overflow)
    #expect(try evaluate("down", .integer(0), in: module).outcome == .tooDeep)
    let empty = try #require(module.environment.constructor(named: "nil"))
    #expect(try evaluate("grow", .construct(empty, []), in: module).outcome == .outOfCells)
  }
}
