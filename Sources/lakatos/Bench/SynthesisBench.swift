import ArgumentParser
import Evolution
import Foundation

/// `lakatos bench synthesis PATH...`
struct SynthesisBench: LakatosCommand {
  static let configuration = CommandConfiguration(
    commandName: "synthesis",
    abstract: "Measures program evolution on files of problems.",
    discussion: """
      Every problem of the files, and of the files in the folders, is worked on as `lakatos evolve \
      --programs-only --threads 1` does, with each seed. A program that is returned is right if it \
      passes all of `holdout`, which selection never sees. --save keeps the table, and --compare \
      says what has changed since.

      EXAMPLES
        lakatos bench synthesis Problems
        lakatos bench synthesis suite --for 120s --seeds 1-5 --save suite.json
        lakatos bench synthesis suite --compare suite.json
        lakatos bench synthesis suite --set searches=0 --generations 200
      """)

  @Argument(help: ArgumentHelp("Problem files, or folders of them.", valueName: "path"))
  var paths: [String]

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp(
      "Wall time for each problem; stops between generations, so an answer may come later.",
      valueName: "time"),
    transform: { try WallTime($0, of: "--for") })
  var wallTime = WallTime(seconds: 120)

  @Option(
    help: ArgumentHelp("One seed, or a range such as 1-5.", valueName: "seeds"),
    transform: { try SeedRange($0, of: "--seeds") })
  var seeds = SeedRange(bounds: 1...1)

  @Option(
    help: ArgumentHelp(
      "Most generations for each problem: a bound that does not depend on the machine.",
      valueName: "n"),
    transform: { try wholeNumber($0, of: "--generations", in: 1...1_000_000_000) })
  var generations: Int?

  @OptionGroup var settings: AssignmentFlags
  @OptionGroup var tables: TableFlags
  @OptionGroup var output: OutputFlags

  func perform() throws(CommandFailure) -> ExitStatus {
    let console = output.console
    let earlier: BenchTable<SynthesisRow>? = try tables.earlier()
    var table = BenchTable<SynthesisRow>(rows: [])
    var status = ExitStatus.done
    for path in paths {
      for (path, name) in try GoalFile.files(at: path) {
        do throws(CommandFailure) {
          guard try LispFile.module(at: path, console).problem != nil else { continue }
          let source = try ProblemSource(file: path, console)
          for seed in seeds.bounds {
            table.rows.append(try measure(source, named: name, seed: seed))
            if let row = table.rows.last {
              console.progress("\(row.verdict)  \(row.key)  \(decimal(row.seconds)) s")
            }
          }
        } catch {
          guard [.noInput, .wrongInput].contains(error.status) else { throw error }
          console.warn(error.text.trimmingSuffix("\n"))
          status = error.status
        }
      }
    }
    console.endProgress()
    if table.rows.isEmpty {
      guard status == .done else { return status }
      throw CommandFailure(
        .wrongInput, "there is no problem in \(paths.joined(separator: ", "))",
        remedy: "a problem is a form (problem NAME ...), see README.md")
    }
    try tables.finish(table, earlier: earlier, console)
    return status
  }

  private func measure(
    _ source: ProblemSource, named name: String, seed: UInt64
  ) throws(CommandFailure) -> SynthesisRow {
    var configuration = try source.configuration()
    try settings.apply(to: &configuration)
    configuration.seed = seed
    configuration.programsOnly = true
    let clock = ContinuousClock()
    let start = clock.now
    var run = try source.start(configuration, state: nil)
    var candidates = 0
    while !run.isFinished, run.state.generation < generations ?? .max,
      start.duration(to: clock.now) < .seconds(wallTime.seconds)
    {
      candidates += run.advance(threads: 1).candidates
    }
    let seconds = start.duration(to: clock.now).inSeconds
    let best = run.state.best
    let isReturned = best?.isSolved == true
    let verdict = !isReturned ? "abstained" : best?.holdout.isAll == true ? "right" : "wrong"
    let rivals = run.rivals
    return SynthesisRow(
      file: name, seed: seed, verdict: verdict, seconds: seconds, size: best?.size,
      require: best.map { "\($0.require.passed) of \($0.require.of)" },
      holdout: best.map { "\($0.holdout.passed) of \($0.holdout.of)" }, candidates: candidates,
      programCases: run.state.evaluations, generations: run.state.generation,
      rivals: rivals.count, equalRivals: rivals.count(where: \.isEquallyGood),
      isLate: isReturned && seconds > wallTime.seconds, source: best?.source)
  }
}
