import Determinism

/// Short names of what a run finds, equal wherever the same thing is found again.
enum RecordID {
  /// 16 hex digits of the SHA-256 of the program and the statement.
  static func of(program: String, statement: String) -> String {
    of("\(program) \(statement)")
  }

  /// The same for a law of `require`, which may also be conjectured.
  static func of(program: String, law: String) -> String { of("\(program) law \(law)") }

  private static func of(_ text: String) -> String {
    String(SHA256.hex(of: Array(text.utf8)).prefix(16))
  }
}
