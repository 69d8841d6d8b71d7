import Lisp

/// What an attempt at a goal came to.
public enum Verdict: Sendable {
  case proved(Proof)
  case refuted(Counterexample)
  /// The budget or the ideas ran out.
  case unknown(Standing)
  /// The goal cannot be expressed in the logic.
  case unsupported(reason: String)
}

/// A finished proof.
public struct Proof: Sendable {
  /// The certificate, in the format of the logic's page, with one theorem.
  public var certificate: String
  /// Inferences spent on the search.
  public var inferences: Int
  /// Lines of the certificate, not counting those of the lemmas that it cites.
  public var lines: Int
  /// The proof as a person would write it.
  public var steps: [ProofStep]
  /// Indices into the goal's lemmas of those that the proof cites, ascending.
  public var usedLemmas: [Int]
  /// What a shelf may keep.
  public var findings = Findings()
}

/// One line of a proof for people.
public struct ProofStep: Hashable, Codable, Sendable {
  /// 0 for the outermost level; cases and sub-proofs are indented.
  public var depth: Int
  public var text: String

  public init(depth: Int, text: String) {
    self.depth = depth
    self.text = text
  }
}

/// Where a search stood when it stopped.
public struct Standing: Sendable {
  public var inferences: Int
  /// The goals that remained, simplified and printed, the most promising first.
  public var openGoals: [String]
  /// Why the search stopped.
  public var reason: StopReason
  /// What a shelf may keep.
  public var findings = Findings()
}

/// Why a search stopped without a proof.
public enum StopReason: String, Sendable {
  case outOfInferences = "the inferences ran out"
  case exhausted = "every induction and case distinction within the depth limits was tried"
  /// The search took a step that the kernel refuses: a defect of ours.
  case replayFailed = "the kernel refused a step of the proof that was found"
}

/// Values for a statement's free variables that make it false.
public struct Counterexample: Hashable, Sendable {
  public struct Binding: Hashable, Sendable {
    public var variable: String
    public var value: Value

    public init(variable: String, value: Value) {
      self.variable = variable
      self.value = value
    }
  }

  public var bindings: [Binding]

  public init(bindings: [Binding]) {
    self.bindings = bindings
  }
}

/// Anything that tries to prove goals: the full prover, the 10% prover, their trained successors.
public protocol TheoremProver: Sendable {
  /// Tries to prove a goal within its limits. A pure function of the goal.
  func prove(_ goal: Goal) -> Verdict
}
