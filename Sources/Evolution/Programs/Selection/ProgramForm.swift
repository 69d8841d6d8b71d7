import Determinism
import Lisp

/// A canonical program as it is bred: a genome, or a function with its definition where it has parts
/// that no genome of the problem has. Only genomes have offspring.
enum ProgramForm: Sendable {
  case genome(Genome)
  indirect case function(Function, source: String)

  /// Nodes of the body.
  var size: Int {
    switch self {
    case .genome(let genome): genome.size
    case .function(let function, _): function.body?.size ?? 0
    }
  }

  /// A hash of the program that does not change between runs, nor with what else programs may call.
  func key(_ context: ProgramContext) -> UInt64 {
    switch self {
    case .genome(let genome): return genome.key(in: context.heads)
    case .function(let function, let source):
      var hasher = StableHasher()
      hasher.combine(source)
      let needs = function.body.map { context.helpers.needs(of: $0) } ?? 0
      for helper in context.helpers.sources(of: needs) { hasher.combine(helper) }
      return hasher.finalize()
    }
  }

  func measures(_ context: ProgramContext) -> GenomeMeasures {
    switch self {
    case .genome(let genome): GenomeMeasures(genome, context.heads)
    case .function(let function, _):
      GenomeMeasures(
        complexity: function.complexity,
        arbitrariness: function.arbitrariness(of: context.problem.target))
    }
  }

  /// The same program where heads have other numbers; nil where one of its own has none.
  func renumbered(by numbers: [Int]) -> ProgramForm? {
    guard case .genome(var genome) = self else { return self }
    for index in genome.nodes.indices {
      let number = numbers[Int(genome.nodes[index].head)]
      if number < 0 { return nil }
      genome.nodes[index].head = UInt16(number)
    }
    return .genome(genome)
  }
}
