import Checker
import Determinism
import Lisp
import Prover

/// A lemma that a goal may cite, and where it is kept.
struct AvailableLemma: Sendable {
  /// Which list of the state it stands in, and where.
  enum Place: Hashable, Sendable {
    case vocabulary(Int)
    case champion(Int)
  }

  var place: Place
  var formula: Formula
  var certificate: String
}

/// What the provers said about one statement.
enum ProofOutcome: Sendable {
  case proved(CheckedProof, tenPercent: TenPercentVerdict?)
  case unproved(inferences: Int, reason: String, tenPercent: TenPercentVerdict?)
  /// Our fault: the second checker does not accept what the prover gave.
  case defect(String)
}

/// A proof that the second checker has accepted.
struct CheckedProof: Sendable {
  var proof: Proof
  /// As the checker printed them: name and SHA-256 with its index.
  var identities: [String]
  var used: [AvailableLemma.Place]
}

/// Asks the provers, and lets the second checker have the last word.
struct Proving: Sendable {
  let context: TheoryContext
  let prover: any TheoremProver
  let tenPercentProver: any TheoremProver

  /// Proves one statement. What the 10% prover proves from the definitions and the theorems about
  /// the targets, within its share of the budget, is not given to the full prover.
  ///
  /// - Parameter isLemma: a fact about the vocabulary, to which no filter applies.
  func prove(
    _ statement: Statement, lemmas: [AvailableLemma], isLemma: Bool
  ) -> ProofOutcome {
    var tenPercent: TenPercentVerdict?
    let tenth = context.filters.tenPercentInferences(of: context.configuration.budget)
    if !isLemma, let inferences = tenth {
      var limits = context.proverLimits.tenth()
      limits.inferences = inferences
      let theorems = lemmas.filter { context.isAboutTarget($0.formula) }
      let goal = goal(statement.formula, lemmas: theorems, limits: limits)
      if case .proved(let proof) = tenPercentProver.prove(goal) {
        return checked(proof, goal: goal, lemmas: theorems, tenPercent: .proved)
      }
      tenPercent = .failed
    }
    return prove(
      statement.formula, lemmas: lemmas, within: context.proverLimits, tenPercent: tenPercent)
  }

  /// Asks the full prover.
  func prove(
    _ formula: Formula, lemmas: [AvailableLemma], within limits: ProverLimits,
    tenPercent: TenPercentVerdict? = nil
  ) -> ProofOutcome {
    let goal = goal(formula, lemmas: lemmas, limits: limits)
    switch prover.prove(goal) {
    case .proved(let proof):
      return checked(proof, goal: goal, lemmas: lemmas, tenPercent: tenPercent)
    case .refuted(let counterexample):
      return .defect("the prover refutes what testing let through: \(counterexample)")
    case .unknown(let standing):
      return .unproved(
        inferences: standing.inferences, reason: standing.reason.rawValue,
        tenPercent: tenPercent)
    case .unsupported(let reason):
      return .unproved(inferences: 0, reason: reason, tenPercent: tenPercent)
    }
  }

  private func goal(
    _ formula: Formula, lemmas: [AvailableLemma], limits: ProverLimits
  ) -> Goal {
    Goal(
      environment: context.environment, formula: formula,
      lemmas: lemmas.map { Lemma(formula: $0.formula, certificate: $0.certificate) },
      limits: limits, name: "goal")
  }

  private func checked(
    _ proof: Proof, goal: Goal, lemmas: [AvailableLemma], tenPercent: TenPercentVerdict?
  ) -> ProofOutcome {
    do {
      let identities = try SecondOpinion.identities(of: proof, goal: goal)
      let used = proof.usedLemmas.map { lemmas[$0].place }
      return .proved(
        CheckedProof(proof: proof, identities: identities, used: used), tenPercent: tenPercent)
    } catch {
      return .defect(error.description)
    }
  }
}
