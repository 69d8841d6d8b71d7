import Determinism
import Kernel
import Terms

/// Finds the order that a goal is about, and invariants of the containers that its functions make.
extension ProofSearch {
  private enum Bound {
    static let observations = 40
    /// Values that a constructor must have made before its fields are compared.
    static let leastObservations = 8
    static let containers = 6
  }

  /// The order of a goal `p(t)`, p saying that a container is ascending, or of an equation between
  /// containers that are; nil for all other goals.
  mutating func orderDiscovery(
    of formula: TermID, isUsable: (SymbolID) -> Bool
  ) throws(SearchFailure) -> OrderDiscovery? {
    var goal = formula
    while let parts = theory.bank.operands(of: goal, .implies) { goal = parts[1] }
    guard let (made, predicate) = orderedTerms(of: goal) else { return nil }
    let container = theory.bank.type(of: made[0])
    guard case .data = theory.bank.node(of: container), container != theory.bank.bool,
      !theory.bank.hasTypeVariables(container)
    else { return nil }
    machine.compile(from: theory)
    let universe = OrderUniverse(of: formula, in: &theory, isUsable: isUsable)
    for vocabulary in relations(on: container, universe) {
      var discovery = OrderDiscovery(vocabulary: vocabulary, universe: universe)
      guard isContainer(container, &discovery.vocabulary),
        let pool = orderedPool(&discovery.vocabulary)
      else { continue }
      discovery.samples.pool = pool
      let raw = theory.bank.freeVariables(of: formula).map { theory.bank.type(of: $0) }
      findProducers(from: raw + [vocabulary.element], first: made, &discovery)
      try budget.spend(200)
      let found: Bool
      if let predicate {
        found = isAscending(predicate, container, &discovery)
        if found {
          discovery.vocabulary.invariants[container] = predicate
          discovery.vocabulary.predicate = container
          rankInvariant(predicate, discovery.vocabulary)
        }
      } else {
        found = findInvariant(of: container, made, &discovery)
      }
      guard found else { continue }
      for type in containers(of: discovery.universe, &discovery.vocabulary)
      where discovery.vocabulary.invariants[type] == nil {
        let producers = discovery.samples.producers[type] ?? []
        if !raw.contains(type) { _ = findInvariant(of: type, producers, &discovery) }
      }
      return discovery
    }
    return nil
  }

  /// What is claimed to be ascending, and the predicate that claims it.
  private func orderedTerms(of goal: TermID) -> (made: [TermID], predicate: SymbolID?)? {
    if let (left, right) = theory.bank.equationSides(goal) {
      let sides = [left, right].filter { theory.bank.shape(of: $0) == .application }
      return sides.count == 2 ? (sides, nil) : nil
    }
    guard theory.bank.shape(of: goal) == .application,
      theory.bank.argumentCount(of: goal) == 1,
      case .function = theory.bank.kind(of: theory.bank.head(of: goal)),
      theory.bank.typeArguments(of: goal).isEmpty
    else { return nil }
    return ([theory.bank.argument(0, of: goal)], theory.bank.head(of: goal))
  }

  /// The relations by which the elements of a container may be ordered.
  private mutating func relations(
    on container: TypeID, _ universe: OrderUniverse
  ) -> [OrderVocabulary] {
    var result: [OrderVocabulary] = []
    for function in universe.functions {
      guard function.result == theory.bank.bool, function.parameters.count == 2,
        function.parameters[0] == function.parameters[1],
        function.parameters[0] != theory.bank.bool,
        case .application(let symbol, let types) = function.head
      else { continue }
      result.append(
        OrderVocabulary(element: function.parameters[0], relation: .function(symbol, types)))
    }
    if universe.comparesIntegers {
      result.append(OrderVocabulary(element: theory.bank.int, relation: .lessOrEqual))
    }
    return result
  }

  /// The types of the functions' parameters and results that hold elements, what is inside first.
  private mutating func containers(
    of universe: OrderUniverse, _ vocabulary: inout OrderVocabulary
  ) -> [TypeID] {
    var result: [TypeID] = []
    func visit(_ type: TypeID, _ search: inout ProofSearch, _ vocabulary: inout OrderVocabulary) {
      guard search.isContainer(type, &vocabulary), !result.contains(type),
        case .data(let symbol, let arguments) = search.theory.bank.node(of: type)
      else { return }
      for constructor in search.theory.bank.constructors(of: symbol) {
        for field in search.theory.fieldTypes(of: constructor, arguments) where field != type {
          visit(field, &search, &vocabulary)
        }
      }
      if !result.contains(type) { result.append(type) }
    }
    for function in universe.functions {
      for type in function.parameters + [function.result] { visit(type, &self, &vocabulary) }
    }
    return Array(result.prefix(Bound.containers))
  }

  /// Collects the terms that make values of each type of nothing but the goal's inputs.
  private mutating func findProducers(
    from raw: [TypeID], first: [TermID], _ discovery: inout OrderDiscovery
  ) {
    for term in first {
      discovery.samples.producers[theory.bank.type(of: term), default: []].append(term)
    }
    func isRaw(_ type: TypeID) -> Bool { raw.contains(type) }
    for function in discovery.universe.functions
    where !function.parameters.isEmpty && function.parameters.allSatisfy(isRaw) {
      let variables = discovery.universe.variables(function.parameters, in: &theory.bank)
      if let term = theory.bank.term(function, variables), !first.contains(term) {
        discovery.samples.producers[function.result, default: []].append(term)
      }
    }
    for term in discovery.universe.composites
    where theory.bank.freeVariables(of: term).allSatisfy({ isRaw(theory.bank.type(of: $0)) }) {
      discovery.samples.producers[theory.bank.type(of: term), default: []].append(term)
    }
  }

  // MARK: - Invariants

  /// Values of one constructor, by their fields.
  private typealias Observations = [SymbolID: [[GroundValue]]]

  /// Defines the invariant that the values of some terms, and their parts, are seen to have.
  private mutating func findInvariant(
    of type: TypeID, _ terms: [TermID], _ discovery: inout OrderDiscovery
  ) -> Bool {
    var observed: Observations = [:]
    var seen: Set<GroundValue> = []
    for (position, term) in terms.enumerated() {
      for number in 0..<Bound.observations {
        var generator = SeededGenerator.stream(
          seed: OrderSamples.seed, path: 2, UInt64(position), UInt64(number))
        let value = produced(
          by: term, size: 2 + number / 6, 0..<discovery.samples.pool.count, &discovery.samples,
          discovery.vocabulary, using: &generator)
        if let value { observe(value, type, &observed, &seen) }
      }
    }
    guard let pairs = relatedFields(of: type, observed, &discovery),
      let recursive = orderedFields(of: type, observed, &discovery)
    else { return false }
    let isTrivial =
      pairs.values.allSatisfy(\.isEmpty)
      && recursive.allSatisfy { constructor, fields in
        fields.allSatisfy { theory.fieldTypes(of: constructor, type)[$0] == type }
      }
    if isTrivial { return false }
    return defineInvariant(
      of: type, related: pairs, recursive: recursive, &discovery.vocabulary)
  }

  /// Takes in a value and its parts of the same type.
  private mutating func observe(
    _ value: GroundValue, _ type: TypeID, _ observed: inout Observations,
    _ seen: inout Set<GroundValue>
  ) {
    guard seen.insert(value).inserted, let constructor = machine.constructor(of: value) else {
      return
    }
    let fields = machine.fields(of: value)
    observed[constructor, default: []].append(fields)
    for (field, fieldType) in zip(fields, theory.fieldTypes(of: constructor, type))
    where fieldType == type {
      observe(field, type, &observed, &seen)
    }
  }

  /// The fields of each constructor that stand in the relation in all observed values.
  private mutating func relatedFields(
    of type: TypeID, _ observed: Observations, _ discovery: inout OrderDiscovery
  ) -> [SymbolID: [(Int, Int)]]? {
    guard case .data(let symbol, _) = theory.bank.node(of: type) else { return nil }
    var result: [SymbolID: [(Int, Int)]] = [:]
    for constructor in theory.bank.constructors(of: symbol) {
      let values = observed[constructor] ?? []
      guard values.count >= Bound.leastObservations else { continue }
      let types = theory.fieldTypes(of: constructor, type)
      let fields = discovery.universe.variables(types, in: &theory.bank)
      var pairs: [(Int, Int)] = []
      for i in types.indices {
        for j in types.indices where i != j {
          // Relations between containers follow from those with an element.
          guard
            types[i] == discovery.vocabulary.element || types[j] == discovery.vocabulary.element,
            let formula = related(fields[i], fields[j], &discovery.vocabulary)
          else { continue }
          if holds(formula, fields, values) { pairs.append((i, j)) }
        }
      }
      result[constructor] = pairs
    }
    return result
  }

  /// The fields of each constructor whose own invariant holds in all observed values.
  private mutating func orderedFields(
    of type: TypeID, _ observed: Observations, _ discovery: inout OrderDiscovery
  ) -> [SymbolID: [Int]]? {
    guard case .data(let symbol, _) = theory.bank.node(of: type) else { return nil }
    var result: [SymbolID: [Int]] = [:]
    for constructor in theory.bank.constructors(of: symbol) {
      let types = theory.fieldTypes(of: constructor, type)
      let fields = discovery.universe.variables(types, in: &theory.bank)
      var ordered: [Int] = []
      for (index, field) in fields.enumerated() {
        if types[index] == type {
          ordered.append(index)
        } else if let formula = invariant(of: field, discovery.vocabulary),
          let values = observed[constructor], values.count >= Bound.leastObservations,
          holds(formula, fields, values)
        {
          ordered.append(index)
        }
      }
      result[constructor] = ordered
    }
    return result
  }

  /// Whether a formula about the fields of a constructor is true of all values.
  private mutating func holds(
    _ formula: TermID, _ fields: [TermID], _ values: [[GroundValue]]
  ) -> Bool {
    values.allSatisfy { value in
      var fuel = OrderSamples.fuelOfRow
      let inputs = Dictionary(zip(fields, value), uniquingKeysWith: { first, _ in first })
      return machine.evaluate(formula, inputs, in: theory.bank, fuel: &fuel) == machine.trueValue
    }
  }

  /// Whether a predicate says that a container is ascending: of its constructors' fields some are
  /// related and the recursive ones ascending, and that is all it says.
  private mutating func isAscending(
    _ predicate: SymbolID, _ container: TypeID, _ discovery: inout OrderDiscovery
  ) -> Bool {
    var accepted: [GroundValue] = []
    var rejected: [GroundValue] = []
    for number in 0..<(8 * Bound.observations) {
      var generator = SeededGenerator.stream(
        seed: OrderSamples.seed, path: 3, UInt64(number))
      let value = orderValue(
        container, size: number % 5, 0..<discovery.samples.pool.count, &discovery.samples,
        discovery.vocabulary, using: &generator)
      guard let value else { return false }
      var fuel = OrderSamples.fuelOfRow
      let truth = machine.apply(predicate, [value], in: theory.bank, fuel: &fuel)
      if truth == machine.trueValue { accepted.append(value) }
      if truth == machine.falseValue { rejected.append(value) }
    }
    var observed: Observations = [:]
    for value in accepted {
      guard let constructor = machine.constructor(of: value) else { return false }
      observed[constructor, default: []].append(machine.fields(of: value))
    }
    guard accepted.count >= Bound.leastObservations, rejected.count >= Bound.leastObservations,
      let pairs = relatedFields(of: container, observed, &discovery),
      !pairs.values.allSatisfy(\.isEmpty)
    else { return false }
    discovery.vocabulary.invariants[container] = predicate
    defer { discovery.vocabulary.invariants[container] = nil }
    for value in rejected {
      guard let constructor = machine.constructor(of: value) else { return false }
      let types = theory.fieldTypes(of: constructor, container)
      let fields = discovery.universe.variables(types, in: &theory.bank)
      var parts: [TermID] = []
      for (i, j) in pairs[constructor] ?? [] {
        if let part = related(fields[i], fields[j], &discovery.vocabulary) { parts.append(part) }
      }
      for field in fields {
        if let part = invariant(of: field, discovery.vocabulary) { parts.append(part) }
      }
      if holds(conjunction(parts), fields, [machine.fields(of: value)]) { return false }
    }
    return true
  }
}

extension Theory {
  /// The types of a constructor's fields at a type of its results.
  fileprivate mutating func fieldTypes(of constructor: SymbolID, _ type: TypeID) -> [TypeID] {
    guard case .data(_, let arguments) = bank.node(of: type) else { return [] }
    return fieldTypes(of: constructor, arguments)
  }
}
