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
/// some schemes. What is known of the one function tells something about the next (deduction of
/// examples: Feser, Chaudhuri and Dillig 2015); the last one is sought systematically, and each
/// candidate is run inside the whole program.
struct HelperInvention {
  /// Programs of so many nodes are hardly ever made simpler by a helper: there are seven in a body
  /// that calls one, and five in the smallest helper that calls itself.
  static let least = 12
  /// The least work of a search for one helper.
  private static let work = 20_000
  /// A search for one helper gets at most all work divided by this.
  private static let divisor = 5
  /// Helpers of which each calls the next.
  private static let depth = 2
  /// Programs that are kept, and how much less simple than the simplest they may be.
  private static let kept = 3
  private static let slack = 2

  let context: ProgramContext
  /// The work is shared out among the chains of each length.
  let limits: EnumerationLimits
  /// The complexity of the largest program that is of use.
  private var bound: Int
  /// Runs of a candidate on one test case so far.
  private(set) var runs = 0
  private var found: [(functions: HelperChain.Completed, complexity: Int)] = []

  /// - Parameter complexity: of the largest program that is of use; nil for that of the limits.
  init(
    context: ProgramContext, limits: EnumerationLimits, complexity: Int?
  ) {
    self.context = context
    self.limits = limits
    bound = complexity ?? limits.size
  }

  /// The simplest programs that are found, the simplest first.
  mutating func invented() -> [InventedHelpers] {
    var chains = [HelperChain(problem: context.problem)]
    for level in 0..<Self.depth where found.isEmpty {
      chains = chains.flatMap { $0.extended() }
      let work = limits.work >> level
      var share = max(Self.work, min(work / Self.divisor, work / max(1, chains.count)))
      // Where one was found, a simpler one should take no more work.
      for chain in chains { share = solve(chain, work: share) }
    }
    return printed()
  }

  /// Looks for the last function of a chain; returns the work that it took, all where it was in vain.
  private mutating func solve(_ chain: HelperChain, work: Int) -> Int {
    let size = min(limits.size, bound - chain.complexity)
    guard size > 2 else { return work }
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
    let (programs, spent, made) = enumeration.programs(limits: limits) { function in
      assessor.define(problem.target, as: function)
      return assessor.solves(target, cases: &cases)
    }
    runs += made + cases
    guard let function = programs.first else { return work }
    let complexity = chain.complexity + function.complexity
    guard complexity <= bound else { return work }
    bound = min(bound, complexity + Self.slack)
    found.append((chain.completed(by: function), complexity))
    return max(Self.work, min(work, spent))
  }

  /// What was found, as text, with names that nothing has.
  private func printed() -> [InventedHelpers] {
    var names = FreeNames(environment: context.problem.environment)
    let stem = context.problem.environment[context.problem.target].name + "-step"
    let ranked = found.indices.sorted { (found[$0].complexity, $0) < (found[$1].complexity, $1) }
    return ranked.prefix(Self.kept).compactMap { place in
      var (environment, chain) = found[place].functions
      guard found[place].complexity <= bound else { return nil }
      for helper in chain.dropFirst() {
        var function = environment[helper]
        function.name = names.fresh(stem)
        environment.replace(helper, with: function)
      }
      let texts = chain.compactMap { Printer.faithfulText(of: environment[$0], in: environment) }
      guard texts.count == chain.count else { return nil }
      return InventedHelpers(
        sources: texts.dropFirst().reversed(), program: texts[0],
        complexity: found[place].complexity)
    }
  }
}
