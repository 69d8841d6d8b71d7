import Kernel
import Terms

extension ProofSearch {
  /// A conjectured equation, to be used from left to right.
  struct OccurrenceLaw {
    var pattern: TermID
    var left: TermID
    var right: TermID
  }

  /// What each call makes of the numbers of occurrences in its arguments.
  mutating func discoverLaws(
    _ discovery: inout MultisetDiscovery
  ) throws(SearchFailure) {
    var waiting: [[OccurrenceLaw]] = []
    for pattern in discovery.patterns {
      let laws = try laws(of: pattern, &discovery)
      if !laws.isEmpty { waiting.append(laws) }
    }
    for (index, pattern) in discovery.patterns.enumerated() {
      for other in discovery.patterns[..<index] {
        if let law = try sumLaw(of: other, and: pattern, waiting, &discovery) {
          waiting.append([law])
        }
      }
    }
    try prove(&waiting, &discovery)
    try proveMembership(&discovery)
    try prove(&waiting, &discovery)
  }

  /// Proves one law of each list if it can; what fails is tried again as long as others succeed.
  private mutating func prove(
    _ waiting: inout [[OccurrenceLaw]], _ discovery: inout MultisetDiscovery
  ) throws(SearchFailure) {
    for round in 0..<MultisetLimits.rounds {
      var failed: [[OccurrenceLaw]] = []
      let limit = round == 0 ? MultisetLimits.law : MultisetLimits.secondLaw
      for laws in waiting {
        var isProved = false
        for law in laws where !isProved {
          if try isKnown(theory.bank.equationOf(law.left, law.right)) {
            isProved = true
          } else {
            isProved = try attemptLaw(law.left, law.right, limit: limit)
          }
        }
        if isProved { discovery.isLawful.insert(laws[0].pattern) } else { failed.append(laws) }
      }
      let hasProgress = failed.count < waiting.count
      waiting = failed
      if waiting.isEmpty || (round > 0 && !hasProgress) { break }
    }
  }

  // MARK: - Conjectures

  /// The value that is counted, and how often it stands in a call and in its variables.
  private struct Counted {
    var value: TermID
    var left: TermID
    /// For each variable that holds elements or is one.
    var features: [(variable: TermID, count: TermID)]
  }

  private mutating func counted(
    _ pattern: CallShape, _ discovery: inout MultisetDiscovery
  ) -> Counted? {
    let element = discovery.occurrences.element
    let types = pattern.variables.map { theory.bank.type(of: $0) }
    let variables = variables(types + [element], &discovery.samples)
    guard let value = variables.last, theory.bank.type(of: pattern.term) != element,
      let left = discovery.occurrences.count(of: value, in: pattern.term, &theory)
    else { return nil }
    var features: [(variable: TermID, count: TermID)] = []
    for variable in pattern.variables {
      if let count = discovery.occurrences.count(of: value, in: variable, &theory) {
        features.append((variable, count))
      }
    }
    return Counted(value: value, left: left, features: features)
  }

  private mutating func laws(
    of pattern: CallShape, _ discovery: inout MultisetDiscovery
  ) throws(SearchFailure) -> [OccurrenceLaw] {
    guard let counted = counted(pattern, &discovery) else { return [] }
    var rights: [TermID] = []
    let terms = counted.features.map(\.count)
    if let sum = try fit([counted.left], by: terms, &discovery) {
      rights.append(sum)
    } else {
      rights = selections(counted, pattern, discovery)
    }
    var result: [OccurrenceLaw] = []
    for right in rights where result.count < MultisetLimits.candidates {
      let formula = theory.bank.equationOf(counted.left, right)
      if try isRefuted(Sequent(hypotheses: [], goal: formula)) { continue }
      result.append(OccurrenceLaw(pattern: pattern.term, left: counted.left, right: right))
    }
    return result
  }

  /// The affine combination of some terms that a sum of others is on all samples, or nil.
  private mutating func fit(
    _ summands: [TermID], by terms: [TermID], _ discovery: inout MultisetDiscovery
  ) throws(SearchFailure) -> TermID? {
    var targets: [[Int?]] = []
    for term in summands {
      guard let column = try integers(of: term, &discovery.samples) else { return nil }
      targets.append(column)
    }
    var columns: [[Int?]] = []
    for term in terms.prefix(BoundLimits.features) {
      guard let column = try integers(of: term, &discovery.samples) else { return nil }
      columns.append(column)
    }
    let rows = targets[0].indices.filter { row in
      (targets + columns).allSatisfy { $0[row] != nil }
    }
    guard rows.count >= BoundLimits.leastRows,
      let coefficients = AffineFit.coefficients(
        of: rows.map { row in targets.reduce(0) { $0 + ($1[row] ?? 0) } },
        by: columns.map { column in rows.map { column[$0] ?? 0 } })
    else { return nil }
    return combination(terms, coefficients)
  }

  /// Laws of calls that keep some elements and drop others.
  private mutating func selections(
    _ counted: Counted, _ pattern: CallShape, _ discovery: MultisetDiscovery
  ) -> [TermID] {
    let element = discovery.occurrences.element
    let zero = theory.bank.integer(0)
    let one = theory.bank.integer(1)
    let elements = pattern.variables.filter { theory.bank.type(of: $0) == element }
    var result: [TermID] = []
    for feature in counted.features where theory.bank.type(of: feature.variable) != element {
      let count = feature.count
      let occurs = theory.bank.logical(.less, zero, count)
      for variable in elements {
        let isSought = theory.bank.equationOf(counted.value, variable)
        let less = theory.bank.logical(.minus, count, one)
        let rest = theory.bank.conditional(occurs, less, zero)
        result.append(theory.bank.conditional(isSought, rest, count))
        result.append(theory.bank.conditional(isSought, zero, count))
      }
      for test in tests(of: counted.value, pattern, elements, discovery) {
        result.append(theory.bank.conditional(test, count, zero))
        result.append(theory.bank.conditional(test, zero, count))
      }
      result.append(theory.bank.indicator(occurs))
    }
    return result
  }

  /// Formulas about the value that is counted: functions among the arguments applied to it, and what
  /// the program's relations say of it.
  private mutating func tests(
    of value: TermID, _ pattern: CallShape, _ elements: [TermID],
    _ discovery: MultisetDiscovery
  ) -> [TermID] {
    let element = discovery.occurrences.element
    var result: [TermID] = []
    for variable in pattern.variables {
      if case .function([element], theory.bank.bool) =
        theory.bank.node(of: theory.bank.type(of: variable)),
        let test = try? theory.bank.call(variable, [value])
      {
        result.append(test)
      }
    }
    if element == theory.bank.int {
      for variable in elements {
        result.append(theory.bank.logical(.lessOrEqual, value, variable))
        result.append(theory.bank.logical(.less, value, variable))
      }
    }
    for relation in discovery.patterns where theory.bank.type(of: relation.term) == theory.bank.bool
    {
      let parameters = theory.bank.arguments(of: relation.term)
      if parameters.map({ theory.bank.type(of: $0) }) == [element] {
        result.append(theory.bank.rebuilding(relation.term, arguments: [value]))
      }
      guard parameters.map({ theory.bank.type(of: $0) }) == [element, element] else { continue }
      for variable in elements {
        result.append(theory.bank.rebuilding(relation.term, arguments: [value, variable]))
        result.append(theory.bank.rebuilding(relation.term, arguments: [variable, value]))
      }
    }
    return result
  }

  /// A law for the results of two calls together: neither `take n xs` nor `drop n xs` has one.
  private mutating func sumLaw(
    of first: CallShape, and second: CallShape, _ known: [[OccurrenceLaw]],
    _ discovery: inout MultisetDiscovery
  ) throws(SearchFailure) -> OccurrenceLaw? {
    guard first.function != second.function, first.variables == second.variables,
      theory.bank.type(of: first.term) == theory.bank.type(of: second.term),
      !known.contains(where: { $0[0].pattern == first.term || $0[0].pattern == second.term }),
      let left = counted(first, &discovery), let right = counted(second, &discovery),
      let sum = try fit(
        [left.left, right.left], by: left.features.map(\.count), &discovery)
    else { return nil }
    let difference = theory.bank.logical(.minus, sum, left.left)
    let formula = theory.bank.equationOf(right.left, difference)
    if try isRefuted(Sequent(hypotheses: [], goal: formula)) { return nil }
    return OccurrenceLaw(pattern: second.term, left: right.left, right: difference)
  }

  // MARK: - Elements and predicates

  /// Of calls that give an element: that it stands in their arguments. Of calls that give a truth
  /// value: that they say whether one argument stands in the other.
  private mutating func proveMembership(
    _ discovery: inout MultisetDiscovery
  ) throws(SearchFailure) {
    let element = discovery.occurrences.element
    let zero = theory.bank.integer(0)
    for pattern in discovery.patterns where !discovery.isLawful.contains(pattern.term) {
      if theory.bank.type(of: pattern.term) == element {
        var counts: [TermID] = []
        for variable in pattern.variables {
          if let count = discovery.occurrences.count(of: pattern.term, in: variable, &theory) {
            counts.append(count)
          }
        }
        guard let sum = theory.bank.sum(counts) else { continue }
        let formula = theory.bank.logical(.less, zero, sum)
        if try isRefuted(Sequent(hypotheses: [], goal: formula)) { continue }
        try attemptByInduction(formula, limit: MultisetLimits.secondLaw)
      } else if theory.bank.type(of: pattern.term) == theory.bank.bool {
        guard pattern.variables.count == 2,
          let value = pattern.variables.first(where: { theory.bank.type(of: $0) == element }),
          let other = pattern.variables.first(where: { $0 != value }),
          theory.bank.type(of: other) != element,
          let count = discovery.occurrences.count(of: value, in: other, &theory)
        else { continue }
        let occurs = theory.bank.logical(.less, zero, count)
        let formula = theory.bank.equationOf(pattern.term, occurs)
        if try isRefuted(Sequent(hypotheses: [], goal: formula)) { continue }
        if try attemptLaw(pattern.term, occurs, limit: MultisetLimits.secondLaw) {
          discovery.isLawful.insert(pattern.term)
        }
      }
    }
  }
}
