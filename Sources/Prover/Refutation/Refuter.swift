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
  /// Inputs for variables of certain types, as values and as the machine has them.
  private struct Bench {
    var inputs: TestInputs
    /// For each group of inputs where it starts and its code.
    var blocks: [(start: Int, block: InputBlock?)] = []
  }

  private let limits: RefutationLimits
  private let seed: UInt64
  var generator: InputGenerator
  private var tester: FormulaTester
  private var benches: [[Type]: Bench] = [:]

  public init(
    environment: Environment, limits: RefutationLimits = RefutationLimits(), seed: UInt64
  ) {
    self.limits = limits
    self.seed = seed
    generator = InputGenerator(environment: environment, limits: limits, seed: seed)
    tester = FormulaTester(environment: environment, budget: limits.budget)
  }

  /// The environment with the functions that were made up as inputs; counterexamples are to be
  /// printed in it.
  public var environment: Environment { generator.environment }

  /// Tests a formula; its type variables stand for ``InputGenerator/element``.
  public mutating func refute(_ formula: Formula) -> Refutation {
    let closed = closed(formula)
    let types = closed.variables.map(\.type)
    var bench =
      benches[types] ?? Bench(inputs: TestInputs(types: types, limits: limits, seed: seed))
    let compiled = tester.compile(closed)
    let premises = closed.hypotheses.map { tester.compile($0) }
    let result = test(closed, compiled, premises, &bench)
    tester.release(compiled)
    if let premises { tester.release(premises) }
    benches[types] = bench
    return result
  }

  /// The formula at closed types.
  func closed(_ formula: Formula) -> Formula {
    var instance: [String: Type] = [:]
    for name in formula.typeVariables { instance[name] = generator.element }
    return formula.substituting(types: instance)
  }

  private mutating func test(
    _ formula: Formula, _ compiled: CompiledFormula, _ premises: CompiledFormula?,
    _ bench: inout Bench
  ) -> Refutation {
    var tested = 0
    var held = 0
    var undetermined = 0
    var group = 0
    while tested < limits.tests
      || premises != nil && held < limits.premises && tested < limits.testsForPremises
    {
      if group == bench.blocks.count, !extend(&bench, compiled) { break }
      let (start, block) = bench.blocks[group]
      let end =
        group + 1 < bench.blocks.count
        ? bench.blocks[group + 1].start : bench.inputs.tuples.count
      group += 1
      guard let block else {
        tested += end - start
        undetermined += end - start
        continue
      }
      for index in 0..<(end - start) {
        switch tester.test(compiled, block, index) {
        case .fails:
          return .counterexample(counterexample(formula, bench.inputs.tuples[start + index]))
        case .undetermined: undetermined += 1
        case .holds:
          guard let premises else {
            held += 1
            break
          }
          if tester.test(premises, block, index) == .holds { held += 1 }
        }
        tested += 1
      }
    }
    return .survived(tested: tested, premisesHeld: held, undetermined: undetermined)
  }

  /// Adds a group of inputs to the bench.
  private mutating func extend(_ bench: inout Bench, _ compiled: CompiledFormula) -> Bool {
    let start = bench.inputs.tuples.count
    guard bench.inputs.extend(&generator) else { return false }
    tester.addFunctions(of: generator.environment)
    let new = Array(bench.inputs.tuples[start...])
    bench.blocks.append((start, tester.encode(new, for: compiled)))
    return true
  }

  func counterexample(_ formula: Formula, _ values: [Value]) -> Counterexample {
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
