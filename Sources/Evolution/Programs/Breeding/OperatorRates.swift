/// How the rates of the operators follow their success.
public enum RateAdaptation: String, CaseIterable, Hashable, Sendable, Codable {
  /// They stay as they begin.
  case fixed
  /// Each operator's rate is in proportion to its success (probability matching).
  case matching
  /// The operator of most success gets what the least rates of the others leave.
  case pursuit
}

/// What one operator did in a generation.
public struct OperatorOutcome: Codable, Hashable, Sendable {
  public var operation: ProgramOperator
  /// Attempts, those that made nothing or nothing new included.
  public var tried = 0
  /// Of these the ones with a new behaviour that stayed in the population, or better than the
  /// parent.
  public var succeeded = 0
  /// Its share of the draws in the generation.
  public var rate = 0.0
}

/// The rates at which operators are drawn.
///
/// After Thierens (2005), "An Adaptive Pursuit Strategy for Allocating Operator Probabilities": an
/// operator's quality is a moving average of its success, and probabilities move towards those that
/// its quality deserves, none below a least one. Every step is a fixed sequence of arithmetic on
/// the generation's counts, so that runs repeat exactly.
struct OperatorRates: Hashable, Sendable, Codable {
  /// How much of the quality the last generation decides.
  static let memory = 0.2
  /// How far probabilities move in one generation.
  static let step = 0.1
  /// The least probability as a share of an even one.
  static let floor = 0.25
  /// Programs from which on a generation says something about an operator in full.
  static let evidence = 10.0

  private(set) var qualities: [Double]
  private(set) var probabilities: [Double]

  init(weights: [Int]) {
    let total = Double(max(1, weights.reduce(0, +)))
    qualities = weights.map { _ in 0.5 }
    probabilities = weights.map { Double($0) / total }
  }

  var count: Int { probabilities.count }

  /// Whether there is a quality for each probability, and all are about between nought and one.
  var isPossible: Bool {
    qualities.count == count && (qualities + probabilities).allSatisfy { 0...2 ~= $0 }
  }

  /// The probabilities as weights for a draw.
  var weights: [Int] { probabilities.map { max(1, Int(($0 * 65_536).rounded())) } }

  /// Learns what a generation's programs came to.
  mutating func learn(_ outcomes: [OperatorOutcome], by adaptation: RateAdaptation) {
    for (place, outcome) in outcomes.enumerated() where outcome.tried > 0 {
      let success = Double(outcome.succeeded) / Double(outcome.tried)
      let share = Self.memory * min(1, Double(outcome.tried) / Self.evidence)
      qualities[place] += share * (success - qualities[place])
    }
    guard adaptation != .fixed, count > 1 else { return }
    let least = Self.floor / Double(count)
    let spare = 1 - least * Double(count)
    let goals: [Double]
    switch adaptation {
    case .fixed: return
    case .matching:
      let total = qualities.reduce(0, +)
      goals = qualities.map { least + (total > 0 ? spare * $0 / total : spare / Double(count)) }
    case .pursuit:
      var best = 0
      for place in qualities.indices where qualities[place] > qualities[best] { best = place }
      goals = qualities.indices.map { least + ($0 == best ? spare : 0) }
    }
    for place in goals.indices {
      probabilities[place] += Self.step * (goals[place] - probabilities[place])
    }
  }
}
