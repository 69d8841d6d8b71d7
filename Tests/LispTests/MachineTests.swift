import Testing

@testable import Lisp

/// What the machine offers beside plain evaluation.
struct MachineTests {
  private let budget = Budget(fuel: 1_000)

  private func list(_ numbers: [Int64], in environment: Environment) -> Value {
    guard let empty = environment.constructor(named: "nil"),
      let cons = environment.constructor(named: "cons")
    else { return .closure }
    return numbers.reversed().reduce(.construct(empty, [])) {
      .construct(cons, [.integer($1), $0])
    }
  }

  @Test func aFormulaStaysGoodWhileTheProgramChanges() throws {
    let module = try loadModule(
      text:
        "(define (f (x int)) int (+ x 1)) (define (g (x int)) int (+ x 2)) (define (h (x int)) (f x))"
    )
    let environment = module.environment
    var machine = Machine(environment: environment)
    let formula = machine.compile(
      try elaborateFormula(text: "(= (h x) (+ x 1))", in: environment))
    let encoded = machine.encode([[.integer(3)], [.integer(Int64.max)]], for: formula)
    let block = try #require(encoded)
    for round in 0..<3_000 {
      let isFirst = round % 2 == 0
      machine.setBody(
        of: module.definitions[0], to: environment[module.definitions[isFirst ? 0 : 1]])
      let answer = machine.run(formula, block, case: 0, budget: budget)
      #expect(answer.kind == .value && answer.isTrue == isFirst && answer.fuel == 2)
      let other = machine.run(formula, block, case: 1, budget: budget)
      #expect(other.kind == .overflow)
    }
  }

  @Test func casesDoNotDisturbEachOther() throws {
    let environment = Prelude.environment
    var machine = Machine(environment: environment)
    let append = try #require(environment.function(named: "append"))
    let function = machine.prepare(append, types: [.int])
    let cases = (0..<50).map { number in
      [list((0..<Int64(number)).map { $0 }, in: environment), list([7], in: environment)]
    }
    let encoded = machine.encode(cases, for: function)
    let block = try #require(encoded)
    var hashes: [UInt64] = []
    for round in 0..<2 {
      for index in 0..<50 {
        let answer = machine.run(function, block, case: index, budget: budget)
        let found = machine.hash(answer, of: function)
        let hash = try #require(found)
        if round == 0 { hashes.append(hash) } else { #expect(hashes[index] == hash) }
        let expected = list((0..<Int64(index)).map { $0 } + [7], in: environment)
        let outcome = machine.outcome(of: answer, for: function)
        #expect(outcome == .value(expected))
      }
    }
    #expect(Set(hashes).count == 50)
    // The same in every process.
    #expect(hashes[0] == 6_884_001_866_009_555_993)
    machine.discardInputs()
    let stale = machine.run(function, block, case: 0, budget: budget)
    #expect(stale.kind == .undefined)
  }

  @Test func answersAreComparedWithEncodedResults() throws {
    let module = try loadModule(
      text: """
        (define (flag (x bool)) bool (not x))
        (define (number (x int)) int (+ x 1))
        (define (pairs (x int)) (list (pair (list int) bool))
          (list (pair (list x 1) true) (pair nil (< x 0))))
        """)
    let environment = module.environment
    let budget = Budget(fuel: 100)
    var machine = Machine(environment: environment)
    let pair = try #require(environment.constructor(named: "pair"))
    let empty = try #require(environment.constructor(named: "nil"))
    let cons = try #require(environment.constructor(named: "cons"))
    func pairs(_ first: [Int64], _ last: Value) -> Value {
      let second = Value.construct(pair, [list([], in: environment), last])
      let head = Value.construct(pair, [list(first, in: environment), .true])
      return .construct(cons, [head, .construct(cons, [second, .construct(empty, [])])])
    }
    let tables: [(input: Value, results: [Value])] = [
      (.true, [.false, .true]), (.integer(3), [.integer(4), .integer(3)]),
      (
        .integer(3),
        [
          pairs([3, 1], .false), pairs([3, 1], .true), pairs([3, 2], .false), pairs([3], .false),
          .construct(empty, []),
        ]
      ),
    ]
    for (id, table) in zip(module.definitions, tables) {
      let function = machine.prepare(id, types: [])
      let encoded = machine.encode([[table.input]], for: function)
      let inputs = try #require(encoded)
      let encodedResults = machine.encodeResults(table.results, of: function)
      let results = try #require(encodedResults)
      let answer = machine.run(function, inputs, case: 0, budget: budget)
      for index in table.results.indices {
        let isEqual = machine.isEqual(answer, of: function, to: results, case: index)
        #expect(isEqual == (index == 0))
      }
      let failed = Answer(kind: .overflow, word: answer.word, fuel: 0)
      let isEqual = machine.isEqual(failed, of: function, to: results, case: 0)
      #expect(!isEqual)
      let foreign = machine.encodeResults([.closure], of: function)
      #expect(foreign == nil)
    }
  }

  @Test func illTypedInputsAreRefused() throws {
    let environment = Prelude.environment
    var machine = Machine(environment: environment)
    let length = try #require(environment.function(named: "length"))
    let wrong: [[Value]] = [
      [.integer(1)], [], [.true], [.closure], [list([1], in: environment), .true],
      [.construct(ConstructorID(99), [])], [.function(FunctionID(99), [])],
    ]
    for arguments in wrong {
      let evaluation = machine.run(length, [.bool], arguments, budget: budget)
      #expect(evaluation == Evaluation(outcome: .undefined, fuel: 0))
    }
  }

  @Test func functionsArePassedAsInputs() throws {
    let environment = Prelude.environment
    var machine = Machine(environment: environment)
    let formula = try elaborateFormula(
      text: "(forall ((f (-> nat nat nat))) (= (f 2 3) 5))", in: environment)
    let compiled = machine.compile(formula)
    for (name, expected) in [("plus", true), ("times", false), ("minus", false)] {
      let id = try #require(environment.function(named: name))
      let evaluation = machine.run(compiled, [.function(id, [])], budget: budget)
      #expect(evaluation.outcome == .value(expected ? .true : .false))
    }
    let length = try #require(environment.function(named: "length"))
    let evaluation = machine.run(compiled, [.function(length, [.int])], budget: budget)
    #expect(evaluation.outcome == .undefined)
  }

  @Test func polymorphicFormulasRunAtClosedTypes() throws {
    let environment = Prelude.environment
    var machine = Machine(environment: environment)
    let formula = try elaborateFormula(text: "(= (append xs ys) (append ys xs))", in: environment)
    let atInt = machine.compile(formula, types: ["a": .int])
    let atBool = machine.compile(formula, types: ["a": .bool])
    let (one, two) = (list([1], in: environment), list([2], in: environment))
    var found = [machine.run(atInt, [one, two], budget: budget).outcome]
    found.append(machine.run(atInt, [one, one], budget: budget).outcome)
    found.append(machine.run(atBool, [one, one], budget: budget).outcome)
    machine.release(atInt)
    let again = machine.compile(formula, types: ["a": .int])
    found.append(machine.run(again, [one, one], budget: budget).outcome)
    #expect(found == [.value(.false), .value(.true), .undefined, .value(.true)])
  }

  @Test(arguments: [-5, 0, 1, 2, 5, Int.max])
  func budgetsAreKept(fuel: Int) throws {
    let environment = Prelude.environment
    var machine = Machine(environment: environment)
    let length = try #require(environment.function(named: "length"))
    let evaluation = machine.run(
      length, [.int], [list([1, 2, 3], in: environment)],
      budget: Budget(fuel: fuel, cells: fuel, depth: fuel))
    #expect(evaluation.fuel <= max(0, fuel))
    #expect((evaluation.outcome == .outOfFuel) == (fuel < 4 && evaluation.fuel == max(0, fuel)))
  }
}
