import Prover

/// Prints the verdict on a goal.
struct GoalReport {
  let console: Console
  /// Proofs, and the goals that remained, are printed.
  let explain: Bool

  func print(_ object: VerdictObject, detail: [ProofStep]) throws(CommandFailure) {
    if console.json { return try console.print(object.json) }
    let name = object.goal ?? object.file
    var line = "\(styled(object.verdict))  \(name)"
    if let statement = object.statement { line += "  \(console.bold(statement))" }
    try console.print(line)
    let words = remarks(on: object)
    if !words.isEmpty { try console.print("             " + console.dim(words)) }
    guard explain else { return }
    for step in detail {
      let indent = String(repeating: "  ", count: step.depth)
      try console.print("             \(indent)\(step.text)")
    }
  }

  private func remarks(on object: VerdictObject) -> String {
    var parts: [String] = []
    if let counterexample = object.counterexample {
      let values = counterexample.map { "\($0.variable) = \($0.value)" }
      parts.append(values.isEmpty ? "it has no variables" : values.joined(separator: ", "))
    }
    if let reason = object.reason { parts.append(reason) }
    if let lines = object.proofLines { parts.append(counted(lines, "line")) }
    if let inferences = object.inferences { parts.append(counted(inferences, "inference")) }
    if let seconds = object.seconds, seconds >= 0.05 { parts.append("\(decimal(seconds)) s") }
    if let certificate = object.certificate { parts.append(certificate) }
    return parts.joined(separator: ", ")
  }

  private func styled(_ verdict: String) -> String {
    let word = padded(verdict, to: 11)
    return switch verdict {
    case "proved": console.green(word)
    case "refuted": console.red(word)
    default: word
    }
  }
}
