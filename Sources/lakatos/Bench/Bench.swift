import ArgumentParser

/// `lakatos bench NAME`
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measures one thing.",
    subcommands: [
      ProverBench.self, SynthesisBench.self, RewritingBench.self, EvaluationBench.self,
      BreedingBench.self, SelectionBench.self, ArchiveBench.self, MemoryBench.self,
    ])
}
