import Determinism
import Foundation

/// Everything that the next generation of a run needs.
///
/// Programs to return, statements and certificates are kept as text, the population as numbers that
/// the problem gives their meaning, so that a state reads back in any process; it is a checkpoint when
/// encoded. Going on from a decoded state decides exactly what the uninterrupted run decides.
///
/// Which programs were evaluated would make a checkpoint large. Who stores one after the other takes
/// that out of each state by ``drainSeen()`` and gives it back by ``restore(seen:)``.
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
  /// The generation in which a solution was first found; nil while unsolved.
  public internal(set) var solvedAt: Int?

  /// Definitions of the helper functions that the run invented.
  public internal(set) var helpers: [String] = []
  /// How often helper functions were looked for.
  var inventions = 0
  /// Names given to helpers that evolution made, of parts or as versions.
  var helperNames = 0
  var programs: ProgramPopulation
  /// The solutions in the order of preference.
  var ranking = SolutionRanking()
  var theorems = TheoremState()
  /// What the gauges of forgetting compare with; decides nothing.
  var ancestry = Ancestry()
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

  /// SHA-256 of the ``checkpoint``: over everything that was decided; no times, no thread counts.
  public func hash() -> String { SHA256.hex(of: checkpoint) }

  /// The state as JSON without what ``drainSeen()`` takes out.
  public var checkpoint: Data {
    var state = self
    _ = state.drainSeen()
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let bytes = try? encoder.encode(state) else {
      preconditionFailure("a run state holds a number that JSON cannot write")
    }
    return bytes
  }

  /// Takes out the programs that were evaluated since the last time.
  public mutating func drainSeen() -> SeenBatch { programs.seen.drain() }

  /// The number of the first program that still counts as evaluated.
  public var firstSeen: Int { programs.seen.first }

  /// Gives a decoded state back what was drained before, in order.
  ///
  /// - Returns: whether that is all and nothing but what was drained.
  public mutating func restore(seen batches: [SeenBatch]) -> Bool {
    programs.seen.restore(batches)
  }
}
