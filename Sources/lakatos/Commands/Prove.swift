import ArgumentParser
import Determinism
import Foundation
import Lisp
import Prover

/// `lakatos prove FILE...`
struct Prove: LakatosCommand {
  static let configuration = CommandConfiguration(
    commandName: "prove",
    abstract: "Proves or refutes the theorems of files.",
    discussion: """
      Each `(theorem name formula)` of the named files is a goal, not those of included files. A \
      goal is tested first: a counterexample refutes it. Then it is proved from the definitions \
      alone; with --keep-lemmas also from the goals that were proved before it in its file. \
      Every proof has been accepted by the second checker.

      EXAMPLES
        lakatos prove facts.lisp
        lakatos prove facts.lisp --explain
        lakatos prove facts.lisp --for 10s --certificates proofs
        lakatos prove *.lisp --json | grep unknown

      EXIT CODES
        0 all are proved   1 one is refuted   3 one is undecided or unsupported
        65 a file is wrong (the others go on)
      """)

  @Argument(help: ArgumentHelp("Lisp files.", valueName: "file"))
  var files: [String]

  @Option(
    help: ArgumentHelp("Inferences for each goal.", valueName: "n"),
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
    help: "Goals that were proved serve as lemmas for the goals after them in their file.")
  var keepLemmas = false

  @Flag(help: "Print the proofs.")
  var explain = false

  @OptionGroup var threads: ThreadFlags
  @OptionGroup var certificates: CertificateFlags
  @OptionGroup var output: OutputFlags

  func perform() throws(CommandFailure) -> ExitStatus {
    try certificates.prepare()
    var parts: [ExitStatus] = []
    for file in files {
      if file.hasSuffix(".smt2") {
        parts.append(try refuse(file))
        continue
      }
      do throws(CommandFailure) {
        parts += try prove(try LispFile.module(at: file, output.console), of: file)
      } catch {
        guard [.noInput, .wrongInput].contains(error.status) else { throw error }
        output.console.warn(error.text.trimmingSuffix("\n"))
        parts.append(error.status)
      }
    }
    return ExitStatus.combined(parts)
  }

  /// What is to be done with goals of another language: say so.
  private func refuse(_ file: String) throws(CommandFailure) -> ExitStatus {
    guard FileManager.default.fileExists(atPath: file) else {
      output.console.warn(LispFile.missing(file).text.trimmingSuffix("\n"))
      return .noInput
    }
    var object = VerdictObject(file: file, goal: nil, verdict: "unsupported")
    object.reason = "SMT-LIB files cannot be read yet; write the goals as Lisp theorems"
    try GoalReport(console: output.console, explain: false).print(object, detail: [])
    return .undecided
  }

  private func prove(_ module: Module, of file: String) throws(CommandFailure) -> [ExitStatus] {
    if module.theorems.isEmpty { output.console.say("\(file) states no theorem") }
    var statuses: [ExitStatus] = []
    var lemmas: [Lemma] = []
    for batch in batches(of: module.theorems, size: keepLemmas ? 1 : threads.count) {
      let known = lemmas
      let results = parallelMap(batch, threads: threads.count) { _, theorem in
        GoalAttempt(
          environment: module.environment, theorem: theorem, lemmas: known, inferences: budget,
          wallTime: wallTime
        ).run()
      }
      for (theorem, result) in zip(batch, results) {
        statuses.append(try report(result, of: theorem, in: file, module.environment))
        if keepLemmas, result.defect == nil, case .proved(let proof) = result.verdict {
          lemmas.insert(
            Lemma(formula: theorem.formula, certificate: proof.certificate), at: 0)
        }
      }
    }
    return statuses
  }

  private func report(
    _ result: GoalAttempt.Result, of theorem: NamedFormula, in file: String,
    _ environment: Lisp.Environment
  ) throws(CommandFailure) -> ExitStatus {
    var object = VerdictObject(file: file, goal: theorem.name, verdict: "proved")
    object.seconds = result.seconds
    object.line = theorem.location.line
    object.statement = Printer.text(of: theorem.formula, in: environment)
    let report = GoalReport(console: output.console, explain: explain)
    switch result.verdict {
    case .proved(let proof):
      if let defect = result.defect {
        object.verdict = "unknown"
        object.reason = defect
        try report.print(object, detail: [])
        return .defect
      }
      object.inferences = proof.inferences
      object.proofLines = proof.lines
      let stem = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
      object.certificate = try certificates.write(
        proof.certificate, name: "\(stem)-\(fileName(theorem.name))")
      try report.print(object, detail: proof.steps)
      return .done
    case .refuted:
      object.verdict = "refuted"
      object.counterexample = result.counterexample
      try report.print(object, detail: [])
      return .no
    case .unknown(let standing):
      object.verdict = "unknown"
      object.inferences = standing.inferences
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

  /// A theorem's name as a part of a file's name.
  private func fileName(_ name: String) -> String {
    String(name.map { $0.isLetter || $0.isNumber || "-_.".contains($0) ? $0 : "_" })
  }
}
