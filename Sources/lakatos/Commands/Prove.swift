import ArgumentParser
import Determinism
import Foundation
import Lisp
import Prover

/// `lakatos prove FILE...`
struct Prove: LakatosCommand {
  static let configuration = CommandConfiguration(
    commandName: "prove",
    abstract: "Proves or refutes the theorems of Lisp files and the goals of TIP files.",
    discussion: """
      Each `(theorem name formula)` of the named files is a goal, not those of included files; in \
      TIP's dialect of SMT-LIB (`.smt2`) each `prove` or `assert-not`. A folder stands for all its \
      files. A goal is tested first: a counterexample refutes it. Then it is proved from the definitions \
      alone; with --keep-lemmas also from what was proved before it, in any of the files, about \
      the same definitions. \
      Every proof has been accepted by the second checker.

      EXAMPLES
        lakatos prove facts.lisp
        lakatos prove facts.lisp --explain
        lakatos prove facts.lisp --for 10s --certificates proofs
        lakatos prove goals/*.smt2 --for 10s --json

      EXIT CODES
        0 all are proved   1 one is refuted   3 one is undecided or unsupported
        65 a file is wrong (the others go on)
      """)

  @Argument(help: ArgumentHelp("Lisp or TIP files, or folders of them.", valueName: "file"))
  var files: [String]

  @Option(
    help: ArgumentHelp(
      "Inferences for an attempt at a goal; before a long one comes a short one.",
      valueName: "n"),
    transform: { try wholeNumber($0, of: "--budget", in: 1...1_000_000_000) })
  var budget: Int?

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp(
      "Wall time for each goal, such as 10s; then it is unknown.", valueName: "time"),
    transform: { try WallTime($0, of: "--for") })
  var wallTime: WallTime?

  @Flag(
    name: .customLong("keep-lemmas"),
    help: """
      Goals and lemmas that were proved serve the goals after them, in all files; one goal at a \
      time.
      """)
  var keepLemmas = false

  @Flag(help: "Print the proofs.")
  var explain = false

  @OptionGroup var threads: ThreadFlags
  @OptionGroup var certificates: CertificateFlags
  @OptionGroup var output: OutputFlags

  func perform() throws(CommandFailure) -> ExitStatus {
    try certificates.prepare()
    var parts: [ExitStatus] = []
    var shelf = keepLemmas ? LemmaShelf() : nil
    for path in files {
      for (path, name) in try GoalFile.files(at: path) {
        do throws(CommandFailure) {
          parts += try prove(try GoalFile.read(path, output.console), named: name, &shelf)
        } catch {
          guard [.noInput, .wrongInput].contains(error.status) else { throw error }
          output.console.warn(error.text.trimmingSuffix("\n"))
          parts.append(error.status)
        }
      }
    }
    return ExitStatus.combined(parts)
  }

  private func prove(
    _ file: GoalFile, named name: String, _ shelf: inout LemmaShelf?
  ) throws(CommandFailure) -> [ExitStatus] {
    if file.goals.isEmpty { output.console.say("\(file.path) states no theorem") }
    var statuses: [ExitStatus] = []
    for batch in batches(of: file.goals, size: keepLemmas ? 1 : threads.count) {
      let known = shelf
      let results = parallelMap(batch, threads: threads.count) { _, goal in
        GoalAttempt(
          environment: file.environment, name: goal.name, statement: goal.statement,
          shelf: known, inferences: budget, wallTime: wallTime
        ).run()
      }
      for (goal, result) in zip(batch, results) {
        statuses.append(try report(result, of: goal, in: file, named: name))
        shelf?.add(result.findings)
      }
    }
    return statuses
  }

  private func report(
    _ result: GoalAttempt.Result, of goal: GoalFile.StatedGoal, in file: GoalFile,
    named name: String
  ) throws(CommandFailure) -> ExitStatus {
    var object = VerdictObject(file: file.path, goal: goal.name, verdict: "proved")
    object.seconds = result.seconds
    object.line = goal.line
    object.statement = goal.statement.formula.map { Printer.text(of: $0, in: file.environment) }
    let report = GoalReport(console: output.console, explain: explain)
    switch result.verdict {
    case .proved(let proof):
      if let defect = result.defect {
        object.verdict = "unknown"
        object.reason = defect
        try report.print(object, detail: [])
        return .defect
      }
      object.inferences = result.inferences
      object.proofLines = proof.lines
      object.certificate = try certificates.write(
        proof.certificate, name: certificateName(of: goal.name, inFile: name))
      try report.print(object, detail: proof.steps)
      return .done
    case .refuted:
      object.verdict = "refuted"
      object.counterexample = result.counterexample
      try report.print(object, detail: [])
      return .no
    case .unknown(let standing):
      object.verdict = "unknown"
      object.inferences = result.inferences
      object.reason = standing.reason.rawValue
      let goals = standing.openGoals.map { ProofStep(depth: 0, text: "open: \($0)") }
      try report.print(object, detail: goals)
      return .undecided
    case .unsupported(let reason):
      object.verdict = "unsupported"
      object.reason = reason
      try report.print(object, detail: [])
      return .undecided
    }
  }

  /// The name of a goal's certificate: that of the file below its folder, unless the goal's begins
  /// with it, and the goal's.
  private func certificateName(of goal: String, inFile file: String) -> String {
    let stem = URL(fileURLWithPath: "/" + file).deletingPathExtension().path.dropFirst()
    let name = goal.hasPrefix(stem) ? goal : "\(stem)-\(goal)"
    return String(name.map { $0.isLetter || $0.isNumber || "-_.".contains($0) ? $0 : "_" })
  }
}
