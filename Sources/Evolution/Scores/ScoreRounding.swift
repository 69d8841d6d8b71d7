/// Scores are rounded, so that the last bits of a logarithm on another machine decide nothing.
enum ScoreRounding {
  static func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }
}
