import Terms

/// Why no certificate was written.
public enum CertificateFailure: Error, Equatable, Sendable {
  /// The theorem belongs to another theory, or the theory's bank was exchanged.
  case foreignTheorem(String)
  /// The theorem has hypotheses; `discharge` them.
  case hypothesesLeft(String)
  /// The name cannot stand in a certificate.
  case illegalName(String)
  /// The proof speaks of a symbol that the theory did not admit.
  case undefinedSymbol(SymbolID)
  /// The text passes ``CertificateLimits/bytes``.
  case tooLarge
}

/// Bounds of the certificate format.
public enum CertificateLimits {
  public static let bytes = 64 << 20
  /// Levels of parentheses.
  public static let nesting = 1_000
  /// Levels of a term that the writer leaves in one piece.
  static let inlineDepth = 100
}

/// What may stand where the format asks for a name.
enum CertificateName {
  /// True for a name that is printable, no number, and free of the format's own characters.
  static func isLegal(_ name: String) -> Bool {
    !name.isEmpty && !isNumber(name) && name.utf8.allSatisfy(isLegal)
  }

  static func isLegal(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ";"), UInt8(ascii: "("),
      UInt8(ascii: ")"):
      false
    default: byte > 0x20 && byte < 0x7F
    }
  }

  /// True for digits, with or without a minus sign before them.
  static func isNumber(_ name: String) -> Bool {
    let digits = name.utf8.first == UInt8(ascii: "-") ? name.utf8.dropFirst() : name.utf8[...]
    return !digits.isEmpty
      && digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
}
