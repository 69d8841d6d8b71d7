import Terms

/// A formula that `linear` can read.
enum IntegerFormula {
  /// `s - t + constant <= 0`
  case atMost(TermID, TermID, constant: Int128)
  /// `s - t = 0`
  case equal(TermID, TermID)
  /// `1 <= 0`
  case falsehood
}

extension Theory {
  /// Two terms of type `int` are the same polynomial.
  func checkSamePolynomial(_ s: TermID, _ t: TermID) throws(RuleFailure) {
    for term in [s, t] where bank.type(of: term) != bank.int { throw .notAnInteger(term) }
    var reader = PolynomialReader()
    do throws(PolynomialFailure) {
      if try reader.polynomial(of: s, bank) == reader.polynomial(of: t, bank) { return }
    } catch {
      throw .polynomial(error)
    }
    throw .polynomialsDiffer(s, t)
  }

  /// `p` follows from multiples of the formulas, the sum of which is divided and rounded up.
  ///
  /// With `P <= 0` the sum, `c <= 0` the reading of `p` and `d >= 1` the divisor, `P` and `d c` may
  /// differ only in their constants, and that of `c` is at most that of `P` divided by `d`, rounded
  /// up: `c - c0 = (P - P0) / d <= -P0 / d`, and the left side is an integer.
  func checkLinear(
    divisor: Int128, _ summands: [(coefficient: Int128, formula: TermID)], to p: TermID
  ) throws(RuleFailure) {
    guard divisor >= 1 else { throw .divisorNotPositive(divisor) }
    var readings: [(coefficient: Int128, formula: IntegerFormula)] = []
    for (coefficient, formula) in summands {
      readings.append((coefficient, try reading(of: formula, multipliedBy: coefficient)))
    }
    let goal = try readingOfGoal(p)
    let (sum, conclusion, multiple): (Polynomial, Polynomial, Polynomial)
    var reader = PolynomialReader()
    do throws(PolynomialFailure) {
      sum = try total(readings, &reader)
      conclusion = try reader.polynomial(of: goal, bank)
      multiple = try reader.sum(Polynomial(), divisor, times: conclusion)
    } catch {
      throw .polynomial(error)
    }
    guard sum.withoutConstant == multiple.withoutConstant else { throw .doesNotFollow(p) }
    guard conclusion.constant <= quotientRoundedUp(sum.constant, divisor) else {
      throw .constantTooGreat(p)
    }
  }

  private func total(
    _ readings: [(coefficient: Int128, formula: IntegerFormula)], _ reader: inout PolynomialReader
  ) throws(PolynomialFailure) -> Polynomial {
    var sum = Polynomial()
    for (coefficient, formula) in readings {
      sum = try reader.sum(sum, coefficient, times: reader.polynomial(of: formula, bank))
    }
    return sum
  }

  /// Any formula may be added, but only an equation may be subtracted.
  private func reading(
    of formula: TermID, multipliedBy coefficient: Int128
  ) throws(RuleFailure) -> IntegerFormula {
    guard let reading = bank.integerFormula(formula) else { throw .notLinear(formula) }
    switch reading {
    case .equal: return reading
    case .atMost, .falsehood:
      guard coefficient >= 0 else { throw .negativeMultiple(formula) }
      return reading
    }
  }

  private func readingOfGoal(_ p: TermID) throws(RuleFailure) -> IntegerFormula {
    if p == bank.falseTerm { return .falsehood }
    guard let reading = bank.comparison(p) else { throw .notLinear(p) }
    return reading
  }
}

/// For a positive divisor.
private func quotientRoundedUp(_ dividend: Int128, _ divisor: Int128) -> Int128 {
  let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
  return remainder > 0 ? quotient + 1 : quotient
}

extension TermBank {
  /// `s <= t` or `s < t` as it is read, or nil.
  fileprivate borrowing func comparison(_ term: TermID) -> IntegerFormula? {
    if isApplication(term, of: builtin(.lessOrEqual)) {
      return .atMost(argument(0, of: term), argument(1, of: term), constant: 0)
    }
    if isApplication(term, of: builtin(.less)) {
      return .atMost(argument(0, of: term), argument(1, of: term), constant: 1)
    }
    return nil
  }

  /// A comparison, a comparison that is `false`, an equation at `int`, or `false`; otherwise nil.
  fileprivate borrowing func integerFormula(_ term: TermID) -> IntegerFormula? {
    if term == falseTerm { return .falsehood }
    guard let (left, right) = equationSides(term) else { return comparison(term) }
    if type(of: left) == int { return .equal(left, right) }
    guard right == falseTerm, case .atMost(let s, let t, let constant)? = comparison(left) else {
      return nil
    }
    return .atMost(t, s, constant: 1 - constant)
  }
}
