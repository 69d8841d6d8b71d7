import ArgumentParser
import Evolution
import Store

/// `lakatos browse RUN`
struct Browse: LakatosCommand {
  static let configuration = CommandConfiguration(
    commandName: "browse",
    abstract: "Shows the best pairs of a run: a program and a theorem about it.",
    discussion: """
      The pairs that the last generation keeps, best first. A run can be browsed while it is \
      still being evolved.

      EXAMPLES
        lakatos browse Runs/reverse-1
        lakatos browse reverse-1 --limit 5
        lakatos browse Runs/reverse-1 --json | head -1
      """)

  @Argument(help: ArgumentHelp("A run, such as Runs/reverse-1.", valueName: "run"))
  var run: String

  @Option(
    help: ArgumentHelp("At most so many pairs.", valueName: "n"),
    transform: { try wholeNumber($0, of: "--limit", in: 0...Int.max) })
  var limit: Int?

  @OptionGroup var output: OutputFlags

  func perform() throws(CommandFailure) -> ExitStatus {
    let console = output.console
    let path = try fromStore { () throws(StoreFailure) in try RunFolder.find(run) }
    let reader = try fromStore { () throws(StoreFailure) in try RunReader.open(at: path) }
    let pairs = try fromStore { () throws(StoreFailure) in try reader.pairs(limit: limit) }
    if console.json {
      for pair in pairs { try console.print(pair.object) }
      return .done
    }
    guard !pairs.isEmpty else {
      console.say("\(path) holds no pair yet; go on with `lakatos resume \(path)`")
      return .done
    }
    let ids = pairs.map(\.theorem.id) + pairs.map(\.program.id)
    let length = try fromStore { () throws(StoreFailure) in
      try reader.distinctLength(of: ids)
    }
    try printGroups(of: pairs, idLength: length, console)
    console.say("\n`lakatos show \(path) ID` shows a program, or a theorem with its proof.")
    return .done
  }

  /// Each program once, above its theorems.
  private func printGroups(
    of pairs: [RunReader.Pair], idLength length: Int, _ console: Console
  ) throws(CommandFailure) {
    var seen: Set<String> = []
    for program in pairs.map(\.program) where seen.insert(program.id).inserted {
      try console.print(
        "program \(program.id.prefix(length)): \(program.size) nodes, "
          + "require \(program.require.passed) of \(program.require.of), "
          + "holdout \(program.holdout.passed) of \(program.holdout.of)\n\n"
          + indented(program.source, by: 2) + "\n")
      for pair in pairs where pair.program.id == program.id {
        try console.print(
          "  \(pair.theorem.id.prefix(length))  \(padded(decimal(pair.score), to: 6))"
            + "  \(console.bold(pair.theorem.statement))")
      }
    }
  }
}
