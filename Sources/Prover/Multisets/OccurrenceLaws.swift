import Kernel
import Terms

extension ProofSearch {
  /// A conjectured equation, to be used from left to right.
  struct OccurrenceLaw: Hashable {
    var pattern: TermID
    var left: TermID
    var right: TermID
    var condition: TermID?
  }

  /// What each call makes of the numbers of occurrences in its arguments.
  mutating func discoverLaws(
    _ discovery: inout MultisetDiscovery
  ) throws(SearchFailure) {
    var waiting = try conjectures(.occurrences, &discovery)
    try prove(&waiting, &discovery)
    try proveMembership(&discovery)
    try prove(&waiting, isSecond: true, &discovery)
    guard needsSizes(&discovery) else { return }
    for pattern in discovery.patterns {
      if let size = measure(.size, of: pattern.term, nil, &discovery) {
        let function = theory.bank.head(of: size)
        if order[function] == 0 { rank([function]) }
      }
    }
    machine.compile(from: theory)
    try proveNotNegative(discovery.sizes.inOrder, &discovery)
    try proveAtMostSizes(&discovery)
    var sizes = try conjectures(.size, &discovery)
    try prove(&sizes, &discovery)
    for measure in [MultisetMeasure.size, .occurrences] {
      for pattern in discovery.patterns where !isLawful(pattern, measure, &discovery) {
        sizes += try conditionalLaws(of: pattern, measure, &discovery).map { [$0] }
      }
    }
    waiting = sizes + waiting
    try prove(&waiting, isSecond: true, &discovery)
  }

  /// Whether a call that joins containers has no law: it may have one for some sizes.
  private mutating func needsSizes(
    _ discovery: inout MultisetDiscovery
  ) -> Bool {
    for pattern in discovery.patterns where !isLawful(pattern, .occurrences, &discovery) {
      let type = theory.bank.type(of: pattern.term)
      if discovery.occurrences.functions[type] != nil,
        pattern.variables.count(where: { theory.bank.type(of: $0) == type }) > 1
      {
        return true
      }
    }
    return false
  }

  private mutating func isLawful(
    _ pattern: CallShape, _ measure: MultisetMeasure, _ discovery: inout MultisetDiscovery
  ) -> Bool {
    guard let counted = counted(pattern, measure, &discovery) else { return true }
    return discovery.lawful.contains(counted.left)
  }

  private mutating func conjectures(
    _ measure: MultisetMeasure, _ discovery: inout MultisetDiscovery
  ) throws(SearchFailure) -> [[OccurrenceLaw]] {
    var result: [[OccurrenceLaw]] = []
    for pattern in discovery.patterns {
      let laws = try laws(of: pattern, measure, &discovery)
      if !laws.isEmpty { result.append(laws) }
    }
    for (index, pattern) in discovery.patterns.enumerated() {
      for other in discovery.patterns[..<index] {
        if let law = try sumLaw(of: other, and: pattern, measure, result, &discovery) {
          result.append([law])
        }
      }
    }
    return result
  }

  /// Proves one law of each list if it can; what fails is tried again as long as others succeed.
  ///
  /// - Parameter isSecond: whether most of them have been tried before.
  private mutating func prove(
    _ waiting: inout [[OccurrenceLaw]], isSecond: Bool = false,
    _ discovery: inout MultisetDiscovery
  ) throws(SearchFailure) {
    for round in (isSecond ? 1 : 0)..<MultisetLimits.rounds {
      let before = waiting.count
      var failed: [[OccurrenceLaw]] = []
      let limit = round == 0 ? MultisetLimits.law : MultisetLimits.secondLaw
      try proveGroups(&waiting, limit: limit, &discovery)
      for laws in waiting {
        var isProved = false
        for law in laws where !isProved {
          // Without new facts it would fail as before.
          let effort = MultisetDiscovery.Effort(facts: facts.count, limit: limit)
          if discovery.failures[law] == effort { continue }
          isProved = try prove(law, limit: limit, discovery)
          if !isProved { discovery.failures[law] = effort }
        }
        if isProved {
          discovery.lawful.insert(laws[0].left)
        } else {
          failed.append(laws)
        }
      }
      let hasProgress = failed.count < before
      waiting = failed
      if waiting.isEmpty || (round > 0 && !hasProgress) { break }
    }
  }

  private mutating func prove(
    _ law: OccurrenceLaw, limit: Int, _ discovery: MultisetDiscovery
  ) throws(SearchFailure) -> Bool {
    if law.condition == nil, try isKnown(theory.bank.equationOf(law.left, law.right)) {
      return true
    }
    let caller = InductionStart.recursion(theory.bank.head(of: law.pattern))
    guard
      try attemptLaw(law.left, law.right, if: law.condition, from: caller, limit: limit)
    else { return false }
    addOccurrenceRule(facts.count - 1, law, discovery)
    return true
  }

  // MARK: - Conjectures

  /// The value that is counted, and the measure of a call and of its variables.
  private struct Counted {
    /// Nil where sizes are measured.
    var value: TermID?
    var left: TermID
    /// For each variable that holds elements or is one.
    var features: [(variable: TermID, count: TermID)]
  }

  private mutating func counted(
    _ pattern: CallShape, _ measure: MultisetMeasure, _ discovery: inout MultisetDiscovery
  ) -> Counted? {
    let element = discovery.occurrences.element
    let types = pattern.variables.map { theory.bank.type(of: $0) }
    let variables = variables(types + [element], &discovery.samples)
    let value = measure == .occurrences ? variables.last : nil
    guard theory.bank.type(of: pattern.term) != element,
      let left = self.measure(measure, of: pattern.term, value, &discovery)
    else { return nil }
    var features: [(variable: TermID, count: TermID)] = []
    for variable in pattern.variables {
      if let count = self.measure(measure, of: variable, value, &discovery) {
        features.append((variable, count))
      }
    }
    return Counted(value: value, left: left, features: features)
  }

  /// How often a value stands in a term, or the size of the term; nil if it holds no elements.
  private mutating func measure(
    _ measure: MultisetMeasure, of term: TermID, _ value: TermID?,
    _ discovery: inout MultisetDiscovery
  ) -> TermID? {
    if let value { return discovery.occurrences.count(of: value, in: term, &theory) }
    guard discovery.occurrences.functions[theory.bank.type(of: term)] != nil else { return nil }
    return discovery.sizes.size(of: term, in: &theory)
  }

  private mutating func laws(
    of pattern: CallShape, _ measure: MultisetMeasure, _ discovery: inout MultisetDiscovery
  ) throws(SearchFailure) -> [OccurrenceLaw] {
    guard let counted = counted(pattern, measure, &discovery) else { return [] }
    var rights: [TermID] = []
    let terms = counted.features.map(\.count)
    if let sum = try fit([counted.left], by: terms, &discovery) {
      rights.append(sum)
    } else {
      rights =
        measure == .size ? halves(counted) : selections(counted, pattern, discovery)
    }
    var result: [OccurrenceLaw] = []
    for right in rights where result.count < MultisetLimits.candidates {
      let formula = theory.bank.equationOf(counted.left, right)
      if try isRefuted(Sequent(hypotheses: [], goal: formula)) { continue }
      result.append(OccurrenceLaw(pattern: pattern.term, left: counted.left, right: right))
    }
    return result
  }

  /// Laws of calls that join containers if one is at least as large as the other.
  private mutating func conditionalLaws(
    of pattern: CallShape, _ measure: MultisetMeasure, _ discovery: inout MultisetDiscovery
  ) throws(SearchFailure) -> [OccurrenceLaw] {
    guard let counted = counted(pattern, measure, &discovery) else { return [] }
    var result: [OccurrenceLaw] = []
    for (smaller, _) in counted.features {
      for (larger, _) in counted.features
      where smaller != larger && theory.bank.type(of: smaller) == theory.bank.type(of: larger) {
        guard let first = self.measure(.size, of: smaller, nil, &discovery),
          let second = self.measure(.size, of: larger, nil, &discovery),
          let sum = try fit(
            [counted.left], by: counted.features.map(\.count), where: (first, second), &discovery)
        else { continue }
        let condition = theory.bank.logical(.lessOrEqual, first, second)
        let equation = theory.bank.equationOf(counted.left, sum)
        let formula = theory.bank.logical(.implies, condition, equation)
        if try isRefuted(Sequent(hypotheses: [], goal: formula)) { continue }
        result.append(
          OccurrenceLaw(
            pattern: pattern.term, left: counted.left, right: sum, condition: condition))
      }
    }
    return result
  }

  /// Half of a size, rounded down and up.
  private mutating func halves(_ counted: Counted) -> [TermID] {
    let two = theory.bank.integer(2)
    var result: [TermID] = []
    for feature in counted.features {
      let next = theory.bank.logical(.plus, feature.count, theory.bank.integer(1))
      result.append(theory.bank.logical(.div, feature.count, two))
      result.append(theory.bank.logical(.div, next, two))
    }
    return result
  }

  /// The affine combination of some terms that a sum of others is on all samples, or nil.
  ///
  /// - Parameter bound: two numbers, of which the first must not be greater than the second.
  mutating func fit(
    _ summands: [TermID], by terms: [TermID], where bound: (TermID, TermID)? = nil,
    _ discovery: inout MultisetDiscovery
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
    var rows = targets[0].indices.filter { row in
      (targets + columns).allSatisfy { $0[row] != nil }
    }
    if let bound {
      guard let first = try integers(of: bound.0, &discovery.samples),
        let second = try integers(of: bound.1, &discovery.samples)
      else { return nil }
      rows = rows.filter { row in
        guard let a = first[row], let b = second[row] else { return false }
        return a <= b
      }
    }
    guard rows.count >= (bound == nil ? BoundLimits.leastRows : BoundLimits.leastRows / 2),
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
    guard let value = counted.value else { return [] }
    let element = discovery.occurrences.element
    let zero = theory.bank.integer(0)
    let one = theory.bank.integer(1)
    let elements = pattern.variables.filter { theory.bank.type(of: $0) == element }
    var result: [TermID] = []
    for feature in counted.features where theory.bank.type(of: feature.variable) != element {
      let count = feature.count
      let occurs = theory.bank.logical(.less, zero, count)
      for variable in elements {
        let isSought = theory.bank.equationOf(value, variable)
        let less = theory.bank.logical(.minus, count, one)
        let rest = theory.bank.conditional(occurs, less, zero)
        result.append(theory.bank.conditional(isSought, rest, count))
        result.append(theory.bank.conditional(isSought, zero, count))
      }
      for test in tests(of: value, pattern, elements, discovery) {
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
    of first: CallShape, and second: CallShape, _ measure: MultisetMeasure,
    _ known: [[OccurrenceLaw]], _ discovery: inout MultisetDiscovery
  ) throws(SearchFailure) -> OccurrenceLaw? {
    guard first.function != second.function, first.variables == second.variables,
      theory.bank.type(of: first.term) == theory.bank.type(of: second.term),
      !known.contains(where: { $0[0].pattern == first.term || $0[0].pattern == second.term }),
      let left = counted(first, measure, &discovery),
      let right = counted(second, measure, &discovery),
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
    for pattern in discovery.patterns where !discovery.lawful.contains(pattern.term) {
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
          discovery.lawful.insert(pattern.term)
        }
      }
    }
  }
}
