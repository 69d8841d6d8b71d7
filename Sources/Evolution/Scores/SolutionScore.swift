import Foundation

/// How much there is for a solution, beside the test cases, that all solutions pass.
///
///     score = length + shallow + forgetful + arbitrary + laws + agreement
///
///     length    = -(c + 3 n) / 4, n the nodes of the definition, c the same when a part that occurs
///                 again counts once
///     shallow   = -2 if it takes a value of a recursive type apart and neither calls itself nor a helper
///                 that does
///     forgetful = -2 f, f the parameters that its calls of itself neither carry on nor reset
///     arbitrary = -a, a the variables that it never uses and the constants that it passes to itself,
///                 and a tenth for each pair of like fields that it uses in turned order
///     laws      = log2(1 + l) / 2, l how many of the equations that small terms suggest about the
///                 shortest solutions hold of it when tested
///     agreement = the share of the solutions' votes, its own included, that give what it gives, over
///                 drawn inputs; a solution has half the vote of one that is two nodes shorter
///
/// The unit is a node. The first four terms are a prior over programs, by description length; laws
/// are evidence that a person would have asked for such a function; agreement chooses the answer of
/// least expected error (minimum Bayes risk, Kumar and Byrne 2004; over programs: Shi et al. 2022).
struct SolutionScore: Codable, Hashable, Sendable {
  var complexity: Int
  var size: Int
  var isShallow: Bool
  var forgotten: Int
  var arbitrariness: Int
  /// Pairs of fields of one type and one constructor of which the later is used first.
  var turned: Int
  /// Nil where it was not counted, because the form alone decides.
  var laws: Int?
  /// Between 0 and 1.
  var agreement = 0.0

  /// Of two scores that differ by less, neither program is clearly to be preferred.
  static let indifference = 0.5

  /// By form alone, in nodes: what the first four terms take away. Lower is better.
  var descriptionLength: Double {
    Double(complexity + 3 * size) / 4 + (isShallow ? 2 : 0) + Double(2 * forgotten)
      + Double(arbitrariness) + Double(turned) / 10
  }

  /// The summands, in the order above.
  var terms: [ScoreTerm] {
    [
      ScoreTerm("length", -Double(complexity + 3 * size) / 4),
      ScoreTerm("shallow", isShallow ? -2 : 0),
      ScoreTerm("forgetful", -2 * Double(forgotten)),
      ScoreTerm("arbitrary", -Double(arbitrariness) - Double(turned) / 10),
      ScoreTerm("laws", laws.map { log2(1 + Double($0)) / 2 } ?? 0),
      ScoreTerm("agreement", agreement),
    ].map { ScoreTerm($0.name, ScoreRounding.rounded($0.value)) }
  }

  var total: Double { ScoreRounding.rounded(terms.total) }
}
