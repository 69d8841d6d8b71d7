import Lisp

/// A statement to be proved from the definitions of an environment and from lemmas proved before.
public struct Goal: Sendable {
  /// The program: every function and data type that the statement mentions is defined in it.
  public var environment: Environment
  /// The statement, a formula over ``environment``; its free variables are universally quantified.
  public var formula: Formula
  /// Facts proved earlier over the same definitions, in order of preference.
  public var lemmas: [Lemma]
  /// What earlier goals have left behind, by identity of definitions; if nil, nothing is taken and
  /// nothing is left.
  public var shelf: LemmaShelf?
  /// How much may be spent.
  public var limits: ProverLimits
  /// The theorem's name in its certificate.
  public var name: String

  public init(
    environment: Environment, formula: Formula, lemmas: [Lemma] = [],
    shelf: LemmaShelf? = nil, limits: ProverLimits = .standard, name: String = "goal"
  ) {
    self.environment = environment
    self.formula = formula
    self.lemmas = lemmas
    self.shelf = shelf
    self.limits = limits
    self.name = name
  }
}

/// A proved fact that later proofs may cite.
public struct Lemma: Hashable, Sendable {
  /// The statement, over the environment of the goal that cites it.
  public var formula: Formula
  /// Its whole certificate. It is replayed only if a proof uses the lemma.
  public var certificate: String

  public init(formula: Formula, certificate: String) {
    self.formula = formula
    self.certificate = certificate
  }
}

/// Bounds on one attempt. They are counted, never timed.
public struct ProverLimits: Hashable, Codable, Sendable {
  /// Rewrite steps and tactic applications tried, whether or not the proof keeps them.
  public var inferences: Int
  /// Lemmas of the goal that are used at most, the first ones.
  public var lemmas: Int
  /// Inductions inside one another.
  public var inductionDepth: Int
  /// Case distinctions inside one another between two inductions.
  public var splitDepth: Int
  /// Whether lemmas are looked for where the goal cannot be proved without them.
  public var discovery: Bool
  /// Inferences for one attempt at the goal itself.
  public var goalAttempt: Int

  public init(
    inferences: Int = 320_000, lemmas: Int = 100, inductionDepth: Int = 4, splitDepth: Int = 8,
    discovery: Bool = true, goalAttempt: Int = 20_000
  ) {
    self.discovery = discovery
    self.goalAttempt = goalAttempt
    self.inferences = inferences
    self.lemmas = lemmas
    self.inductionDepth = inductionDepth
    self.splitDepth = splitDepth
  }

  public static let standard = ProverLimits()

  /// The limits of the 10% prover: a tenth of everything, rounded down; below ten inductions inside
  /// one another, none.
  public func tenth() -> ProverLimits {
    ProverLimits(
      inferences: max(1, inferences / 10), lemmas: lemmas / 10,
      inductionDepth: inductionDepth / 10, splitDepth: splitDepth / 10,
      discovery: false, goalAttempt: max(1, goalAttempt / 10))
  }
}
