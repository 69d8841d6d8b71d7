import ArgumentParser
import Lisp

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// From arguments to an exit status.
enum Launch {
  /// Parses and runs a command. Every failure ends here, as a message and a status.
  static func run(_ arguments: [String]) -> Int32 {
    do throws(CommandFailure) {
      if let status = try special(arguments) { return status.rawValue }
    } catch { return report(error) }
    do {
      var command = try Lakatos.parseAsRoot(arguments)
      guard var ours = command as? any LakatosCommand else {
        try command.run()
        return ExitStatus.done.rawValue
      }
      return try ours.perform().rawValue
    } catch let failure as CommandFailure {
      return report(failure)
    } catch {
      return report(parserError: error)
    }
  }

  static func leave(with status: Int32) -> Never { exit(status) }

  /// What the argument parser does not do for us: a greeting, help on topics, and a hint for a
  /// mistyped command.
  private static func special(_ arguments: [String]) throws(CommandFailure) -> ExitStatus? {
    guard let first = arguments.first else {
      try Stream.output.write(Lakatos.greeting)
      return .done
    }
    if first == "help", arguments.count == 2, let text = topics[arguments[1]] {
      try Stream.output.write(text)
      return .done
    }
    let names =
      Lakatos.configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
    if first == "help", let topic = arguments.dropFirst().first { try checkTopic(topic, names) }
    guard !first.hasPrefix("-"), !names.contains(first) else { return nil }
    let nearest = nearestName(to: first, among: names)
    throw CommandFailure(
      .usage, "there is no command \(first)",
      remedy: nearest.map { "did you mean `lakatos \($0)`?" }
        ?? "the commands are \(names.joined(separator: ", "))")
  }

  /// - Throws: ``CommandFailure`` with ``ExitStatus/usage`` that lists what there is help on.
  private static func checkTopic(
    _ topic: String, _ commands: [String]
  ) throws(CommandFailure) {
    let known = commands + topics.keys.sorted()
    guard !topic.hasPrefix("-"), !known.contains(topic) else { return }
    let nearest = nearestName(to: topic, among: known).map { "did you mean \($0)? " } ?? ""
    throw CommandFailure(
      .usage, "there is no help on \(topic)",
      remedy: nearest + "the topics are \(known.joined(separator: ", "))")
  }

  /// What `help` knows beside the commands.
  private static var topics: [String: String] {
    ["settings": SettingsHelp.text, "gauges": GaugesHelp.text]
  }

  private static func report(_ failure: CommandFailure) -> Int32 {
    try? Stream.error.write(failure.text)
    return failure.status.rawValue
  }

  /// Help goes to the output stream with status 0, wrong usage to the error stream.
  private static func report(parserError error: any Error) -> Int32 {
    let status = Lakatos.exitCode(for: error).rawValue
    let text = Lakatos.fullMessage(for: error)
    if !text.isEmpty {
      try? (status == 0 ? Stream.output : Stream.error).write(text + "\n")
    }
    return status
  }
}
