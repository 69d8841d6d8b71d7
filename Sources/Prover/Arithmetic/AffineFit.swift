/// The coefficients with which a column of numbers is an affine combination of others.
enum AffineFit {
  /// Coefficients are looked for up to this size.
  private static let bound = 8
  /// A prime below 2^31, so that products fit.
  private static let modulus = 2_147_483_647

  /// Coefficients of the features, and last the constant; nil if there are no small ones that fit
  /// every row.
  ///
  /// Solved by elimination modulo a prime and checked exactly. Of several solutions the one without
  /// the last features that are not needed.
  static func coefficients(of target: [Int], by features: [[Int]]) -> [Int]? {
    let unknowns = features.count + 1
    var rows: [[Int]] = target.indices.map { index in
      (features.map { $0[index] } + [1, target[index]]).map(residue)
    }
    var pivots: [(column: Int, row: Int)] = []
    for column in 0..<unknowns {
      let start = pivots.count
      guard let found = rows.indices.dropFirst(start).first(where: { rows[$0][column] != 0 })
      else { continue }
      rows.swapAt(start, found)
      let inverse = power(rows[start][column], modulus - 2)
      for index in 0...unknowns { rows[start][index] = rows[start][index] * inverse % modulus }
      for row in rows.indices where row != start && rows[row][column] != 0 {
        let factor = rows[row][column]
        for index in column...unknowns {
          rows[row][index] = residue(rows[row][index] - factor * rows[start][index] % modulus)
        }
      }
      pivots.append((column, start))
    }
    var result = Array(repeating: 0, count: unknowns)
    for (column, row) in pivots {
      let value = rows[row][unknowns]
      result[column] = value > modulus / 2 ? value - modulus : value
    }
    guard result.allSatisfy({ abs($0) <= bound }) else { return nil }
    for index in target.indices {
      var sum = result[features.count]
      for (feature, coefficient) in zip(features, result) { sum += coefficient * feature[index] }
      if sum != target[index] { return nil }
    }
    return result
  }

  private static func residue(_ value: Int) -> Int {
    let rest = value % modulus
    return rest < 0 ? rest + modulus : rest
  }

  private static func power(_ base: Int, _ exponent: Int) -> Int {
    var (result, square, rest) = (1, base, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result = result * square % modulus }
      square = square * square % modulus
      rest >>= 1
    }
    return result
  }
}
