import Checker
import Prover

/// Why a proof of ours is not believed. Each one is a defect of ours.
public enum CertificateDefect: Error, Equatable, CustomStringConvertible {
  case rejected(String)
  /// The certificate is not about the goal.
  case untied(TieFailure)
  /// The two checkers do not say the same of what the statement rests on.
  case otherDefinitions(String)

  public var description: String {
    switch self {
    case .rejected(let cause): "the second checker rejects the certificate: \(cause)"
    case .untied(let failure): failure.description
    case .otherDefinitions(let text): "the checkers see other definitions in \(text)"
    }
  }
}

/// The second checker's word on a proof, and what ties it to the program.
public enum SecondOpinion {
  /// What the checked theorem's symbols are: `name sha256.index`.
  ///
  /// The second checker must accept the certificate. The first replays it in a theory that holds
  /// the program and nothing else, where it must prove the goal; and both must find the same
  /// definitions, by their hashes, under the statement.
  ///
  /// - Throws: ``CertificateDefect``.
  public static func identities(of proof: Proof, goal: Goal) throws(CertificateDefect) -> [String] {
    let theorem: CheckedTheorem
    switch check(certificate: Array(proof.certificate.utf8)) {
    case .rejected(let item, let line, let cause):
      throw .rejected("item \(item), line \(line): \(cause.sentence)")
    case .accepted(let theorems):
      guard theorems.count == 1 else { throw .untied(.notOneTheorem(theorems.count)) }
      theorem = theorems[0]
    }
    let expected: [String]
    do {
      expected = try tie(proof.certificate, to: goal)
    } catch {
      throw .untied(error)
    }
    let found = theorem.identities.map { "\($0.sha256).\($0.index)" }
    guard found.sorted() == expected else { throw .otherDefinitions(theorem.statement) }
    return zip(theorem.identities, found).map { "\($0.name) \($1)" }
  }
}
