import Lisp

/// A helper function with the program that calls it, as a problem's programs are printed.
struct InventedHelper: Hashable, Sendable {
  /// The helper's definition.
  var source: String
  /// The target's definition.
  var program: String
}

/// Looks for a helper that makes the target a fold: the target's tests become tests of the helper
/// (Feser, Chaudhuri and Dillig 2015, "Synthesizing Data Structure Transformations from Input-Output
/// Examples"), with results that the tests lack taken from the laws where these leave no choice.
struct HelperInvention {
  let context: ProgramContext
  let limits: EnumerationLimits
  /// Runs of a candidate on one test case so far.
  private(set) var runs = 0

  init(context: ProgramContext, limits: EnumerationLimits) {
    self.context = context
    self.limits = limits
  }

  /// The first helper that is found, with the program that passes `require` with it.
  mutating func invented() -> InventedHelper? {
    let problem = context.problem
    for position in problem.environment[problem.target].parameters.indices {
      guard let scheme = FoldScheme(problem: problem, position: position) else { continue }
      if let found = invented(scheme) { return found }
    }
    return nil
  }

  private mutating func invented(_ scheme: FoldScheme) -> InventedHelper? {
    let tests = tests(scheme)
    let name = freeName
    let helper = scheme.helper(named: name)
    var environment = context.problem.environment
    let id = environment.add(helper)
    guard let body = scheme.body(calling: id, tests: tests.ground) else { return nil }
    let formulas = demands(scheme, tests, id)
    guard !formulas.isEmpty else { return nil }
    var problem = context.problem
    problem.environment = environment
    let whole = ProgramContext(
      problem: problem, configuration: context.configuration, settings: context.settings)
    let reader = TypeReader(environment: environment)
    let target = CanonicalForm(reader: reader, target: environment[problem.target])
      .function(body: body)
    problem.target = id
    problem.require = formulas
    let enumeration = ProgramEnumeration(
      grammar: Grammar(problem: problem, limits: context.settings.grammar), require: formulas,
      seed: context.configuration.seed)
    var assessor = ProgramAssessor(context: whole, laws: [])
    var limits = limits
    limits.solutions = 1
    let (programs, _, made) = enumeration.programs(limits: limits) { function in
      assessor.define(id, as: function)
      return assessor.assess(target).passed.allSatisfy { $0 }
    }
    runs += made
    guard let function = programs.first else { return nil }
    environment.replace(id, with: function)
    guard let source = Printer.faithfulText(of: function, in: environment),
      let program = Printer.faithfulText(of: target, in: environment)
    else { return nil }
    return InventedHelper(source: source, program: program)
  }

  /// A name that nothing has.
  private var freeName: String {
    let environment = context.problem.environment
    let stem = environment[context.problem.target].name + "-step"
    var taken = Set(environment.functions.map(\.name))
    for constructor in environment.constructors { taken.insert(constructor.name) }
    var name = stem
    var number = 2
    while taken.contains(name) {
      name = "\(stem)-\(number)"
      number += 1
    }
    return name
  }

  /// Arguments and results of the target that are known, and the types at which it is called.
  private struct Tests {
    var ground: [([Expression], Expression)] = []
    var types: [Type] = []

    func result(for arguments: [Expression]) -> Expression? {
      ground.first { $0.0 == arguments }?.1
    }
  }

  private func tests(_ scheme: FoldScheme) -> Tests {
    let target = context.problem.target
    var tests = Tests()
    for formula in context.problem.require {
      guard let test = TestCase(formula, target: target) else { continue }
      tests.ground.append((test.arguments, test.result))
      formula.body.visit { node in
        if case .call(target, let types, _) = node { tests.types = types }
      }
    }
    var lawful = LawfulResults(problem: context.problem)
    var open = tests.ground.map(\.0)
    while let arguments = open.popLast() {
      for call in scheme.calls(from: arguments) where tests.result(for: call) == nil {
        guard let result = lawful.result(for: call) else { continue }
        tests.ground.append((call, result))
        open.append(call)
      }
    }
    return tests
  }

  /// The tests of the helper, each once.
  private func demands(_ scheme: FoldScheme, _ tests: Tests, _ helper: FunctionID) -> [Formula] {
    let result = context.problem.environment[context.problem.target].result
    let names = context.problem.environment[context.problem.target].typeParameters
    let types = Dictionary(zip(names, tests.types)) { first, _ in first }
    var found: [Formula] = []
    for test in tests.ground {
      guard let (arguments, value) = scheme.demand(test, known: tests.result) else { continue }
      let formula = Formula(
        locals: [], variableCount: 0,
        body: .primitive(
          .equal, [result.substituting(types)], [.call(helper, tests.types, arguments), value]))
      if !found.contains(formula) { found.append(formula) }
    }
    return found
  }
}

extension Problem {
  /// The problem with helpers that a run invented: programs may call them as they do components.
  func adding(helpers sources: [String]) -> Problem {
    var problem = self
    for source in sources {
      guard let (read, functions) = try? elaborateFunctions(text: source, in: problem.environment)
      else { continue }
      problem.environment = read
      if problem.components != nil { problem.components? += functions.map { .function($0) } }
      problem.vocabulary += functions.map { .function($0) }
    }
    return problem
  }
}
