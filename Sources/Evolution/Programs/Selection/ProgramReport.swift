/// What one generation of programs did.
public struct ProgramReport: Codable, Hashable, Sendable {
  /// Programs bred and enumerated.
  public var bred = 0
  /// Of these, not evaluated because the same canonical program was seen lately.
  public var duplicates = 0
  /// Evaluated programs that behave like a member, or like one evaluated before them.
  public var sameBehaviour = 0
  /// Evaluations of one program on one input, the systematic search's included.
  public var programCases = 0
  /// Programs that were run on all test cases, the systematic search's included.
  public var candidates = 0
  /// Work of the systematic search: values of terms in contexts, and runs, which count more.
  public var searchWork = 0
  /// Distinct outcome vectors among the members.
  public var outcomeVectors = 0
  /// Distinct behaviours among the members.
  public var behaviours = 0
  /// Nodes of a member, on average.
  public var meanSize = 0.0
  /// Nodes of the evaluated programs in percent of those of the smallest that behave as they do.
  public var sizePercent = 100
  /// Share of the members that bore offspring.
  public var parentShare = 0.0
  /// Gini's coefficient of the members' numbers of offspring: 0 if all bore as many.
  public var parentGini = 0.0
  /// What each operator did.
  public var operators: [OperatorOutcome] = []
  public var archiveElites = 0
  /// Share of the archive's niches that hold a program.
  public var archiveCoverage = 0.0
  /// Generations since the best outcome changed.
  public var stalled = 0
  /// How often the population was sown anew.
  public var restarts = 0

  public init() {}

  /// Notes the sizes of the evaluated programs and those of the smallest that behave as they do.
  mutating func noteSizes(_ sizes: [Int], smallest: [Int]) {
    let least = smallest.reduce(0, +)
    if least > 0 { sizePercent = 100 * sizes.reduce(0, +) / least }
  }

  /// Notes how many offspring each member bore.
  mutating func noteBirths(_ births: [Int]) {
    let total = births.reduce(0, +)
    guard total > 0 else { return }
    parentShare = Double(births.count { $0 > 0 }) / Double(births.count)
    let ranked = births.sorted().enumerated().reduce(0) { $0 + ($1.offset + 1) * $1.element }
    let count = births.count
    parentGini = Double(2 * ranked - (count + 1) * total) / Double(count * total)
  }
}

extension ProgramReport {
  /// The numbers that a person watches.
  var gauges: [Gauge] {
    func share(_ number: Double) -> Double { ScoreRounding.rounded(number) }
    var gauges = [
      Gauge("outcome-vectors", Double(outcomeVectors)),
      Gauge("distinct-behaviours", Double(behaviours)),
      Gauge("mean-program-size", share(meanSize)),
      Gauge("size-percent-of-smallest", Double(sizePercent)),
      Gauge("archive-elites", Double(archiveElites)),
      Gauge("archive-coverage", share(archiveCoverage)),
      Gauge("selection-pressure", share(parentShare)),
      Gauge("selection-gini", share(parentGini)),
      Gauge("stalled-generations", Double(stalled)),
      Gauge("restarts", Double(restarts)),
    ]
    for outcome in operators where outcome.tried > 0 {
      let name = outcome.operation.rawValue
      gauges.append(Gauge("rate-\(name)", share(outcome.rate)))
      gauges.append(
        Gauge("success-\(name)", share(Double(outcome.succeeded) / Double(outcome.tried))))
    }
    return gauges
  }
}
