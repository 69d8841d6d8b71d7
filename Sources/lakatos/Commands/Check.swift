import ArgumentParser
import Checker
import Determinism

/// `lakatos check PATH...`
struct Check: LakatosCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Runs both checkers on certificates, folders of them, or all of a run.",
    discussion: """
      A certificate is accepted if the second checker accepts it and the kernel, replaying it \
      step by step, proves the same theorems; in a run it must also prove the statement that it \
      is stored under, about the program of the run. `lakatos-check FILE...` runs the second \
      checker alone.

      EXAMPLES
        lakatos check Runs/reverse-1
        lakatos check proofs/ extra.cert --json

      EXIT CODES
        0 all are accepted   1 one is rejected   66 nothing to check
      """)

  @Argument(
    help: ArgumentHelp("Certificates, folders of them, or runs.", valueName: "path"))
  var paths: [String]

  @OptionGroup var threads: ThreadFlags
  @OptionGroup var output: OutputFlags

  func perform() throws(CommandFailure) -> ExitStatus {
    let console = output.console
    var parts: [ExitStatus] = []
    var accepted = 0
    for path in paths {
      do throws(CommandFailure) {
        let sources = try CertificateSources.at(path)
        let rejected = try judge(sources, console)
        accepted += sources.count - rejected
        parts.append(rejected == 0 ? .done : .no)
      } catch {
        guard [.noInput, .wrongInput].contains(error.status) else { throw error }
        console.warn(error.text.trimmingSuffix("\n"))
        parts.append(error.status)
      }
    }
    console.say("\(counted(accepted, "certificate")) accepted by both checkers")
    return ExitStatus.combined(parts)
  }

  /// - Returns: how many are rejected.
  private func judge(
    _ sources: [CertificateSource], _ console: Console
  ) throws(CommandFailure) -> Int {
    var rejected = 0
    for batch in batches(of: sources, size: 4 * threads.count) {
      let verdicts = parallelMap(batch, threads: threads.count) { _, source in
        let clock = ContinuousClock()
        let start = clock.now
        let verdict = CertificateVerdict.of(source)
        return (verdict, start.duration(to: clock.now).inSeconds)
      }
      for (source, (verdict, seconds)) in zip(batch, verdicts) {
        if case .rejected = verdict { rejected += 1 }
        try report(verdict, of: source, seconds: seconds, console)
      }
    }
    return rejected
  }

  private func report(
    _ verdict: CertificateVerdict, of source: CertificateSource, seconds: Double,
    _ console: Console
  ) throws(CommandFailure) {
    let label = source.label
    switch verdict {
    case .accepted(let theorems):
      for theorem in theorems {
        if console.json {
          var object = VerdictObject(file: label, goal: theorem.name, verdict: "accepted")
          object.seconds = seconds
          object.checked = theorem
          object.line = theorem.line
          try console.print(object.json)
        } else if !output.quiet {
          let title = source.title.isEmpty ? "\(label)  \(theorem.name)" : source.title
          try console.print("\(console.green("accepted"))  \(title)")
        }
      }
    case .rejected(let reason, let line):
      if console.json {
        var object = VerdictObject(file: label, goal: nil, verdict: "rejected")
        object.seconds = seconds
        object.reason = reason
        object.line = line
        try console.print(object.json)
      } else {
        let place = line.map { ":\($0)" } ?? ""
        try console.print("\(console.red("rejected"))  \(label)\(place)  \(reason)")
      }
    }
  }
}

/// The items in order, so many at a time.
func batches<Item>(of items: [Item], size: Int) -> [[Item]] {
  stride(from: 0, to: items.count, by: size).map {
    Array(items[$0..<min($0 + size, items.count)])
  }
}

extension String {
  /// Without these characters at the end, if it ends with them.
  func trimmingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }
}
