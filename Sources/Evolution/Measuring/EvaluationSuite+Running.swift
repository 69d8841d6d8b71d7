import Determinism
import Lisp

/// What running all programs of a suite on all its cases gave.
package struct EvaluationTally: Hashable, Sendable {
  package var programs = 0
  package var nodes = 0
  package var programCases = 0
  package var calls = 0
  /// Runs that ended without a value: out of fuel, overflow and the like.
  package var failures = 0

  package init() {}

  package mutating func add(_ other: EvaluationTally) {
    programs += other.programs
    nodes += other.nodes
    programCases += other.programCases
    calls += other.calls
    failures += other.failures
  }
}

/// A machine that holds the cases of a suite, ready to run its programs.
package struct EvaluationRunner: ~Copyable {
  private var machine: Machine
  private let suite: EvaluationSuite
  private let function: CompiledFunction
  private let inputs: InputBlock

  /// Nil where the cases do not have the types of the signature, which is a defect.
  package init?(_ suite: EvaluationSuite) {
    var machine = Machine(environment: suite.environment)
    let function = machine.prepare(suite.target, types: [])
    guard let inputs = machine.encode(suite.cases, for: function) else { return nil }
    self.machine = machine
    self.suite = suite
    self.function = function
    self.inputs = inputs
  }

  /// Compiles each program and runs it on each case.
  package mutating func run() -> EvaluationTally {
    var tally = EvaluationTally()
    for program in suite.programs {
      machine.setBody(of: suite.target, to: program)
      for index in 0..<inputs.count {
        let answer = machine.run(function, inputs, case: index, budget: suite.budget)
        tally.calls += answer.fuel
        if answer.kind != .value { tally.failures += 1 }
      }
      tally.programCases += inputs.count
      tally.programs += 1
    }
    return tally
  }

  /// The values of each program on all cases; nil for a program that has none on some case.
  package mutating func values() -> [[Value]?] {
    suite.programs.map { program in
      machine.setBody(of: suite.target, to: program)
      var values: [Value] = []
      for index in 0..<inputs.count {
        let answer = machine.run(function, inputs, case: index, budget: suite.budget)
        guard case .value(let value) = machine.outcome(of: answer, for: function) else {
          return nil
        }
        values.append(value)
      }
      return values
    }
  }
}
