import Checker
import Kernel

/// What the two checkers say of one certificate.
enum CertificateVerdict: Sendable {
  /// Both accept it.
  case accepted([CheckedTheorem])
  /// One does not; the line of the certificate that is at fault, if it says so.
  case rejected(reason: String, line: Int?)

  /// Asks the second checker, then replays the certificate through the kernel.
  static func of(_ bytes: [UInt8]) -> CertificateVerdict {
    switch check(certificate: bytes) {
    case .rejected(let item, let line, let cause):
      return .rejected(reason: "second checker, item \(item): \(cause.sentence)", line: line)
    case .accepted(let theorems):
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
}
