import Lisp
import Prover

/// Describes a program for reports: what it passes, the held-out formulas included.
struct ProgramExamination {
  let problem: Problem
  let configuration: RunConfiguration

  /// The record of a program that was first met in a generation.
  func record(of program: Program, generation: Int) -> ProgramRecord {
    ProgramRecord(
      id: program.id, source: program.source, size: program.size,
      require: PassCount(passed: program.passed.count { $0 }, of: program.passed.count),
      holdout: holdout(of: program), fuelSpent: program.fuelSpent, behaviour: program.behaviour,
      generation: generation)
  }

  private func holdout(of program: Program) -> PassCount {
    guard !problem.holdout.isEmpty else { return PassCount(passed: 0, of: 0) }
    var environment = problem.environment
    environment.replace(problem.target, with: program.function)
    var limits = RefutationLimits()
    limits.fuel = configuration.fuel
    limits.cells = configuration.cells
    limits.depth = configuration.depth
    var refuter = Refuter(environment: environment, limits: limits, seed: configuration.seed)
    var passed = 0
    for formula in problem.holdout where isPassed(refuter.refute(formula)) { passed += 1 }
    return PassCount(passed: passed, of: problem.holdout.count)
  }

  /// A formula passes when no input makes it false and some input makes it true.
  private func isPassed(_ outcome: Refutation) -> Bool {
    guard case .survived(let tested, _, let undetermined) = outcome else { return false }
    return undetermined < tested
  }
}
