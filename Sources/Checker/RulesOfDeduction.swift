/// assume, discharge, mp, cut, inst.
extension Judge {
  /// `p |- p`
  mutating func assume(_ parts: inout Elements) throws(Cause) -> Sequent {
    let formula = try takeFormula(&parts)
    return Sequent(hypotheses: try sets.set(of: [formula]), conclusion: formula)
  }

  /// `G |- q  ==>  G - p |- p => q`
  mutating func discharge(_ parts: inout Elements) throws(Cause) -> Sequent {
    let formula = try takeFormula(&parts)
    let line = try takeSequent(&parts)
    return Sequent(
      hypotheses: try sets.removing(formula, from: line.hypotheses),
      conclusion: try application(.implies, [formula, line.conclusion]))
  }

  /// `G |- p => q,  D |- p  ==>  G, D |- q`
  ///
  /// - Throws: `notAnImplication`, `antecedentDiffers`.
  mutating func mp(_ parts: inout Elements) throws(Cause) -> Sequent {
    let line = try takeSequent(&parts)
    let premise = try takeSequent(&parts)
    guard isApplication(line.conclusion, of: .implies) else { throw .notAnImplication }
    guard terms.argument(line.conclusion, 0) == premise.conclusion
    else { throw .antecedentDiffers }
    let hypotheses = try sets.union(line.hypotheses, premise.hypotheses)
    return Sequent(hypotheses: hypotheses, conclusion: terms.argument(line.conclusion, 1))
  }

  /// `D |- p,  G |- q  ==>  D, G - p |- q`
  mutating func cut(_ parts: inout Elements) throws(Cause) -> Sequent {
    let lemma = try takeSequent(&parts)
    let line = try takeSequent(&parts)
    let rest = try sets.removing(lemma.conclusion, from: line.hypotheses)
    return Sequent(
      hypotheses: try sets.union(lemma.hypotheses, rest), conclusion: line.conclusion)
  }

  /// `G |- p  ==>  GS |- pS`
  ///
  /// - Throws: what ``readSubstitution(_:)`` and ``image(_:)`` throw.
  mutating func inst(_ parts: inout Elements) throws(Cause) -> Sequent {
    let line = try takeSequent(&parts)
    try readSubstitution(&parts)
    let conclusion = try image(line.conclusion)
    guard line.hypotheses != .empty else {
      return Sequent(hypotheses: .empty, conclusion: conclusion)
    }
    var hypotheses = sets.members(line.hypotheses)
    for position in hypotheses.indices {
      hypotheses[position] = try image(hypotheses[position])
    }
    return Sequent(hypotheses: try sets.set(of: hypotheses), conclusion: conclusion)
  }
}
