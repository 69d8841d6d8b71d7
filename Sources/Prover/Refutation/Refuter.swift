import Determinism
import Lisp

/// Looks for inputs that make formulas false.
///
/// The smallest inputs are tried first and in order of their size, so that a counterexample found
/// among them is minimal; then random ones of growing size (Claessen and Hughes 2000, "QuickCheck";
/// Runciman, Naylor and Lindblad 2008, "SmallCheck"). While the hypotheses of `=>` have hardly ever
/// been true, it goes on beyond the usual number of tests. What a formula gets does not depend on
/// the formulas before it.
public struct Refuter: ~Copyable {
  private let limits: RefutationLimits
  private let seed: UInt64
  private var generator: InputGenerator
  private var tester: FormulaTester
  private var revision: Int
  private var inputs: [[Type]: TestInputs] = [:]

  public init(
    environment: Environment, limits: RefutationLimits = RefutationLimits(), seed: UInt64
  ) {
    self.limits = limits
    self.seed = seed
    generator = InputGenerator(environment: environment, limits: limits, seed: seed)
    tester = FormulaTester(environment: environment, budget: limits.budget)
    revision = generator.revision
  }

  /// The environment with the functions that were made up as inputs; counterexamples are to be
  /// printed in it.
  public var environment: Environment { generator.environment }

  /// Tests a formula; its type variables stand for ``InputGenerator/element``.
  public mutating func refute(_ formula: Formula) -> Refutation {
    var instance: [String: Type] = [:]
    for name in formula.typeVariables { instance[name] = generator.element }
    let closed = formula.substituting(types: instance)
    let types = closed.variables.map(\.type)
    var tests = inputs[types] ?? TestInputs(types: types, limits: limits, seed: seed, &generator)
    if generator.revision != revision {
      revision = generator.revision
      tester = FormulaTester(environment: generator.environment, budget: limits.budget)
    }
    defer { inputs[types] = tests }
    return test(closed, &tests)
  }

  private mutating func test(_ formula: Formula, _ tests: inout TestInputs) -> Refutation {
    let suite = tester.add(formula, inputs: tests.tuples)
    let premises = formula.hypotheses.map { tester.add($0, inputs: tests.tuples) }
    defer { tester.removeAll() }
    var tested = 0
    var held = 0
    var undetermined = 0
    while true {
      while tested < tests.tuples.count, tested < limits.tests || held < limits.premises {
        let outcome = tester.test(suite, input: tested)
        switch outcome {
        case .fails: return .counterexample(counterexample(formula, tests.tuples[tested]))
        case .undetermined: undetermined += 1
        case .holds:
          if let premises {
            if tester.test(premises, input: tested) == .holds { held += 1 }
          } else {
            held += 1
          }
        }
        tested += 1
      }
      let goesOn = premises != nil && held < limits.premises && tests.isExtendable
      guard goesOn, tested < limits.testsForPremises else { break }
      let start = tests.tuples.count
      tests.extend(by: min(limits.tests, limits.testsForPremises - start), &generator)
      tester.extend(suite, by: tests.tuples[start...])
      if let premises { tester.extend(premises, by: tests.tuples[start...]) }
    }
    return .survived(tested: tested, premisesHeld: held, undetermined: undetermined)
  }

  private func counterexample(_ formula: Formula, _ values: [Value]) -> Counterexample {
    Counterexample(
      bindings: zip(formula.variables, values).map { .init(variable: $0.name, value: $1) })
  }
}

extension Formula {
  /// The conjunction of the hypotheses of `=>` at its top, as a formula of the same variables; nil
  /// if there are none.
  var hypotheses: Formula? {
    var hypotheses: [Expression] = []
    var rest = body
    while case .primitive(.implies, _, let sides) = rest {
      hypotheses.append(sides[0])
      rest = sides[1]
    }
    guard let last = hypotheses.popLast() else { return nil }
    let conjunction = hypotheses.reversed().reduce(last) { .primitive(.and, [], [$1, $0]) }
    return Formula(locals: locals, variableCount: variableCount, body: conjunction)
  }
}
