import Determinism
import Lisp
import Prover

/// A problem made ready for evolution: its grammar, its cases, and the inputs on which behaviour is
/// told apart.
public struct ProgramContext: Sendable {
  public let problem: Problem
  public let configuration: RunConfiguration
  /// The problem's environment with the functions that were made up as inputs.
  public let environment: Environment
  let settings: ProgramSettings
  /// The helper functions among the components that the run invented.
  let helpers: HelperLibrary
  let grammar: Grammar
  /// Without the components that the test cases pass as function values.
  let leanGrammar: Grammar
  /// What the nodes of genomes are.
  let heads: HeadTable
  /// By head the helpers that a program with it needs; empty where there are none.
  private let needs: [UInt64]
  private let uniform: UniformGenerator?
  /// The `require` formulas with their inputs.
  let require: [TestedFormula]
  private let holdout: [TestedFormula]
  /// With the functions that were made up for `holdout` too; they are none of ``environment``, so that
  /// `holdout` changes nothing else.
  private let holdoutEnvironment: Environment
  /// Arguments for the target at ``targetTypes``.
  let probes: [[Value]]
  /// More of them, for solutions.
  let solutionProbes: [[Value]]
  /// Closed types for the target's type parameters.
  let targetTypes: [Type]
  private let inputSeed: UInt64
  private var limits = RefutationLimits()

  public init(problem: Problem, configuration: RunConfiguration) {
    self.init(problem: problem, configuration: configuration, settings: ProgramSettings())
  }

  /// - Parameter helpers: those that were added to the problem.
  init(
    problem: Problem, configuration: RunConfiguration, settings: ProgramSettings,
    helpers: HelperLibrary = .empty
  ) {
    self.problem = problem
    self.settings = settings
    self.helpers = helpers
    self.configuration = configuration
    grammar = Grammar(problem: problem, limits: settings.grammar)
    heads = HeadTable(
      grammar: grammar, further: problem.start.compactMap(\.body), definitions: helpers.keys)
    needs = helpers.isEmpty ? [] : heads.forms.map { $0.function.map(helpers.needs) ?? 0 }
    uniform = configuration.sampling == .uniform ? UniformGenerator(table: heads) : nil
    leanGrammar = Grammar(
      problem: problem, limits: settings.grammar,
      excluding: ComponentSet.inputFunctions(of: problem))
    var address = SeededGenerator.stream(
      seed: configuration.seed, path: ProgramPurpose.probe.rawValue)
    inputSeed = address.next()
    limits.tests = configuration.tests
    limits.smallest = configuration.tests * 3 / 5
    var inputs = FormulaInputs(environment: problem.environment, limits: limits, seed: inputSeed)
    require = problem.require.map { inputs.tested($0) }
    targetTypes = grammar.targetTypes.map { _ in inputs.element }
    let types = grammar.parameters.map { inputs.closed($0.type) }
    probes = inputs.probes(types, count: settings.probes)
    solutionProbes = inputs.growing(types, count: settings.solutionProbes)
    environment = inputs.environment
    holdout = problem.holdout.map { inputs.tested($0) }
    holdoutEnvironment = inputs.environment
  }

  /// Chooses inputs for further formulas, for instance laws, as those of `require` were chosen.
  var formulaInputs: FormulaInputs { formulaInputs(in: environment) }

  /// The same in another environment.
  func formulaInputs(in environment: Environment) -> FormulaInputs {
    FormulaInputs(environment: environment, limits: limits, seed: inputSeed)
  }

  var budget: Budget {
    Budget(fuel: configuration.fuel, cells: configuration.cells, depth: configuration.depth)
  }

  var breeder: ProgramBreeder {
    ProgramBreeder(
      table: heads, weights: settings.weights, uniform: uniform,
      sizeLimit: configuration.programSize)
  }

  /// The body of a program, good for running; its binders have no names.
  func body(of form: ProgramForm) -> Expression {
    switch form {
    case .function(let function, _): function.body ?? .undefined(function.result)
    case .genome(let genome): heads.expression(of: genome)
    }
  }

  /// The target with its body in canonical form, which has readable names.
  func definition(of form: ProgramForm) -> Function {
    switch form {
    case .function(let function, _): function
    case .genome(let genome): breeder.function(of: genome)
    }
  }

  /// A function as a genome where that is possible; nil where it has no definition either.
  func form(of function: Function) -> ProgramForm? {
    if let genome = breeder.genome(of: function) { return .genome(genome) }
    return Printer.faithfulText(of: function, in: problem.environment)
      .map { .function(function, source: $0) }
  }

  /// The helpers that a program needs.
  func needs(of form: ProgramForm) -> UInt64 {
    if helpers.isEmpty { return 0 }
    switch form {
    case .genome(let genome): return genome.nodes.reduce(0) { $0 | needs[Int($1.head)] }
    case .function(let function, _): return function.body.map { helpers.needs(of: $0) } ?? 0
    }
  }

  /// A body of the target as a genome, where that is possible, with what rules can take out of it taken
  /// out; nil if it is too large, or refused by ``HeadTable/admits(_:)``.
  func form(ofBody body: Expression) -> ProgramForm? {
    var function = problem.environment[problem.target]
    function.body = body
    guard let form = form(of: breeder.canonicalized(function)),
      form.size <= configuration.programSize
    else { return nil }
    guard case .genome(let genome) = form else { return form }
    var genomes = breeder.genomes
    let simplified = genomes.simplified(genome) ?? genome
    return heads.admits(simplified.nodes) ? .genome(simplified) : nil
  }

  /// How many formulas of `holdout` a program passes. Never used for selection.
  public func holdoutPassed(by program: Program) -> PassCount {
    var assessor = ProgramAssessor(context: self, in: holdoutEnvironment)
    let passed = assessor.passes(program.function, holdout)
    return PassCount(passed: passed.count { $0 }, of: passed.count)
  }

  /// Evaluates functions for the target, one after the other.
  func programs(_ functions: [Function]) -> [Program] {
    var assessor = ProgramAssessor(context: self, laws: [])
    var programs: [Program] = []
    for function in functions {
      guard let form = form(of: function),
        let program = program(candidate(form, assessor.assess(function)))
      else { continue }
      programs.append(program)
    }
    return programs
  }

  func candidate(_ form: ProgramForm, _ assessment: Assessment) -> Candidate {
    Candidate(form, key: form.key(self), self, assessment)
  }

  /// The program with its printed definition; nil where that does not read back as the same, because
  /// nothing in it tells some type (as in a `match` on a bare `nil`).
  func program(_ candidate: Candidate) -> Program? {
    if case .function(let function, let source) = candidate.form {
      return Program(
        definition: source, function: function, candidate: candidate, helpers: helpers)
    }
    let function = definition(of: candidate.form)
    return Printer.faithfulText(of: function, in: problem.environment).map {
      Program(definition: $0, function: function, candidate: candidate, helpers: helpers)
    }
  }

  /// A stored program read back; nil if it is not one of this problem.
  func program(from stored: StoredProgram) -> Program? {
    guard let function = read(stored.definition), let form = form(of: function) else {
      return nil
    }
    let assessment = Assessment(
      passed: stored.passed, behaviour: stored.behaviour, fuel: stored.fuelSpent,
      cases: 0)
    return Program(
      definition: stored.definition, function: function,
      candidate: candidate(form, assessment), helpers: helpers)
  }

  /// The canonical program that a definition of the target gives.
  func read(_ definition: String) -> Function? {
    guard
      let (read, functions) = try? elaborateFunctions(text: definition, in: problem.environment),
      functions == [problem.target]
    else { return nil }
    return breeder.canonicalized(read[problem.target])
  }

  /// Evaluates one program for the problem, in canonical form; nil for a function without a body or
  /// of another type than the target's.
  public func program(_ function: Function) -> Program? {
    guard function.body != nil, function.type == problem.environment[problem.target].type else {
      return nil
    }
    return programs([breeder.canonicalized(function)]).first
  }
}

// MARK: - Trivial and given programs

extension ProgramContext {
  /// Projections of the result's type, and its smallest constants.
  var trivialFunctions: [Function] {
    let result = grammar.types[grammar.result]
    var bodies: [Expression] = []
    for (slot, parameter) in grammar.parameters.enumerated() where parameter.type == result {
      bodies.append(.local(slot))
    }
    bodies += ConstantEnumerator(environment: grammar.environment).smallest(2, of: result)
    let canonical = CanonicalForm(
      reader: grammar.reader, target: grammar.environment[grammar.target])
    return bodies.map { canonical.function(body: $0) }
  }

  /// The problem's own programs, holes filled at random where there are any.
  func startPrograms(seed: UInt64) -> [Function] {
    problem.start.enumerated().compactMap { index, function in
      var generator = SeededGenerator.stream(
        seed: seed, path: UInt64(index), ProgramPurpose.founder.rawValue, 1)
      return breeder.filled(function, using: &generator)
    }
  }
}
