import Determinism
import Foundation

/// Everything that the next generation of a run needs.
///
/// Programs to return, statements and certificates are kept as text, the population as numbers that
/// the problem gives their meaning, so that a state reads back in any process; it is a checkpoint when
/// encoded. Going on from a decoded state decides exactly what
/// the uninterrupted run decides.
public struct RunState: Codable, Sendable {
  /// Generations done.
  public internal(set) var generation = 0
  /// Program-cases run so far.
  public internal(set) var evaluations = 0
  /// Statements decided for good so far, by fate.
  var funnel = Funnel()
  /// Which filters stopped them, alone and jointly.
  public internal(set) var filters = FilterCounts()
  /// The program to return if solved, else the best candidate.
  public internal(set) var best: ProgramRecord?
  /// The generation in which the returned program was found; nil while unsolved.
  public internal(set) var solvedAt: Int?

  /// Definitions of the helper functions that the run invented.
  public internal(set) var helpers: [String] = []
  var programs: ProgramPopulation
  /// The solutions in the order of preference.
  var ranking = SolutionRanking()
  var theorems = TheoremState()
  /// Informative theorems that serve the programs of the next generation as additional cases.
  var laws: [String] = []

  /// The state before the first generation.
  init(programs: ProgramPopulation) {
    self.programs = programs
  }

  /// The interesting theorems about the program to return, best first.
  public var kept: [TheoremRecord] {
    theorems.champions.filter { $0.program.id == best?.id }.flatMap(\.kept).sorted { left, right in
      left.score == right.score ? left.id < right.id : left.score > right.score
    }
  }

  /// All statements met so far by their present fate.
  public var funnelInAll: Funnel {
    var funnel = funnel
    for champion in theorems.champions { funnel.add(champion.openFates) }
    return funnel
  }

  /// SHA-256 over everything that was decided; no times, no thread counts.
  public func hash() -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    guard let bytes = try? encoder.encode(self) else {
      preconditionFailure("a run state holds a number that JSON cannot write")
    }
    return SHA256.hex(of: bytes)
  }
}
