import ArgumentParser

/// How results and progress are printed.
struct OutputFlags: ParsableArguments {
  @Flag(help: "Print JSON: one object, or one per line where results come one by one.")
  var json = false

  @Flag(name: [.customShort("q"), .long], help: "No progress and no hints; errors only.")
  var quiet = false

  @Flag(name: .customLong("no-color"), help: "No colours. The variable NO_COLOR does the same.")
  var noColor = false

  var console: Console { Console(json: json, quiet: quiet, noColor: noColor) }
}
