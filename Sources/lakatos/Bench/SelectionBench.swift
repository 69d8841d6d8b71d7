import ArgumentParser
import Evolution

/// `lakatos bench selection`
struct SelectionBench: LakatosCommand {
  static let configuration = CommandConfiguration(
    commandName: "selection",
    abstract: "Measures lexicase selection beside the rest of a generation.",
    discussion: """
      A run of 1,000 programs on 100 test cases does some generations; then as many parents are \
      selected as the next one may need, two for each program, and the time is set against that of \
      a whole generation. The second line is the worst case: candidates that all differ. Times are \
      CPU time of one thread, the best of several runs.

      EXAMPLES
        lakatos bench selection
        lakatos bench selection --programs 300 --cases 24 --json
      """)

  @Option(
    help: ArgumentHelp("Programs in each generation.", valueName: "n"),
    transform: { try wholeNumber($0, of: "--programs", in: 4...100_000) })
  var programs: Int = 1_000

  @Option(
    help: ArgumentHelp("Test cases.", valueName: "n"),
    transform: { try wholeNumber($0, of: "--cases", in: 1...10_000) })
  var cases: Int = 100

  @Option(
    help: ArgumentHelp("Generations before.", valueName: "n"),
    transform: { try wholeNumber($0, of: "--generations", in: 1...10_000) })
  var generations: Int = 10

  @Option(
    help: ArgumentHelp("Runs; the best one counts.", valueName: "n"),
    transform: { try wholeNumber($0, of: "--runs", in: 1...1_000) })
  var runs: Int = 5

  @OptionGroup var output: OutputFlags

  func perform() throws(CommandFailure) -> ExitStatus {
    var measure = try BreedingBench.measure(population: programs, tests: cases, probes: 16)
    _ = measure.advance(generations: generations)
    var generation = Double.infinity
    for _ in 0..<runs {
      generation = min(generation, Self.seconds { measure.advance(generations: 1).bred })
    }
    let count = 2 * programs
    let population = measure
    let own = best { population.select(count) }
    let select = BreedingMeasure.select(count, candidates: programs, cases: cases, seed: 1)
    let distinct = best { select() }
    try show("population", own, of: generation)
    try show("all-distinct", distinct, of: generation)
    return .done
  }

  private func best(_ body: () -> Int) -> Double {
    (0..<runs).reduce(Double.infinity) { best, _ in min(best, Self.seconds(body)) }
  }

  private static func seconds(_ body: () -> Int) -> Double {
    let start = threadSeconds()
    withExtendedLifetime(body()) {}
    return threadSeconds() - start
  }

  private func show(
    _ name: String, _ seconds: Double, of generation: Double
  ) throws(CommandFailure) {
    let share = 100 * seconds / generation
    let rate = Double(2 * programs) / seconds
    if output.json {
      try output.console.print(
        .object([
          ("bench", .string("selection")), ("name", .string(name)), ("value", .double(share)),
          ("unit", .string("percent of a generation")), ("selections", .double(rate.rounded())),
          ("seconds", .double(seconds)), ("generation", .double(generation)),
        ]))
    } else {
      try output.console.print(
        name + column("\((share * 100).rounded() / 100)", 20 - name.count) + " % of a generation"
          + column("\((rate / 1e3).rounded())", 12) + " thousand selections/s")
    }
  }
}
