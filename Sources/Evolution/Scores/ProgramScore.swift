import Foundation

/// What a program is worth: it solves the problem, and as a solution has much that speaks for it,
/// many good theorems among it.
///
///     score = solved + passed + the terms of its ``SolutionScore`` + theorems
///
///     solved   = 40 if it passes all of `require`
///     passed   = 2 p, p the share of `require` that it passes
///     theorems = log2(1 + sum of the scores of its kept theorems) / 10
///
/// Theorems decide only between programs that are otherwise as good: the stronger a program's laws
/// are, the fewer of them do not follow from the others, so that a worse program often keeps more.
///
/// The unit is a node.
struct ProgramScore {
  var require: PassCount
  var solution: SolutionScore
  /// Scores of the kept theorems.
  var theorems: [Double]

  /// The summands, in the order above.
  var terms: [ScoreTerm] {
    let share = require.of == 0 ? 1 : Double(require.passed) / Double(require.of)
    let first = [
      ScoreTerm("solved", require.isAll ? 40 : 0),
      ScoreTerm("passed", ScoreRounding.rounded(2 * share)),
    ]
    let proved = log2(1 + theorems.reduce(0, +)) / 10
    return first + solution.terms + [ScoreTerm("theorems", ScoreRounding.rounded(proved))]
  }
}
