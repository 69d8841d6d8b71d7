import Kernel
import Terms

extension ProofSearch {
  /// `(<= 0 (f x …))`, and what the value has to do with other measures of the arguments.
  mutating func conjectureValue(
    of function: Signature.Operation, _ discovery: inout BoundDiscovery
  ) throws(SearchFailure) {
    let arguments = variables(function.parameters, &discovery)
    guard let value = theory.bank.term(function, arguments),
      let column = try integers(of: value, &discovery)
    else { return }
    let zero = theory.bank.integer(0)
    if column.allSatisfy({ ($0 ?? 0) >= 0 }) {
      discovery.add(theory.bank.logical(.lessOrEqual, zero, value))
    }
    var features: [TermID] = []
    for measure in discovery.measures
    where measure.function.head != function.head && measure.inner == nil {
      for argument in arguments {
        if let feature = term(measure, of: argument, others: arguments) {
          features.append(feature)
        }
      }
    }
    features += arguments.filter { theory.bank.type(of: $0) == theory.bank.int }
    try relate(value, to: features, of: arguments, &discovery)
  }

  /// What the measure of a function's result has to do with measures of its arguments.
  mutating func conjectureMeasure(
    _ measure: BoundDiscovery.Measure, of function: Signature.Operation,
    _ discovery: inout BoundDiscovery
  ) throws(SearchFailure) {
    let awaited = measure.function.parameters.enumerated()
      .filter { $0.offset != measure.position }
    let variables = variables(function.parameters + awaited.map(\.element), &discovery)
    let arguments = Array(variables.prefix(function.parameters.count))
    let others = Array(variables.dropFirst(function.parameters.count))
    guard let result = theory.bank.term(function, arguments),
      let value = term(measure, of: result, others: others)
    else { return }
    var features: [TermID] = []
    let sameFirst =
      [measure] + discovery.measures.filter { $0 != measure && $0.inner == nil }
    for candidate in sameFirst {
      for argument in arguments where theory.bank.type(of: argument) == candidate.type {
        if let feature = term(candidate, of: argument, others: others) { features.append(feature) }
      }
    }
    features += (arguments + others).filter { theory.bank.type(of: $0) == theory.bank.int }
    try relate(value, to: features, of: arguments, &discovery)
  }

  /// What the measures of the results of two mutually recursive functions have to do with measures
  /// of their arguments: of `evens` and `odds` neither bound has a proof by itself, but the sum has.
  mutating func conjectureSums(
    _ measure: BoundDiscovery.Measure, of functions: [Signature.Operation],
    _ discovery: inout BoundDiscovery
  ) throws(SearchFailure) {
    guard measure.inner == nil, measure.function.parameters.count == 1 else { return }
    let results = functions.filter { $0.result == measure.type }
    for (index, first) in results.enumerated() {
      guard case .application(let symbol, let types) = first.head else { continue }
      let group = theory.group(of: symbol)
      for second in results[(index + 1)...] where second.parameters == first.parameters {
        guard case .application(let other, types) = second.head, group.contains(other) else {
          continue
        }
        let arguments = variables(first.parameters, &discovery)
        guard let left = theory.bank.term(first, arguments),
          let right = theory.bank.term(second, arguments),
          let leftValue = term(measure, of: left, others: []),
          let rightValue = term(measure, of: right, others: []),
          let value = combination([leftValue, rightValue], [1, 1, 0])
        else { continue }
        var features: [TermID] = []
        for argument in arguments {
          if let feature = term(measure, of: argument, others: []) { features.append(feature) }
        }
        try relate(value, to: features, of: arguments, &discovery)
      }
    }
  }

  /// A measure of a term; its other arguments are taken from some variables, by type.
  private mutating func term(
    _ measure: BoundDiscovery.Measure, of subject: TermID, others: [TermID]
  ) -> TermID? {
    guard theory.bank.type(of: subject) == measure.type else { return nil }
    var measured = subject
    if let inner = measure.inner {
      guard let applied = theory.bank.term(inner, [subject]) else { return nil }
      measured = applied
    }
    var rest = others.filter { $0 != subject }
    var arguments: [TermID] = []
    for (position, type) in measure.function.parameters.enumerated() {
      if position == measure.position {
        arguments.append(measured)
      } else if let index = rest.firstIndex(where: { theory.bank.type(of: $0) == type }) {
        arguments.append(rest.remove(at: index))
      } else {
        return nil
      }
    }
    return theory.bank.term(measure.function, arguments)
  }

  /// Conjectures an equation with an affine combination of the features, or bounds by each of them
  /// and by all together.
  private mutating func relate(
    _ value: TermID, to features: [TermID], of arguments: [TermID],
    _ discovery: inout BoundDiscovery
  ) throws(SearchFailure) {
    var known: [(term: TermID, column: [Int?])] = []
    for feature in features.prefix(BoundLimits.features)
    where feature != value && !known.contains(where: { $0.term == feature }) {
      if let column = try integers(of: feature, &discovery) { known.append((feature, column)) }
    }
    guard let target = try integers(of: value, &discovery), !known.isEmpty else { return }
    let rows = target.indices.filter { row in
      target[row] != nil && known.allSatisfy { $0.column[row] != nil }
    }
    guard rows.count >= BoundLimits.leastRows else { return }
    let numbers = rows.map { target[$0] ?? 0 }
    let columns = known.map { feature in rows.map { feature.column[$0] ?? 0 } }
    if let fit = AffineFit.coefficients(of: numbers, by: columns) {
      if let sum = combination(known.map(\.term), fit) {
        discovery.add(theory.bank.equationOf(value, sum))
      }
      return
    }
    for (feature, column) in zip(known, columns)
    where theory.bank.shape(of: feature.term) != .variable {
      bound(value, numbers, feature.term, column, &discovery)
    }
    boundByNumbers(value, numbers, known.map(\.term), columns, &discovery)
    for condition in conditions(on: arguments, discovery) {
      guard let holds = truths(of: condition, &discovery) else { continue }
      let kept = rows.indices.filter { holds[rows[$0]] }
      guard kept.count >= known.count + BoundLimits.spareRows,
        let fit = AffineFit.coefficients(
          of: kept.map { numbers[$0] }, by: columns.map { column in kept.map { column[$0] } }),
        let sum = combination(known.map(\.term), fit)
      else { continue }
      let equation = theory.bank.equationOf(value, sum)
      discovery.add(theory.bank.logical(.implies, condition, equation))
    }
    let measured = known.indices.filter {
      theory.bank.shape(of: known[$0].term) == .application
        && theory.bank.head(of: known[$0].term) == theory.bank.head(of: value)
    }
    if measured.count > 1 {
      let ones = known.indices.map { measured.contains($0) ? 1 : 0 } + [0]
      if let sum = combination(known.map(\.term), ones) {
        let total = numbers.indices.map { row in measured.reduce(0) { $0 + columns[$1][row] } }
        bound(value, numbers, sum, total, &discovery)
      }
    }
  }

  /// Conjectures that the value is at most the bound, or at least it, up to a small constant.
  private mutating func bound(
    _ value: TermID, _ numbers: [Int], _ bound: TermID, _ column: [Int],
    _ discovery: inout BoundDiscovery
  ) {
    let excess = zip(numbers, column).map { $0 - $1 }
    guard let most = excess.max(), let least = excess.min() else { return }
    if abs(most) <= BoundLimits.constant, let right = combination([bound], [1, most]) {
      discovery.add(theory.bank.logical(.lessOrEqual, value, right))
    }
    if abs(least) <= BoundLimits.constant, let left = combination([bound], [1, least]) {
      discovery.add(theory.bank.logical(.lessOrEqual, left, value))
    }
  }

  /// Bounds that hold where a number among the arguments is not negative: `(take n xs)` has at most
  /// `n` elements, and `(drop n xs)` at least `n` fewer than `xs`.
  private mutating func boundByNumbers(
    _ value: TermID, _ numbers: [Int], _ features: [TermID], _ columns: [[Int]],
    _ discovery: inout BoundDiscovery
  ) {
    let zero = theory.bank.integer(0)
    for (index, number) in features.enumerated()
    where theory.bank.shape(of: number) == .variable {
      let rows = numbers.indices.filter { columns[index][$0] >= 0 }
      guard rows.count >= BoundLimits.leastRows / 2 else { continue }
      let condition = theory.bank.logical(.lessOrEqual, zero, number)
      if rows.allSatisfy({ numbers[$0] <= columns[index][$0] }) {
        let conclusion = theory.bank.logical(.lessOrEqual, value, number)
        discovery.add(theory.bank.logical(.implies, condition, conclusion))
      }
      for (other, feature) in features.enumerated()
      where theory.bank.shape(of: feature) == .application {
        guard
          rows.allSatisfy({ numbers[$0] >= columns[other][$0] - columns[index][$0] }),
          let sum = combination([value, number], [1, 1, 0])
        else { continue }
        let conclusion = theory.bank.logical(.lessOrEqual, feature, sum)
        discovery.add(theory.bank.logical(.implies, condition, conclusion))
      }
    }
  }

  /// The sum of multiples of terms and a constant, the last coefficient.
  mutating func combination(_ terms: [TermID], _ coefficients: [Int]) -> TermID? {
    var polynomial = Polynomial(coefficients.last ?? 0)
    for (term, coefficient) in zip(terms, coefficients) {
      guard let sum = polynomial.adding(coefficient, times: Polynomial(atom: term)) else {
        return nil
      }
      polynomial = sum
    }
    return theory.bank.term(of: polynomial)
  }
}
