/// refl, rewrite, eq-true, true-eq.
extension Judge {
  /// `|- t = t`
  mutating func refl(_ parts: inout Elements) throws(Cause) -> Sequent {
    let term = try takeTerm(&parts)
    return Sequent(hypotheses: .empty, conclusion: try equation(term, term))
  }

  /// `G |- p  ==>  G |- p = true`
  mutating func eqTrue(_ parts: inout Elements) throws(Cause) -> Sequent {
    let line = try takeSequent(&parts)
    let conclusion = try equation(line.conclusion, builtIn.truth)
    return Sequent(hypotheses: line.hypotheses, conclusion: conclusion)
  }

  /// `G |- p = true  ==>  G |- p`
  ///
  /// - Throws: `notEqualToTrue`.
  mutating func trueEq(_ parts: inout Elements) throws(Cause) -> Sequent {
    let line = try takeSequent(&parts)
    guard let sides = sides(line.conclusion), sides.right == builtIn.truth
    else { throw .notEqualToTrue }
    return Sequent(hypotheses: line.hypotheses, conclusion: sides.left)
  }

  /// `G |- p,  D |- s = t  ==>  G, D |- q`, where q is p with some s and t exchanged
  ///
  /// - Throws: `notAnEquation`, `falseRewrite`, `tooManyPairs`.
  mutating func rewrite(_ parts: inout Elements) throws(Cause) -> Sequent {
    let line = try takeSequent(&parts)
    let by = try takeSequent(&parts)
    let result = try takeFormula(&parts)
    guard let sides = sides(by.conclusion) else { throw .notAnEquation }
    try requireExchange(line.conclusion, result, sides.left, sides.right)
    let hypotheses = try sets.union(line.hypotheses, by.hypotheses)
    return Sequent(hypotheses: hypotheses, conclusion: result)
  }

  /// At each node the two terms are equal, or are the two sides in some order, or agree in kind,
  /// head and number of arguments and in each argument.
  ///
  /// A pair whose arguments must agree fails if one of them does not. So the first pair that does
  /// not agree decides, and no pair is looked at twice.
  private func requireExchange(
    _ first: TermID, _ second: TermID, _ left: TermID, _ right: TermID
  ) throws(Cause) {
    var seen: Set<TermPair> = []
    var pending = [TermPair(first: first, second: second)]
    while let pair = pending.popLast() {
      let (p, q) = (pair.first, pair.second)
      let isExchange = (p == left && q == right) || (p == right && q == left)
      guard p != q, !isExchange, seen.insert(pair).inserted else { continue }
      guard seen.count <= limits.pairs else { throw .tooManyPairs }
      guard agree(p, q) else { throw .falseRewrite }
      for position in 0..<terms.argumentCount(p) {
        let next = TermPair(first: terms.argument(p, position), second: terms.argument(q, position))
        if next.first != next.second { pending.append(next) }
      }
    }
  }

  /// Whether two different terms agree in kind, head and number of arguments.
  private func agree(_ p: TermID, _ q: TermID) -> Bool {
    guard terms.kind(p) == terms.kind(q), terms.argumentCount(p) == terms.argumentCount(q)
    else { return false }
    switch terms.kind(p) {
    case .variable, .literal: return false
    case .application, .partial: return terms.head(p) == terms.head(q)
    case .call: return true
    }
  }
}

/// Two terms at the same place.
private struct TermPair: Hashable {
  let first: TermID
  let second: TermID
}
