import Terms

extension TermBank {
  /// A term of type `int` as a polynomial: `+ - *` and literals are read, any other term is an atom.
  func polynomial(of term: TermID) -> Polynomial? {
    var known: [TermID: Polynomial] = [:]
    return polynomial(of: term, &known)
  }

  private func polynomial(of term: TermID, _ known: inout [TermID: Polynomial]) -> Polynomial? {
    if let value = known[term] { return value }
    guard let value = read(term, &known) else { return nil }
    known[term] = value
    return value
  }

  private func read(_ term: TermID, _ known: inout [TermID: Polynomial]) -> Polynomial? {
    if shape(of: term) == .integer {
      let value = integerValue(of: term)
      return value == .min ? nil : Polynomial(Int(value))
    }
    guard let operation = ringOperation(of: term) else { return Polynomial(atom: term) }
    guard let left = polynomial(of: argument(0, of: term), &known),
      let right = polynomial(of: argument(1, of: term), &known)
    else { return nil }
    switch operation {
    case .plus: return left.adding(1, times: right)
    case .minus: return left.adding(-1, times: right)
    default: return left.multiplied(by: right)
    }
  }

  /// `+`, `-` or `*` at the head, or nil.
  func ringOperation(of term: TermID) -> Builtin? {
    guard shape(of: term) == .application, case .builtin(let operation) = kind(of: head(of: term))
    else { return nil }
    switch operation {
    case .plus, .minus, .times: return operation
    case .equal, .div, .mod, .less, .lessOrEqual, .not, .and, .or, .implies, .if: return nil
    }
  }

  /// The one term that stands for all terms with this polynomial: sums and products associate to
  /// the right with ascending monomials and the constant last, `(- p n)` if some coefficients are
  /// negative.
  mutating func term(of polynomial: Polynomial) -> TermID? {
    if polynomial.isConstant { return integer(Int64(polynomial.constant)) }
    guard let (positive, negative) = polynomial.parts else { return nil }
    let minuend = sumTerm(of: positive)
    if negative.isConstant, negative.constant == 0 { return minuend }
    return logical(.minus, minuend, sumTerm(of: negative))
  }

  /// For positive coefficients.
  private mutating func sumTerm(of polynomial: Polynomial) -> TermID {
    var terms: [TermID] = []
    for summand in polynomial.summands {
      var atoms = summand.monomial.atoms
      guard var product = atoms.popLast() else { continue }
      for atom in atoms.reversed() { product = logical(.times, atom, product) }
      if summand.coefficient != 1 {
        product = logical(.times, integer(Int64(summand.coefficient)), product)
      }
      terms.append(product)
    }
    if polynomial.constant != 0 || terms.isEmpty {
      terms.append(integer(Int64(polynomial.constant)))
    }
    guard var result = terms.popLast() else { return integer(0) }
    for term in terms.reversed() { result = logical(.plus, term, result) }
    return result
  }
}
