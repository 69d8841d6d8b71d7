import Lisp

/// A canonical program as it is bred: a genome, or a function where it has parts that no genome of
/// the problem has. Only genomes have offspring.
enum ProgramForm: Sendable {
  case genome(Genome)
  case function(Function)

  /// Nodes of the body.
  var size: Int {
    switch self {
    case .genome(let genome): genome.size
    case .function(let function): function.body?.size ?? 0
    }
  }

  /// A hash of the body.
  var key: UInt64 {
    switch self {
    case .genome(let genome): genome.stableHash
    case .function(let function): function.body?.stableHash ?? 0
    }
  }

  func measures(_ context: ProgramContext) -> GenomeMeasures {
    switch self {
    case .genome(let genome): GenomeMeasures(genome, context.heads)
    case .function(let function):
      GenomeMeasures(
        complexity: function.complexity,
        arbitrariness: function.arbitrariness(of: context.problem.target))
    }
  }
}
