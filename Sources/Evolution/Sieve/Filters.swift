/// The numbers of the five triviality filters and how each decides.
///
/// A filter that is `off` stops nothing.
struct Filters: Sendable {
  var trivial: TrivialityJudgement
  var known: Threshold
  var vacuous: Threshold
  var short: Threshold
  var obvious: Threshold

  init(_ configuration: RunConfiguration) {
    trivial = configuration.trivial
    known = configuration.known
    vacuous = configuration.vacuous
    short = configuration.short
    obvious = configuration.obvious
  }

  /// Rewrite steps within which a statement counts as known; nil when the filter is off.
  var knownSteps: Int? { known.number.map { Int($0) } }

  /// Whether hypotheses that held on `held` of `tested` inputs hold too seldom.
  func isVacuous(held: Int, tested: Int) -> Bool {
    guard let least = vacuous.number else { return false }
    return tested == 0 || Double(held) < least * Double(tested) || held == 0
  }

  /// Whether a proof of so many lines is only a few lines.
  func isShort(lines: Int) -> Bool {
    guard let least = short.number else { return false }
    return Double(lines) < least
  }

  /// Inferences of the 10% prover; nil when the filter is off.
  func tenPercentInferences(of budget: Int) -> Int? {
    obvious.number.map { max(1, Int($0 * Double(budget))) }
  }

  /// Whether a statement is true of trivial programs, judged alone: it excludes no program of the
  /// panel at all, or, where each theorem must exclude every trivial program, it leaves one.
  func isTrueOfTrivial(rejected: [Bool], isTrivial: [Bool]) -> Bool {
    switch trivial {
    case .off: false
    case .set: !rejected.isEmpty && !rejected.contains(true)
    case .each: zip(rejected, isTrivial).contains { !$0 && $1 }
    }
  }
}
