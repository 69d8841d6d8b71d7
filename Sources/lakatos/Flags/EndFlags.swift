import ArgumentParser

/// When a run ends.
struct EndFlags: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Generations of the run in all; 40 if neither this nor --for is given.", valueName: "n"),
    transform: { try wholeNumber($0, of: "--generations", in: 0...1_000_000_000) })
  var generations: Int?

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp(
      "Wall time of this call, such as 90s, 5m or 2h; stops between generations.",
      valueName: "time"),
    transform: { try WallTime($0, of: "--for") })
  var wallTime: WallTime?

  /// The last generation; nil if only the wall time ends the run.
  var lastGeneration: Int? { generations ?? (wallTime == nil ? 40 : nil) }
}
