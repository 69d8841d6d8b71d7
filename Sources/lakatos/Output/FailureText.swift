import Evolution

/// The formulas of `require` that a program fails, as a person reads them.
enum FailureText {
  /// How many are told.
  private static let shown = 5

  /// Empty where the program fails none.
  static func section(_ failures: [FailedFormula]) -> String {
    guard !failures.isEmpty else { return "" }
    var lines = ["Of `require` it fails:"]
    for failure in failures.prefix(shown) {
      let given = failure.given.map { "\n    gives \($0)" } ?? ""
      lines.append(indented(failure.text, by: 2) + given)
    }
    if failures.count > shown { lines.append("  and \(failures.count - shown) more") }
    return lines.joined(separator: "\n")
  }
}
