import Checker
import Kernel
import Prover

/// What the two checkers say of one certificate.
enum CertificateVerdict: Sendable {
  /// Both accept it.
  case accepted([CheckedTheorem])
  /// One does not; the line of the certificate that is at fault, if it says so.
  case rejected(reason: String, line: Int?)

  /// Asks the second checker, then replays the certificate through the kernel; what is claimed of
  /// the certificate must be what it proves.
  static func of(_ source: CertificateSource) -> CertificateVerdict {
    let bytes = source.bytes
    switch check(certificate: bytes) {
    case .rejected(let item, let line, let cause):
      return .rejected(reason: "second checker, item \(item): \(cause.sentence)", line: line)
    case .accepted(let theorems):
      if let reason = refutation(of: source.claim, theorems, bytes) {
        return .rejected(reason: reason, line: nil)
      }
      var theory = Theory()
      do {
        let replayed = try replay(bytes, in: &theory)
        guard replayed.map(\.name) == theorems.map(\.name) else {
          return .rejected(reason: "the two checkers read different theorems", line: nil)
        }
        return .accepted(theorems)
      } catch {
        return .rejected(reason: "kernel, item \(error.item): \(error.cause)", line: error.line)
      }
    }
  }

  /// Why a certificate that the second checker accepts is not what it is said to be.
  private static func refutation(
    of claim: CertificateSource.Claim, _ theorems: [CheckedTheorem], _ bytes: [UInt8]
  ) -> String? {
    switch claim {
    case .none: return nil
    case .unreadable: return "the statement that it is stored under does not read back"
    case .proves(let goal):
      do {
        let expected = try tie(String(decoding: bytes, as: UTF8.self), to: goal)
        let found = theorems.flatMap { $0.identities.map { "\($0.sha256).\($0.index)" } }
        return found.sorted() == expected
          ? nil : "the statement that it is stored under rests on other definitions"
      } catch {
        return error.description
      }
    }
  }
}
