/// Advises the search: the lower a score, the sooner something is looked at.
///
/// A proof's cost is the sum of the scores of its ideas; the search looks for the cheapest proof.
/// Scores are whole numbers, so that every machine adds them alike.
protocol SearchScorer: Sendable {
  /// What it will probably cost to prove a sequent that has not been looked at, at least 1.
  func estimate(of features: SequentFeatures) -> Int
  /// What an idea costs by itself, at least 0.
  func score(of idea: IdeaFeatures) -> Int
}

/// What a scorer may know of a sequent.
struct SequentFeatures {
  /// Different subterms of the goal and the hypotheses.
  var size: Int
  var hypotheses: Int
  /// Inductions that the sequent stands under.
  var inductions: Int
  /// Whether induction hypotheses are at hand.
  var hasInductionHypotheses: Bool
}

/// What a scorer may know of an idea for a sequent.
enum IdeaFeatures {
  /// Both parts of a conjunction.
  case conjunction
  /// Cases of a term that blocks evaluation, which decide what happens next.
  case decisiveCases
  /// Cases of the nth variable that blocks evaluation, without another induction after them.
  case finalCases(Int)
  /// Cases of something that need not be decided now.
  case cases
  /// The nth of the sequents that imply the one at hand.
  case variant(Int)
  /// The nth scheme for an induction under others, its hypotheses used against the order of terms.
  case induction(scheme: Int, inductions: Int, againstOrder: Bool)
}

/// The built-in scorer. Its numbers were chosen by measuring published suites of problems.
struct StandardScorer: SearchScorer {
  func estimate(of features: SequentFeatures) -> Int {
    2 + features.size / 8
  }

  func score(of idea: IdeaFeatures) -> Int {
    switch idea {
    case .conjunction: 0
    case .decisiveCases: 1
    case .finalCases(let position): 1 + position
    case .cases: 10
    case .variant(let position): 2 * position
    case .induction(let scheme, let inductions, let againstOrder):
      2 + 5 * inductions + 3 * scheme + (againstOrder ? 4 : 0)
    }
  }
}
