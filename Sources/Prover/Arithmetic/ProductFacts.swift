import Kernel
import Terms

extension Theory {
  /// Inequalities that may help where a question multiplies unknowns: products of two facts, and
  /// squares, as far as they speak of unknowns that are multiplied already.
  ///
  /// The first step of Positivstellensatz refutations (Krivine 1964; Stengle 1974).
  mutating func products(of facts: [LinearFact], for polynomial: Polynomial) -> [LinearFact] {
    let present = Set(
      ([polynomial] + facts.map(\.polynomial)).flatMap { $0.summands.map(\.monomial) }
        .filter { $0.atoms.count > 1 })
    guard let degree = present.map(\.atoms.count).max() else { return [] }
    let atoms = Set(present.flatMap(\.atoms))
    var result: [LinearFact] = []
    func add(_ product: Polynomial, _ source: LinearSource) {
      let products = product.summands.map(\.monomial).filter { $0.atoms.count > 1 }
      let isRelevant =
        products.contains(where: present.contains)
        && products.allSatisfy { $0.atoms.count <= degree && atoms.isSuperset(of: $0.atoms) }
      guard isRelevant, let opposite = Polynomial(0).adding(-1, times: product) else { return }
      result.append(LinearFact(polynomial: opposite, isEquation: false, source: source))
    }
    let factors = facts.filter { !$0.isEquation && $0.polynomial.isLinear }
      .prefix(ArithmeticLimits.factors)
    for (index, first) in factors.enumerated() {
      for second in factors.dropFirst(index) {
        if let product = first.polynomial.multiplied(by: second.polynomial) {
          add(product, .product(first, second))
        }
      }
    }
    for monomial in present.sorted() where monomial.atoms.count == 2 {
      let (x, y) = (Polynomial(atom: monomial.atoms[0]), Polynomial(atom: monomial.atoms[1]))
      let roots = x == y ? [x] : [x.adding(1, times: y), x.adding(-1, times: y)].compactMap { $0 }
      for root in roots {
        if let square = root.multiplied(by: root), let term = bank.term(of: root) {
          add(square, .square(term))
        }
      }
    }
    return Array(result.prefix(ArithmeticLimits.facts))
  }
}

extension Polynomial {
  /// Whether no unknowns are multiplied.
  fileprivate var isLinear: Bool { summands.allSatisfy { $0.monomial.atoms.count == 1 } }
}
