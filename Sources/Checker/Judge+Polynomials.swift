/// The polynomials that one rule has read.
struct PolynomialReading {
  fileprivate var known: [TermID: Polynomial] = [:]
  var budget: PolynomialBudget

  init(_ limits: CheckLimits) {
    budget = PolynomialBudget(limits.monomials)
  }
}

/// A formula as `polynomial <= 0`.
struct ReadFormula {
  let polynomial: Polynomial
  /// Whether the formula is `s = t`, so that `polynomial >= 0` too.
  let isEquation: Bool
}

/// Reads terms and formulas as polynomials.
extension Judge {
  /// `+ - *` and literals are read, any other term is an atom.
  ///
  /// Reads each shared term once and uses no recursion.
  ///
  /// - Throws: `coefficientTooLarge`, `polynomialTooLarge`.
  func polynomial(
    _ root: TermID, _ reading: inout PolynomialReading
  ) throws(Cause) -> Polynomial {
    var pending = [root]
    while let term = pending.last {
      if reading.known[term] != nil {
        pending.removeLast()
        continue
      }
      guard let operation = ringOperation(term) else {
        try reading.budget.spend(.one)
        reading.known[term] =
          terms.literal(term).map { Polynomial(constant: Int128($0)) } ?? Polynomial(atom: term)
        continue
      }
      let (left, right) = (terms.argument(term, 0), terms.argument(term, 1))
      if let first = reading.known[left], let second = reading.known[right] {
        reading.known[term] = try combine(operation, first, second, &reading.budget)
      } else {
        pending += [right, left].filter { reading.known[$0] == nil }
      }
    }
    return reading.known[root] ?? .zero
  }

  private enum RingOperation {
    case plus, minus, times
  }

  private func ringOperation(_ term: TermID) -> RingOperation? {
    if isApplication(term, of: .plus) { return .plus }
    if isApplication(term, of: .minus) { return .minus }
    return isApplication(term, of: .times) ? .times : nil
  }

  private func combine(
    _ operation: RingOperation, _ first: Polynomial, _ second: Polynomial,
    _ budget: inout PolynomialBudget
  ) throws(Cause) -> Polynomial {
    switch operation {
    case .plus: try first.adding(second, times: 1, &budget)
    case .minus: try first.adding(second, times: -1, &budget)
    case .times: try first.multiplied(by: second, &budget)
    }
  }

  // MARK: - Formulas

  /// `s <= t` as s - t; `s < t` as s - t + 1; `(s <= t) = false` as t - s + 1; `(s < t) = false` as
  /// t - s; `s = t` at `int` as s - t; `false` as 1.
  ///
  /// - Throws: `notArithmetic` for any other formula; `coefficientTooLarge`, `polynomialTooLarge`.
  func read(
    _ formula: TermID, _ reading: inout PolynomialReading
  ) throws(Cause) -> ReadFormula {
    if let polynomial = try readComparison(formula, &reading) {
      return ReadFormula(polynomial: polynomial, isEquation: false)
    }
    guard let sides = sides(formula) else { throw .notArithmetic }
    if terms.type(sides.left) == builtIn.integer {
      let polynomial = try difference(sides.left, sides.right, plus: 0, &reading)
      return ReadFormula(polynomial: polynomial, isEquation: true)
    }
    guard sides.right == builtIn.falsity else { throw .notArithmetic }
    let plus: Int128
    if isApplication(sides.left, of: .atMost) {
      plus = 1
    } else {
      guard isApplication(sides.left, of: .less) else { throw .notArithmetic }
      plus = 0
    }
    let (s, t) = (terms.argument(sides.left, 0), terms.argument(sides.left, 1))
    let polynomial = try difference(t, s, plus: plus, &reading)
    return ReadFormula(polynomial: polynomial, isEquation: false)
  }

  /// The reading of `s <= t`, `s < t` or `false`; nil for any other formula.
  ///
  /// - Throws: `coefficientTooLarge`, `polynomialTooLarge`.
  func readComparison(
    _ formula: TermID, _ reading: inout PolynomialReading
  ) throws(Cause) -> Polynomial? {
    if formula == builtIn.falsity { return Polynomial(constant: 1) }
    let isStrict = isApplication(formula, of: .less)
    guard isStrict || isApplication(formula, of: .atMost) else { return nil }
    let (s, t) = (terms.argument(formula, 0), terms.argument(formula, 1))
    return try difference(s, t, plus: isStrict ? 1 : 0, &reading)
  }

  /// `left - right + plus`
  private func difference(
    _ left: TermID, _ right: TermID, plus: Int128, _ reading: inout PolynomialReading
  ) throws(Cause) -> Polynomial {
    let first = try polynomial(left, &reading)
    let second = try polynomial(right, &reading)
    let difference = try first.adding(second, times: -1, &reading.budget)
    return try difference.adding(Polynomial(constant: plus), times: 1, &reading.budget)
  }
}
