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
      each from the definitions alone unless --keep-lemmas is given, and every certificate is checked by the second checker. The \
      table gives what was solved, how fast, and how large the proofs are; --save keeps it, and \
      --compare says what has changed since.

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
    help: ArgumentHelp("Inferences for each goal, instead of a wall time.", valueName: "n"),
    transform: { try wholeNumber($0, of: "--budget", in: 1...1_000_000_000) })
  var budget: Int?

  @Option(help: ArgumentHelp("Goals at a time; one gives the fairest times.", valueName: "n"))
  var threads = 1

  @Flag(
    name: .customLong("keep-lemmas"),
    help: "Goals and lemmas that were proved serve the goals after them, in all files.")
  var keepLemmas = false

  @Option(help: ArgumentHelp("Write the table to this new file, as JSON lines.", valueName: "file"))
  var save: String?

  @Option(help: ArgumentHelp("Compare with a table saved earlier.", valueName: "file"))
  var compare: String?

  @OptionGroup var output: OutputFlags

  func validate() throws {
    guard threads >= 1 else { throw ValidationError("--threads must be at least 1") }
  }

  func perform() throws(CommandFailure) -> ExitStatus {
    let earlier = try compare.map { path throws(CommandFailure) in try ProverTable.read(path) }
    if let save, FileManager.default.fileExists(atPath: save) {
      throw CommandFailure(
        .cannotWrite, "\(save) is there already", remedy: "name a new file with --save")
    }
    var table = ProverTable(rows: [])
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
    if output.json {
      for row in table.rows { try output.console.print(row.json) }
      for measure in table.measures { try output.console.print(measure.json) }
      if let earlier {
        for change in table.changes(since: earlier) { try output.console.print(change.json) }
      }
    } else {
      try output.console.print(table.text)
      if let earlier { try output.console.print(table.text(since: earlier)) }
    }
    if let save { try table.write(to: save) }
    return table.rows.contains { $0.verdict == "defect" } ? .defect : status
  }

  private func measure(
    _ file: GoalFile, named name: String, _ shelf: inout LemmaShelf?
  ) -> [ProverTable.Row] {
    var rows: [ProverTable.Row] = []
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
  ) -> ProverTable.Row {
    var row = ProverTable.Row(
      file: file, goal: goal.name, verdict: "unknown", seconds: result.seconds)
    switch result.verdict {
    case .proved(let proof):
      row.verdict = result.defect == nil ? "proved" : "defect"
      row.inferences = proof.inferences
      row.proofLines = proof.lines
      row.certificateBytes = proof.certificate.utf8.count
      let clock = ContinuousClock()
      let start = clock.now
      _ = check(certificate: Array(proof.certificate.utf8))
      row.checkingSeconds = start.duration(to: clock.now).inSeconds
    case .refuted: row.verdict = "refuted"
    case .unknown(let standing):
      row.inferences = standing.inferences
      row.reason = standing.reason.rawValue
    case .unsupported(let reason):
      row.verdict = "unsupported"
      row.reason = reason
    }
    return row
  }
}
