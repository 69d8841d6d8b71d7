import ArgumentParser
import Evolution

/// `lakatos bench breeding`
struct BreedingBench: LakatosCommand {
  static let configuration = CommandConfiguration(
    commandName: "breeding",
    abstract: "Measures how fast a run breeds, runs and scores programs.",
    discussion: """
      The breeding of programs on a problem that is never solved, without the systematic search, \
      helper functions and commits: parents are selected, children \
      bred and checked, those not seen before run on all test cases and probes, scored, and the \
      population chosen anew. A program-case is one program really run on one case. Runs differ, as \
      small programs are faster, so some are made. Times are CPU time of one thread.

      EXAMPLES
        lakatos bench breeding
        lakatos bench breeding --population 300 --generations 200 --json
      """)

  @Option(
    help: ArgumentHelp("Programs bred in each generation.", valueName: "n"),
    transform: { try wholeNumber($0, of: "--population", in: 4...100_000) })
  var population: Int = 1_000

  @Option(
    help: ArgumentHelp("Test cases.", valueName: "n"),
    transform: { try wholeNumber($0, of: "--tests", in: 1...10_000) })
  var tests: Int = 16

  @Option(
    help: ArgumentHelp("Probes, on which behaviour is told apart.", valueName: "n"),
    transform: { try wholeNumber($0, of: "--probes", in: 1...10_000) })
  var probes: Int = 16

  @Option(
    help: ArgumentHelp("Generations that are measured, after a tenth as many.", valueName: "n"),
    transform: { try wholeNumber($0, of: "--generations", in: 1...100_000) })
  var generations: Int = 60

  @Option(
    help: ArgumentHelp("Runs, with seeds from 1; what is shown is of all.", valueName: "n"),
    transform: { try wholeNumber($0, of: "--runs", in: 1...1_000) })
  var runs: Int = 4

  @OptionGroup var output: OutputFlags

  func perform() throws(CommandFailure) -> ExitStatus {
    var tally = BreedingMeasure.Tally()
    var seconds = 0.0
    for seed in 1...runs {
      var measure = try Self.measure(
        population: population, tests: tests, probes: probes, seed: UInt64(seed))
      _ = measure.advance(generations: 1 + generations / 10)
      let start = threadSeconds()
      tally.add(measure.advance(generations: generations))
      seconds += threadSeconds() - start
    }
    try show(tally, seconds)
    return .done
  }

  static func measure(
    population: Int, tests: Int, probes: Int, seed: UInt64 = 1
  ) throws(CommandFailure) -> BreedingMeasure {
    do {
      return try BreedingMeasure(population: population, tests: tests, probes: probes, seed: seed)
    } catch {
      throw CommandFailure(.defect, "the benchmark's own problem is wrong: \(error)")
    }
  }

  private func show(
    _ tally: BreedingMeasure.Tally, _ seconds: Double
  ) throws(CommandFailure) {
    let run = tally.bred - tally.duplicates
    let rate = Double(tally.programCases) / seconds
    let cases = Double(tally.programCases) / Double(max(1, run))
    let candidates = Double(run) / seconds
    if output.json {
      try output.console.print(
        .object([
          ("bench", .string("breeding")), ("name", .string("breeding")),
          ("value", .double(rate.rounded())), ("unit", .string("program-cases/s")),
          ("cases-each", .double(cases)), ("candidates", .double(candidates.rounded())),
          ("bred", .int(tally.bred)), ("duplicates", .int(tally.duplicates)),
          ("members", .int(tally.members / runs)),
          ("outcome-vectors", .int(tally.outcomeVectors / runs)),
          ("mean-size", .double(tally.meanSize / Double(runs))),
        ]))
      return
    }
    func rounded(_ number: Double, _ digits: Double) -> String {
      "\((number * digits).rounded() / digits)"
    }
    try output.console.print("M program-cases/s   \(rounded(rate / 1e6, 1000))")
    try output.console.print("candidates/s        \(rounded(candidates, 1))")
    try output.console.print("cases each          \(rounded(cases, 100))")
    try output.console.print(
      "bred                \(tally.bred), of these not run again: \(tally.duplicates)")
    try output.console.print(
      "at the end          \(tally.members / runs) members, \(tally.outcomeVectors / runs) outcome "
        + "vectors, \(rounded(tally.meanSize / Double(runs), 10)) nodes each")
  }
}
