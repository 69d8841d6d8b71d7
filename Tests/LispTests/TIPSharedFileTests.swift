import Determinism
import Foundation
import Testing

@testable import Lisp

/// The published suites. Skipped, saying so, where the folder `../shared/tip` is absent.
@Suite(.enabled(if: !tipFiles("isaplanner").isEmpty, "the folder ../shared/tip is absent"))
struct TIPSharedFileTests {
  @Test(arguments: ["isaplanner", "tip2015", "false"])
  func everyFileLoads(folder: String) throws {
    var goals = 0
    var unsupported: [String] = []
    for path in tipFiles(folder) {
      let file: TIPFile
      do {
        file = try loadTIP(path: path)
      } catch {
        Issue.record("\(error)")
        continue
      }
      for warning in file.warnings { #expect(warning.message.contains("compares integers")) }
      #expect(!file.goals.isEmpty, "\(path)")
      for goal in file.goals {
        goals += 1
        if let reason = goal.statement.reason { unsupported.append("\(goal.name): \(reason)") }
      }
      for lemma in file.lemmas { #expect(lemma.statement.formula != nil, "\(lemma)") }
    }
    print("\(folder): \(goals) goals, \(unsupported.count) unsupported")
    for line in unsupported { print("  " + line) }
  }

  @Test(arguments: ["isaplanner", "tip2015", "false"])
  func whatIsPrintedIsReadBack(folder: String) throws {
    for path in tipFiles(folder) {
      let file = try loadTIP(path: path)
      let environment = file.environment
      for statement in file.goals.map(\.statement) + file.lemmas.map(\.statement) {
        guard let formula = statement.formula else { continue }
        let text = Printer.text(of: formula, in: environment)
        let read = try elaborateFormula(text: text, in: environment)
        #expect(read.canonical == formula.canonical, "\(path): \(text)")
      }
      for index in environment.functions.indices {
        let function = environment.functions[index]
        guard let body = function.body, !body.containsUndefined else { continue }
        let text = Printer.text(of: function, in: environment)
        let read = try elaborateFunctions(text: text, in: environment)
        #expect(read.environment[FunctionID(index)].isSame(as: function), "\(path): \(text)")
      }
    }
  }

  @Test func theGoalsOfIsaPlannerHoldOnRandomInputs() throws {
    var decided = 0
    for path in tipFiles("isaplanner") {
      let file = try loadTIP(path: path)
      for goal in file.goals {
        let formula = try #require(goal.statement.formula)
        let found = try verdicts(of: formula, in: file.environment, tests: 200)
        #expect(!found.contains(.value(.false)), "\(goal.name)")
        decided += found.filter { $0 == .value(.true) }.count
      }
    }
    print("isaplanner: \(decided) tests decided, all true")
  }

  @Test func mostGoalsOfTheFalseSuiteFailOnSomeInput() throws {
    var refuted = 0
    var rest: [String] = []
    for path in tipFiles("false") {
      let file = try loadTIP(path: path)
      for goal in file.goals {
        guard let formula = goal.statement.formula else { continue }
        let found = try verdicts(of: formula, in: file.environment, tests: 4_000)
        if found.contains(.value(.false)) { refuted += 1 } else { rest.append(goal.name) }
      }
    }
    print("false: \(refuted) refuted by random inputs; not \(rest)")
    #expect(refuted > 14, "\(rest)")
  }

  /// What a formula gives on random inputs, with `int` for its type variables; the last one is the
  /// first that is false.
  private func verdicts(
    of formula: Formula, in environment: Environment, tests: Int
  ) throws -> [Outcome] {
    var instance: [String: Type] = [:]
    for name in formula.typeVariables { instance[name] = .int }
    let closed = formula.substituting(types: instance)
    let inputs = RandomInputs(environment: environment, types: closed.variables.map(\.type))
    var machine = Machine(environment: inputs.environment)
    let compiled = machine.compile(closed)
    var random = SeededGenerator.stream(seed: 1, path: 0)
    var outcomes: [Outcome] = []
    for index in 0..<tests {
      let tuple = closed.variables.map { inputs.value(of: $0.type, size: index % 8, &random) }
      outcomes.append(machine.run(compiled, tuple, budget: Budget(fuel: 4_000)).outcome)
      if outcomes.last == .value(.false) { break }
    }
    return outcomes
  }
}

/// The files of one of TIP's suites, sorted; none where it is absent.
func tipFiles(_ suite: String) -> [String] {
  guard let sharedFolder else { return [] }
  let path = sharedFolder.appendingPathComponent("tip/\(suite)").path
  let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
  return names.filter { $0.hasSuffix(".smt2") }.sorted().map { path + "/" + $0 }
}

extension Lisp.Expression {
  /// Whether something in it has any value.
  fileprivate var containsUndefined: Bool {
    var found = false
    visit { if case .undefined = $0 { found = true } }
    return found
  }
}

/// Random values of closed types; function values are a few closed functions of their type.
private struct RandomInputs {
  private(set) var environment: Environment
  private var functions: [Type: [Value]] = [:]
  private var ranks: [Int] = []

  init(environment: Environment, types: [Type]) {
    self.environment = environment
    rankDataTypes()
    for type in types where functions[type] == nil { addFunctions(of: type) }
  }

  private mutating func addFunctions(of type: Type) {
    guard case .function(let parameters, let result) = type else { return }
    var bodies = parameters.indices.filter { parameters[$0] == result }.map {
      Lisp.Expression.local($0)
    }
    if result == .bool { bodies += [.true, .false] }
    if result == .bool, parameters[0] == .int {
      bodies.append(.primitive(.less, [], [.local(0), .integer(1)]))
    }
    if result == .int, parameters[0] == .int {
      bodies.append(.primitive(.plus, [], [.local(0), .integer(1)]))
    }
    for body in bodies {
      let name = environment.freshName("input")
      let id = environment.add(
        Function(
          name: name, typeParameters: [],
          locals: parameters.map { Local(name: "x", type: $0) },
          parameterCount: parameters.count, result: result, body: body))
      functions[type, default: []].append(.function(id, []))
    }
  }

  func value(of type: Type, size: Int, _ random: inout SeededGenerator) -> Value {
    switch type {
    case .int: return .integer(Int64(random.index(below: 4)))
    case .function:
      guard let known = functions[type], !known.isEmpty else { return .closure }
      return known[random.index(below: known.count)]
    case .variable: return .integer(0)
    case .bool, .data: break
    }
    guard let dataType = environment.dataType(of: type) else { return .closure }
    let constructors = environment[dataType].constructors
    let choice = size > 0 ? constructors : simplest(constructors, of: type)
    let constructor = choice[random.index(below: choice.count)]
    let fields = environment.fields(of: constructor, in: type)
    return .construct(
      constructor,
      fields.map { value(of: $0, size: size - 1, &random) })
  }

  /// The constructors with which values of a type end soonest.
  private func simplest(_ constructors: [ConstructorID], of type: Type) -> [ConstructorID] {
    let least = constructors.map { rank(of: $0) }.min() ?? 0
    return constructors.filter { rank(of: $0) == least }
  }

  /// How many constructors stand inside each other in the least value of a constructor.
  private func rank(of constructor: ConstructorID) -> Int {
    1 + (environment[constructor].fields.map { rank(of: $0) }.max() ?? 0)
  }

  private func rank(of type: Type) -> Int {
    environment.dataType(of: type).map { ranks[$0.index] } ?? 0
  }

  /// By repeated improvement, for each data type at simple arguments.
  private mutating func rankDataTypes() {
    ranks = environment.dataTypes.map { _ in 1_000 }
    for _ in ranks {
      for (index, type) in environment.dataTypes.enumerated() {
        ranks[index] = type.constructors.map { rank(of: $0) }.min() ?? 0
      }
    }
  }
}
