import Terms

/// Bounds on the arithmetic of the search. What passes one is left as it is.
enum ArithmeticLimits {
  /// Summands of one polynomial.
  static let summands = 60
  /// Factors of one monomial.
  static let degree = 12
  /// Facts that one refutation considers.
  static let facts = 60
  /// Inequalities alive at one time in an elimination.
  static let rows = 160
  /// Combinations of two rows in one elimination.
  static let combinations = 1_500
  /// Combinations that weigh as much as one inference.
  static let combinationsPerInference = 4
  /// Facts that are multiplied with one another.
  static let factors = 8
  /// Times that facts about new terms are looked for.
  static let rounds = 3
  /// Instances of one lemma for one question.
  static let instances = 12
}

/// A product of atoms; the empty one is 1.
struct Monomial: Hashable, Comparable {
  /// Ascending, with repetition.
  let atoms: [TermID]

  static func < (left: Monomial, right: Monomial) -> Bool {
    left.atoms.lexicographicallyPrecedes(right.atoms)
  }

  func times(_ other: Monomial) -> Monomial {
    Monomial(atoms: (atoms + other.atoms).sorted())
  }
}

/// A polynomial over the integers. Operations give nil where a coefficient leaves 64 bits or a
/// bound of ``ArithmeticLimits`` is passed.
struct Polynomial: Hashable {
  struct Summand: Hashable {
    var monomial: Monomial
    /// Not 0.
    var coefficient: Int
  }

  /// By ascending monomial, each once, without the constant.
  private(set) var summands: [Summand] = []
  private(set) var constant = 0

  init(_ constant: Int) { self.constant = constant }

  init(atom: TermID) {
    summands = [Summand(monomial: Monomial(atoms: [atom]), coefficient: 1)]
  }

  /// Sums up what is given, in any order.
  init?(_ summands: [Summand], constant: Int) {
    var result = Polynomial(constant)
    for summand in summands {
      var single = Polynomial(0)
      single.summands = [summand]
      guard let sum = result.adding(1, times: single) else { return nil }
      result = sum
    }
    self = result
  }

  var isConstant: Bool { summands.isEmpty }

  /// Ascending, each once.
  var atoms: [TermID] { Array(Set(summands.flatMap(\.monomial.atoms))).sorted() }

  /// `self + factor * other`
  func adding(_ factor: Int, times other: Polynomial) -> Polynomial? {
    if factor == 0 { return self }
    var result = Polynomial(0)
    guard let constant = sum(constant, factor, times: other.constant) else { return nil }
    result.constant = constant
    var (i, j) = (0, 0)
    while i < summands.count || j < other.summands.count {
      if j == other.summands.count
        || (i < summands.count && summands[i].monomial < other.summands[j].monomial)
      {
        result.summands.append(summands[i])
        i += 1
        continue
      }
      let addend = other.summands[j]
      let isCommon = i < summands.count && summands[i].monomial == addend.monomial
      let own = isCommon ? summands[i].coefficient : 0
      guard let coefficient = sum(own, factor, times: addend.coefficient) else { return nil }
      if coefficient != 0 {
        result.summands.append(Summand(monomial: addend.monomial, coefficient: coefficient))
      }
      j += 1
      if isCommon { i += 1 }
    }
    return result.summands.count <= ArithmeticLimits.summands ? result : nil
  }

  /// `self * other`
  func multiplied(by other: Polynomial) -> Polynomial? {
    guard var result = Polynomial(0).adding(other.constant, times: self),
      let lifted = result.adding(constant, times: other.withoutConstant)
    else { return nil }
    result = lifted
    for a in summands {
      for b in other.summands {
        let monomial = a.monomial.times(b.monomial)
        let (coefficient, overflow) = a.coefficient.multipliedReportingOverflow(by: b.coefficient)
        guard !overflow, monomial.atoms.count <= ArithmeticLimits.degree else { return nil }
        var single = Polynomial(0)
        single.summands = [Summand(monomial: monomial, coefficient: coefficient)]
        guard let sum = result.adding(1, times: single) else { return nil }
        result = sum
      }
    }
    return result
  }

  private var withoutConstant: Polynomial {
    var result = self
    result.constant = 0
    return result
  }

  /// The greatest common divisor of all coefficients but the constant; 0 if there are none.
  var content: Int { summands.reduce(0) { greatestCommonDivisor($0, $1.coefficient) } }

  /// All coefficients divided, the constant rounded up.
  func divided(by divisor: Int) -> Polynomial {
    var result = self
    for index in summands.indices { result.summands[index].coefficient /= divisor }
    result.constant = quotientRoundedUp(constant, divisor)
    return result
  }

  /// What has positive coefficients, and what has negative ones with the opposite sign.
  var parts: (positive: Polynomial, negative: Polynomial)? {
    guard let negated = Polynomial(0).adding(-1, times: self) else { return nil }
    func positive(_ polynomial: Polynomial) -> Polynomial {
      var result = polynomial
      result.summands.removeAll { $0.coefficient < 0 }
      result.constant = max(0, result.constant)
      return result
    }
    return (positive(self), positive(negated))
  }
}

/// `a + factor * b`, or nil outside 64 bits. The least integer counts as outside: it has no opposite.
func sum(_ a: Int, _ factor: Int, times b: Int) -> Int? {
  let (product, overflow) = factor.multipliedReportingOverflow(by: b)
  let (sum, carry) = a.addingReportingOverflow(product)
  return overflow || carry || sum == .min ? nil : sum
}

/// Not negative.
func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
  var (a, b) = (abs(a), abs(b))
  while b != 0 { (a, b) = (b, a % b) }
  return a
}

/// For a positive divisor.
func quotientRoundedUp(_ dividend: Int, _ divisor: Int) -> Int {
  let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
  return remainder > 0 ? quotient + 1 : quotient
}
