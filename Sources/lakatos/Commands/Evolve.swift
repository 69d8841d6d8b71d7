import ArgumentParser
import Evolution
import Foundation
import Store

/// `lakatos evolve PROBLEM`
struct Evolve: LakatosCommand {
  static let configuration = CommandConfiguration(
    commandName: "evolve",
    abstract: "Starts a run: evolves programs for a problem, and theorems about them.",
    discussion: """
      The run is stored in a new folder, one commit for each generation; an interrupted run loses \
      at most the generation that was under way. The same seed gives the same result, whatever \
      the number of threads.

      EXAMPLES
        lakatos evolve Problems/lists/reverse.lisp
        lakatos evolve Problems/agents/latch.lisp --for 2m --seed 7
        lakatos evolve my.lisp --run Runs/mine --generations 100 --set short=8
        lakatos evolve my.lisp --programs-only --json -q

      EXIT CODES
        0 solved   3 no program found yet   65 the problem file is wrong   73 the run exists
        130 interrupted
      """)

  @Argument(help: ArgumentHelp("A problem file, see README.md.", valueName: "problem"))
  var problem: String

  @Option(
    help: ArgumentHelp(
      "Folder of the run; Runs/<problem>-<n> if not given.", valueName: "path"))
  var run: String?

  @OptionGroup var end: EndFlags
  @OptionGroup var settings: SettingFlags
  @OptionGroup var threads: ThreadFlags
  @OptionGroup var certificates: CertificateFlags
  @OptionGroup var output: OutputFlags

  func perform() throws(CommandFailure) -> ExitStatus {
    let console = output.console
    if let run, FileManager.default.fileExists(atPath: run) {
      throw CommandFailure(StoreFailure.runExists(path: run))
    }
    let source = try ProblemSource(file: problem, console)
    var configuration = try source.configuration()
    try settings.apply(to: &configuration)
    try certificates.prepare()
    var started = try source.start(configuration, state: nil)
    for warning in source.warnings { console.say(warning.rendered()) }
    let path = run ?? RunFolder.freePath(forProblem: source.problem.name)
    let description = RunDescription(
      problem: source.problem.name, root: problem, sources: source.texts,
      configuration: configuration, command: CommandLine.arguments, created: timestamp())
    let writer = try create(at: path, description)
    console.say("\(source.problem.name): \(source.problem.doc ?? "no description")")
    console.say("run \(path), seed \(configuration.seed), \(counted(threads.count, "thread"))")
    let session = RunSession(
      console: console, threads: threads.count, end: end, certificates: certificates)
    return try session.work(on: &started, writer: writer)
  }

  private func create(
    at path: String, _ description: RunDescription
  ) throws(CommandFailure) -> RunWriter {
    do throws(StoreFailure) {
      return try RunWriter.create(at: path, description)
    } catch { throw CommandFailure(error) }
  }
}
