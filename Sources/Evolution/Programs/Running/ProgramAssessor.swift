import Determinism
import Lisp

/// Runs programs, one after the other, on the cases of a problem.
struct ProgramAssessor: ~Copyable {
  /// A formula and its inputs as the machine has them.
  private struct Suite {
    var formula: CompiledFormula
    var inputs: InputBlock?
  }

  /// What decides whether a program passes.
  private enum Trial {
    /// The target on one case must give one result.
    case result(place: Int)
    case formula(Suite)
  }

  private let target: FunctionID
  private let budget: Budget
  private var machine: Machine
  private var require: [Trial] = []
  private var laws: [Trial] = []
  private let function: CompiledFunction
  /// Arguments and results of the test cases that are compared directly.
  private var arguments: InputBlock?
  private var results: InputBlock?
  private let probes: InputBlock?
  /// The inputs on which solutions are told apart, once there is one.
  private var solutionProbes: InputBlock?
  private let solutionInputs: [[Value]]

  init(context: ProgramContext, laws: [Formula]) {
    var inputs = context.formulaInputs
    let testedLaws = laws.map { inputs.tested($0) }
    self.init(context: context, in: inputs.environment)
    self.laws = testedLaws.map { .formula(suite($0)) }
  }

  /// - Parameter environment: the context's with further functions that were made up as inputs.
  init(context: ProgramContext, in environment: Environment) {
    target = context.problem.target
    budget = context.budget
    machine = Machine(environment: environment)
    function = machine.prepare(target, types: context.targetTypes)
    probes = machine.encode(context.probes, for: function)
    solutionInputs = context.solutionProbes
    addRequired(context.require)
  }

  private mutating func addRequired(_ formulas: [TestedFormula]) {
    var arguments: [[Value]] = []
    var results: [Value] = []
    for formula in formulas {
      if let test = GroundTest(formula.formula, target: target), isTyped(test) {
        require.append(.result(place: arguments.count))
        arguments.append(test.arguments)
        results.append(test.result)
      } else {
        require.append(.formula(suite(formula)))
      }
    }
    self.arguments = machine.encode(arguments, for: function)
    self.results = machine.encodeResults(results, of: function)
  }

  /// Whether the values have the types of the target where it is tested.
  private mutating func isTyped(_ test: GroundTest) -> Bool {
    machine.encode([test.arguments], for: function) != nil
      && machine.encodeResults([test.result], of: function) != nil
  }

  private mutating func suite(_ tested: TestedFormula) -> Suite {
    let formula = machine.compile(tested.formula)
    return Suite(formula: formula, inputs: machine.encode(tested.inputs, for: formula))
  }

  /// Gives a function that programs call its body.
  mutating func define(_ id: FunctionID, as function: Function) {
    machine.setBody(of: id, to: function)
  }

  /// Runs one program on the test cases and the probes.
  mutating func assess(_ program: Function) -> Assessment {
    assess(program.body ?? .undefined(program.result))
  }

  /// The same for a body of the target.
  mutating func assess(_ program: Expression) -> Assessment {
    machine.setBody(of: target, to: program)
    var assessment = Assessment(passed: [], behaviour: 0, fuel: 0, cases: 0)
    assessment.passed.reserveCapacity(require.count)
    for trial in require { assessment.passed.append(passes(trial, &assessment)) }
    if let probes {
      assessment.cases += probes.count
      assessment.behaviour = behaviour(probes)
    }
    if assessment.passed.allSatisfy({ $0 }) { distinguish(&assessment) }
    return assessment
  }

  /// Whether a program passes all of `require`; counts the cases that were run.
  mutating func solves(_ program: Function, cases: inout Int) -> Bool {
    machine.setBody(of: target, to: program)
    var assessment = Assessment(passed: [], behaviour: 0, fuel: 0, cases: 0)
    defer { cases += assessment.cases }
    return require.allSatisfy { passes($0, &assessment) }
  }

  /// Whether each law holds for a program.
  mutating func laws(of program: Expression) -> [Bool] {
    machine.setBody(of: target, to: program)
    var assessment = Assessment(passed: [], behaviour: 0, fuel: 0, cases: 0)
    var outcomes: [Bool] = []
    for trial in laws { outcomes.append(passes(trial, &assessment)) }
    return outcomes
  }

  /// Tells a solution from others on more inputs: solutions differ less, and each counts.
  private mutating func distinguish(_ assessment: inout Assessment) {
    let known = solutionProbes ?? machine.encode(solutionInputs, for: function)
    solutionProbes = known
    guard let known else { return }
    assessment.cases += known.count
    var hasher = StableHasher(seed: assessment.behaviour)
    hasher.combine(behaviour(known))
    assessment.behaviour = hasher.finalize()
  }

  /// Whether a program passes each of some formulas.
  mutating func passes(_ program: Function, _ formulas: [TestedFormula]) -> [Bool] {
    machine.setBody(of: target, to: program)
    var assessment = Assessment(passed: [], behaviour: 0, fuel: 0, cases: 0)
    var passed: [Bool] = []
    for formula in formulas {
      let suite = suite(formula)
      passed.append(passes(.formula(suite), &assessment))
      machine.release(suite.formula)
    }
    return passed
  }

  /// Whether it is true on all its inputs; stops at the first on which it is not.
  private mutating func passes(_ trial: Trial, _ assessment: inout Assessment) -> Bool {
    switch trial {
    case .result(let place):
      guard let arguments, let results else { return false }
      assessment.cases += 1
      let answer = machine.run(function, arguments, case: place, budget: budget)
      assessment.fuel += answer.fuel
      return machine.isEqual(answer, of: function, to: results, case: place)
    case .formula(let suite):
      guard let inputs = suite.inputs else { return false }
      for index in 0..<inputs.count {
        assessment.cases += 1
        let answer = machine.run(suite.formula, inputs, case: index, budget: budget)
        assessment.fuel += answer.fuel
        guard answer.isTrue else { return false }
      }
      return true
    }
  }

  /// A hash of what the target gives on each of the inputs.
  private mutating func behaviour(_ inputs: InputBlock) -> UInt64 {
    var hasher = StableHasher()
    for index in 0..<inputs.count {
      let answer = machine.run(function, inputs, case: index, budget: budget)
      hasher.combine(machine.hash(answer, of: function) ?? 0)
    }
    return hasher.finalize()
  }
}
