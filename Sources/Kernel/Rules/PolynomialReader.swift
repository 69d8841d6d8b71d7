import Terms

/// Reads terms of type `int` as polynomials: `+ - *` and literals are read, any other term is an
/// atom.
///
/// No subterm is read twice, so terms that are huge as trees cost what they are as DAGs.
struct PolynomialReader {
  private var known: [TermID: Polynomial] = [:]
  private var arithmetic = PolynomialArithmetic()

  /// - Throws: ``PolynomialFailure``, also if only an intermediate polynomial passes a limit.
  mutating func polynomial(
    of root: TermID, _ bank: borrowing TermBank
  ) throws(PolynomialFailure) -> Polynomial {
    var stack = [root]
    while true {
      let term = stack[stack.count - 1]
      if let value = known[term] {
        stack.removeLast()
        if stack.isEmpty { return value }
        continue
      }
      let operands = bank.ringOperands(of: term)
      let missing = operands.filter { known[$0] == nil }
      if missing.isEmpty {
        known[term] = try combined(term, operands, bank)
      } else {
        stack.append(contentsOf: missing)
      }
    }
  }

  /// The left side of "polynomial <= 0", or of "polynomial = 0", as the formula is read.
  ///
  /// - Throws: ``PolynomialFailure``.
  mutating func polynomial(
    of formula: IntegerFormula, _ bank: borrowing TermBank
  ) throws(PolynomialFailure) -> Polynomial {
    switch formula {
    case .falsehood: return Polynomial(1)
    case .equal(let s, let t): return try difference(s, t, bank)
    case .atMost(let s, let t, let constant):
      return try sum(difference(s, t, bank), 1, times: Polynomial(constant))
    }
  }

  /// `p + factor * q`
  ///
  /// - Throws: ``PolynomialFailure``.
  mutating func sum(
    _ p: Polynomial, _ factor: Int128, times q: Polynomial
  ) throws(PolynomialFailure) -> Polynomial {
    try arithmetic.sum(p, factor, times: q)
  }

  private mutating func difference(
    _ s: TermID, _ t: TermID, _ bank: borrowing TermBank
  ) throws(PolynomialFailure) -> Polynomial {
    try sum(polynomial(of: s, bank), -1, times: polynomial(of: t, bank))
  }

  /// The polynomial of a term whose operands are known.
  private mutating func combined(
    _ term: TermID, _ operands: [TermID], _ bank: borrowing TermBank
  ) throws(PolynomialFailure) -> Polynomial {
    if bank.shape(of: term) == .integer { return Polynomial(Int128(bank.integerValue(of: term))) }
    guard operands.count == 2, let left = known[operands[0]], let right = known[operands[1]],
      case .builtin(let operation) = bank.kind(of: bank.head(of: term))
    else { return Polynomial(atom: term) }
    switch operation {
    case .plus: return try arithmetic.sum(left, 1, times: right)
    case .minus: return try arithmetic.sum(left, -1, times: right)
    case .times: return try arithmetic.product(left, right)
    case .equal, .div, .mod, .less, .lessOrEqual, .not, .and, .or, .implies, .if:
      return Polynomial(atom: term)
    }
  }
}

extension TermBank {
  /// The sides of `+`, `-` or `*`; none for other terms.
  fileprivate borrowing func ringOperands(of term: TermID) -> [TermID] {
    guard shape(of: term) == .application, case .builtin(let operation) = kind(of: head(of: term))
    else { return [] }
    switch operation {
    case .plus, .minus, .times: return arguments(of: term)
    case .equal, .div, .mod, .less, .lessOrEqual, .not, .and, .or, .implies, .if: return []
    }
  }
}
