import ArgumentParser
import Evolution
import Store

/// `lakatos resume RUN`
struct Resume: LakatosCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Goes on with a run from its last commit.",
    discussion: """
      The run keeps its problem, seed and settings; nothing outside its folder is read. Going on \
      gives exactly what the uninterrupted run would have given. If the run has so many \
      generations already, its summary is printed.

      EXAMPLES
        lakatos resume Runs/reverse-1 --for 5m
        lakatos resume Runs/reverse-1 --generations 200
        lakatos resume Runs/reverse-1 --generations 0 --json    the summary alone
      """)

  @Argument(help: ArgumentHelp("A run, such as Runs/reverse-1.", valueName: "run"))
  var run: String

  @OptionGroup var end: EndFlags
  @OptionGroup var threads: ThreadFlags
  @OptionGroup var certificates: CertificateFlags
  @OptionGroup var output: OutputFlags

  func perform() throws(CommandFailure) -> ExitStatus {
    let path = try fromStore { () throws(StoreFailure) in try RunFolder.find(run) }
    let writer = try open(path)
    let reader = writer.reader
    let description = try fromStore { () throws(StoreFailure) in try reader.description() }
    let checkpoint = try fromStore { () throws(StoreFailure) in try reader.checkpoint() }
    try certificates.prepare()
    let source = try ProblemSource(stored: description)
    var resumed = try source.start(description.configuration, state: checkpoint?.state)
    let generation = checkpoint?.generation ?? 0
    output.console.say("\(path): generation \(generation) is committed")
    let session = RunSession(
      console: output.console, threads: threads.count, end: end, certificates: certificates)
    return try session.work(on: &resumed, writer: writer)
  }

  private func open(_ path: String) throws(CommandFailure) -> RunWriter {
    do throws(StoreFailure) { return try RunWriter.open(at: path) } catch {
      throw CommandFailure(error)
    }
  }
}
