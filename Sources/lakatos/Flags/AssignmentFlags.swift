import ArgumentParser
import Evolution

/// `--set key=value`, for any setting of a run.
struct AssignmentFlags: ParsableArguments {
  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp(
      "Any setting, may be given several times; `lakatos help settings` lists them.",
      valueName: "key=value"))
  var assignments: [String] = []

  /// Applies the assignments from left to right.
  ///
  /// - Throws: ``CommandFailure`` with ``ExitStatus/usage`` that names the key.
  func apply(to configuration: inout RunConfiguration) throws(CommandFailure) {
    for assignment in assignments {
      do throws(SettingFailure) { try configuration.set(assignment: assignment) } catch {
        throw CommandFailure(
          .usage, "--set \(assignment): \(error)", remedy: "see `lakatos help settings`")
      }
    }
  }
}
