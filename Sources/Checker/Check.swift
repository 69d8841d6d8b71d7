/// The verdict on one certificate.
public enum CheckVerdict: Equatable, Sendable {
  /// Every item is allowed. The theorems are in the order of the file; there may be none.
  case accepted([CheckedTheorem])
  /// Item `item` of the file, counted from 1, or the header if 0, is the first that is not allowed;
  /// the fault is at 1-based `line` of the source, or in the item that begins there.
  case rejected(item: Int, line: Int, cause: Cause)
}

/// Checks a certificate against `logic.md`, version 1.
///
/// Takes any bytes whatever. Nothing is believed but the bytes: a theorem in the verdict follows
/// from the definitions that its identities name by the rules of that page.
///
/// - Parameter limits: Bounds that may be lowered, not raised.
public func check(
  certificate bytes: [UInt8], limits: CheckLimits = .standard
) -> CheckVerdict {
  let limits = limits.clamped
  guard bytes.count <= limits.fileBytes else {
    return .rejected(item: 0, line: 1, cause: .fileTooLarge)
  }
  var judge = Judge(bytes, limits: limits)
  do {
    try judge.run()
    return .accepted(judge.theorems)
  } catch {
    return .rejected(item: judge.itemCount, line: judge.forms.faultLine, cause: error)
  }
}
