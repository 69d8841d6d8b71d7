import Foundation

/// What a program is worth: it solves the problem, is short, and many good theorems hold of it.
///
///     score = solved + passed + shortness + theorems
///
///     solved    = 4 if it passes all of `require`
///     passed    = 2 p, p the share of `require` that it passes
///     shortness = 16 / (8 + c), c the nodes of the definition, repeated parts counted once
///     theorems  = log2(1 + sum of the scores of its kept theorems)
struct ProgramScore {
  var require: PassCount
  var complexity: Int
  /// Scores of the kept theorems.
  var theorems: [Double]

  /// The summands, in the order above.
  var terms: [ScoreTerm] {
    let share = require.of == 0 ? 1 : Double(require.passed) / Double(require.of)
    return [
      ScoreTerm("solved", require.isAll ? 4 : 0),
      ScoreTerm("passed", 2 * share),
      ScoreTerm("shortness", 16 / (8 + Double(complexity))),
      ScoreTerm("theorems", log2(1 + theorems.reduce(0, +))),
    ].map { ScoreTerm($0.name, ScoreRounding.rounded($0.value)) }
  }
}
