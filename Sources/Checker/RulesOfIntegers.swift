/// ring, linear, antisym, div-mod.
extension Judge {
  /// `|- s = t`, where s and t are the same polynomial
  ///
  /// - Throws: `notAnInteger`, `polynomialsDiffer`, `coefficientTooLarge`, `polynomialTooLarge`.
  mutating func ring(_ parts: inout Elements) throws(Cause) -> Sequent {
    let (s, t) = (try takeTerm(&parts), try takeTerm(&parts))
    try requireInteger(s)
    try requireInteger(t)
    var reading = PolynomialReading(limits)
    guard try polynomial(s, &reading) == polynomial(t, &reading)
    else { throw .polynomialsDiffer }
    return Sequent(hypotheses: .empty, conclusion: try equation(s, t))
  }

  /// - Throws: `notAnInteger` unless the term is of type `int`.
  func requireInteger(_ term: TermID) throws(Cause) {
    guard terms.type(term) == builtIn.integer else { throw .notAnInteger }
  }

  // MARK: - Linear arithmetic

  /// `G1 |- a1, ..., Gn |- an  ==>  G1, ..., Gn |- p`
  ///
  /// With P the sum of li times ai and p read as c, P and d c differ at most in their constants,
  /// and c0 <= P0 / d rounded up. For P <= 0 says that d (c - c0) <= -P0, so that c - c0 is at most
  /// -P0 / d rounded down.
  ///
  /// - Throws: `divisorNotPositive`, `notArithmetic`, `negativeFactor`, `notAnInequality`,
  ///   `polynomialsDiffer`, `constantTooLarge`, `coefficientTooLarge`, `polynomialTooLarge`.
  mutating func linear(_ parts: inout Elements) throws(Cause) -> Sequent {
    let divisor = Int128(try forms.number(forms.take(&parts)))
    guard divisor >= 1 else { throw .divisorNotPositive }
    var premises = try forms.elements(forms.take(&parts))
    let formula = try takeFormula(&parts)
    var reading = PolynomialReading(limits)
    var sum = Polynomial.zero
    var hypotheses: Set<SetID> = []
    var gathered = ContiguousArray<TermID>()
    while !premises.isEmpty {
      let line = try addPremise(forms.take(&premises), to: &sum, &reading)
      guard hypotheses.insert(line.hypotheses).inserted else { continue }
      gathered.append(contentsOf: sets.members(line.hypotheses))
    }
    guard let claim = try readComparison(formula, &reading) else { throw .notAnInequality }
    let scaled = try Polynomial.zero.adding(claim, times: divisor, &reading.budget)
    guard sum.withoutConstant == scaled.withoutConstant else { throw .polynomialsDiffer }
    guard claim.constant <= quotientRoundedUp(sum.constant, divisor)
    else { throw .constantTooLarge }
    return Sequent(hypotheses: try sets.set(of: gathered), conclusion: formula)
  }

  /// Reads `(l N)`, adds l times the conclusion of line N to `sum`, and gives the line.
  private func addPremise(
    _ form: Int, to sum: inout Polynomial, _ reading: inout PolynomialReading
  ) throws(Cause) -> Sequent {
    var entry = try forms.elements(form)
    let factor = try forms.number(forms.take(&entry))
    let line = try takeSequent(&entry)
    try forms.finish(entry)
    let premise = try read(line.conclusion, &reading)
    guard factor >= 0 || premise.isEquation else { throw .negativeFactor }
    sum = try sum.adding(premise.polynomial, times: Int128(factor), &reading.budget)
    return line
  }

  /// The least integer not below `dividend / divisor`, for a positive divisor.
  private func quotientRoundedUp(_ dividend: Int128, _ divisor: Int128) -> Int128 {
    let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
    return remainder > 0 ? quotient + 1 : quotient
  }

  // MARK: - Order and division

  /// `G |- s <= t,  D |- t <= s  ==>  G, D |- s = t`
  ///
  /// - Throws: `notAnInequality`, `notReversed`.
  mutating func antisym(_ parts: inout Elements) throws(Cause) -> Sequent {
    let first = try takeSequent(&parts)
    let second = try takeSequent(&parts)
    guard isApplication(first.conclusion, of: .atMost),
      isApplication(second.conclusion, of: .atMost)
    else { throw .notAnInequality }
    let sides = arguments(first.conclusion)
    guard arguments(second.conclusion) == [sides[1], sides[0]] else { throw .notReversed }
    let hypotheses = try sets.union(first.hypotheses, second.hypotheses)
    return Sequent(hypotheses: hypotheses, conclusion: try equation(sides[0], sides[1]))
  }

  /// Statement i of
  ///
  /// - 0: `|- s = t * div(s t) + mod(s t)`
  /// - 1: `|- 0 < t => and (0 <= mod(s t)) (mod(s t) < t)`
  /// - 2: `|- t < 0 => and (0 <= mod(s t)) (mod(s t) < 0 - t)`
  /// - 3: `|- div(s 0) = 0`, where t is 0
  ///
  /// - Throws: `noSuchStatement`, `wrongArgumentType`, `notZero`.
  mutating func divMod(_ parts: inout Elements) throws(Cause) -> Sequent {
    let number = try forms.number(forms.take(&parts))
    let (s, t) = (try takeTerm(&parts), try takeTerm(&parts))
    let zero = try literal(0)
    let conclusion: TermID
    switch number {
    case 0:
      let product = try application(.times, [t, application(.div, [s, t])])
      let sum = try application(.plus, [product, application(.mod, [s, t])])
      conclusion = try equation(s, sum)
    case 1:
      let isPositive = try application(.less, [zero, t])
      conclusion = try application(.implies, [isPositive, remainderBounds(s, t, below: t)])
    case 2:
      let isNegative = try application(.less, [t, zero])
      let bound = try application(.minus, [zero, t])
      conclusion = try application(.implies, [isNegative, remainderBounds(s, t, below: bound)])
    case 3:
      guard t == zero else { throw .notZero }
      conclusion = try equation(application(.div, [s, t]), zero)
    default: throw .noSuchStatement
    }
    return Sequent(hypotheses: .empty, conclusion: conclusion)
  }

  /// `and (0 <= mod(s t)) (mod(s t) < bound)`
  private mutating func remainderBounds(
    _ s: TermID, _ t: TermID, below bound: TermID
  ) throws(Cause) -> TermID {
    let remainder = try application(.mod, [s, t])
    let isNatural = try application(.atMost, [literal(0), remainder])
    return try application(.and, [isNatural, application(.less, [remainder, bound])])
  }
}
