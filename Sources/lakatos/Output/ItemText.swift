import Evolution

/// One program or theorem, whole, as a person reads it.
enum ItemText {
  static func program(
    _ program: ProgramRecord, failures: [FailedFormula], theorems: [TheoremRecord],
    _ console: Console
  ) -> String {
    let total = program.total.map { $0 ? "yes" : "not shown" } ?? "not asked"
    let facts = [
      ("size", counted(program.size, "node")),
      ("require", "\(program.require.passed) of \(program.require.of)"),
      ("holdout", "\(program.holdout.passed) of \(program.holdout.of)"),
      ("total", total),
      ("fuel", "\(grouped(program.fuelSpent)) calls on all cases"),
      ("found", "in generation \(program.generation)"),
      ("score", score(program.score, program.terms)),
    ]
    var text = "\(console.bold("program \(program.id)"))\n\n"
    text += indented(program.source, by: 2) + "\n\n" + rows(facts)
    if !failures.isEmpty { text += "\n\n" + FailureText.section(failures) }
    if !program.laws.isEmpty { text += "\n\n" + LawText.section(program.laws, console) }
    if !theorems.isEmpty {
      let lines = theorems.map { "  \($0.id.prefix(8))  \($0.statement)" }
      text += "\n\nTheorems about it:\n" + lines.joined(separator: "\n")
    }
    return text
  }

  static func theorem(_ theorem: TheoremRecord, _ console: Console) -> String {
    var facts = [
      ("program", theorem.program),
      ("fate", theorem.fate.rawValue + (theorem.reason.map { " (\($0))" } ?? "")),
    ]
    if !theorem.terms.isEmpty {
      facts.append(("score", score(theorem.score, theorem.terms)))
      facts.append(("rejects", counted(theorem.rejects, "other program")))
    }
    if let lines = theorem.proofLines {
      let inferences = theorem.inferences.map { ", \(counted($0, "inference"))" } ?? ""
      facts.append(("proof", counted(lines, "line") + inferences))
    }
    if let verdict = theorem.tenPercent {
      facts.append(
        ("10% prover", verdict == .proved ? "proves it too" : "does not find a proof"))
    }
    if theorem.uses > 0 { facts.append(("used by", counted(theorem.uses, "other proof"))) }
    if let hash = theorem.certificateHash { facts.append(("certificate", hash)) }
    var text = "\(console.bold("theorem \(theorem.id)"))\n\n"
    text += indented(theorem.statement, by: 2) + "\n\n" + rows(facts)
    if !theorem.counterexample.isEmpty {
      let values = theorem.counterexample.map { "  \($0.variable) = \($0.value)" }
      text += "\n\nIt is false, for instance with\n" + values.joined(separator: "\n")
    }
    if !theorem.steps.isEmpty {
      text += "\n\nProof\n" + indented(theorem.steps.joined(separator: "\n"), by: 2)
    }
    if !theorem.identities.isEmpty {
      text += "\n\nWhat the names stand for (SHA-256 of each definition and its place)\n"
      text += indented(theorem.identities.joined(separator: "\n"), by: 2)
    }
    return text
  }

  private static func score(_ score: Double, _ terms: [ScoreTerm]) -> String {
    guard !terms.isEmpty else { return decimal(score) }
    let sum = terms.map { "\($0.name) \(hundredths($0.value))" }.joined(separator: ", ")
    return "\(hundredths(score)) = \(sum)"
  }

  private static func rows(_ facts: [(String, String)]) -> String {
    let width = facts.map(\.0.count).max() ?? 0
    return facts.map { "  \(padded($0.0, to: width))  \($0.1)" }.joined(separator: "\n")
  }
}
