import Lisp
import Prover

/// Runs programs, one after the other, on the cases of a problem.
struct ProgramAssessor: ~Copyable {
  /// A formula and its inputs as the machine has them.
  private struct Suite {
    var formula: CompiledFormula
    var inputs: InputBlock?
  }

  private let target: FunctionID
  private var tester: FormulaTester
  private var require: [Suite] = []
  private var laws: [Suite] = []
  private let function: CompiledFunction
  private let probes: InputBlock?

  init(context: ProgramContext, laws: [Formula]) {
    target = context.problem.target
    var inputs = context.formulaInputs
    let testedLaws = laws.map { inputs.tested($0) }
    tester = FormulaTester(environment: inputs.environment, budget: context.budget)
    function = tester.prepare(target, context.targetTypes)
    probes = tester.encode(context.probes, for: function)
    require = context.require.map { suite($0) }
    self.laws = testedLaws.map { suite($0) }
  }

  private mutating func suite(_ tested: TestedFormula) -> Suite {
    let formula = tester.compile(tested.formula)
    return Suite(formula: formula, inputs: tester.encode(tested.inputs, for: formula))
  }

  /// Runs one program on everything.
  mutating func assess(_ program: Function) -> Assessment {
    tester.setBody(of: target, to: program)
    var assessment = Assessment(passed: [], laws: [], behaviour: 0, fuel: 0, cases: 0)
    for suite in require { assessment.passed.append(passes(suite, &assessment)) }
    let fuel = assessment.fuel
    for suite in laws { assessment.laws.append(passes(suite, &assessment)) }
    assessment.fuel = fuel
    if let probes {
      assessment.cases += probes.count
      assessment.behaviour = tester.behaviour(function, probes)
    }
    return assessment
  }

  /// Whether a program passes each of some formulas.
  mutating func passes(_ program: Function, _ formulas: [TestedFormula]) -> [Bool] {
    tester.setBody(of: target, to: program)
    var assessment = Assessment(passed: [], laws: [], behaviour: 0, fuel: 0, cases: 0)
    var passed: [Bool] = []
    for formula in formulas {
      let suite = suite(formula)
      passed.append(passes(suite, &assessment))
      tester.release(suite.formula)
    }
    return passed
  }

  /// Whether the formula is true on all its inputs; stops at the first on which it is not.
  private mutating func passes(_ suite: Suite, _ assessment: inout Assessment) -> Bool {
    guard let inputs = suite.inputs else { return false }
    for index in 0..<inputs.count {
      assessment.cases += 1
      let outcome = tester.test(suite.formula, inputs, index)
      assessment.fuel += tester.fuelUsed
      guard outcome == .holds else { return false }
    }
    return true
  }
}
