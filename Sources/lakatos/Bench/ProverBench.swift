import ArgumentParser
import Checker
import Determinism
import Foundation
import Prover

/// `lakatos bench prover PATH...`
struct ProverBench: LakatosCommand {
  static let configuration = CommandConfiguration(
    commandName: "prover",
    abstract: "Measures the prover on files of goals.",
    discussion: """
      Every goal of the files, and of the files in the folders, is decided as `lakatos prove` does, \
      each from the definitions alone unless --keep-lemmas is given, and every certificate is checked \
      by the second checker. The table gives what was solved, how fast, and how large the proofs are; \
      --save keeps it, and --compare says what has changed since.

      EXAMPLES
        lakatos bench prover goals --for 10s --save goals.json
        lakatos bench prover goals --for 10s --compare goals.json
      """)

  @Argument(help: ArgumentHelp("Lisp or TIP files, or folders of them.", valueName: "path"))
  var paths: [String]

  @Option(
    name: .customLong("for"), help: ArgumentHelp("Wall time for each goal.", valueName: "time"),
    transform: { try WallTime($0, of: "--for") })
  var wallTime = WallTime(seconds: 10)

  @Option(
    help: ArgumentHelp(
      "Inferences for an attempt at a goal, instead of a wall time.", valueName: "n"),
    transform: { try wholeNumber($0, of: "--budget", in: 1...1_000_000_000) })
  var budget: Int?

  @Option(help: ArgumentHelp("Goals at a time; one gives the fairest times.", valueName: "n"))
  var threads = 1

  @Flag(
    name: .customLong("keep-lemmas"),
    help: "Goals and lemmas that were proved serve the goals after them, in all files.")
  var keepLemmas = false

  @OptionGroup var tables: TableFlags
  @OptionGroup var output: OutputFlags

  func validate() throws {
    guard threads >= 1 else { throw ValidationError("--threads must be at least 1") }
  }

  func perform() throws(CommandFailure) -> ExitStatus {
    let earlier: BenchTable<ProverRow>? = try tables.earlier()
    var table = BenchTable<ProverRow>(rows: [])
    var shelf = keepLemmas ? LemmaShelf() : nil
    var status = ExitStatus.done
    for path in paths {
      for (path, name) in try GoalFile.files(at: path) {
        do throws(CommandFailure) {
          table.rows += measure(try GoalFile.read(path, output.console), named: name, &shelf)
        } catch {
          guard [.noInput, .wrongInput].contains(error.status) else { throw error }
          output.console.warn(error.text.trimmingSuffix("\n"))
          status = error.status
        }
      }
    }
    if table.rows.isEmpty {
      guard status == .done else { return status }
      throw CommandFailure(
        .wrongInput, "there is no goal in \(paths.joined(separator: ", "))",
        remedy: "a goal is a form (theorem NAME ...) of a .lisp file, or of a TIP .smt2 file a "
          + "(prove ...) or (assert-not ...)")
    }
    try tables.finish(table, earlier: earlier, output.console)
    return table.rows.contains { $0.verdict == "defect" } ? .defect : status
  }

  private func measure(
    _ file: GoalFile, named name: String, _ shelf: inout LemmaShelf?
  ) -> [ProverRow] {
    var rows: [ProverRow] = []
    for batch in batches(of: file.goals, size: keepLemmas ? 1 : threads) {
      let known = shelf
      let results = parallelMap(batch, threads: threads) { _, goal in
        GoalAttempt(
          environment: file.environment, name: goal.name, statement: goal.statement, shelf: known,
          inferences: budget, wallTime: budget == nil ? wallTime : nil
        ).run()
      }
      for (goal, result) in zip(batch, results) {
        shelf?.add(result.findings)
        rows.append(row(for: goal, in: name, result))
      }
    }
    return rows
  }

  private func row(
    for goal: GoalFile.StatedGoal, in file: String, _ result: GoalAttempt.Result
  ) -> ProverRow {
    var row = ProverRow(
      file: file, goal: goal.name, verdict: "unknown", seconds: result.seconds)
    switch result.verdict {
    case .proved(let proof):
      row.verdict = result.defect == nil ? "proved" : "defect"
      row.inferences = result.inferences
      row.proofLines = proof.lines
      row.certificateBytes = proof.certificate.utf8.count
      let clock = ContinuousClock()
      let start = clock.now
      _ = check(certificate: Array(proof.certificate.utf8))
      row.checkingSeconds = start.duration(to: clock.now).inSeconds
    case .refuted: row.verdict = "refuted"
    case .unknown(let standing):
      row.inferences = result.inferences
      row.reason = standing.reason.rawValue
    case .unsupported(let reason):
      row.verdict = "unsupported"
      row.reason = reason
    }
    return row
  }
}
