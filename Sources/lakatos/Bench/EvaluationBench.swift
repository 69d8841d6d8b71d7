import ArgumentParser
import Evolution
import Lisp

/// `lakatos bench evaluation`
struct EvaluationBench: LakatosCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluation",
    abstract: "Measures how fast new programs are compiled and run.",
    discussion: """
      Fresh random typed programs over numbers, lists, trees and naturals, as the first generation \
      of a run has them. Each is compiled once and run on every case, calls counted against its \
      fuel. A program-case is one program on one case. Times are CPU time of one thread and \
      include compilation; the best of several runs counts.

      EXAMPLES
        lakatos bench evaluation
        lakatos bench evaluation --programs 4000 --json
        lakatos bench evaluation --peers
      """)

  @Option(
    help: ArgumentHelp("Programs in all.", valueName: "n"),
    transform: { try wholeNumber($0, of: "--programs", in: 4...1_000_000) })
  var programs: Int = 2_000

  @Option(
    help: ArgumentHelp("Cases on which each program is run.", valueName: "n"),
    transform: { try wholeNumber($0, of: "--cases", in: 1...100_000) })
  var cases: Int = 100

  @Option(
    help: ArgumentHelp("Calls that one program may make on one case.", valueName: "n"),
    transform: { try wholeNumber($0, of: "--fuel", in: 1...1_000_000) })
  var fuel: Int = 200

  @Option(
    help: ArgumentHelp("Runs over everything; the best one counts.", valueName: "n"),
    transform: { try wholeNumber($0, of: "--runs", in: 1...1_000) })
  var runs: Int = 5

  @Option(
    help: ArgumentHelp("Number from which the programs follow.", valueName: "n"),
    transform: { try wholeNumber($0, of: "--seed", in: 0...1_000_000_000) })
  var seed: Int = 1

  @Flag(
    help: """
      Also run Chez Scheme, Lua and LuaJIT, where they are on the PATH, on the programs that have a \
      value on every case.
      """)
  var peers = false

  @OptionGroup var output: OutputFlags

  func perform() throws(CommandFailure) -> ExitStatus {
    let suites: [EvaluationSuite]
    do {
      suites = try EvaluationSuite.all(
        programs: programs, cases: cases, fuel: fuel, seed: UInt64(seed))
    } catch {
      throw CommandFailure(.defect, "the benchmark's own problems are wrong: \(error)")
    }
    if !output.json { try output.console.print(EvaluationMeasure.heading) }
    var all = EvaluationMeasure(name: "all")
    for suite in suites {
      let measure = try EvaluationMeasure(suite, runs: runs)
      all.add(measure)
      try show(measure)
    }
    try show(all)
    if peers { try showPeers(suites) }
    return .done
  }

  private func showPeers(_ suites: [EvaluationSuite]) throws(CommandFailure) {
    let comparison = try PeerComparison(suites, runs: runs)
    if output.json {
      for line in comparison.json { try output.console.print(line) }
    } else {
      try output.console.print("")
      for line in comparison.text { try output.console.print(line) }
    }
    for name in comparison.absent { output.console.say("\(name) is not on the PATH") }
  }

  private func show(_ measure: EvaluationMeasure) throws(CommandFailure) {
    if output.json {
      try output.console.print(measure.json)
    } else {
      try output.console.print(measure.text)
    }
  }
}

/// How fast the programs of one suite, or of all, were evaluated.
struct EvaluationMeasure {
  var name: String
  var tally = EvaluationTally()
  var seconds = 0.0

  init(name: String) {
    self.name = name
  }

  /// The best of several runs.
  init(_ suite: EvaluationSuite, runs: Int) throws(CommandFailure) {
    name = suite.name
    guard var runner = EvaluationRunner(suite) else {
      throw CommandFailure(.defect, "the benchmark's cases do not fit its programs")
    }
    seconds = .infinity
    for _ in 0..<runs {
      let start = threadSeconds()
      tally = runner.run()
      seconds = min(seconds, threadSeconds() - start)
    }
    tally.nodes = suite.nodes
  }

  mutating func add(_ other: EvaluationMeasure) {
    tally.add(other.tally)
    seconds += other.seconds
  }

  var rate: Double { Double(tally.programCases) / seconds }

  private func per(_ count: Int, _ whole: Int) -> Double {
    (Double(count) / Double(max(1, whole)) * 100).rounded() / 100
  }

  private var columns: [(String, Double)] {
    [
      ("programs", Double(tally.programs)),
      ("nodes", per(tally.nodes, tally.programs)),
      ("calls-per-case", per(tally.calls, tally.programCases)),
      ("failed-percent", per(100 * tally.failures, tally.programCases)),
    ]
  }

  static let heading =
    column("programs", 20) + column("nodes", 8) + column("calls/case", 12) + column("failed %", 10)
    + column("M program-cases/s", 20)

  var text: String {
    var line = name + column("\(tally.programs)", 20 - name.count)
    for (value, width) in zip(columns.dropFirst(), [8, 12, 10]) {
      line += column("\(value.1)", width)
    }
    return line + column("\((rate / 1e4).rounded() / 100)", 20)
  }

  var json: JSON {
    .object(
      [
        ("bench", .string("evaluation")), ("name", .string(name)),
        ("value", .double(rate.rounded())), ("unit", .string("program-cases/s")),
      ] + columns.map { ($0.0, .double($0.1)) })
  }
}

/// The text at the right end of so many places.
func column(_ text: String, _ width: Int) -> String {
  String(repeating: " ", count: max(0, width - text.count)) + text
}
