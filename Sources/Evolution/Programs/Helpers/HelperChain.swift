import Lisp

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
    var names = FreeNames(environment: problem.environment)
    let schemes = HelperSchemes(
      environment: problem.environment, function: last, id: problem.target,
      helper: FunctionID(problem.environment.functions.count), name: names.fresh("step"),
      known: known)
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

  /// An environment with all functions defined, and these, the target first.
  typealias Completed = (environment: Environment, functions: [FunctionID])

  /// The chain with its last function defined.
  func completed(by function: Function) -> Completed {
    (problem.environment.replacing(problem.target, with: function), functions + [problem.target])
  }
}
