import Determinism
import Lisp

/// What one input says about a formula.
package enum TestOutcome: Hashable, Sendable {
  case holds
  case fails
  /// Out of fuel, cells or depth, overflow, or undefined.
  case undetermined
}

/// Evaluates formulas without type variables, and calls, on many inputs by the virtual machine.
package struct FormulaTester: ~Copyable {
  private var machine: Machine
  private let budget: Budget
  /// Calls of the last evaluation.
  package private(set) var fuelUsed = 0

  package init(environment: Environment, budget: Budget) {
    machine = Machine(environment: environment)
    self.budget = budget
  }

  /// Gives a function another body; formulas that call it stay good.
  package mutating func setBody(of function: FunctionID, to body: Function) {
    machine.setBody(of: function, to: body)
  }

  /// Adds the functions that an environment has beyond those known here.
  package mutating func addFunctions(of environment: Environment) {
    let known = machine.environment.functions.count
    for index in known..<max(known, environment.functions.count) {
      machine.setBody(of: FunctionID(index), to: environment.functions[index])
    }
  }

  package mutating func compile(_ formula: Formula) -> CompiledFormula {
    machine.compile(formula)
  }

  package mutating func release(_ formula: CompiledFormula) {
    machine.release(formula)
  }

  /// The function at closed types, for ``behaviour(_:_:)``.
  package mutating func prepare(_ function: FunctionID, _ types: [Type]) -> CompiledFunction {
    machine.prepare(function, types: types)
  }

  /// Inputs that serve all formulas and functions with parameters of the same types; nil if some
  /// value has another type.
  package mutating func encode(
    _ inputs: [[Value]], for function: CompiledFunction
  ) -> InputBlock? {
    machine.encode(inputs, for: function)
  }

  package mutating func test(
    _ formula: CompiledFormula, _ inputs: InputBlock, _ index: Int
  ) -> TestOutcome {
    let answer = machine.run(formula, inputs, case: index, budget: budget)
    fuelUsed = answer.fuel
    if answer.isTrue { return .holds }
    return answer.isFalse ? .fails : .undetermined
  }

  /// A hash of what the function gives on each of the inputs.
  package mutating func behaviour(_ function: CompiledFunction, _ inputs: InputBlock) -> UInt64 {
    var hasher = StableHasher()
    for index in 0..<inputs.count {
      let answer = machine.run(function, inputs, case: index, budget: budget)
      hasher.combine(machine.hash(answer, of: function) ?? 0)
    }
    return hasher.finalize()
  }
}
