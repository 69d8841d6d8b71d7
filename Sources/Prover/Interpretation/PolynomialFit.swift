/// The polynomial that a column of numbers is in others, if a small one fits.
struct PolynomialFit {
  /// Features by number, ascending and with repetition, and their coefficients, not 0.
  var summands: [(features: [Int], coefficient: Int)]
  var constant: Int

  /// Grows with the number of summands, their degrees and the sizes of their coefficients.
  var complexity: Int {
    summands.reduce(abs(constant)) {
      $0 + $1.features.count * $1.features.count * abs($1.coefficient)
    }
  }

  /// Numbers of features beyond this are not multiplied.
  private static let factor = 1 << 10
  private static let largest = 1 << 40
  /// Rows beside one for each coefficient.
  private static let spareRows = 6
  private static let degree = 3
  private static let unknowns = 24

  /// Tries the degrees from 1 on. Rows without a number are left out.
  init?(of target: [Int?], by features: [[Int?]]) {
    let rows = target.indices.filter { row in
      guard let value = target[row], value.magnitude <= Self.largest else { return false }
      return features.allSatisfy { column in
        guard let number = column[row] else { return false }
        return number.magnitude <= Self.factor
      }
    }
    let numbers = rows.map { target[$0] ?? 0 }
    var monomials: [[Int]] = []
    var columns: [[Int]] = []
    for degree in 1...Self.degree {
      for monomial in Self.monomials(of: degree, in: features.count) {
        monomials.append(monomial)
        columns.append(
          rows.map { row in monomial.reduce(1) { $0 * (features[$1][row] ?? 0) } })
      }
      guard columns.count <= Self.unknowns, rows.count >= columns.count + Self.spareRows else {
        return nil
      }
      if let fit = AffineFit.coefficients(of: numbers, by: columns) {
        constant = fit[columns.count]
        summands = zip(monomials, fit).filter { $0.1 != 0 }.map { ($0.0, $0.1) }
        return
      }
    }
    return nil
  }

  /// Products of so many features; of three, only different ones.
  private static func monomials(of degree: Int, in count: Int) -> [[Int]] {
    var result: [[Int]] = [[]]
    for _ in 0..<degree {
      result = result.flatMap { monomial in
        let last = monomial.last.map { degree < 3 ? $0 : $0 + 1 } ?? 0
        return (last..<max(last, count)).map { monomial + [$0] }
      }
    }
    return result
  }
}
