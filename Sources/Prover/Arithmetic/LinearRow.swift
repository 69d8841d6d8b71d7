/// An equation or inequality of a linear system, and how it follows from the nodes of a refutation.
///
/// `denominator * (sum of coefficients * columns + constant)` is the sum of the multiples of nodes.
struct LinearRow {
  struct Entry: Hashable {
    var column: Int
    /// Not 0.
    var coefficient: Int
  }

  /// By ascending column.
  var entries: [Entry]
  var constant: Int
  var isEquation: Bool
  /// By ascending node.
  var multiples: [LinearRefutation.Multiple]
  var denominator = 1

  func coefficient(of column: Int) -> Int {
    entries.first { $0.column == column }?.coefficient ?? 0
  }

  /// The greatest common divisor of the coefficients; 0 if there are none.
  var content: Int { entries.reduce(0) { greatestCommonDivisor($0, $1.coefficient) } }

  /// `a * self + b * other`, an inequality unless both are equations; nil if a number leaves 64 bits.
  func combined(_ a: Int, _ b: Int, with other: LinearRow) -> LinearRow? {
    let common = greatestCommonDivisor(denominator, other.denominator)
    let (ownShare, otherShare) = (other.denominator / common, denominator / common)
    let (product, overflow) = denominator.multipliedReportingOverflow(by: ownShare)
    guard !overflow,
      let scaledA = sum(0, a, times: ownShare), let scaledB = sum(0, b, times: otherShare),
      let constant = linear(a, constant, b, other.constant)
    else { return nil }
    var result = LinearRow(
      entries: [], constant: constant, isEquation: isEquation && other.isEquation, multiples: [],
      denominator: product)
    let entries = merged(
      entries.map { ($0.column, $0.coefficient) }, a,
      other.entries.map { ($0.column, $0.coefficient) }, b)
    let multiples = merged(
      multiples.map { ($0.node, $0.factor) }, scaledA,
      other.multiples.map { ($0.node, $0.factor) }, scaledB)
    guard let entries, let multiples else { return nil }
    result.entries = entries.map { Entry(column: $0.0, coefficient: $0.1) }
    result.multiples = multiples.map { LinearRefutation.Multiple(node: $0.0, factor: $0.1) }
    result.reduceMultiples()
    return result
  }

  /// Divides the multiples and the denominator by what they have in common.
  mutating func reduceMultiples() {
    var common = denominator
    for multiple in multiples { common = greatestCommonDivisor(common, multiple.factor) }
    guard common > 1 else { return }
    denominator /= common
    for index in multiples.indices { multiples[index].factor /= common }
  }

  private func linear(_ a: Int, _ x: Int, _ b: Int, _ y: Int) -> Int? {
    guard let first = sum(0, a, times: x) else { return nil }
    return sum(first, b, times: y)
  }

  /// `a * left + b * right`, both by ascending key, without zeros.
  private func merged(
    _ left: [(Int, Int)], _ a: Int, _ right: [(Int, Int)], _ b: Int
  ) -> [(Int, Int)]? {
    var result: [(Int, Int)] = []
    var (i, j) = (0, 0)
    while i < left.count || j < right.count {
      let takesLeft = j == right.count || (i < left.count && left[i].0 <= right[j].0)
      let takesRight = i == left.count || (j < right.count && right[j].0 <= left[i].0)
      let key = takesLeft ? left[i].0 : right[j].0
      guard
        let value = linear(a, takesLeft ? left[i].1 : 0, b, takesRight ? right[j].1 : 0)
      else { return nil }
      if value != 0 { result.append((key, value)) }
      if takesLeft { i += 1 }
      if takesRight { j += 1 }
    }
    return result
  }
}
