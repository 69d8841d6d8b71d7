import Determinism

/// Short names of what a run finds, equal wherever the same thing is found again.
enum RecordID {
  /// 16 hex digits of the SHA-256 of the program and the statement.
  static func of(program: String, statement: String) -> String {
    String(SHA256.hex(of: Array("\(program) \(statement)".utf8)).prefix(16))
  }
}
