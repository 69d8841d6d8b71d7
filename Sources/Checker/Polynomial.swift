/// A power of a term that is read as an atom.
struct Factor: Hashable {
  let atom: TermID
  /// At least 1.
  var exponent: Int
}

/// A product of powers of different atoms; without factors it is 1.
struct Monomial: Hashable, Comparable {
  /// Ascending by atom.
  private(set) var factors: [Factor] = []

  static let one = Monomial()

  init() {}

  init(atom: TermID) {
    factors = [Factor(atom: atom, exponent: 1)]
  }

  /// Lexicographic; 1 comes first.
  static func < (first: Monomial, second: Monomial) -> Bool {
    first.factors.lexicographicallyPrecedes(second.factors) { one, other in
      (one.atom.index, one.exponent) < (other.atom.index, other.exponent)
    }
  }

  /// - Throws: `polynomialTooLarge` if an exponent does not fit 64 bits.
  func multiplied(by other: Monomial) throws(Cause) -> Monomial {
    var result = Monomial()
    result.factors.reserveCapacity(factors.count + other.factors.count)
    var (here, there) = (factors[...], other.factors[...])
    while let first = here.first, let second = there.first {
      if first.atom == second.atom {
        let (exponent, overflow) = first.exponent.addingReportingOverflow(second.exponent)
        guard !overflow else { throw .polynomialTooLarge }
        result.factors.append(Factor(atom: first.atom, exponent: exponent))
        here.removeFirst()
        there.removeFirst()
      } else if first.atom.index < second.atom.index {
        result.factors.append(here.removeFirst())
      } else {
        result.factors.append(there.removeFirst())
      }
    }
    result.factors += here + there
    return result
  }
}

/// What one rule may still write of polynomials.
struct PolynomialBudget {
  private var left: Int

  init(_ limit: Int) {
    left = limit
  }

  /// - Throws: `polynomialTooLarge` if the monomial with its factors is too much.
  mutating func spend(_ monomial: Monomial) throws(Cause) {
    left -= 1 + monomial.factors.count
    guard left >= 0 else { throw .polynomialTooLarge }
  }
}

/// A polynomial with coefficients in 128 bits. Equal polynomials are equal values.
///
/// All operations refuse what leaves 128 bits, on the way too. They take the same steps in every
/// run.
struct Polynomial: Equatable {
  struct Summand: Equatable {
    let monomial: Monomial
    /// Not 0.
    let coefficient: Int128
  }

  /// Ascending by monomial, each of which occurs once.
  private(set) var summands: [Summand] = []

  static let zero = Polynomial()

  private init() {}

  init(constant: Int128) {
    if constant != 0 { summands = [Summand(monomial: .one, coefficient: constant)] }
  }

  init(atom: TermID) {
    summands = [Summand(monomial: Monomial(atom: atom), coefficient: 1)]
  }

  /// The coefficient of the monomial 1.
  var constant: Int128 {
    guard let first = summands.first, first.monomial == .one else { return 0 }
    return first.coefficient
  }

  /// All but the constant.
  var withoutConstant: ArraySlice<Summand> {
    summands.first?.monomial == .one ? summands.dropFirst() : summands[...]
  }

  /// `self + factor * other`.
  ///
  /// - Throws: `coefficientTooLarge`, `polynomialTooLarge`.
  func adding(
    _ other: Polynomial, times factor: Int128, _ budget: inout PolynomialBudget
  ) throws(Cause) -> Polynomial {
    var result = Polynomial()
    result.summands.reserveCapacity(summands.count + other.summands.count)
    var (here, there) = (summands[...], other.summands[...])
    while let next = there.first {
      while let first = here.first, first.monomial < next.monomial {
        try result.append(first.monomial, first.coefficient, &budget)
        here.removeFirst()
      }
      let added = try Self.product(factor, next.coefficient)
      if let first = here.first, first.monomial == next.monomial {
        try result.append(next.monomial, Self.sum(first.coefficient, added), &budget)
        here.removeFirst()
      } else {
        try result.append(next.monomial, added, &budget)
      }
      there.removeFirst()
    }
    for rest in here { try result.append(rest.monomial, rest.coefficient, &budget) }
    return result
  }

  /// - Throws: `coefficientTooLarge`, `polynomialTooLarge`.
  func multiplied(
    by other: Polynomial, _ budget: inout PolynomialBudget
  ) throws(Cause) -> Polynomial {
    // Only looked up, so its order does not matter.
    var coefficients: [Monomial: Int128] = [:]
    for first in summands {
      for second in other.summands {
        let monomial = try first.monomial.multiplied(by: second.monomial)
        try budget.spend(monomial)
        let product = try Self.product(first.coefficient, second.coefficient)
        coefficients[monomial] = try Self.sum(coefficients[monomial] ?? 0, product)
      }
    }
    var result = Polynomial()
    for monomial in coefficients.keys.sorted() {
      try result.append(monomial, coefficients[monomial] ?? 0, &budget)
    }
    return result
  }

  /// Adds a monomial above all others, unless its coefficient is 0.
  private mutating func append(
    _ monomial: Monomial, _ coefficient: Int128, _ budget: inout PolynomialBudget
  ) throws(Cause) {
    try budget.spend(monomial)
    if coefficient != 0 {
      summands.append(Summand(monomial: monomial, coefficient: coefficient))
    }
  }

  private static func sum(_ first: Int128, _ second: Int128) throws(Cause) -> Int128 {
    let (sum, overflow) = first.addingReportingOverflow(second)
    guard !overflow else { throw .coefficientTooLarge }
    return sum
  }

  private static func product(_ first: Int128, _ second: Int128) throws(Cause) -> Int128 {
    let (product, overflow) = first.multipliedReportingOverflow(by: second)
    guard !overflow else { throw .coefficientTooLarge }
    return product
  }
}
