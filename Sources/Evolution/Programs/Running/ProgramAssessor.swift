import Lisp
import Prover

/// Runs programs, one after the other, on the cases of a problem.
struct ProgramAssessor: ~Copyable {
  private let target: FunctionID
  private var tester: FormulaTester
  private let require: [TestedFormula]
  private let laws: [TestedFormula]
  private var requireSuites: [Int] = []
  private var lawSuites: [Int] = []
  private var probe = 0
  private let probeCount: Int

  init(context: ProgramContext, laws: [Formula]) {
    target = context.problem.target
    require = context.require
    var inputs = context.formulaInputs
    self.laws = laws.map { inputs.tested($0) }
    tester = FormulaTester(environment: inputs.environment, budget: context.budget)
    probeCount = context.probes.count
    for formula in require {
      requireSuites.append(tester.add(formula.formula, inputs: formula.inputs))
    }
    for formula in self.laws {
      lawSuites.append(tester.add(formula.formula, inputs: formula.inputs))
    }
    probe = tester.addProbes(target, context.targetTypes, inputs: context.probes)
  }

  /// Runs one program on everything.
  mutating func assess(_ function: Function) -> Assessment {
    tester.setBody(of: target, to: function)
    var assessment = Assessment(passed: [], laws: [], behaviour: 0, fuel: 0, cases: probeCount)
    for (formula, suite) in zip(require, requireSuites) {
      assessment.passed.append(passes(formula, suite, &assessment))
    }
    let fuel = assessment.fuel
    for (formula, suite) in zip(laws, lawSuites) {
      assessment.laws.append(passes(formula, suite, &assessment))
    }
    assessment.fuel = fuel
    assessment.behaviour = tester.behaviour(probe)
    return assessment
  }

  /// Whether a program passes each of some formulas.
  mutating func passes(_ function: Function, _ formulas: [TestedFormula]) -> [Bool] {
    tester.setBody(of: target, to: function)
    var assessment = Assessment(passed: [], laws: [], behaviour: 0, fuel: 0, cases: 0)
    var passed: [Bool] = []
    for formula in formulas {
      let suite = tester.add(formula.formula, inputs: formula.inputs)
      passed.append(passes(formula, suite, &assessment))
    }
    return passed
  }

  /// Whether the formula is true on all its inputs; stops at the first on which it is not.
  private mutating func passes(
    _ formula: TestedFormula, _ suite: Int, _ assessment: inout Assessment
  ) -> Bool {
    for input in formula.inputs.indices {
      assessment.cases += 1
      let outcome = tester.test(suite, input: input)
      assessment.fuel += tester.fuelUsed
      guard outcome == .holds else { return false }
    }
    return true
  }
}
