import Foundation
import Testing

@testable import Lisp

struct ProblemTests {
  private let text = """
    (problem reverse
      (doc "Reverse a list.")
      (target (reverse (xs (list a))) (list a))
      (components append)
      (vocabulary append length member)
      (require
        (= (reverse nil) nil)
        (= (reverse '(1 2 3)) '(3 2 1))
        (= (length (reverse xs)) (length xs)))
      (settings (population 50) (trivial off) (note "a b"))
      (start (match xs (nil ?) ((cons x r) (append ? (list x)))) xs)
      (holdout (= (reverse '(5 6)) '(6 5))))
    """

  @Test func everyItemIsRead() throws {
    let problem = try loadProblem(text: text)
    let environment = problem.environment
    func names(_ callables: [Callable]) -> [String] {
      callables.map { environment.name(of: $0) }
    }
    #expect(problem.name == "reverse")
    #expect(problem.doc == "Reverse a list.")
    #expect(environment[problem.target].name == "reverse")
    #expect(environment[problem.target].body == nil)
    #expect(environment[problem.target].typeParameters == ["a"])
    #expect(names(problem.components ?? []) == ["append"])
    #expect(names(problem.vocabulary) == ["append", "length", "member"])
    #expect(problem.require.map(\.isGround) == [true, true, false])
    #expect(problem.holdout.count == 1)
    #expect(problem.settings.map(\.key) == ["population", "trivial", "note"])
    #expect(problem.settings.map(\.value) == ["50", "off", "a b"])
  }

  @Test func startProgramsHaveHoles() throws {
    let problem = try loadProblem(text: text)
    #expect(problem.start.count == 2)
    var holes: [Type] = []
    problem.start[0].body?.visit { node in
      if case .undefined(let type) = node { holes.append(type) }
    }
    #expect(holes == [.data("list", [.variable("a")]), .data("list", [.variable("a")])])
    #expect(problem.start[1].body == .local(0))
  }

  @Test func defaultsAreThoseOfThePage() throws {
    let problem = try loadProblem(
      text: """
        (problem p
          (define (double n) (plus n n))
          (target (f (x int)) int)
          (components)
          (require (= (f 1) (+ 1 1)) (=> (< x 0) (= (f x) 0))))
        """)
    #expect(problem.components == [])
    let names = problem.vocabulary.map { problem.environment.name(of: $0) }
    #expect(names == ["+", "=>", "<"])
    let free = try loadProblem(
      text: "(problem p (define (double n) (plus n n)) (target (f (x int)) int) (require true))")
    #expect(free.components == nil)
    let all = free.vocabulary.map { free.environment.name(of: $0) }
    #expect(all.contains("double") && all.contains("append") && !all.contains("f"))
    #expect(free.doc == nil && free.holdout.isEmpty && free.settings.isEmpty)
  }

  @Test func aTargetHidesThePrelude() throws {
    let problem = try loadProblem(
      text: "(problem p (target (plus (m nat) (n nat)) nat) (require (= (times 2 n) (plus n n))))")
    #expect(problem.environment[problem.target].name == "plus")
    #expect(!problem.environment.visibleFunctions.isEmpty)
  }

  @Test func aProgramTakesTheTargetsPlace() throws {
    let problem = try loadProblem(text: text)
    let program = """
      (define (reverse (xs (list a))) (list a)
        (match xs (nil nil) ((cons x r) (snoc (reverse r) x))))
      (define (snoc (xs (list a)) (x a)) (list a) (append xs (list x)))
      """
    let (environment, ids) = try elaborateFunctions(text: program, in: problem.environment)
    #expect(ids[0] == problem.target)
    var machine = Machine(environment: problem.environment)
    let formulas = problem.require.prefix(2).map { machine.compile($0) }
    let budget = Budget(fuel: 1000)
    var kinds: [AnswerKind] = []
    for formula in formulas { kinds.append(machine.run(formula, budget: budget).kind) }
    #expect(kinds == [.undefined, .undefined])
    for id in ids.sorted() { machine.setBody(of: id, to: environment[id]) }
    var truths: [Bool] = []
    for formula in formulas { truths.append(machine.run(formula, budget: budget).isTrue) }
    #expect(truths == [true, true])
  }

  @Test func filesAreIncludedOnceAndInCircles() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("lisp-include-\(ProcessInfo.processInfo.processIdentifier)")
    let inner = folder.appendingPathComponent("inner")
    try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func write(_ text: String, _ name: String) throws {
      try text.write(
        to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
    }
    try write(
      "(include \"inner/b.lisp\") (include \"inner/../inner/b.lisp\") (theorem a (g 1 x))", "a.lisp"
    )
    try write("(include \"c.lisp\") (define (g x y) (h x)) (theorem b true)", "inner/b.lisp")
    try write("(include \"../a.lisp\") (define (h x) (= x zero))", "inner/c.lisp")
    let module = try loadModule(path: folder.appendingPathComponent("a.lisp").path)
    #expect(module.theorems.map(\.name) == ["a"])
    #expect(module.definitions.isEmpty)
    try write("(define (h x) (= x (plus x true)))", "inner/c.lisp")
    do throws(Diagnostics) {
      _ = try loadModule(path: folder.appendingPathComponent("a.lisp").path)
      Issue.record("it was read")
    } catch {
      #expect(error.list.count == 1)
      #expect(error.list[0].location.file.hasSuffix("inner/c.lisp"))
      #expect(error.list[0].sourceLine == "(define (h x) (= x (plus x true)))")
    }
  }
}
