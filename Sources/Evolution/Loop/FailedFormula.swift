import Lisp

/// A formula of `require` that a program does not pass.
public struct FailedFormula: Hashable, Sendable {
  /// Printed Lisp.
  public var text: String
  /// What the program gives for the call of a test case, in Lisp; nil for other formulas.
  public var given: String?
}

extension Run {
  /// The formulas of `require` that a program fails, in their order, on the inputs by which the run
  /// judges; none if the program does not read back.
  public func failures(of program: ProgramRecord) -> [FailedFormula] {
    guard let read = try? elaborateFunctions(text: program.source, in: given.environment) else {
      return []
    }
    var inputs = programContext.formulaInputs(in: read.environment)
    let tested = given.require.map { inputs.tested($0) }
    var machine = Machine(environment: inputs.environment)
    let target = machine.prepare(given.target, types: programContext.targetTypes)
    let budget = programContext.budget
    var failed: [FailedFormula] = []
    for (formula, test) in zip(given.require, tested) {
      let compiled = machine.compile(test.formula)
      let block = machine.encode(test.inputs, for: compiled)
      var isPassed = block != nil
      if let block {
        for index in 0..<block.count where isPassed {
          isPassed = machine.run(compiled, block, case: index, budget: budget).isTrue
        }
      }
      if isPassed { continue }
      var failure = FailedFormula(text: Printer.text(of: formula, in: given.environment))
      if let ground = GroundTest(test.formula, target: given.target) {
        let outcome = machine.run(target, ground.arguments, budget: budget).outcome
        failure.given = "no value"
        if case .value(let value) = outcome {
          failure.given = Printer.text(of: value, in: inputs.environment)
        }
      }
      failed.append(failure)
    }
    return failed
  }
}
