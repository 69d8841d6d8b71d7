import Terms

/// What the rules about order and division conclude.
extension Theory {
  /// `s = t` from `s <= t` and `t <= s`.
  mutating func antisymmetric(_ first: TermID, _ second: TermID) throws(RuleFailure) -> TermID {
    let atMost = bank.builtin(.lessOrEqual)
    for term in [first, second] where !bank.isApplication(term, of: atMost) {
      throw .notAtMost(term)
    }
    let (s, t) = (bank.argument(0, of: first), bank.argument(1, of: first))
    let converse = try builtin(.lessOrEqual, t, s)
    guard second == converse else { throw .premiseDiffers(expected: converse, found: second) }
    return try equation(s, t)
  }

  /// The statement on `div` and `mod` with this number:
  /// - 0: `s = t * div(s t) + mod(s t)`
  /// - 1: `0 < t => and (0 <= mod(s t)) (mod(s t) < t)`
  /// - 2: `t < 0 => and (0 <= mod(s t)) (mod(s t) < 0 - t)`
  /// - 3: `div(s 0) = 0`, where `t` is the literal 0
  mutating func divisionStatement(
    _ index: Int, _ s: TermID, _ t: TermID
  ) throws(RuleFailure) -> TermID {
    let zero = bank.integer(0)
    let (quotient, remainder) = (try builtin(.div, s, t), try builtin(.mod, s, t))
    switch index {
    case 0:
      return try equation(s, builtin(.plus, builtin(.times, t, quotient), remainder))
    case 1:
      return try builtin(.implies, builtin(.less, zero, t), isBetween(zero, remainder, t))
    case 2:
      let bound = try builtin(.minus, zero, t)
      return try builtin(.implies, builtin(.less, t, zero), isBetween(zero, remainder, bound))
    case 3:
      guard t == zero else { throw .notZero(t) }
      return try equation(quotient, zero)
    default: throw .noSuchStatement(index)
    }
  }

  /// `and (lower <= term) (term < bound)`
  private mutating func isBetween(
    _ lower: TermID, _ term: TermID, _ bound: TermID
  ) throws(RuleFailure) -> TermID {
    try builtin(.and, builtin(.lessOrEqual, lower, term), builtin(.less, term, bound))
  }
}
