/// A statement about one program, with all that was decided about it.
public struct TheoremRecord: Codable, Hashable, Sendable {
  /// 16 hex digits of the SHA-256 of the program id and the canonical statement.
  public var id: String
  /// The program that it is about.
  public var program: String
  /// Printed Lisp; reads back in the problem's environment.
  public var statement: String
  /// Nodes of the statement.
  public var size: Int
  public var fate: Fate
  /// The filter that decided and its number, for instance `short: 7 lines`; nil if none did.
  public var reason: String?
  /// All filters that would stop it, the deciding one included, as far as they were evaluated.
  public var filters: [Fate] = []

  public var score: Double = 0
  /// The summands of ``score``.
  public var terms: [ScoreTerm] = []
  /// Lines of the proof, not counting those of the lemmas that it cites; nil if not proved.
  public var proofLines: Int?
  /// Inferences that the full prover made; nil if it was not asked.
  public var inferences: Int?
  /// How many other programs (trivial, mutated, random and of the population) it rejects.
  public var rejects: Int = 0
  /// How many trivial programs no other kept theorem of this program excludes.
  public var excludesAlone: Int = 0
  /// What the 10% prover did; nil if it was not asked.
  public var tenPercent: TenPercentVerdict?
  /// How many proofs of this run use it.
  public var uses: Int = 0
  /// SHA-256 of the certificate's text; nil if not proved.
  public var certificateHash: String?
  /// The certificate that the second checker accepted; nil if not proved.
  public var certificate: String?
  /// The proof for people, one line each with its indentation.
  public var steps: [String] = []
  /// The identities that the certificate gives for the symbols it speaks of, as the checkers do.
  public var identities: [String] = []
  /// Variable and value in Lisp, of a refuted statement.
  public var counterexample: [CounterexampleBinding] = []
  /// The generation that decided it.
  public var generation: Int

  public init(
    id: String, program: String, statement: String, size: Int, fate: Fate, generation: Int
  ) {
    self.id = id
    self.program = program
    self.statement = statement
    self.size = size
    self.fate = fate
    self.generation = generation
  }
}

/// What the 10% prover did with a statement.
public enum TenPercentVerdict: String, Codable, Hashable, Sendable {
  case proved, failed
}

/// One variable of a counterexample and its value, printed.
public struct CounterexampleBinding: Codable, Hashable, Sendable {
  public var variable: String
  public var value: String

  public init(variable: String, value: String) {
    self.variable = variable
    self.value = value
  }
}
