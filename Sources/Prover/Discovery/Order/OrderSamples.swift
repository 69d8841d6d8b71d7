import Determinism
import Kernel
import Terms

/// Sample values for statements about order, row by row.
///
/// Random lists are seldom ascending and two of them seldom stand in a relation. So elements come
/// from an ascending pool, each value from a part of it, and most values of a type with an invariant
/// satisfy it: they are results of the goal's own functions, or found by trial.
struct OrderSamples {
  static let rows = 200
  static let fuelOfRow = 3_000
  static let elements = 9
  /// Random values of which one must satisfy an invariant.
  static let trials = 10
  static let seed: UInt64 = 0x0DE5

  /// Elements, ascending.
  var pool: [GroundValue] = []
  /// Terms over variables of the goal's types, by their own types: sources of typical values.
  var producers: [TypeID: [TermID]] = [:]
  /// The values of variables, and those of formulas.
  var inputs: [TermID: [GroundValue]] = [:]
  /// 0 for false, 1 for true, 2 for no value.
  var columns: [TermID: [UInt8]] = [:]
}

extension ProofSearch {
  /// Fills the pool of elements; nil where there are too few or the relation does not order them.
  mutating func orderedPool(_ vocabulary: inout OrderVocabulary) -> [GroundValue]? {
    var values: [GroundValue] = []
    let type = vocabulary.element
    if type == theory.bank.int {
      for number in 0..<OrderSamples.elements {
        guard let value = machine.integer(Int64(number) - 3) else { return nil }
        values.append(value)
      }
      if case .lessOrEqual = vocabulary.relation { return values }
      values = []
    }
    for number in 0..<60 where values.count < OrderSamples.elements {
      var generator = SeededGenerator.stream(seed: OrderSamples.seed, path: 1, UInt64(number))
      var none = OrderSamples()
      guard
        let value = orderValue(
          type, size: number % 10, 0..<0, &none, vocabulary, using: &generator)
      else { return nil }
      if !values.contains(value) { values.append(value) }
    }
    guard values.count >= 4 else { return nil }
    // Insertion by the relation; it must be total and transitive on what is there.
    var sorted: [GroundValue] = []
    for value in values {
      var place = sorted.count
      while place > 0, relates(sorted[place - 1], value, vocabulary) == false { place -= 1 }
      sorted.insert(value, at: place)
    }
    for (i, left) in sorted.enumerated() {
      for right in sorted[i...] where relates(left, right, vocabulary) != true { return nil }
    }
    // It must tell some apart.
    guard let first = sorted.first, let last = sorted.last,
      relates(last, first, vocabulary) == false
    else { return nil }
    return sorted
  }

  private mutating func relates(
    _ left: GroundValue, _ right: GroundValue, _ vocabulary: OrderVocabulary
  ) -> Bool? {
    var fuel = OrderSamples.fuelOfRow
    let symbol: SymbolID
    switch vocabulary.relation {
    case .lessOrEqual:
      guard let a = machine.integer(of: left), let b = machine.integer(of: right) else {
        return nil
      }
      return a <= b
    case .function(let function, _): symbol = function
    }
    let value = machine.apply(symbol, [left, right], in: theory.bank, fuel: &fuel)
    return value == machine.trueValue ? true : value == machine.falseValue ? false : nil
  }

  /// A random value whose elements come from a part of the pool.
  mutating func orderValue(
    _ type: TypeID, size: Int, _ part: Range<Int>, _ samples: inout OrderSamples,
    _ vocabulary: OrderVocabulary, using generator: inout SeededGenerator
  ) -> GroundValue? {
    if type == vocabulary.element, !part.isEmpty {
      return samples.pool[part.lowerBound + generator.index(below: part.count)]
    }
    switch theory.bank.node(of: type) {
    case .bool:
      return generator.chance(1, in: 2) ? machine.trueValue : machine.falseValue
    case .int:
      return machine.integer(Int64(generator.index(below: 6)) - 1)
    case .variable:
      return nil
    case .function(_, let result):
      var results: [GroundValue] = []
      for _ in 0..<4 {
        guard
          let value = orderValue(
            result, size: min(size, 2), part, &samples, vocabulary, using: &generator)
        else { return nil }
        results.append(value)
      }
      return machine.oracle(results: results, key: generator.index(below: 1 << 20))
    case .data(let symbol, let arguments):
      guard size > -8 else { return nil }
      let constructors = theory.bank.constructors(of: symbol)
      let growing = constructors.filter { hasField($0, of: symbol) }
      let ending = constructors.filter { !hasField($0, of: symbol) }
      let choices =
        (size <= 0 ? ending : growing).isEmpty
        ? constructors : size <= 0 ? ending : growing
      let constructor = choices[generator.index(below: choices.count)]
      let types = theory.fieldTypes(of: constructor, arguments)
      var left = size - 1
      var recursive = types.count { $0 == type }
      var fields: [GroundValue] = []
      for field in types {
        var share = generator.index(below: max(1, min(size, 3) + 1))
        if field == type {
          recursive -= 1
          share = recursive == 0 ? left : generator.index(below: max(1, left + 1))
          left -= share
        } else if size <= 0 {
          share = size - 1
        }
        guard
          let value = orderValue(
            field, size: share, part, &samples, vocabulary, using: &generator)
        else { return nil }
        fields.append(value)
      }
      return machine.construct(constructor, fields, in: theory.bank)
    }
  }

  private func hasField(_ constructor: SymbolID, of dataType: SymbolID) -> Bool {
    theory.bank.signature(of: constructor).parameters.contains { field in
      if case .data(dataType, _) = theory.bank.node(of: field) { true } else { false }
    }
  }

  /// A value of a producer at random inputs.
  mutating func produced(
    by term: TermID, size: Int, _ part: Range<Int>, _ samples: inout OrderSamples,
    _ vocabulary: OrderVocabulary, using generator: inout SeededGenerator
  ) -> GroundValue? {
    var values: [TermID: GroundValue] = [:]
    for variable in theory.bank.freeVariables(of: term) {
      guard
        let value = orderValue(
          theory.bank.type(of: variable), size: size, part, &samples, vocabulary,
          using: &generator)
      else { return nil }
      values[variable] = value
    }
    var fuel = OrderSamples.fuelOfRow
    return machine.evaluate(term, values, in: theory.bank, fuel: &fuel)
  }

  /// The values of a variable, one for each row.
  private mutating func inputs(
    of variable: TermID, position: Int, _ samples: inout OrderSamples,
    _ vocabulary: OrderVocabulary
  ) -> [GroundValue]? {
    if let known = samples.inputs[variable] { return known }
    let type = theory.bank.type(of: variable)
    var result: [GroundValue] = []
    for row in 0..<OrderSamples.rows {
      var generator = SeededGenerator.stream(
        seed: OrderSamples.seed, path: UInt64(type.index), UInt64(position), UInt64(row))
      let size = generator.index(below: 2 + 6 * row / OrderSamples.rows)
      let part = self.part(of: samples.pool.count, using: &generator)
      guard
        let value = typicalValue(type, size: size, part, &samples, vocabulary, using: &generator)
      else { return nil }
      result.append(value)
    }
    samples.inputs[variable] = result
    return result
  }

  private func part(of count: Int, using generator: inout SeededGenerator) -> Range<Int> {
    switch generator.index(below: 5) {
    case 0: return 0..<(count / 2 + 1)
    case 1: return (count / 2)..<count
    case 2:
      let start = generator.index(below: count - 1)
      return start..<(start + 2)
    default: return 0..<count
    }
  }

  /// A value that satisfies the invariant of its type more often than not.
  private mutating func typicalValue(
    _ type: TypeID, size: Int, _ part: Range<Int>, _ samples: inout OrderSamples,
    _ vocabulary: OrderVocabulary, using generator: inout SeededGenerator
  ) -> GroundValue? {
    if let invariant = vocabulary.invariants[type], generator.chance(3, in: 4) {
      let producers = samples.producers[type] ?? []
      for trial in 0..<OrderSamples.trials {
        let value: GroundValue?
        if !producers.isEmpty, trial % 2 == 0 {
          let producer = producers[generator.index(below: producers.count)]
          value = produced(
            by: producer, size: size, part, &samples, vocabulary, using: &generator)
        } else {
          value = orderValue(
            type, size: min(size, 3), part, &samples, vocabulary, using: &generator)
        }
        guard let value else { continue }
        var fuel = OrderSamples.fuelOfRow
        if machine.apply(invariant, [value], in: theory.bank, fuel: &fuel) == machine.trueValue {
          return value
        }
      }
    }
    return orderValue(type, size: size, part, &samples, vocabulary, using: &generator)
  }

  /// The truth values of a formula, one for each row; nil if it cannot be evaluated.
  mutating func truths(
    of formula: TermID, numbers: [TermID: Int], _ samples: inout OrderSamples,
    _ vocabulary: OrderVocabulary
  ) -> [UInt8]? {
    if let known = samples.columns[formula] { return known }
    let variables = theory.bank.freeVariables(of: formula)
    var columns: [[GroundValue]] = []
    for variable in variables {
      guard
        let column = inputs(
          of: variable, position: numbers[variable] ?? 0, &samples, vocabulary)
      else { return nil }
      columns.append(column)
    }
    guard let procedure = machine.procedure(for: formula, parameters: variables, in: theory.bank)
    else { return nil }
    var result: [UInt8] = []
    result.reserveCapacity(OrderSamples.rows)
    for row in 0..<OrderSamples.rows {
      var fuel = OrderSamples.fuelOfRow
      let value = machine.run(procedure, columns.map { $0[row] }, fuel: &fuel)
      result.append(value == machine.trueValue ? 1 : value == machine.falseValue ? 0 : 2)
    }
    samples.columns[formula] = result
    return result
  }
}
