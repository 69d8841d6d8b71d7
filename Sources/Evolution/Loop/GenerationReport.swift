/// A named number that a person watches, for instance `informative-share`.
public struct Gauge: Codable, Hashable, Sendable {
  public var name: String
  public var value: Double

  public init(_ name: String, _ value: Double) {
    self.name = name
    self.value = value
  }
}

/// What one generation did. Observers and the store see this, never the population's internals.
public struct GenerationReport: Codable, Hashable, Sendable {
  /// 1 for the first.
  public var generation: Int
  /// Program-cases of the whole run up to here.
  public var evaluations: Int
  /// Programs that were run on the test cases in this generation.
  public var candidates = 0
  /// What the program side did in this generation, counted: program-cases and the steps of the
  /// systematic search.
  public var work = 0
  /// The program to return if solved, else the best candidate.
  public var best: ProgramRecord?
  public var solved: Bool
  /// The interesting theorems about the current champions, best first.
  public var kept: [TheoremRecord]
  /// Statements decided in this generation, by fate.
  public var funnel: Funnel
  /// The same for the whole run.
  public var funnelInAll: Funnel
  /// The whole run's filters, alone and jointly.
  public var filters: FilterCounts
  public var gauges: [Gauge]
  /// Programs first met in this generation that are worth storing: champions and solutions.
  public var newPrograms: [ProgramRecord]
  /// Statements decided or decided anew in this generation, rejected ones with the fate and the
  /// numbers of the filters; duplicates are only counted. A record with the id of an earlier one
  /// replaces it.
  public var newTheorems: [TheoremRecord]
  /// Defects of ours, for instance a certificate that the second checker rejects. Must be empty.
  public var defects: [String]
}
