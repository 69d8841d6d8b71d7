/// What became of a statement.
public enum Fate: String, Codable, CaseIterable, Hashable, Sendable {
  /// Proved, and stopped by no filter: worth a person's reading.
  case interesting
  /// The 10% prover proves it.
  case obvious
  /// Its proof takes only a few lines.
  case short
  /// An instance, a renaming or an easy consequence of what is proved already.
  case known
  /// Its hypotheses are hardly ever true.
  case vacuous
  /// It excludes nothing, or the set that it belongs to lets a trivial program through.
  case trueOfTrivial = "true-of-trivial"
  /// Refuted by a counterexample.
  case `false` = "false"
  /// Neither refuted nor proved within the budget.
  case unproved
  /// Met before, as written or renamed or with its sides swapped.
  case duplicate
}

/// How many statements met each fate. The stages' funnel is read off it.
public struct Funnel: Codable, Hashable, Sendable {
  /// Only fates that occurred; keys are raw values so that it reads well as JSON.
  private var counts: [String: Int] = [:]

  public init() {}

  /// The count of a fate; 0 if it never occurred.
  public subscript(fate: Fate) -> Int {
    get { counts[fate.rawValue] ?? 0 }
    set { counts[fate.rawValue] = newValue == 0 ? nil : newValue }
  }

  /// Every fate with its count, in the order of ``Fate/allCases``.
  public var entries: [(fate: Fate, count: Int)] { Fate.allCases.map { ($0, self[$0]) } }

  /// All statements counted.
  public var total: Int { counts.values.reduce(0, +) }

  public mutating func add(_ other: Funnel) {
    for fate in Fate.allCases { self[fate] += other[fate] }
  }
}

/// How often the filters stopped a statement, each alone and jointly.
///
/// The key of ``jointly`` is the set of filters that would stop a statement, for instance
/// `known+short`; filters that were not evaluated for a statement do not count.
public struct FilterCounts: Codable, Hashable, Sendable {
  /// For each of the five filters the statements that it would stop, whatever the others say.
  public var alone: [String: Int] = [:]
  public var jointly: [String: Int] = [:]

  public init() {}

  mutating func add(_ other: FilterCounts) {
    alone.merge(other.alone) { $0 + $1 }
    jointly.merge(other.jointly) { $0 + $1 }
  }

  /// Counts one statement that these filters stop.
  public mutating func count(_ filters: [Fate]) {
    guard !filters.isEmpty else { return }
    let names = Set(filters).map(\.rawValue).sorted()
    for name in names { alone[name, default: 0] += 1 }
    jointly[names.joined(separator: "+"), default: 0] += 1
  }
}
