/// Looks for a contradiction in a conjunction of linear equations and inequalities over integers.
///
/// Equations are eliminated first, then Fourier and Motzkin's elimination follows (Williams 1986,
/// "Fourier's Method of Linear Programming and its Dual"), every inequality being divided by the
/// common divisor of its coefficients and its constant rounded up (Gomory 1958; Chvátal 1973). Every
/// monomial is an unknown of its own. It is incomplete for integers, and finds what is false of
/// rational numbers unless it passes ``ArithmeticLimits``.
struct LinearSystem {
  private let facts: [LinearFact]
  private var cuts: [LinearRefutation.Cut] = []
  private var columns: [Monomial] = []
  private var rows: [LinearRow] = []
  private var contradiction: LinearRow?
  /// Combinations of two rows so far.
  private(set) var combinations = 0

  init(_ facts: [LinearFact]) {
    self.facts = facts
    var positions: [Monomial: Int] = [:]
    columns = Set(facts.flatMap { $0.polynomial.summands.map(\.monomial) }).sorted()
    for (position, monomial) in columns.enumerated() { positions[monomial] = position }
    for (node, fact) in facts.enumerated() {
      let entries = fact.polynomial.summands.map {
        LinearRow.Entry(column: positions[$0.monomial] ?? 0, coefficient: $0.coefficient)
      }
      add(
        LinearRow(
          entries: entries, constant: fact.polynomial.constant, isEquation: fact.isEquation,
          multiples: [LinearRefutation.Multiple(node: node, factor: 1)]))
    }
  }

  /// A refutation, if one is found.
  mutating func refute() -> LinearRefutation? {
    while contradiction == nil, let pivot = smallestEquation() { eliminate(pivot) }
    while contradiction == nil, isWithinLimits, let column = cheapestColumn() {
      eliminate(column: column)
    }
    return contradiction.map { refutation(from: $0.multiples) }
  }

  private var isWithinLimits: Bool {
    rows.count <= ArithmeticLimits.rows && combinations <= ArithmeticLimits.combinations
  }
}

// MARK: - Rows

extension LinearSystem {
  /// Adds a row in lowest terms, unless it says nothing new.
  private mutating func add(_ row: LinearRow) {
    guard contradiction == nil else { return }
    let content = row.content
    if content == 0 {
      addConstant(row)
    } else if row.isEquation, row.constant % content != 0 {
      // No integers solve it: both roundings together say so.
      var above = row
      above.isEquation = false
      guard let below = above.combined(-1, 0, with: above) else { return }
      add(above)
      add(below)
    } else if let lowest = inLowestTerms(row, content: content) {
      addNonconstant(lowest)
    }
  }

  private mutating func addConstant(_ row: LinearRow) {
    if row.constant > 0 {
      contradiction = row
    } else if row.constant < 0, row.isEquation {
      contradiction = row.combined(-1, 0, with: row)
    }
  }

  private mutating func inLowestTerms(_ row: LinearRow, content: Int) -> LinearRow? {
    if content == 1 { return row }
    var result = row
    for index in result.entries.indices { result.entries[index].coefficient /= content }
    result.constant = quotientRoundedUp(row.constant, content)
    guard let denominator = sum(0, row.denominator, times: content) else { return nil }
    result.denominator = denominator
    if row.constant % content != 0 {
      guard
        let polynomial = Polynomial(
          result.entries.map {
            .init(monomial: columns[$0.column], coefficient: $0.coefficient)
          }, constant: result.constant)
      else { return nil }
      let node = facts.count + cuts.count
      cuts.append(
        LinearRefutation.Cut(sum: row.multiples, divisor: denominator, polynomial: polynomial))
      result.multiples = [LinearRefutation.Multiple(node: node, factor: 1)]
      result.denominator = 1
    } else {
      result.reduceMultiples()
    }
    return result
  }

  /// Of inequalities with the same left side the strongest one stays.
  private mutating func addNonconstant(_ row: LinearRow) {
    if !row.isEquation,
      let known = rows.firstIndex(where: { !$0.isEquation && $0.entries == row.entries })
    {
      if rows[known].constant < row.constant { rows[known] = row }
      return
    }
    rows.append(row)
  }
}

// MARK: - Elimination

extension LinearSystem {
  /// The equation with the least coefficient, and the column of that.
  private func smallestEquation() -> (row: Int, column: Int)? {
    var best: (row: Int, column: Int)?
    var least = Int.max
    for (index, row) in rows.enumerated() where row.isEquation {
      for entry in row.entries where abs(entry.coefficient) < least {
        least = abs(entry.coefficient)
        best = (index, entry.column)
      }
    }
    return best
  }

  private mutating func eliminate(_ pivot: (row: Int, column: Int)) {
    let old = rows
    let equation = old[pivot.row]
    let own = equation.coefficient(of: pivot.column)
    rows = []
    for (index, row) in old.enumerated() where index != pivot.row {
      let other = row.coefficient(of: pivot.column)
      if other == 0 {
        add(row)
      } else {
        combinations += 1
        let common = greatestCommonDivisor(own, other)
        let factor = (own > 0 ? -other : other) / common
        if let sum = row.combined(abs(own) / common, factor, with: equation) { add(sum) }
      }
    }
  }

  /// The column whose elimination leaves the fewest rows, the first such.
  private func cheapestColumn() -> Int? {
    var above = Array(repeating: 0, count: columns.count)
    var below = above
    for row in rows {
      for entry in row.entries {
        if entry.coefficient > 0 { above[entry.column] += 1 } else { below[entry.column] += 1 }
      }
    }
    var best: Int?
    var least = Int.max
    for column in columns.indices where above[column] + below[column] > 0 {
      let growth = above[column] * below[column] - above[column] - below[column]
      if growth < least {
        least = growth
        best = column
      }
    }
    return best
  }

  private mutating func eliminate(column: Int) {
    let old = rows
    rows = []
    for row in old where row.coefficient(of: column) == 0 { add(row) }
    for upper in old where upper.coefficient(of: column) > 0 {
      let a = upper.coefficient(of: column)
      for lower in old where lower.coefficient(of: column) < 0 {
        guard contradiction == nil, isWithinLimits else { return }
        combinations += 1
        let b = -lower.coefficient(of: column)
        let common = greatestCommonDivisor(a, b)
        if let sum = upper.combined(b / common, a / common, with: lower) { add(sum) }
      }
    }
  }
}

// MARK: - What was found

extension LinearSystem {
  /// The refutation that ends with a sum, with no more facts and cuts than it needs.
  private func refutation(from sum: [LinearRefutation.Multiple]) -> LinearRefutation {
    var needed = Array(repeating: false, count: facts.count + cuts.count)
    for multiple in sum { needed[multiple.node] = true }
    for index in cuts.indices.reversed() where needed[facts.count + index] {
      for multiple in cuts[index].sum { needed[multiple.node] = true }
    }
    var names = Array(repeating: 0, count: needed.count)
    var count = 0
    for node in needed.indices where needed[node] {
      names[node] = count
      count += 1
    }
    func renamed(_ sum: [LinearRefutation.Multiple]) -> [LinearRefutation.Multiple] {
      sum.map { LinearRefutation.Multiple(node: names[$0.node], factor: $0.factor) }
    }
    return LinearRefutation(
      facts: facts.indices.filter { needed[$0] }.map { facts[$0] },
      cuts: cuts.indices.filter { needed[facts.count + $0] }.map {
        LinearRefutation.Cut(
          sum: renamed(cuts[$0].sum), divisor: cuts[$0].divisor, polynomial: cuts[$0].polynomial)
      },
      sum: renamed(sum))
  }
}
