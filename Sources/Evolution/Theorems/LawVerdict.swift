/// What is known of a law of `require` about a program that passes it.
///
/// While programs are searched for, a law is tested like a case; about a program that may be
/// returned it is given to the prover.
public struct LawVerdict: Codable, Hashable, Sendable {
  /// As it stands in the problem, printed.
  public var statement: String
  /// Inputs on which it was tested, all with success.
  public var cases: Int
  /// The theorem that holds its proof, which the second checker has accepted; nil if not proved.
  public var theorem: String?
  /// SHA-256 of the certificate's text; nil if not proved.
  public var certificateHash: String?
  /// Lines of the proof, not counting those of the lemmas that it cites; nil if not proved.
  public var proofLines: Int?
  /// Inferences of the last attempt.
  public var inferences = 0
  /// Attempts of the prover at the law by itself.
  var attempts = 0
  /// Lemmas that were known at the last attempt.
  var lemmas = 0

  public init(statement: String, cases: Int) {
    self.statement = statement
    self.cases = cases
  }

  public var isProved: Bool { theorem != nil }

  /// Takes over a proof.
  mutating func prove(by theorem: TheoremRecord) {
    self.theorem = theorem.id
    certificateHash = theorem.certificateHash
    proofLines = theorem.proofLines
    inferences = theorem.inferences ?? 0
  }
}
