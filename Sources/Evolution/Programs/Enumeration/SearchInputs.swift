import Determinism
import Lisp
import Prover

/// Makes the contexts on which the terms of a problem are compared.
struct SearchInputs {
  /// Model contexts of the root scope.
  static let contexts = 400

  let grammar: Grammar
  private var generator: InputGenerator
  private var random: SeededGenerator

  init(grammar: Grammar, seed: UInt64) {
    self.grammar = grammar
    generator = InputGenerator(environment: grammar.environment, seed: seed)
    random = .stream(seed: seed, path: 0x5EA6C)
  }

  /// The scope of the whole body: parameters, generated inputs, and the inputs of the test cases.
  mutating func root(
    tests: [(arguments: [ValueID], result: ValueID)], _ interpreter: inout Interpreter
  ) -> SearchScope {
    let variables = Scope(parameters: grammar.parameters).variables
    var models = [[ValueID]](repeating: [], count: variables.count)
    for context in 0..<Self.contexts {
      for (position, variable) in variables.enumerated() {
        models[position].append(value(of: variable.type, context, &interpreter))
      }
    }
    let results = range(of: grammar.types[grammar.result], &interpreter)
    let oracles = (0..<Self.contexts).map { _ in interpreter.oracles.add(range: results) }
    return SearchScope(
      variables: variables, models: models, oracles: oracles, tests: Array(tests.indices),
      testValues: variables.indices.map { position in tests.map { $0.arguments[position] } })
  }

  private mutating func value(
    of type: Type, _ context: Int, _ interpreter: inout Interpreter
  ) -> ValueID {
    if case .function(_, let result) = type {
      let oracle = interpreter.oracles.add(range: range(of: result, &interpreter))
      return interpreter.bank.intern(.oracle, Int64(oracle), [])
    }
    let size = 1 + random.index(below: 3 + context % 14)
    let value = generator.random(generator.closed(type), size: size, using: &random)
    return interpreter.bank.intern(value) ?? ValueBank.unknown
  }

  /// Values that an unknown function may give.
  private mutating func range(of type: Type, _ interpreter: inout Interpreter) -> [ValueID] {
    if case .function(_, let result) = type {
      let oracle = interpreter.oracles.add(range: range(of: result, &interpreter))
      return [interpreter.bank.intern(.oracle, Int64(oracle), [])]
    }
    let closed = generator.closed(type)
    var values = generator.smallest(8, of: closed)
    for size in 0..<8 { values.append(generator.random(closed, size: 3 + size, using: &random)) }
    var ids: [ValueID] = []
    for value in values {
      guard let id = interpreter.bank.intern(value), !ids.contains(id) else { continue }
      ids.append(id)
    }
    return ids
  }
}
