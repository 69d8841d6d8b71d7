import Foundation

/// What a theorem is worth to a reader: the more it says, the harder it is, the shorter it is to
/// state, the more proofs use it, and the farther it is from what is known.
///
///     score = rejects + alone + difficulty + proof + shortness + uses + distance
///
///     rejects    = 3 r, r the share of the panel's programs that it rejects
///     alone      = 1 if it rejects a trivial program that no other kept theorem rejects
///     difficulty = 1 if the 10% prover fails
///     proof      = log2(1 + proof lines) / 8 + log10(1 + inferences) / 8
///     shortness  = 16 / (8 + nodes of the statement)
///     uses       = log2(1 + proofs that use it) / 2
///     distance   = 1 - cosine to the nearest other proved statement
struct TheoremScore {
  /// Share of the panel's programs that it rejects.
  var rejectedShare: Double
  var excludesAlone: Int
  var tenPercent: TenPercentVerdict?
  var proofLines: Int
  var inferences: Int
  var size: Int
  var uses: Int
  /// Cosine to the nearest other proved statement; 0 if there is none.
  var nearest: Double

  /// The summands, in the order above.
  var terms: [ScoreTerm] {
    [
      ScoreTerm("rejects", 3 * rejectedShare),
      ScoreTerm("alone", excludesAlone > 0 ? 1 : 0),
      ScoreTerm("difficulty", tenPercent == .failed ? 1 : 0),
      ScoreTerm(
        "proof", log2(1 + Double(proofLines)) / 8 + log10(1 + Double(inferences)) / 8),
      ScoreTerm("shortness", 16 / (8 + Double(size))),
      ScoreTerm("uses", log2(1 + Double(uses)) / 2),
      ScoreTerm("distance", 1 - max(0, nearest)),
    ].map { ScoreTerm($0.name, ScoreRounding.rounded($0.value)) }
  }
}
