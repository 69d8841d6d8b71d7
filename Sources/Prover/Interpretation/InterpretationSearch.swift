import Kernel
import Terms

/// Bounds on the search for interpretations.
enum InterpretationLimits {
  static let rows = 50
  static let fuelOfRow = 2_000
  /// Rows that must have values.
  static let leastRows = 20
  /// Values of a type on which different values must have different numbers.
  static let values = 60
  /// Functions, constructors and built-in functions that are looked at.
  static let operations = 40
  /// Inferences that fitting one function costs.
  static let fit = 4
  /// What a function that is a polynomial counts for, less the complexity of the polynomial.
  static let reward = 100
  /// Inferences for one attempt at the proof that different values have different numbers.
  static let injectivity = 4_000
  /// Inferences for one attempt at a lower bound.
  static let bound = 1_500
  /// Inferences for one attempt at a conjecture, in the rounds of attempts.
  static let conjecture = [1_500, 6_000]
}

/// What is known of the functions of a goal while interpretations are looked for.
struct InterpretationSearch {
  /// A function with sample arguments and results.
  struct Sampled {
    var operation: Signature.Operation
    var symbol: SymbolID
    var arguments: [[GroundValue]]
    var results: [GroundValue?]
  }

  /// A number of a value of some type: its interpretation, or that of what a function makes of it.
  struct Measure: Hashable {
    var type: TypeID
    var inner: Signature.Operation?
    /// The type that is interpreted; `int` for the number that an integer is.
    var interpreted: TypeID
  }

  var functions: [Sampled] = []
  var table = InterpretationTable()
  var fields: FieldTypes = [:]
  var samples = SampleTable(rows: InterpretationLimits.rows, seed: 0x1A7E)
}

extension ProofSearch {
  /// Interpretations under which functions of a signature are polynomials, for as many types as have
  /// one that tells all values apart.
  mutating func interpretations(
    of signature: Signature
  ) throws(SearchFailure) -> InterpretationSearch {
    machine.compile(from: theory)
    var search = InterpretationSearch()
    for operation in signature.operations.prefix(InterpretationLimits.operations) {
      if let sampled = try sampled(operation, &search) { search.functions.append(sampled) }
    }
    var waiting: [TypeID] = []
    for function in search.functions {
      for type in [function.operation.result] + function.operation.parameters
      where !waiting.contains(type) {
        if case .data = theory.bank.node(of: type), theory.bank.typeVariables(of: type).isEmpty {
          waiting.append(type)
        }
      }
    }
    var changed = true
    while changed {
      changed = false
      for type in waiting where !search.table.contains(type) {
        if try choose(type, &search) { changed = true }
      }
    }
    return search
  }

  private mutating func sampled(
    _ operation: Signature.Operation, _ search: inout InterpretationSearch
  ) throws(SearchFailure) -> InterpretationSearch.Sampled? {
    guard case .application(let symbol, _) = operation.head, !operation.parameters.isEmpty,
      case .function = theory.bank.kind(of: symbol)
    else { return nil }
    try budget.spend(InterpretationLimits.fit)
    var counts: [TypeID: Int] = [:]
    var columns: [[GroundValue]] = []
    for type in operation.parameters {
      let number = counts[type, default: 0]
      counts[type] = number + 1
      guard let column = search.samples.column(number, of: type, in: &theory, on: &machine) else {
        return nil
      }
      columns.append(column)
    }
    let results = (0..<InterpretationLimits.rows).map { row in
      var fuel = InterpretationLimits.fuelOfRow
      return machine.apply(symbol, columns.map { $0[row] }, in: theory.bank, fuel: &fuel)
    }
    guard results.count(where: { $0 != nil }) >= InterpretationLimits.leastRows else { return nil }
    return InterpretationSearch.Sampled(
      operation: operation, symbol: symbol, arguments: columns, results: results)
  }

  /// Finds the interpretation of a type under which most functions are polynomials.
  private mutating func choose(
    _ type: TypeID, _ search: inout InterpretationSearch
  ) throws(SearchFailure) -> Bool {
    guard case .data(let symbol, let arguments) = theory.bank.node(of: type),
      symbol != theory.bank.boolSymbol
    else { return false }
    var constructors: [(symbol: SymbolID, fields: [TypeID])] = []
    for constructor in theory.bank.constructors(of: symbol) {
      let types = theory.fieldTypes(of: constructor, arguments)
      guard types.allSatisfy({ $0 == type || search.table.contains($0) }) else { return false }
      constructors.append((constructor, types))
    }
    let isFlat = constructors.allSatisfy { $0.fields.isEmpty }
    if isFlat, constructors.count > InterpretationCandidates.constructors { return false }
    search.fields[type] = Dictionary(
      uniqueKeysWithValues: constructors.map { ($0.symbol, $0.fields) })
    guard let values = search.samples.column(0, of: type, in: &theory, on: &machine) else {
      return false
    }
    let relevant = search.functions.filter {
      $0.operation.result == type || $0.operation.parameters.contains(type)
    }
    var best: (score: Int, interpretation: LinearInterpretation)?
    for candidate in InterpretationCandidates.all(for: type, constructors) {
      try budget.spend(1)
      search.table.add(candidate)
      defer { search.table.removeLast() }
      guard tellsApart(values, type, search) else { continue }
      var score = 0
      for function in relevant {
        try budget.spend(InterpretationLimits.fit)
        for fit in fits(of: function, search) {
          score += InterpretationLimits.reward - fit.fit.complexity
        }
      }
      if score > best?.score ?? 0 { best = (score, candidate) }
    }
    guard let best else { return false }
    search.table.add(best.interpretation)
    return true
  }

  private borrowing func tellsApart(
    _ values: [GroundValue], _ type: TypeID, _ search: InterpretationSearch
  ) -> Bool {
    var known: [TypeID: [GroundValue: Int]] = [:]
    var seen: [Int: GroundValue] = [:]
    for value in values {
      guard
        let number = search.table.number(
          of: value, type, fields: search.fields, on: machine, known: &known)
      else { continue }
      if let other = seen[number], other != value { return false }
      seen[number] = value
    }
    return seen.count > 1
  }

  /// A measure of a function's result as a polynomial in measures of its arguments.
  struct InterpretationFit {
    var measure: InterpretationSearch.Measure
    /// The features that the polynomial is in: for each the argument and its measure.
    var features: [(argument: Int, measure: InterpretationSearch.Measure)]
    var fit: PolynomialFit
  }

  /// All measures of a function's result that are polynomials in measures of its arguments.
  mutating func fits(
    of function: InterpretationSearch.Sampled, _ search: InterpretationSearch
  ) -> [InterpretationFit] {
    var known: [TypeID: [GroundValue: Int]] = [:]
    var features: [(argument: Int, measure: InterpretationSearch.Measure)] = []
    var columns: [[Int?]] = []
    for (index, type) in function.operation.parameters.enumerated() {
      for measure in measures(of: type, search) where measure.inner != function.operation {
        features.append((index, measure))
        columns.append(
          function.arguments[index].map { number(of: $0, measure, search, known: &known) })
      }
    }
    if features.isEmpty { return [] }
    var result: [InterpretationFit] = []
    for measure in measures(of: function.operation.result, search)
    where measure.inner != function.operation {
      let target = function.results.map { value in
        value.flatMap { number(of: $0, measure, search, known: &known) }
      }
      if let fit = PolynomialFit(of: target, by: columns), !fit.summands.isEmpty {
        result.append(InterpretationFit(measure: measure, features: features, fit: fit))
      }
    }
    return result
  }

  /// The measures of a type: its interpretation, or else those of what functions make of it.
  private func measures(
    of type: TypeID, _ search: InterpretationSearch
  ) -> [InterpretationSearch.Measure] {
    if type == theory.bank.int || search.table.contains(type) {
      return [InterpretationSearch.Measure(type: type, inner: nil, interpreted: type)]
    }
    var result: [InterpretationSearch.Measure] = []
    for function in search.functions
    where function.operation.parameters == [type]
      && search.table.contains(function.operation.result)
    {
      result.append(
        InterpretationSearch.Measure(
          type: type, inner: function.operation, interpreted: function.operation.result))
    }
    return result
  }

  private mutating func number(
    of value: GroundValue, _ measure: InterpretationSearch.Measure, _ search: InterpretationSearch,
    known: inout [TypeID: [GroundValue: Int]]
  ) -> Int? {
    if measure.interpreted == theory.bank.int {
      return machine.integer(of: value).flatMap { Int(exactly: $0) }
    }
    var value = value
    if case .application(let inner, _) = measure.inner?.head {
      var fuel = InterpretationLimits.fuelOfRow
      guard let result = machine.apply(inner, [value], in: theory.bank, fuel: &fuel) else {
        return nil
      }
      value = result
    }
    return search.table.number(
      of: value, measure.interpreted, fields: search.fields, on: machine, known: &known)
  }
}
