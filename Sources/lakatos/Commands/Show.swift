import ArgumentParser
import Evolution
import Store

/// `lakatos show RUN ID`
struct Show: LakatosCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Shows one program or theorem of a run, whole.",
    discussion: """
      An id may be shortened to its first digits. A program comes with what is known of the laws \
      of `require`: proved, or tested only. A theorem comes with its proof for people, the terms of \
      its score and what the filters said; --certificate prints the proof for checkers. --rivals \
      shows the other programs that pass all of `require`, each with the first input on which it \
      differs from the one returned.

      EXAMPLES
        lakatos show Runs/reverse-1 ID
        lakatos show Runs/reverse-1 ID --certificate > reverse.cert
        lakatos show --rivals Runs/reverse-1
        lakatos-check reverse.cert
      """)

  @Argument(help: ArgumentHelp("A run, such as Runs/reverse-1.", valueName: "run"))
  var run: String

  @Argument(help: ArgumentHelp("An id, or its first digits.", valueName: "id"))
  var id: String?

  @Flag(help: "Print the certificate of a theorem and nothing else.")
  var certificate = false

  @Flag(help: "Show the other solutions of the run and where they differ.")
  var rivals = false

  @OptionGroup var output: OutputFlags

  func validate() throws {
    if rivals == (id != nil) {
      throw ValidationError(rivals ? "--rivals takes no id" : "name an id, or give --rivals")
    }
  }

  func perform() throws(CommandFailure) -> ExitStatus {
    let console = output.console
    let path = try fromStore { () throws(StoreFailure) in try RunFolder.find(run) }
    let reader = try fromStore { () throws(StoreFailure) in try RunReader.open(at: path) }
    guard let id else {
      try showRivals(of: reader, console)
      return .done
    }
    let item = try fromStore { () throws(StoreFailure) in try reader.item(id) }
    switch item {
    case .program(let program):
      guard !certificate else { throw noCertificate(of: "program \(program.id)") }
      try show(program, in: reader, console)
    case .theorem(let theorem):
      if certificate {
        guard let hash = theorem.certificateHash else {
          throw noCertificate(of: "theorem \(theorem.id), which is \(theorem.fate.rawValue),")
        }
        let text = try fromStore { () throws(StoreFailure) in try reader.certificate(hash) }
        try Stream.output.write(text)
      } else {
        try show(theorem, console)
      }
    }
    return .done
  }

  private func showRivals(of reader: RunReader, _ console: Console) throws(CommandFailure) {
    let run = try run(of: reader)
    let rivals = run.rivals
    if console.json {
      for rival in rivals { try console.print(rival.object) }
    } else {
      try console.print(RivalText.all(rivals, of: run.state.best, console))
    }
  }

  /// The run as it stands.
  private func run(of reader: RunReader) throws(CommandFailure) -> Run {
    let description = try fromStore { () throws(StoreFailure) in try reader.description() }
    let checkpoint = try fromStore { () throws(StoreFailure) in try reader.checkpoint() }
    return try ProblemSource(stored: description).start(
      description.configuration, state: checkpoint?.state)
  }

  private func noCertificate(of thing: String) -> CommandFailure {
    CommandFailure(
      .noInput, "\(thing) has no certificate", remedy: "only proved theorems have one")
  }

  private func show(
    _ program: ProgramRecord, in reader: RunReader, _ console: Console
  ) throws(CommandFailure) {
    if console.json { return try console.print(program.object) }
    let pairs = try fromStore { () throws(StoreFailure) in try reader.pairs() }
    let about = pairs.filter { $0.program.id == program.id }.map(\.theorem)
    let failures = program.isSolved ? [] : try run(of: reader).failures(of: program)
    try console.print(
      ItemText.program(program, failures: failures, theorems: about, console))
  }

  private func show(_ theorem: TheoremRecord, _ console: Console) throws(CommandFailure) {
    if console.json { return try console.print(theorem.object()) }
    try console.print(ItemText.theorem(theorem, console))
  }
}
