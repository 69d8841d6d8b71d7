import ArgumentParser
import Evolution

/// `lakatos bench archive`
struct ArchiveBench: LakatosCommand {
  static let configuration = CommandConfiguration(
    commandName: "archive",
    abstract: "Measures insertions into archives of elites.",
    discussion: """
      Solutions of random quality are inserted one at a time into archives of about 10,000 niches \
      in 2, 3 and 4 dimensions: a grid, and the cells of a centroidal Voronoi tessellation. Times \
      are CPU time of one thread; the best of several runs into an empty archive counts.

      EXAMPLES
        lakatos bench archive
        lakatos bench archive --insertions 1000000 --json
      """)

  @Option(
    help: ArgumentHelp("Insertions into each archive.", valueName: "n"),
    transform: { try wholeNumber($0, of: "--insertions", in: 1...100_000_000) })
  var insertions: Int = 500_000

  @Option(
    help: ArgumentHelp("Runs; the best one counts.", valueName: "n"),
    transform: { try wholeNumber($0, of: "--runs", in: 1...1_000) })
  var runs: Int = 5

  @OptionGroup var output: OutputFlags

  func perform() throws(CommandFailure) -> ExitStatus {
    if !output.json {
      try output.console.print(
        column("niches", 24) + column("occupied", 10) + column("accepted %", 12)
          + column("M insertions/s", 16))
    }
    for kind in ArchiveMeasure.Kind.allCases {
      for dimensions in 2...4 { try measure(kind, dimensions) }
    }
    return .done
  }

  private func measure(
    _ kind: ArchiveMeasure.Kind, _ dimensions: Int
  ) throws(CommandFailure) {
    let solutions = ArchiveMeasure.Solutions(count: insertions, dimensions: dimensions, seed: 1)
    let empty = ArchiveMeasure.Trial(kind, dimensions: dimensions, seed: 1)
    var best = Double.infinity
    var tally = ArchiveMeasure.Tally()
    for _ in 0..<runs {
      var trial = empty
      _ = trial.insert(.init(count: 1, dimensions: dimensions, seed: 2))
      let start = threadSeconds()
      tally = trial.insert(solutions)
      best = min(best, threadSeconds() - start)
    }
    let name = "\(kind.rawValue)-\(dimensions)"
    let rate = Double(tally.insertions) / best
    let accepted = Double(tally.accepted) / Double(max(1, tally.insertions))
    if output.json {
      try output.console.print(
        .object([
          ("bench", .string("archive")), ("name", .string(name)),
          ("value", .double(rate.rounded())), ("unit", .string("insertions/s")),
          ("niches", .int(tally.niches)),
          ("occupied", .int(tally.occupied)), ("accepted", .double(accepted)),
        ]))
    } else {
      try output.console.print(
        name + column("\(tally.niches)", 24 - name.count) + column("\(tally.occupied)", 10)
          + column("\((accepted * 1000).rounded() / 10)", 12)
          + column("\((rate / 1e4).rounded() / 100)", 16))
    }
  }
}
