import Checker
import Prover

/// Why a proof of ours is not believed. Each one is a defect of ours.
enum CertificateDefect: Error, Equatable, CustomStringConvertible {
  case rejected(String)
  case notOneTheorem(Int)

  var description: String {
    switch self {
    case .rejected(let cause): "the second checker rejects the certificate: \(cause)"
    case .notOneTheorem(let count): "the certificate proves \(count) theorems instead of one"
    }
  }
}

/// The second checker's word on a proof.
enum SecondOpinion {
  /// What the checked theorem's symbols are: `name sha256.index`.
  ///
  /// - Throws: ``CertificateDefect`` unless the certificate is accepted and proves just the goal.
  static func identities(of proof: Proof, goal: Goal) throws(CertificateDefect) -> [String] {
    switch check(certificate: Array(proof.certificate.utf8)) {
    case .rejected(let item, let line, let cause):
      throw .rejected("item \(item), line \(line): \(cause)")
    case .accepted(let theorems):
      guard theorems.count == 1, let theorem = theorems.first else {
        throw .notOneTheorem(theorems.count)
      }
      return theorem.identities.map { "\($0.name) \($0.sha256).\($0.index)" }
    }
  }
}
