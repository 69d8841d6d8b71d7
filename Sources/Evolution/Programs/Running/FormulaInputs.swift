import Determinism
import Lisp
import Prover

/// A formula of closed types with the inputs on which a program is held against it.
struct TestedFormula: Sendable {
  var formula: Formula
  /// Values for the free variables; one empty tuple for a ground formula.
  var inputs: [[Value]]
}

/// Chooses inputs for formulas and for the target.
struct FormulaInputs {
  private var generator: InputGenerator
  private let limits: RefutationLimits
  private let seed: UInt64

  init(environment: Environment, limits: RefutationLimits, seed: UInt64) {
    generator = InputGenerator(environment: environment, limits: limits, seed: seed)
    self.limits = limits
    self.seed = seed
  }

  /// The environment with the functions that were made up as inputs.
  var environment: Environment { generator.environment }

  var element: Type { generator.element }

  func closed(_ type: Type) -> Type { generator.closed(type) }

  mutating func tested(_ formula: Formula) -> TestedFormula {
    var instance: [String: Type] = [:]
    for name in formula.typeVariables { instance[name] = element }
    let closed = formula.substituting(types: instance)
    var inputs = TestInputs(types: closed.variables.map(\.type), limits: limits, seed: seed)
    return TestedFormula(formula: closed, inputs: inputs.all(&generator))
  }

  /// Argument tuples: the smallest ones in order, then as many random ones.
  mutating func growing(_ types: [Type], count: Int) -> [[Value]] {
    var limits = limits
    limits.tests = count
    limits.smallest = count / 2
    var inputs = TestInputs(types: types, limits: limits, seed: seed &+ 2)
    return inputs.all(&generator)
  }

  /// Argument tuples on which behaviour is told apart: half the smallest ones, half random.
  mutating func probes(_ types: [Type], count: Int) -> [[Value]] {
    var limits = limits
    limits.tests = count
    limits.smallest = count / 2
    var inputs = TestInputs(types: types, limits: limits, seed: seed &+ 1)
    return inputs.all(&generator)
  }
}
