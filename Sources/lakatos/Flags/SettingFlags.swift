import ArgumentParser
import Evolution

/// What a new run is to do, beyond what its problem says.
struct SettingFlags: ParsableArguments {
  @Option(help: ArgumentHelp("Number from which every random draw follows (1).", valueName: "n"))
  var seed: String?

  @Option(help: ArgumentHelp("Programs bred in each generation.", valueName: "n"))
  var population: String?

  @Option(help: ArgumentHelp("Inferences that the prover may make for a goal.", valueName: "n"))
  var budget: String?

  @Flag(
    name: .customLong("programs-only"),
    help: "No theorems; ends once a program is ready to be returned.")
  var programsOnly = false

  @OptionGroup var assignments: AssignmentFlags

  /// Applies the flags, then the assignments from left to right.
  ///
  /// - Throws: ``CommandFailure`` with ``ExitStatus/usage`` that names the flag or the key.
  func apply(to configuration: inout RunConfiguration) throws(CommandFailure) {
    let flags = [("seed", seed), ("population", population), ("budget", budget)]
    for case (let key, let value?) in flags {
      do throws(SettingFailure) { try configuration.set(key, to: value) } catch {
        throw CommandFailure(.usage, "--\(error)", remedy: "see `lakatos help settings`")
      }
    }
    if programsOnly { configuration.programsOnly = true }
    try assignments.apply(to: &configuration)
  }
}
