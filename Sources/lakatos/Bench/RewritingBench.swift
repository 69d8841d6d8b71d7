import ArgumentParser
import Foundation
import Lisp
import Prover

/// `lakatos bench rewriting`
struct RewritingBench: LakatosCommand {
  static let configuration = CommandConfiguration(
    commandName: "rewriting",
    abstract: "Measures the evaluation of closed terms.",
    discussion: """
      Factorial and Fibonacci numbers, naive reversal and insertion sort over constructors, \
      without built-in numbers. A rewrite is one application of an equation. Times are CPU time, \
      the best of several runs. Where `maude` is on the PATH, it evaluates the same terms with \
      the same equations.

      EXAMPLES
        lakatos bench rewriting
        lakatos bench rewriting --runs 20 --json
      """)

  @Option(
    help: ArgumentHelp("Runs of each term; the best one counts.", valueName: "n"),
    transform: { try wholeNumber($0, of: "--runs", in: 1...1_000) })
  var runs: Int = 5

  @Option(help: ArgumentHelp("Measure this term only.", valueName: "name"))
  var term: String?

  @Flag(help: "Remember the results of calls, as the prover does where it tests conjectures.")
  var memo = false

  @OptionGroup var output: OutputFlags

  func perform() throws(CommandFailure) -> ExitStatus {
    let ours = try RewritingTerms.measure(term, runs: runs, remembers: memo)
    let peer = MaudeRun.measure(runs: runs)
    if peer == nil { output.console.say("maude is not on the PATH") }
    if !output.json {
      try output.console.print("term          rewrites   M rewrites/s   Maude's   ratio")
    }
    for row in ours {
      let other = peer?.first { $0.name == row.name }
      try output.json ? printJSON(row, other) : printText(row, other)
    }
    return .done
  }

  private func printJSON(
    _ row: RewritingMeasure, _ peer: RewritingMeasure?
  ) throws(CommandFailure) {
    func line(
      _ name: String, _ value: Double, _ unit: String, _ rewrites: Int
    ) throws(CommandFailure) {
      try output.console.print(
        .object([
          ("bench", .string("rewriting")), ("name", .string(name)), ("value", .double(value)),
          ("unit", .string(unit)), ("rewrites", .int(rewrites)),
        ]))
    }
    try line(row.name, row.rate.rounded(), "rewrites/s", row.rewrites)
    guard let peer else { return }
    try line("\(row.name) maude", peer.rate.rounded(), "rewrites/s", peer.rewrites)
    try line("\(row.name) ratio", row.rate / peer.rate, "of maude", row.rewrites)
  }

  private func printText(
    _ row: RewritingMeasure, _ peer: RewritingMeasure?
  ) throws(CommandFailure) {
    func padded(_ text: String, _ width: Int) -> String {
      String(repeating: " ", count: max(0, width - text.count)) + text
    }
    func millions(_ rate: Double) -> String { "\((rate / 1e5).rounded() / 10)" }
    var line = row.name + padded("\(row.rewrites)", 22 - row.name.count)
    line += padded(millions(row.rate), 15)
    if let peer {
      line += padded(millions(peer.rate), 10)
      line += padded("\((100 * row.rate / peer.rate).rounded() / 100)", 8)
      if peer.rewrites != row.rewrites { line += "   \(peer.rewrites) rewrites in Maude" }
    }
    try output.console.print(line)
  }
}

/// How fast one term was evaluated.
struct RewritingMeasure {
  var name: String
  var rewrites: Int
  var seconds: Double

  var rate: Double { Double(rewrites) / seconds }
}

/// Seconds of CPU time that the thread has used.
func threadSeconds() -> Double {
  var time = timespec()
  unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

extension RewritingTerms {
  /// Evaluates each term, or the one with this name, several times and keeps the best.
  static func measure(
    _ name: String?, runs: Int, remembers: Bool
  ) throws(CommandFailure) -> [RewritingMeasure] {
    let module: Module
    do {
      module = try loadModule(text: definitions, path: "rewriting.lisp")
    } catch {
      throw CommandFailure(.defect, "the benchmark's own definitions are wrong: \(error)")
    }
    let theorems = module.theorems.filter { name == nil || $0.name == name }
    guard !theorems.isEmpty else {
      throw CommandFailure(
        .usage, "there is no term \(name ?? "")",
        remedy: "the terms are " + module.theorems.map(\.name).joined(separator: ", "))
    }
    var program = GroundProgram(module.environment, remembers: remembers)
    var measures: [RewritingMeasure] = []
    for theorem in theorems {
      guard let term = program.term(of: theorem.formula) else {
        throw CommandFailure(.defect, "the benchmark's term \(theorem.name) is not supported")
      }
      var best: RewritingMeasure?
      for _ in 0..<runs {
        program.machine.reset()
        var fuel = Int.max
        let start = threadSeconds()
        let value = program.evaluate(term, fuel: &fuel)
        let seconds = threadSeconds() - start
        guard value == program.machine.falseValue || value == program.machine.trueValue else {
          throw CommandFailure(
            .defect, "the benchmark's term \(theorem.name) has no value: \(program.machine.stop)")
        }
        if seconds < best?.seconds ?? .infinity {
          best = RewritingMeasure(
            name: theorem.name, rewrites: Int.max - fuel, seconds: seconds)
        }
      }
      if let best { measures.append(best) }
    }
    return measures
  }
}
