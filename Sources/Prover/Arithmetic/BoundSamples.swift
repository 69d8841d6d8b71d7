import Kernel
import Terms

extension ProofSearch {
  /// Predicates of the arguments, each and its negation.
  mutating func conditions(
    on arguments: [TermID], _ discovery: BoundDiscovery
  ) -> [TermID] {
    var result: [TermID] = []
    for predicate in discovery.predicates {
      var rest = arguments
      var chosen: [TermID] = []
      for type in predicate.parameters {
        guard let index = rest.firstIndex(where: { theory.bank.type(of: $0) == type }) else {
          break
        }
        chosen.append(rest.remove(at: index))
      }
      guard chosen.count == predicate.parameters.count,
        let condition = theory.bank.term(predicate, chosen)
      else { continue }
      result += [condition, theory.bank.logical(.not, condition)]
    }
    return result
  }

  /// The rows in which a formula is true.
  mutating func truths(of formula: TermID, _ discovery: inout BoundDiscovery) -> [Bool]? {
    let yes = machine.trueValue
    return values(of: formula, &discovery)?.map { $0 == yes }
  }
}

extension ProofSearch {
  /// Distinct variables of some types, the nth of a type always the same.
  mutating func variables(
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
  mutating func integers(
    of term: TermID, _ discovery: inout BoundDiscovery
  ) throws(SearchFailure) -> [Int?]? {
    if let known = discovery.columns[term] { return known }
    try budget.spend(1)
    guard let values = values(of: term, &discovery) else { return nil }
    let result = values.map { value in
      let number = value.flatMap { machine.integer(of: $0) }.map { Int($0) }
      return number.flatMap { $0.magnitude <= BoundLimits.value ? $0 : nil }
    }
    guard result.count(where: { $0 != nil }) >= BoundLimits.leastRows else { return nil }
    discovery.columns[term] = result
    return result
  }

  /// The values of a term on the samples, where it has them.
  private mutating func values(
    of term: TermID, _ discovery: inout BoundDiscovery
  ) -> [GroundValue?]? {
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
    var result: [GroundValue?] = []
    for row in 0..<BoundLimits.rows {
      var fuel = BoundLimits.fuelOfRow
      result.append(machine.run(procedure, inputs.map { $0[row] }, fuel: &fuel))
    }
    return result
  }
}
