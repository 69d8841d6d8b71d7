import ArgumentParser

/// The command line of `lakatos`.
struct Lakatos: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lakatos",
    abstract: "Evolves short programs together with theorems about them, each proved and checked.",
    discussion: """
      A problem file says what a function should do. Lakatos searches for a short program that \
      does it, makes conjectures about the program, refutes or proves them, and keeps those that \
      are worth reading. Every proof has been accepted by a second, independent checker.

      EXAMPLES
        lakatos evolve Problems/lists/reverse.lisp   find programs and theorems
        lakatos browse Runs/reverse-1                the best pairs
        lakatos show Runs/reverse-1 ID               one theorem with its proof
        lakatos resume Runs/reverse-1 --for 5m       go on, exactly where it stood
        lakatos prove facts.lisp                     prove the theorems of a file
        lakatos check Runs/reverse-1                 check every proof again

      EXIT CODES
        0 done or yes   1 no (refuted, rejected)   3 not decided, no program found
        64 wrong usage   65 wrong input file   66 input not found   70 a defect of ours
        73 cannot write   74 I/O error   75 busy   130 interrupted (after a commit)

      `lakatos help settings` lists everything that --set can turn, `lakatos help gauges` what the
      gauges in the report of every generation mean.
      """,
    version: "1",
    subcommands: [
      Evolve.self, Resume.self, Browse.self, Show.self, Similar.self, Prove.self, Check.self,
      Bench.self,
    ])

  /// The few lines that somebody sees who types the name alone.
  static let greeting = """
    Lakatos evolves short programs together with theorems about them, each proved and checked.

      lakatos evolve Problems/lists/reverse.lisp   find programs and theorems (a minute)
      lakatos browse Runs/reverse-1                read the best pairs
      lakatos prove FILE.lisp                      prove the theorems of a file

    `lakatos --help` says the rest; README.md shows how to write a problem.

    """
}

/// A command that runs with the failures of this program, not with any.
protocol LakatosCommand: ParsableCommand {
  /// - Returns: how the program ends.
  mutating func perform() throws(CommandFailure) -> ExitStatus
}
