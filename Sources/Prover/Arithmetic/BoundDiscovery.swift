import Kernel
import Terms

/// Bounds on the search for facts about functions into the integers.
enum BoundLimits {
  static let rows = 50
  static let fuelOfRow = 2_000
  /// Rows that must have values.
  static let leastRows = 20
  /// Inferences for one attempt at a conjecture.
  static let conjecture = 1_500
  static let conjectures = 60
  static let features = 8
  /// The greatest constant of a bound.
  static let constant = 2
  /// Numbers beyond this are not fitted.
  static let value = 1 << 20
}

/// Conjectures and proves what numbers that a goal's functions give have to do with one another.
///
/// Of a function into the integers: whether it is never negative; of each function into a data type
/// that has such measures: how the measure of the result depends on those of the arguments, as an
/// affine combination if the samples have one, otherwise as a bound. `size (append xs ys)` is
/// `size xs + size ys`, and `size (filter p xs)` at most `size xs`. What is proved becomes a rule and
/// a linear fact for the goal. Compare the measured subset of Boyer and Moore's "induction lemmas"
/// (1979) and the type prescriptions of their prover.
struct BoundDiscovery {
  /// A function into the integers (perhaps of what another function makes of a value), seen as a
  /// number of one of its arguments.
  struct Measure: Hashable {
    var function: Signature.Operation
    /// The argument that is measured.
    var position: Int
    /// What is applied to it first.
    var inner: Signature.Operation?

    var type: TypeID { inner?.parameters[0] ?? function.parameters[position] }
  }

  var measures: [Measure] = []
  var table = SampleTable(rows: BoundLimits.rows, seed: 0xB0)
  var columns: [TermID: [Int?]] = [:]
  /// Which variable of its type each one is, from 0.
  var numbers: [TermID: Int] = [:]
  /// Conjectures, the first ones first, each once.
  var conjectures: [TermID] = []
  var seen: Set<TermID> = []

  mutating func add(_ conjecture: TermID) {
    if seen.insert(conjecture).inserted, conjectures.count < BoundLimits.conjectures {
      conjectures.append(conjecture)
    }
  }
}

extension ProofSearch {
  /// - Returns: how many facts were proved.
  mutating func discoverBounds(_ signature: Signature) throws(SearchFailure) -> Int {
    machine.compile(from: theory)
    var discovery = BoundDiscovery()
    let functions = signature.operations.filter { isDefined($0) }
    discovery.measures = measures(of: functions)
    if discovery.measures.isEmpty { return 0 }
    for function in functions where function.result == theory.bank.int {
      try conjectureValue(of: function, &discovery)
    }
    for measure in discovery.measures {
      for function in functions where function.result == measure.type {
        if let inner = measure.inner, inner.head == function.head { continue }
        try conjectureMeasure(measure, of: function, &discovery)
      }
    }
    return try proveConjectures(discovery.conjectures)
  }

  private func isDefined(_ operation: Signature.Operation) -> Bool {
    guard case .application(let symbol, _) = operation.head else { return false }
    if case .function = theory.bank.kind(of: symbol) { return !operation.parameters.isEmpty }
    return false
  }

  private func isMeasured(_ type: TypeID) -> Bool {
    if case .data = theory.bank.node(of: type) { true } else { false }
  }

  private func measures(of functions: [Signature.Operation]) -> [BoundDiscovery.Measure] {
    var simple: [BoundDiscovery.Measure] = []
    for function in functions where function.result == theory.bank.int {
      for (position, type) in function.parameters.enumerated() where isMeasured(type) {
        simple.append(BoundDiscovery.Measure(function: function, position: position))
      }
    }
    var composite: [BoundDiscovery.Measure] = []
    for measure in simple {
      for inner in functions
      where inner.parameters.count == 1 && inner.result == measure.type
        && isMeasured(inner.parameters[0]) && inner.parameters[0] != inner.result
      {
        var whole = measure
        whole.inner = inner
        composite.append(whole)
      }
    }
    return simple + composite
  }

  /// Proves what can be proved; what fails is tried again after the others.
  private mutating func proveConjectures(_ all: [TermID]) throws(SearchFailure) -> Int {
    var waiting = all
    var proved = 0
    for _ in 0..<2 {
      let before = proved
      var failed: [TermID] = []
      for formula in waiting {
        if try isKnown(formula) { continue }
        if try isRefuted(Sequent(hypotheses: [], goal: formula)) { continue }
        if try attemptLemma(formula, limit: BoundLimits.conjecture) {
          proved += 1
        } else {
          failed.append(formula)
        }
      }
      if proved == before { break }
      waiting = failed
    }
    return proved
  }

  /// Whether rewriting and arithmetic with what is known are enough.
  private mutating func isKnown(_ formula: TermID) throws(SearchFailure) -> Bool {
    var simplifier = Simplifier(base: rules, order: order)
    do {
      let normal = try simplifier.normalise(formula, in: &theory, spending: &budget)
      return normal == theory.bank.trueTerm
    } catch .rewritingLoops {
      return true
    } catch {
      throw error
    }
  }
}

// MARK: - Conjectures

extension ProofSearch {
  /// `(<= 0 (f x …))`, and what the value has to do with other measures of the arguments.
  private mutating func conjectureValue(
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
    try relate(value, to: features, &discovery)
  }

  /// What the measure of a function's result has to do with measures of its arguments.
  private mutating func conjectureMeasure(
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
    try relate(value, to: features, &discovery)
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
    _ value: TermID, to features: [TermID], _ discovery: inout BoundDiscovery
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
  private mutating func combination(_ terms: [TermID], _ coefficients: [Int]) -> TermID? {
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

// MARK: - Samples

extension ProofSearch {
  /// Distinct variables of some types, the nth of a type always the same.
  private mutating func variables(
    _ types: [TypeID], _ discovery: inout BoundDiscovery
  ) -> [TermID] {
    var counts: [TypeID: Int] = [:]
    var result: [TermID] = []
    for type in types {
      let number = counts[type, default: 0]
      counts[type] = number + 1
      let variable = theory.bank.variable("\(stem(of: type))\(number + 1)", type)
      discovery.numbers[variable] = number
      result.append(variable)
    }
    return result
  }

  private func stem(of type: TypeID) -> String {
    switch theory.bank.node(of: type) {
    case .data(let symbol, _): theory.bank.name(of: symbol).prefix(1).lowercased() + "s"
    case .bool: "b"
    case .int: "i"
    case .variable: "x"
    case .function: "f"
    }
  }
}

extension ProofSearch {
  /// The values of a term of type `int` on the samples; nil if too few rows have one.
  private mutating func integers(
    of term: TermID, _ discovery: inout BoundDiscovery
  ) throws(SearchFailure) -> [Int?]? {
    if let known = discovery.columns[term] { return known }
    let variables = theory.bank.freeVariables(of: term)
    guard let procedure = machine.procedure(for: term, parameters: variables, in: theory.bank)
    else { return nil }
    var inputs: [[GroundValue]] = []
    for variable in variables {
      guard
        let column = discovery.table.column(
          discovery.numbers[variable] ?? 0, of: theory.bank.type(of: variable), in: &theory,
          on: &machine)
      else { return nil }
      inputs.append(column)
    }
    try budget.spend(1)
    var result: [Int?] = []
    for row in 0..<BoundLimits.rows {
      var fuel = BoundLimits.fuelOfRow
      let value = machine.run(procedure, inputs.map { $0[row] }, fuel: &fuel)
      let number = value.flatMap { machine.integer(of: $0) }.map { Int($0) }
      result.append(number.flatMap { abs($0) <= BoundLimits.value ? $0 : nil })
    }
    guard result.count(where: { $0 != nil }) >= BoundLimits.leastRows else { return nil }
    discovery.columns[term] = result
    return result
  }
}
