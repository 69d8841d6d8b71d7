import Evolution
import Lisp
import Prover

/// One goal of a file on its way to a verdict.
struct GoalAttempt: Sendable {
  let environment: Lisp.Environment
  let name: String
  let statement: TIPStatement
  let lemmas: [Lemma]
  /// Inferences for the goal; nil if only the wall time bounds it.
  let inferences: Int?
  let wallTime: WallTime?

  /// A verdict, and how long it took.
  struct Result: Sendable {
    var verdict: Verdict
    var seconds: Double
    /// The values of a counterexample, printed.
    var counterexample: [(variable: String, value: String)] = []
    /// The second checker's reason to reject the proof: a defect of ours.
    var defect: String?
  }

  /// Refutes first, then proves, and looks longer for a counterexample where no proof was found; a
  /// proof counts only if ``SecondOpinion`` believes it.
  func run() -> Result {
    let clock = ContinuousClock()
    let start = clock.now
    let formula: Formula
    switch statement {
    case .unsupported(let reason):
      return Result(verdict: .unsupported(reason: reason), seconds: 0)
    case .formula(let stated):
      formula = stated
    }
    var refuter = Refuter(environment: environment, limits: RefutationLimits(), seed: 1)
    if let found = refuter.quickCounterexample(to: formula) {
      return refuted(found, refuter, start.duration(to: clock.now).inSeconds)
    }
    let verdict: Verdict
    if let reason = reasonUnsupported(formula, in: environment) {
      verdict = .unsupported(reason: reason)
    } else {
      verdict = prove(formula) { start.duration(to: clock.now).inSeconds }
    }
    switch verdict {
    case .unknown, .unsupported:
      if let found = refuter.narrow(formula, steps: NarrowingLimits().steps) {
        return refuted(found, refuter, start.duration(to: clock.now).inSeconds)
      }
    case .proved, .refuted: break
    }
    let seconds = start.duration(to: clock.now).inSeconds
    return Result(verdict: verdict, seconds: seconds, defect: defect(of: verdict, formula))
  }

  private func refuted(
    _ found: Counterexample, _ refuter: borrowing Refuter, _ seconds: Double
  ) -> Result {
    let tested = refuter.environment
    return Result(
      verdict: .refuted(found), seconds: seconds,
      counterexample: found.bindings.map {
        ($0.variable, ValueText.of($0.value, tested: tested, known: environment.functions.count))
      })
  }

  /// Why a proof is not believed: it must be accepted by the second checker, and be one of this
  /// theorem about these definitions.
  private func defect(of verdict: Verdict, _ formula: Formula) -> String? {
    guard case .proved(let proof) = verdict else { return nil }
    do {
      _ = try SecondOpinion.identities(of: proof, goal: goal(formula, ProverLimits.standard))
      return nil
    } catch {
      return error.description
    }
  }

  /// Without a wall time one attempt; with one, attempts with growing budgets that still fit, so
  /// that an attempt is never cut off and its result depends on its budget alone.
  private func prove(_ formula: Formula, elapsed: () -> Double) -> Verdict {
    let most = inferences ?? ProverLimits.standard.inferences
    guard let wallTime else { return attempt(formula, most) }
    var budget = min(Self.firstBudget, most)
    while true {
      let before = elapsed()
      let verdict = attempt(formula, budget)
      guard case .unknown(let standing) = verdict, standing.reason == .outOfInferences,
        budget < most
      else { return verdict }
      let rate = Double(budget) / max(elapsed() - before, 1e-3)
      let affordable = rate * (wallTime.seconds - elapsed())
      guard affordable >= Double(budget) else { return verdict }
      budget = min(most, Int(min(affordable, 16 * Double(budget))))
    }
  }

  /// Inferences of the first attempt where time is limited.
  private static let firstBudget = 25_000

  private func attempt(_ formula: Formula, _ inferences: Int) -> Verdict {
    var limits = ProverLimits.standard
    limits.inferences = inferences
    return InductiveProver().prove(goal(formula, limits))
  }

  private func goal(_ formula: Formula, _ limits: ProverLimits) -> Goal {
    Goal(
      environment: environment, formula: formula, lemmas: lemmas, limits: limits,
      name: name)
  }
}
