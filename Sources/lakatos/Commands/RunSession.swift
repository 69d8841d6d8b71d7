import Evolution
import Foundation
import Store

/// Generations one after the other, all committed, until there is a reason to stop.
///
/// A generation with theorems is committed at once. Those of programs alone may take milliseconds, so
/// they are committed together, as soon as their counted work is worth a commit.
struct RunSession {
  let console: Console
  let threads: Int
  let end: EndFlags
  /// Where kept certificates are exported to in the end.
  let certificates: CertificateFlags

  /// Why the session ended.
  enum Ending {
    case finished, generationLimit, timeLimit, interrupted
  }

  /// Works on the run and reports it.
  ///
  /// - Returns: done if a program is ready to be returned, else undecided; interrupted if so.
  func work(
    on run: inout Run, writer: borrowing RunWriter
  ) throws(CommandFailure) -> ExitStatus {
    Interrupts.listen()
    var defects: [String] = []
    let first = run.state.generation
    let ending = try advance(&run, writer: writer, defects: &defects)
    console.endProgress()
    if ending == .finished, run.state.generation == first {
      console.say("nothing to do: the run is finished, its program is ready")
    }
    if ending == .generationLimit, first > 0, run.state.generation == first {
      console.say(
        "nothing to do; `lakatos resume \(writer.path) --generations \(first + 40)` "
          + "or --for 5m goes on")
    }
    let reader = writer.reader
    let summary = try fromStore { () throws(StoreFailure) in try reader.summary() }
    let paths = try export(summary, from: reader)
    if console.json {
      try console.print(summary.object(certificatePaths: paths))
    } else {
      let report = RunReport(
        summary: summary, rivals: run.rivals,
        failures: summary.best.map(run.failures(of:)) ?? [], isFinished: run.isFinished,
        console: console)
      try Stream.output.write(report.text)
    }
    for defect in defects { console.warn("defect: \(defect)") }
    if ending == .interrupted {
      console.warn(
        "interrupted after generation \(summary.generations), which is committed; "
          + "go on with `lakatos resume \(writer.path)`")
      return .interrupted
    }
    if !defects.isEmpty { return .defect }
    return summary.solved ? .done : .undecided
  }

  private func advance(
    _ run: inout Run, writer: borrowing RunWriter, defects: inout [String]
  ) throws(CommandFailure) -> Ending {
    let clock = ContinuousClock()
    let start = clock.now
    var batch = CommitBatch()
    while true {
      if let ending = ending(of: run, after: start.duration(to: clock.now)) {
        try commit(&batch, of: &run, to: writer)
        return ending
      }
      if console.isLive { console.progress("generation \(run.state.generation + 1) ...") }
      let before = clock.now
      let report = run.advance(threads: threads)
      let seconds = before.duration(to: clock.now).inSeconds
      batch.add(FinishedGeneration(report: report, seconds: seconds))
      if batch.isDue || !run.configuration.programsOnly {
        try commit(&batch, of: &run, to: writer)
      }
      defects += report.defects
      console.progress(ProgressLine.of(report, seconds: seconds))
    }
  }

  /// Why no further generation is to be done; nil if there is no reason.
  private func ending(of run: Run, after time: Duration) -> Ending? {
    if Interrupts.requested { return .interrupted }
    if run.isFinished { return .finished }
    if let last = end.lastGeneration, run.state.generation >= last { return .generationLimit }
    if let limit = end.wallTime, time >= .seconds(limit.seconds) { return .timeLimit }
    return nil
  }

  private func commit(
    _ batch: inout CommitBatch, of run: inout Run, to writer: borrowing RunWriter
  ) throws(CommandFailure) {
    if batch.generations.isEmpty { return }
    let seen = run.drainSeen()
    do throws(StoreFailure) {
      try writer.commit(batch.generations, state: run.state, seen: seen)
    } catch { throw CommandFailure(error) }
    batch = CommitBatch()
  }

  private func export(
    _ summary: RunSummary, from reader: RunReader
  ) throws(CommandFailure) -> [String: String] {
    var paths: [String: String] = [:]
    for theorem in summary.theorems {
      guard let hash = theorem.certificateHash, certificates.certificates != nil else { continue }
      let text = try fromStore { () throws(StoreFailure) in try reader.certificate(hash) }
      paths[theorem.id] = try certificates.write(text, name: theorem.id)
    }
    return paths
  }
}

/// Generations that are done and not committed yet: what is lost at most if the process is killed.
private struct CommitBatch {
  private(set) var generations: [FinishedGeneration] = []
  private var work = 0

  mutating func add(_ generation: FinishedGeneration) {
    generations.append(generation)
    work += generation.report.work
  }

  /// Whether the counted work is worth a commit, which takes some milliseconds.
  var isDue: Bool { work >= 1_000_000 || generations.count >= 100 }
}

/// How far a run is, in one line.
enum ProgressLine {
  static func of(_ report: GenerationReport, seconds: Double) -> String {
    let program =
      report.best.map {
        "best \($0.require.passed)/\($0.require.of) size \($0.size)"
      } ?? "no program yet"
    var parts = [
      "generation \(report.generation)", report.solved ? "solved, \(program)" : program,
    ]
    if report.funnelInAll.total > 0 {
      parts.append("\(grouped(report.funnelInAll.total)) statements")
      parts.append(counted(report.kept.count, "theorem"))
    }
    for (gauge, alarm) in GaugeTable.alarms(of: report.gauges) {
      parts.append("alarm: \(gauge.name) \(hundredths(gauge.value)), \(alarm)")
    }
    parts.append("\(decimal(seconds)) s")
    return parts.joined(separator: "  ")
  }
}
