/// One summand of a score, printed as it stands.
public struct ScoreTerm: Codable, Hashable, Sendable {
  /// What is measured, for instance `rejects`.
  public var name: String
  /// What it adds to the score, already weighted.
  public var value: Double

  public init(_ name: String, _ value: Double) {
    self.name = name
    self.value = value
  }
}

extension [ScoreTerm] {
  /// The score: the sum from the first to the last term.
  public var total: Double { reduce(0) { $0 + $1.value } }
}
