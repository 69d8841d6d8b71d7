import Determinism
import Foundation
import Lisp
import Testing

@testable import Prover

@Suite("Refutation")
struct RefuterTests {
  private func environment() throws -> Environment {
    try loadModule(text: "").environment
  }

  private func refute(_ text: String, seed: UInt64 = 1) throws -> Refutation {
    let environment = try environment()
    var refuter = Refuter(environment: environment, seed: seed)
    return refuter.refute(try elaborateFormula(text: text, in: environment))
  }

  @Test(
    "false formulas are refuted",
    arguments: [
      "(= (append xs ys) (append ys xs))", "(= (length (filter p xs)) (length xs))",
      "(= (minus m n) (minus n m))", "(=> (= (length xs) (length ys)) (= xs ys))",
      "(= (map f xs) xs)", "(< i (+ j 5))", "(member x xs)",
    ])
  func falseFormulas(text: String) throws {
    guard case .counterexample(let found) = try refute(text) else {
      Issue.record("\(text) was not refuted")
      return
    }
    #expect(!found.bindings.isEmpty)
  }

  @Test(
    "true formulas survive",
    arguments: [
      "(= (append xs nil) xs)", "(= (map f (append xs ys)) (append (map f xs) (map f ys)))",
      "(=> (= (append xs ys) (append xs zs)) (= ys zs))", "(= (plus m n) (plus n m))",
      "(= (* i j) (* j i))",
    ])
  func trueFormulas(text: String) throws {
    guard case .survived(let tested, let held, let undetermined) = try refute(text) else {
      Issue.record("\(text) was refuted")
      return
    }
    #expect(tested >= 100)
    #expect(held >= 40)
    #expect(undetermined == 0)
  }

  @Test("counterexamples are the smallest")
  func counterexamplesAreSmall() throws {
    guard case .counterexample(let found) = try refute("(= (append xs ys) xs)") else {
      Issue.record("not refuted")
      return
    }
    let text = found.bindings.map { "\($0.variable) \($0.value)" }
    let environment = try environment()
    let cons = try #require(environment.constructor(named: "cons"))
    let empty = try #require(environment.constructor(named: "nil"))
    let zero = try #require(environment.constructor(named: "zero"))
    let none = Value.construct(empty, [])
    #expect(found.bindings[0].value == none, "\(text)")
    #expect(found.bindings[1].value == .construct(cons, [.construct(zero, []), none]), "\(text)")
  }

  @Test("a vacuous formula is seen to be one")
  func vacuousFormulas() throws {
    let text = "(=> (= (length xs) (succ (length xs))) (= xs ys))"
    guard case .survived(let tested, let held, _) = try refute(text) else {
      Issue.record("refuted")
      return
    }
    #expect(held == 0)
    #expect(tested >= RefutationLimits().testsForPremises)
  }

  @Test("what does not end or overflows is undetermined and no counterexample")
  func undeterminedTests() throws {
    let module = try loadModule(
      text: """
        (data (box a) (empty) (full (content a)))
        (define (loop (n nat)) bool (loop (succ n)))
        """)
    var refuter = Refuter(environment: module.environment, seed: 1)
    let loop = try elaborateFormula(text: "(loop n)", in: module.environment)
    guard case .survived(let tested, 0, let undetermined) = refuter.refute(loop) else {
      Issue.record("a formula that never ends was decided")
      return
    }
    #expect(undetermined == tested)
    let selector = try elaborateFormula(
      text: "(= (content b) (plus 0 (content b)))", in: module.environment)
    guard case .survived(_, let held, let unknown) = refuter.refute(selector) else {
      Issue.record("a selector of another constructor counted against a formula")
      return
    }
    #expect(unknown > 0)
    #expect(held > 0)
  }

  @Test("what a formula gets does not depend on the formulas before it", arguments: seeds(5))
  func orderChangesNothing(seed: UInt64) throws {
    let environment = try environment()
    let texts = [
      "(= (map f xs) (map g xs))", "(= (filter p (filter p xs)) (filter p xs))",
      "(=> (member x xs) (= (length xs) 1))", "(= (append xs ys) (append ys xs))",
    ]
    let formulas = try texts.map { try elaborateFormula(text: $0, in: environment) }
    var forwards = Refuter(environment: environment, seed: seed)
    var backwards = Refuter(environment: environment, seed: seed)
    var first: [String] = []
    var second: [String] = []
    for formula in formulas { first.append("\(forwards.refute(formula))") }
    for formula in formulas.reversed() { second.append("\(backwards.refute(formula))") }
    // Functions that are made up are numbered in the order in which they are needed.
    #expect(first[1...3].map { $0.prefix(20) } == second.reversed()[1...3].map { $0.prefix(20) })
    #expect(first[3] == second[0])
  }

  @Test("gold facts: all false ones are refuted and no true one")
  func goldFacts() throws {
    let folder = ProcessInfo.processInfo.environment["LAKATOS_SHARED"] ?? "/work/shared"
    let path = folder + "/gold/"
    guard FileManager.default.fileExists(atPath: path + "false.lisp") else { return }
    for (file, expected) in [("false.lisp", true), ("nats.lisp", false)] {
      let module = try loadModule(path: path + file)
      var limits = RefutationLimits()
      limits.tests = 60
      limits.fuel = 4_000
      if expected { limits = RefutationLimits() }
      for theorem in module.theorems {
        var refuter = Refuter(environment: module.environment, limits: limits, seed: 1)
        var isRefuted = false
        if case .counterexample = refuter.refute(theorem.formula) { isRefuted = true }
        #expect(isRefuted == expected, "\(theorem.name)")
      }
    }
  }
}

@Suite("Input generation")
struct RefutationInputTests {
  @Test("small values come in order of size, each once")
  func smallestValues() throws {
    let environment = try loadModule(text: "").environment
    var generator = InputGenerator(environment: environment, seed: 1)
    let lists = generator.smallest(50, of: .data("list", [.data("nat", [])]))
    #expect(lists.count == 50)
    #expect(Set(lists).count == 50)
    #expect(lists.map(\.constructors) == lists.map(\.constructors).sorted())
    #expect(
      generator.smallest(4, of: .int) == [.integer(0), .integer(1), .integer(-1), .integer(2)])
  }

  @Test("random values have the type and stay within the size", arguments: seeds(20))
  func randomValues(seed: UInt64) throws {
    let environment = try loadModule(
      text: "(data (rose a) (fork a (list (rose a))))"
    ).environment
    var generator = InputGenerator(environment: environment, seed: seed)
    var stream = SeededGenerator.stream(seed: seed, path: 1)
    let type = Type.data("rose", [.bool])
    for size in 3...20 {
      let value = generator.random(type, size: size, using: &stream)
      #expect(value.constructors <= size)
      guard case .construct(let fork, let fields) = value else {
        Issue.record("not a rose")
        return
      }
      #expect(environment[fork].name == "fork")
      #expect(fields.count == 2)
    }
  }

  @Test("functions are closed definitions of the environment")
  func functionValues() throws {
    let environment = try loadModule(text: "").environment
    var generator = InputGenerator(environment: environment, seed: 1)
    let nat = Type.data("nat", [])
    let functions = generator.smallest(100, of: .function([nat, nat], nat))
    #expect(functions.count >= 10)
    for value in functions {
      guard case .function(let id, []) = value else {
        Issue.record("not a function")
        return
      }
      #expect(generator.environment[id].body != nil)
      #expect(generator.environment[id].type == .function([nat, nat], nat))
    }
  }
}

extension Value {
  /// The number of constructors; an integer counts as 1.
  fileprivate var constructors: Int {
    guard case .construct(_, let fields) = self else { return 1 }
    return fields.reduce(1) { $0 + $1.constructors }
  }
}

func seeds(_ count: Int) -> [UInt64] { (1...UInt64(count)).map { $0 } }
