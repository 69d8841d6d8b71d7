import Evolution
import GRDB

/// A run in one value, as `evolve` and `resume` report it at their end.
public struct RunSummary: Sendable {
  public var path: String
  public var problem: String
  public var configuration: RunConfiguration
  public var generations: Int
  /// Wall time of all generations.
  public var seconds: Double
  /// Program-cases.
  public var evaluations: Int
  public var solved: Bool
  /// Wall time until the generation that found the returned program had ended; nil while unsolved.
  public var solvedAfter: Double?
  /// Covers everything that was decided; empty before the first generation.
  public var hash: String
  public var best: ProgramRecord?
  /// The interesting theorems, best first.
  public var theorems: [TheoremRecord]
  /// The whole run's.
  public var funnel: Funnel
  /// The last generation's.
  public var gauges: [Gauge]
  /// How many digits of the ids above tell them from every other one of the run.
  public var idLength: Int
}

extension RunReader {
  /// The run as it stands after the last committed generation.
  public func summary() throws(StoreFailure) -> RunSummary {
    let description = try description()
    let report = try lastReport()
    let theorems = try pairs().map(\.theorem)
    let best = report?.best
    let idLength = try distinctLength(of: theorems.map(\.id) + (best.map { [$0.id] } ?? []))
    return try read { db in
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT count(*) AS generations, total(seconds) AS seconds,
          (SELECT state_hash FROM generations ORDER BY number DESC LIMIT 1) AS hash
          FROM generations
          """)
      let isSolved = report?.solved ?? false
      let solvedAfter = try isSolved ? best.flatMap { try secondsUntil($0.generation, db) } : nil
      return RunSummary(
        path: path, problem: description.problem, configuration: description.configuration,
        generations: row?["generations"] ?? 0, seconds: row?["seconds"] ?? 0,
        evaluations: report?.evaluations ?? 0, solved: isSolved, solvedAfter: solvedAfter,
        hash: row?["hash"] ?? "", best: best, theorems: theorems,
        funnel: report?.funnelInAll ?? Funnel(), gauges: report?.gauges ?? [], idLength: idLength)
    }
  }

  private func secondsUntil(_ generation: Int, _ db: Database) throws -> Double? {
    try Double.fetchOne(
      db, sql: "SELECT total(seconds) FROM generations WHERE number <= ?", arguments: [generation])
  }
}
