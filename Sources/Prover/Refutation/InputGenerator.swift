import Determinism
import Lisp

/// Inputs for functions and formulas: small values in order of size, then random ones.
///
/// Type variables become a small closed type that has many values: `nat` where it is visible, else
/// `int`. For function types it adds closed functions to its environment, and a formula that is
/// tested on such inputs has to be evaluated there.
public struct InputGenerator: Sendable {
  /// The environment with the functions that were added for function types.
  public private(set) var environment: Environment
  /// Grows whenever ``environment`` changes.
  public private(set) var revision = 0
  private let limits: RefutationLimits
  private var enumerator: ValueEnumerator
  private var functions: [Type: [Value]] = [:]
  private var minima: [Type: Int] = [:]
  private var choices: [Type: [Choice]] = [:]

  /// A constructor of a closed data type, its fields there and the sizes of their smallest values.
  private struct Choice {
    var constructor: ConstructorID
    var fields: [Type]
    var minima: [Int]
    /// The size of the smallest value that it makes.
    var least: Int
  }
  private let seed: UInt64

  public init(
    environment: Environment, limits: RefutationLimits = RefutationLimits(), seed: UInt64
  ) {
    self.environment = environment
    self.limits = limits
    self.seed = seed
    enumerator = ValueEnumerator(environment: environment)
  }

  /// What type variables become.
  public var element: Type {
    environment.dataType(named: "nat") == nil ? .int : .data("nat", [])
  }

  /// The type with ``element`` put for its variables.
  public func closed(_ type: Type) -> Type {
    var instance: [String: Type] = [:]
    for name in type.variables { instance[name] = element }
    return type.substituting(instance)
  }

  /// The first `count` values of a closed type, smallest first.
  public mutating func smallest(_ count: Int, of type: Type) -> [Value] {
    if case .function = type { return Array(functionValues(of: type).prefix(count)) }
    return enumerator.smallest(count, of: type)
  }

  /// The values of a closed type with exactly that size; all functions have size 1.
  public mutating func values(of type: Type, size: Int) -> [Value] {
    if case .function = type { return size == 1 ? functionValues(of: type) : [] }
    return enumerator.values(of: type, size: size)
  }

  /// The first `count` tuples of values of closed types, in order of their total size.
  ///
  /// The functions of a type count as larger the later they come, so that all variables grow at the
  /// same pace.
  public mutating func smallestTuples(_ count: Int, of types: [Type]) -> [[Value]] {
    guard !types.isEmpty else { return [[]] }
    var tuples: [[Value]] = []
    for total in types.count...(types.count + 12) where tuples.count < count {
      append(to: &tuples, prefix: [], types[...], total, count)
    }
    return tuples
  }

  private mutating func append(
    to tuples: inout [[Value]], prefix: [Value], _ types: ArraySlice<Type>, _ size: Int,
    _ count: Int
  ) {
    guard let type = types.first else {
      tuples.append(prefix)
      return
    }
    let rest = types.dropFirst()
    for share in rest.isEmpty ? size...size : 1...max(1, size - rest.count) {
      for value in diagonal(type, share) {
        guard tuples.count < count else { return }
        append(to: &tuples, prefix: prefix + [value], rest, size - share, count)
      }
    }
  }

  private mutating func diagonal(_ type: Type, _ size: Int) -> [Value] {
    guard case .function = type else { return values(of: type, size: size) }
    let all = functionValues(of: type)
    return size <= all.count ? [all[size - 1]] : []
  }

  /// A random tuple of values of closed types, each of at most the given size. Now and then a value
  /// is taken twice, because many premises speak of equal values.
  public mutating func randomTuple(
    _ types: [Type], size: Int, using generator: inout SeededGenerator
  ) -> [Value] {
    var tuple: [Value] = []
    for (position, type) in types.enumerated() {
      if let twin = types[..<position].lastIndex(of: type), generator.chance(1, in: 5) {
        tuple.append(tuple[twin])
        continue
      }
      let size = 1 + generator.index(below: max(1, size))
      tuple.append(random(type, size: size, using: &generator))
    }
    return tuple
  }

  /// A random value of a closed type, of about the given size.
  public mutating func random(
    _ type: Type, size: Int, using generator: inout SeededGenerator
  ) -> Value {
    switch type {
    case .int:
      let bound = min(limits.integer, Int64(2 * size))
      return .integer(Int64(generator.index(below: Int(2 * bound + 1))) - bound)
    case .function: return generator.element(of: functionValues(of: type))
    case .bool, .data: return randomConstruction(type, size, &generator)
    case .variable: return random(element, size: size, using: &generator)
    }
  }

  private mutating func randomConstruction(
    _ type: Type, _ size: Int, _ generator: inout SeededGenerator
  ) -> Value {
    let choices = choices(of: type)
    let least = choices.lazy.map(\.least).min() ?? 1
    var open = choices.indices.filter { choices[$0].least <= max(size, least) }
    let growing = open.filter { !choices[$0].fields.isEmpty }
    if size > 1, !growing.isEmpty, !generator.chance(1, in: size + 1) { open = growing }
    let choice = choices[generator.element(of: open)]
    let fields = choice.fields
    var spare = max(0, size - choice.least)
    var shares = choice.minima
    for position in fields.indices {
      let share =
        position == fields.count - 1 ? spare : generator.index(below: spare + 1)
      shares[position] += share
      spare -= share
    }
    let values = zip(fields, shares).map { random($0, size: $1, using: &generator) }
    return .construct(choice.constructor, values)
  }

  private mutating func choices(of type: Type) -> [Choice] {
    if let known = choices[type] { return known }
    guard let dataType = environment.dataType(of: type) else {
      preconditionFailure("every data type is declared")
    }
    var result: [Choice] = []
    for constructor in environment[dataType].constructors {
      let fields = environment.fields(of: constructor, in: type)
      let minima = fields.map { minimum(of: $0) }
      result.append(
        Choice(
          constructor: constructor, fields: fields, minima: minima,
          least: minima.reduce(1, +)))
    }
    choices[type] = result
    return result
  }

  /// The size of the smallest value.
  private mutating func minimum(of type: Type) -> Int {
    guard case .data = type else { return 1 }
    if let known = minima[type] { return known }
    var size = 1
    while size < 32, enumerator.values(of: type, size: size).isEmpty { size += 1 }
    minima[type] = size
    return size
  }
}

// MARK: - Functions

extension InputGenerator {
  /// Closed functions of a type: constants, projections, constructors over a parameter, tests for a
  /// value, and random tables; the simplest first.
  private mutating func functionValues(of type: Type) -> [Value] {
    if let known = functions[type] { return known }
    guard case .function(let parameters, let result) = type else { return [] }
    var bodies = FunctionBodies(
      environment: environment, parameters: parameters, result: result
    ).simple(&enumerator)
    bodies = Array(bodies.prefix(max(1, limits.functions * 2 / 3)))
    var generator = SeededGenerator.stream(seed: seed, path: UInt64(functions.count), 0xF)
    while bodies.count < limits.functions, !parameters.isEmpty {
      bodies.append(table(parameters, result, &generator))
    }
    var values: [Value] = []
    for body in bodies {
      let locals = parameters.enumerated().map { Local(name: "x\($0.offset)", type: $0.element) }
      let id = environment.add(
        Function(
          name: environment.freshName("given"), typeParameters: [], locals: locals,
          parameterCount: parameters.count, result: result, body: body))
      values.append(.function(id, []))
    }
    functions[type] = values
    revision += 1
    return values
  }

  /// A function that gives random results for some values of its parameters and one for the others.
  private mutating func table(
    _ parameters: [Type], _ result: Type, _ generator: inout SeededGenerator
  ) -> Expression {
    let terms = FunctionBodies(environment: environment, parameters: parameters, result: result)
    let usable = parameters.indices.filter { !parameters[$0].containsFunction }
    var body = terms.expression(for: random(result, size: 4, using: &generator), of: result)
    guard !usable.isEmpty else { return body }
    for _ in 0..<(2 + generator.index(below: 3)) {
      let position = generator.element(of: usable)
      let key = random(parameters[position], size: 3, using: &generator)
      let value = random(result, size: 4, using: &generator)
      let test = Expression.primitive(
        .equal, [parameters[position]],
        [.local(position), terms.expression(for: key, of: parameters[position])])
      body = .primitive(.if, [result], [test, terms.expression(for: value, of: result), body])
    }
    return body
  }
}
