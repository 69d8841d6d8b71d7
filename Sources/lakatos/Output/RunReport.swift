import Evolution
import Store

/// A run as a person reads it at the end of `evolve` and `resume`.
struct RunReport {
  let summary: RunSummary
  let rivals: [Rival]
  /// What the best program fails of `require`.
  let failures: [FailedFormula]
  /// Whether going on is pointless.
  let isFinished: Bool
  let console: Console

  /// How many theorems fit on a page; `browse` shows all.
  private static let shownTheorems = 12

  var text: String {
    let parts = [
      heading, program, FailureText.section(failures), holdout, laws, rival, theorems, funnel, next,
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private var heading: String {
    let effort =
      "\(counted(summary.generations, "generation")), "
      + "\(grouped(summary.evaluations)) program-cases, \(decimal(summary.seconds)) s"
    guard summary.solved, let best = summary.best else {
      return console.bold("\(summary.problem): no program found yet") + " (\(effort))"
    }
    let found = summary.solvedAfter.map { " after \(decimal($0)) s" } ?? ""
    return console.bold("\(summary.problem): solved\(found)")
      + " by a program of \(best.size) nodes (\(effort))"
  }

  private var program: String {
    guard let best = summary.best else { return "" }
    let total = best.total.map { $0 ? ", total" : ", not shown to be total" } ?? ""
    let passed =
      "require \(best.require.passed) of \(best.require.of), "
      + "holdout \(best.holdout.passed) of \(best.holdout.of)\(total)"
    let label = summary.solved ? "The program" : "The best candidate"
    return "\(label) \(short(best.id)): \(passed)\n\n\(indented(best.source, by: 2))"
  }

  private var holdout: String {
    guard summary.solved, let best = summary.best, !best.holdout.isAll else { return "" }
    return "It does not pass all of `holdout`: it fits the test cases, but is not what was meant."
  }

  private var laws: String { LawText.section(summary.best?.laws ?? [], console) }

  /// The closest other solution, where there is one, and the test cases that would decide.
  private var rival: String {
    guard let first = rivals.first else { return "" }
    let count =
      rivals.count == 1 ? "Another program passes" : "\(rivals.count) other programs pass"
    let share = max(1, Int((100 * first.differing).rounded()))
    let standing = first.isEquallyGood ? ", as good by form and laws" : ""
    return "\(count) all of `require`, too; the closest\(standing) differs on \(share)% of the "
      + "inputs.\nA test case decides which is meant:\n"
      + "  \(console.bold(RivalText.testCase(first, first.returned)))  this program\n"
      + "  \(console.bold(RivalText.testCase(first, first.given)))  the other one\n"
      + "`lakatos show --rivals \(summary.path)` shows them."
  }

  private var theorems: String {
    guard !summary.theorems.isEmpty else {
      let isExpected = summary.solved && !summary.configuration.programsOnly
      return isExpected ? "No theorem about it has survived the filters yet." : ""
    }
    let lines = summary.theorems.prefix(Self.shownTheorems).enumerated().map { index, theorem in
      let number = String(index + 1)
      let indent = String(repeating: " ", count: max(0, 3 - number.count))
      return "\(indent)\(number)  \(console.bold(theorem.statement))\n"
        + "     \(console.dim("\(short(theorem.id))  score \(decimal(theorem.score))  "))"
        + console.dim(ProofLine.of(theorem))
    }
    let count = summary.theorems.count
    let heading =
      count == 1
      ? "One theorem about it, accepted by the second checker, was not filtered out:"
      : "\(count) theorems about it, accepted by the second checker, were not filtered out:"
    let hidden = count - lines.count
    let rest = hidden > 0 ? "\n  and \(hidden) more" : ""
    return heading + "\n\n" + lines.joined(separator: "\n") + rest
  }

  private var funnel: String {
    guard summary.funnel.total > 0 else { return "" }
    let parts = summary.funnel.entries.filter { $0.count > 0 }
      .map { "\(grouped($0.count)) \($0.fate.rawValue)" }
    return "Of \(counted(summary.funnel.total, "statement")): " + parts.joined(separator: ", ")
  }

  private var next: String {
    guard !console.quiet else { return "" }
    var rows: [(String, String)] = []
    if let theorem = summary.theorems.first {
      rows.append(("lakatos show \(summary.path) \(short(theorem.id))", "the first proof"))
      rows.append(("lakatos browse \(summary.path)", "all theorems, best first"))
      rows.append(("lakatos check \(summary.path)", "check every proof again"))
    }
    if isFinished {
      if !rivals.isEmpty {
        rows.append(("lakatos show --rivals \(summary.path)", "other programs that fit"))
      }
      rows.append(("lakatos evolve FILE", "anew, after a test case more in the problem's file"))
    } else {
      rows.append(("lakatos resume \(summary.path) --for 1m", "go on"))
    }
    let width = rows.map(\.0.count).max() ?? 0
    return "Next:\n"
      + rows.map { "  \(padded($0.0, to: width))   \($0.1)" }.joined(separator: "\n")
  }

  private func short(_ id: String) -> String { String(id.prefix(summary.idLength)) }
}
