import Lisp

/// Helper functions with the program that calls them, as a problem's programs are printed.
struct InventedHelpers: Hashable, Sendable {
  /// The helpers' definitions, each after those that it calls.
  var sources: [String]
  /// The target's definition.
  var program: String
  /// Nodes of all bodies when parts that occur again count as one.
  var complexity: Int
}

/// Looks for helpers with which there is a simple program.
///
/// The target, and then its helper in turn, is given a body that calls a helper to be found, in each of
/// some schemes. What is known of the one function tells something about the next (top-down
/// propagation: Polikarpova and Sergey 2019, "Structuring the Synthesis of Heap-Manipulating
/// Programs"; Feser, Chaudhuri and Dillig 2015); the last one is sought systematically, and each
/// candidate is run inside the whole program.
struct HelperInvention {
  /// Programs of so many nodes are hardly ever made simpler by a helper: there are seven in a body
  /// that calls one, and five in the smallest helper that calls itself.
  static let least = 12
  /// The least work of a search for one helper.
  private static let work = 20_000
  /// The part of all work that the search for one helper has at most.
  private static let share = 5

  let context: ProgramContext
  /// The work is shared out among the chains of each length.
  let limits: EnumerationLimits
  /// Helpers that call each other.
  let depth: Int
  /// Only simpler programs than this are looked for.
  private var bound: Int
  /// Runs of a candidate on one test case so far.
  private(set) var runs = 0
  private var best: InventedHelpers?

  /// - Parameter complexity: of the largest program that is of use; nil for that of the limits.
  init(
    context: ProgramContext, limits: EnumerationLimits, depth: Int, complexity: Int?
  ) {
    self.context = context
    self.limits = limits
    self.depth = depth
    bound = (complexity ?? limits.size) + 1
  }

  /// The simplest program that is found.
  mutating func invented() -> InventedHelpers? {
    var chains = [HelperChain(problem: context.problem)]
    for _ in 0..<depth {
      chains = chains.flatMap { $0.extended() }
      let share = min(limits.work / Self.share, limits.work / max(1, chains.count))
      for chain in chains { solve(chain, work: max(Self.work, share)) }
    }
    return best
  }

  /// Looks for the last function of a chain.
  private mutating func solve(_ chain: HelperChain, work: Int) {
    let size = min(limits.size, bound - 1 - chain.complexity)
    guard size > 2 else { return }
    var limits = limits
    limits.size = size
    limits.work = work
    limits.solutions = 1
    let problem = chain.problem
    let grammar = Grammar(
      problem: problem, limits: context.settings.grammar, excluding: chain.functions)
    var enumeration = ProgramEnumeration(
      grammar: grammar, require: problem.require, seed: context.configuration.seed)
    enumeration.isPartial = !chain.isComplete
    var whole = context.problem
    whole.environment = problem.environment
    let wholeContext = ProgramContext(
      problem: whole, configuration: context.configuration, settings: context.settings)
    var assessor = ProgramAssessor(context: wholeContext, laws: [])
    let target = whole.environment[whole.target]
    var cases = 0
    let (programs, _, made) = enumeration.programs(limits: limits) { function in
      assessor.define(problem.target, as: function)
      return assessor.solves(target, cases: &cases)
    }
    runs += made + cases
    guard let function = programs.first else { return }
    note(chain.completed(by: function), chain.complexity + function.complexity)
  }

  private mutating func note(_ functions: (Environment, [FunctionID]), _ complexity: Int) {
    let (environment, chain) = functions
    guard complexity < bound else { return }
    let texts = chain.compactMap { Printer.faithfulText(of: environment[$0], in: environment) }
    guard texts.count == chain.count else { return }
    bound = complexity
    best = InventedHelpers(
      sources: texts.dropFirst().reversed(), program: texts[0], complexity: complexity)
  }
}

/// A program in the making: the target with a body that calls a helper, this perhaps with one that
/// calls another, and a last one of which only some results are known.
struct HelperChain {
  /// The problem of the last function.
  private(set) var problem: Problem
  /// The target, its helper, and so on, but the last.
  private(set) var functions: [FunctionID] = []
  /// Nodes of their bodies.
  private(set) var complexity = 0
  /// Whether a last function that gives the known results makes the program right.
  private(set) var isComplete = true
  private var known: KnownResults
  private var lawful: LawfulResults?
  private var isAccumulating = false

  /// The target alone.
  init(problem: Problem) {
    self.problem = problem
    known = KnownResults(problem: problem)
    lawful = LawfulResults(problem: problem)
  }

  private var last: Function { problem.environment[problem.target] }

  /// The chains with one function more.
  func extended() -> [HelperChain] {
    let schemes = HelperSchemes(
      environment: problem.environment, function: last, id: problem.target,
      helper: FunctionID(problem.environment.functions.count), name: freeName, known: known)
    let all = isAccumulating ? schemes.walks : schemes.walks + schemes.accumulations
    return all.compactMap { extended(by: $0) }
  }

  private func extended(by scheme: HelperScheme) -> HelperChain? {
    let id = FunctionID(problem.environment.functions.count)
    var demands = HelperDemands(
      scheme, of: problem.target, helper: id, known: known, lawful: lawful)
    guard demands.derive() else { return nil }
    var chain = self
    let added = chain.problem.environment.add(scheme.helper)
    precondition(added == id, "a new function has the next number")
    let canonical = CanonicalForm(
      reader: TypeReader(environment: chain.problem.environment), target: last)
    let function = canonical.function(body: scheme.body)
    chain.problem.environment.replace(problem.target, with: function)
    chain.functions.append(problem.target)
    chain.complexity += function.complexity
    chain.isComplete = isComplete && demands.isComplete
    chain.known = demands.demanded
    chain.lawful = nil
    chain.isAccumulating = scheme.isAccumulation
    chain.problem.target = id
    chain.problem.require = chain.known.formulas(about: id)
    return chain
  }

  /// The environment with all functions defined, and these.
  func completed(by function: Function) -> (Environment, [FunctionID]) {
    (problem.environment.replacing(problem.target, with: function), functions + [problem.target])
  }

  /// A name that nothing has.
  private var freeName: String {
    let environment = problem.environment
    let target = functions.first ?? problem.target
    var taken = Set(environment.functions.map(\.name))
    for constructor in environment.constructors { taken.insert(constructor.name) }
    let stem = environment[target].name + "-step"
    var name = stem
    var number = 2
    while taken.contains(name) {
      name = "\(stem)-\(number)"
      number += 1
    }
    return name
  }
}
