import Determinism
import Foundation
import Testing

@testable import Lisp

/// The machine and the evaluator of names agree in value, outcome and fuel.
struct DifferentialTests {
  static let programsPerSeed = 100
  /// 100 seeds make 10,000 programs; `LAKATOS_SEEDS` draws more or fewer.
  static let seedCount =
    Int(ProcessInfo.processInfo.environment["LAKATOS_SEEDS"] ?? "") ?? 100

  @Test(arguments: seeds(DifferentialTests.seedCount))
  func machineAgreesWithReference(seed: UInt64) throws {
    var outcomes: [String: Int] = [:]
    for index in 0..<Self.programsPerSeed {
      var generator = ProgramGenerator(seed: seed * 1_000_000 + UInt64(index))
      let text = generator.program()
      let loaded: LoadedProgram
      do throws(Diagnostics) {
        loaded = try loadProgram(text: text)
      } catch {
        Issue.record("\(text)\n\(error)")
        return
      }
      compare(loaded, &generator, text, &outcomes)
    }
  }

  private func compare(
    _ loaded: LoadedProgram, _ generator: inout ProgramGenerator, _ text: String,
    _ outcomes: inout [String: Int]
  ) {
    let environment = loaded.module.environment
    var machine = Machine(environment: environment)
    let reference = ReferenceEvaluator(loaded.syntax)
    for function in generator.functions {
      guard let id = environment.function(named: function.name) else { continue }
      guard !function.parameters.contains(where: { $0.containsFunction }) else { continue }
      let arguments = function.parameters.map { generator.value($0, environment, 3) }
      let budget = Budget(
        fuel: generator.random.index(below: 400), cells: generator.random.index(below: 1000),
        depth: generator.random.index(below: 60))
      let fast = machine.run(id, [], arguments, budget: budget)
      let slow = reference.call(id, arguments, budget: budget)
      if withoutTypes(fast.outcome) != withoutTypes(slow.outcome) || fast.fuel != slow.fuel {
        let shown = arguments.map { Printer.text(of: $0, in: environment) }
        Issue.record(
          "\(text)\n(\(function.name) \(shown.joined(separator: " ")))\n\(budget)\n\(fast)\n\(slow)"
        )
        return
      }
      compareAgain(&machine, id, arguments, budget, fast, text)
    }
  }

  /// The same call on encoded inputs, its answer compared with the encoded value.
  private func compareAgain(
    _ machine: inout Machine, _ id: FunctionID, _ arguments: [Value], _ budget: Budget,
    _ expected: Evaluation, _ text: String
  ) {
    guard case .value(let value) = expected.outcome else { return }
    let function = machine.prepare(id, types: [])
    let encoded = machine.encode([arguments], for: function)
    guard let inputs = encoded else { return }
    let values = [value, other(value)].compactMap { $0 }
    guard let results = machine.encodeResults(values, of: function) else { return }
    let answer = machine.run(function, inputs, case: 0, budget: budget)
    #expect(answer.fuel == expected.fuel)
    let holdsFunction = "\(value)".contains("function") || "\(value)".contains("closure")
    for index in values.indices {
      let isEqual = machine.isEqual(answer, of: function, to: results, case: index)
      #expect(isEqual == (index == 0 && !holdsFunction), "\(text)")
    }
    machine.discardInputs()
  }

  /// A value that differs in one place, if the value is not a constant or a function.
  private func other(_ value: Value) -> Value? {
    switch value {
    case .integer(let number): return .integer(number ^ 1)
    case .function, .closure: return nil
    case .construct(let id, var fields):
      for index in fields.indices.reversed() {
        guard let field = other(fields[index]) else { continue }
        fields[index] = field
        return .construct(id, fields)
      }
      return nil
    }
  }

  private func withoutTypes(_ outcome: Outcome) -> Outcome {
    if case .value(let value) = outcome { return .value(withoutTypes(value)) }
    return outcome
  }

  private func withoutTypes(_ value: Value) -> Value {
    switch value {
    case .integer, .closure: value
    case .function(let id, _): .function(id, [])
    case .construct(let id, let fields): .construct(id, fields.map { withoutTypes($0) })
    }
  }
}
