import Terms

/// Bounds on the arithmetic of one `ring` or `linear`.
public enum PolynomialLimits {
  /// Monomials of one polynomial.
  public static let monomials = 10_000
  /// Monomials and powers in them that all operations together may look at.
  public static let work = 4_000_000
}

/// Why the polynomials of a rule were not computed.
public enum PolynomialFailure: Error, Equatable, Sendable {
  /// A coefficient or an exponent does not fit its integer.
  case overflow
  /// More than ``PolynomialLimits/monomials``.
  case tooManyMonomials
  /// More than ``PolynomialLimits/work``.
  case tooMuchWork
}

/// A product of powers of atoms.
struct Monomial: Hashable, Comparable {
  struct Power: Hashable {
    let atom: TermID
    /// At least 1.
    let exponent: Int
  }

  /// By ascending atom, each once; none for the constant.
  let powers: ContiguousArray<Power>

  static let one = Monomial(powers: [])

  init(powers: ContiguousArray<Power>) { self.powers = powers }

  init(_ atom: TermID) { powers = [Power(atom: atom, exponent: 1)] }

  /// What the monomial costs to look at.
  var size: Int { 1 + powers.count }

  /// The constant comes first; the order means nothing else.
  static func < (left: Monomial, right: Monomial) -> Bool {
    for (a, b) in zip(left.powers, right.powers) where a != b {
      return a.atom == b.atom ? a.exponent < b.exponent : a.atom < b.atom
    }
    return left.powers.count < right.powers.count
  }

  /// - Throws: ``PolynomialFailure/overflow`` for an exponent.
  func times(_ other: Monomial) throws(PolynomialFailure) -> Monomial {
    var result: ContiguousArray<Power> = []
    result.reserveCapacity(powers.count + other.powers.count)
    var (i, j) = (0, 0)
    while i < powers.count && j < other.powers.count {
      let (a, b) = (powers[i], other.powers[j])
      if a.atom == b.atom {
        let (exponent, overflow) = a.exponent.addingReportingOverflow(b.exponent)
        guard !overflow else { throw .overflow }
        result.append(Power(atom: a.atom, exponent: exponent))
      } else {
        result.append(a.atom < b.atom ? a : b)
      }
      if a.atom <= b.atom { i += 1 }
      if b.atom <= a.atom { j += 1 }
    }
    result.append(contentsOf: powers[i...])
    result.append(contentsOf: other.powers[j...])
    return Monomial(powers: result)
  }
}

/// A polynomial over atoms with integer coefficients of 128 bits.
struct Polynomial: Equatable {
  struct Summand: Equatable {
    let monomial: Monomial
    /// Not 0.
    let coefficient: Int128
  }

  /// By ascending monomial, each once.
  fileprivate(set) var summands: ContiguousArray<Summand> = []

  /// 0
  init() {}

  init(_ constant: Int128) {
    if constant != 0 { summands = [Summand(monomial: .one, coefficient: constant)] }
  }

  init(atom: TermID) { summands = [Summand(monomial: Monomial(atom), coefficient: 1)] }

  /// The coefficient of the monomial without atoms.
  var constant: Int128 {
    guard let first = summands.first, first.monomial == .one else { return 0 }
    return first.coefficient
  }

  /// The polynomial less its constant.
  var withoutConstant: Polynomial {
    var result = self
    if constant != 0 { result.summands.removeFirst() }
    return result
  }

  fileprivate var size: Int { summands.reduce(0) { $0 + $1.monomial.size } }
}

/// Adds and multiplies polynomials exactly, as long as ``PolynomialLimits`` are kept.
struct PolynomialArithmetic {
  private var rest = PolynomialLimits.work

  /// `p + factor * q`
  ///
  /// - Throws: ``PolynomialFailure``; a coefficient of `factor * q` must fit, too.
  mutating func sum(
    _ p: Polynomial, _ factor: Int128, times q: Polynomial
  ) throws(PolynomialFailure) -> Polynomial {
    if factor == 0 { return p }
    try spend(p.size + q.size)
    var result = Polynomial()
    result.summands.reserveCapacity(p.summands.count + q.summands.count)
    var (i, j) = (0, 0)
    while i < p.summands.count && j < q.summands.count {
      let (a, b) = (p.summands[i], q.summands[j])
      if a.monomial == b.monomial {
        let coefficient = try checkedSum(a.coefficient, checkedProduct(factor, b.coefficient))
        if coefficient != 0 {
          result.summands.append(.init(monomial: a.monomial, coefficient: coefficient))
        }
        (i, j) = (i + 1, j + 1)
      } else if a.monomial < b.monomial {
        result.summands.append(a)
        i += 1
      } else {
        result.summands.append(try scaled(b, by: factor))
        j += 1
      }
    }
    result.summands.append(contentsOf: p.summands[i...])
    for b in q.summands[j...] { result.summands.append(try scaled(b, by: factor)) }
    guard result.summands.count <= PolynomialLimits.monomials else { throw .tooManyMonomials }
    return result
  }

  /// `p * q`
  ///
  /// - Throws: ``PolynomialFailure``.
  mutating func product(
    _ p: Polynomial, _ q: Polynomial
  ) throws(PolynomialFailure) -> Polynomial {
    // For each pair what both monomials cost.
    try spend(p.size * q.summands.count + q.size * p.summands.count)
    var coefficients: [Monomial: Int128] = [:]
    for a in p.summands {
      for b in q.summands {
        let monomial = try a.monomial.times(b.monomial)
        let coefficient = try checkedProduct(a.coefficient, b.coefficient)
        coefficients[monomial] = try checkedSum(coefficients[monomial] ?? 0, coefficient)
      }
      guard coefficients.count <= PolynomialLimits.monomials else { throw .tooManyMonomials }
    }
    var result = Polynomial()
    for (monomial, coefficient) in coefficients.sorted(by: { $0.key < $1.key })
    where coefficient != 0 {
      result.summands.append(.init(monomial: monomial, coefficient: coefficient))
    }
    return result
  }

  private mutating func spend(_ amount: Int) throws(PolynomialFailure) {
    guard amount <= rest else { throw .tooMuchWork }
    rest -= amount
  }

  private func scaled(
    _ summand: Polynomial.Summand, by factor: Int128
  ) throws(PolynomialFailure) -> Polynomial.Summand {
    .init(
      monomial: summand.monomial, coefficient: try checkedProduct(factor, summand.coefficient))
  }
}

private func checkedSum(_ a: Int128, _ b: Int128) throws(PolynomialFailure) -> Int128 {
  let (sum, overflow) = a.addingReportingOverflow(b)
  guard !overflow else { throw .overflow }
  return sum
}

private func checkedProduct(_ a: Int128, _ b: Int128) throws(PolynomialFailure) -> Int128 {
  let (product, overflow) = a.multipliedReportingOverflow(by: b)
  guard !overflow else { throw .overflow }
  return product
}
