import Lisp

/// What earlier generations had, against which the present one is held.
///
/// An archive of all of a generation's cases, not of its best program alone, tells forgetting where
/// the best one improves (Bader-Natal and Pollack 2004, "A Population-Differential Method of
/// Monitoring Success and Failure in Coevolution").
struct Ancestry: Codable, Hashable, Sendable {
  /// Earlier best programs and theorems that are remembered at most, the latest ones.
  static let limit = 24

  /// By `require` formula whether some member has ever passed it.
  private(set) var everPassed: [Bool] = []
  /// Outcomes of earlier best members, each once.
  private(set) var elites: [[Bool]] = []
  /// Theorems about earlier best programs.
  private(set) var laws: [String] = []

  /// Holds a population, the best member first, against the earlier ones, and remembers it.
  ///
  /// - Parameter outcomes: which `require` formulas members pass, each outcome once.
  mutating func note(outcomes: [[Bool]]) -> [Gauge] {
    guard let best = outcomes.first else { return [] }
    let now = best.indices.map { place in outcomes.contains { $0[place] } }
    let forgotten = zip(everPassed, now).count { $0 && !$1 }
    let lost = elites.count { elite in
      !outcomes.contains { member in zip(elite, member).allSatisfy { !$0 || $1 } }
    }
    let share = elites.isEmpty ? 0 : Double(lost) / Double(elites.count)
    everPassed = everPassed.isEmpty ? now : zip(everPassed, now).map { $0 || $1 }
    if !elites.contains(best) { elites = (elites + [best]).suffix(Self.limit) }
    return [
      Gauge("forgotten-cases", Double(forgotten)),
      Gauge("lost-ancestors", ScoreRounding.rounded(share)),
    ]
  }

  /// Remembers what was proved about a program that is not the best any more.
  mutating func remember(_ statements: [String]) {
    for statement in statements where !laws.contains(statement) { laws.append(statement) }
    laws = laws.suffix(Self.limit)
  }

  /// How many of the theorems about earlier programs do not hold of this one.
  func forgottenLaws(of function: Function, by trial: PanelTrial) -> Int {
    let formulas = laws.compactMap { StatementText.read($0, in: trial.environment) }
    return trial.rejections(of: function, by: formulas).count { $0 }
  }
}
