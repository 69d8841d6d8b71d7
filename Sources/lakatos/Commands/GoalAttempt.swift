import Evolution
import Lisp
import Prover

/// One goal of a file on its way to a verdict.
struct GoalAttempt: Sendable {
  let environment: Lisp.Environment
  let name: String
  let statement: TIPStatement
  /// What goals before it have left behind; nil if nothing is kept.
  let shelf: LemmaShelf?
  /// Inferences for the goal; nil if only the wall time bounds it.
  let inferences: Int?
  let wallTime: WallTime?

  /// A verdict, and how long it took.
  struct Result: Sendable {
    var verdict: Verdict
    var seconds: Double
    /// Inferences of all attempts at a proof.
    var inferences = 0
    /// The values of a counterexample, printed.
    var counterexample: [(variable: String, value: String)] = []
    /// The second checker's reason to reject the proof: a defect of ours.
    var defect: String?

    /// What a shelf may keep; nothing of a defect.
    var findings: Findings {
      guard defect == nil else { return Findings() }
      switch verdict {
      case .proved(let proof): return proof.findings
      case .unknown(let standing): return standing.findings
      case .refuted, .unsupported: return Findings()
      }
    }
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
    func elapsed() -> Double { start.duration(to: clock.now).inSeconds }
    let first = min(Self.firstBudget, most)
    let before = elapsed()
    var verdict = attempt(formula, first)
    var inferences = verdict.inferences
    let seconds = elapsed() - before
    switch verdict {
    case .unknown, .unsupported:
      if let found = refuter.narrow(formula, steps: NarrowingLimits().steps) {
        return refuted(found, refuter, elapsed())
      }
    case .proved, .refuted: break
    }
    if case .unknown(let standing) = verdict, standing.reason == .outOfInferences, first < most {
      verdict = prove(formula, beyond: verdict, after: seconds, elapsed, &inferences)
    }
    return Result(
      verdict: verdict, seconds: elapsed(), inferences: inferences,
      defect: defect(of: verdict, formula))
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
      _ = try SecondOpinion.identities(of: proof, goal: goal(formula, nil, ProverLimits.standard))
      return nil
    } catch {
      return error.description
    }
  }

  private var most: Int { inferences ?? ProverLimits.standard.inferences }

  /// Inferences of the first attempt, which comes before the long search for a counterexample.
  private static let firstBudget = 60_000

  /// Goes on after the first attempt, which took so many seconds: attempts with growing budgets, as
  /// long as the next one fits into the wall time. An attempt is never cut off, so that its result
  /// depends on its budget alone.
  ///
  /// - Parameter inferences: grows by those of each attempt.
  private func prove(
    _ formula: Formula, beyond first: Verdict, after seconds: Double, _ elapsed: () -> Double,
    _ inferences: inout Int
  ) -> Verdict {
    var verdict = first
    var budget = Self.firstBudget
    var spent = seconds
    while case .unknown(let standing) = verdict, standing.reason == .outOfInferences,
      budget < most
    {
      let next = min(most, Self.growth * budget)
      let expected = spent * Double(next) / Double(budget)
      if let wallTime, elapsed() + expected > wallTime.seconds { return verdict }
      let before = elapsed()
      verdict = attempt(formula, next)
      inferences += verdict.inferences
      spent = elapsed() - before
      budget = next
    }
    return verdict
  }

  /// How many times the budget of an attempt the next one has.
  private static let growth = 8

  private func attempt(_ formula: Formula, _ inferences: Int) -> Verdict {
    var limits = ProverLimits.standard
    limits.inferences = inferences
    return InductiveProver().prove(goal(formula, shelf, limits))
  }

  private func goal(_ formula: Formula, _ known: LemmaShelf?, _ limits: ProverLimits) -> Goal {
    Goal(
      environment: environment, formula: formula, shelf: known, limits: limits, name: name)
  }
}

extension Verdict {
  /// Inferences of the attempt that it is the outcome of.
  fileprivate var inferences: Int {
    switch self {
    case .proved(let proof): proof.inferences
    case .unknown(let standing): standing.inferences
    case .refuted, .unsupported: 0
    }
  }
}
