import Determinism
import Kernel
import Terms

/// The values of conjectured terms on one table of inputs.
///
/// Two terms of one type whose columns agree are conjectured to be equal (Claessen, Smallbone and
/// Hughes 2010, "QuickSpec"). Type variables stand for `int`.
struct SampleBench {
  /// The values of a term, one for each row; `nil` where it has none that can be computed.
  typealias Column = [TermID?]

  static let rows = 40
  /// Steps for one row of one term.
  static let stepsOfRow = 2_000

  private var assignments: [[TermID: TermID]]
  private var types = Substitution()
  private var known: Set<TermID> = []
  private let seed: UInt64

  init(seed: UInt64) {
    assignments = Array(repeating: [:], count: Self.rows)
    self.seed = seed
  }
}

extension ProofSearch {
  /// The column of a term; nil for what has no samples, such as unknown functions.
  mutating func column(
    of term: TermID, on bench: inout SampleBench
  ) -> SampleBench.Column? {
    guard bench.assign(theory.bank.freeVariables(of: term), &theory) else { return nil }
    return bench.evaluate(term, &theory, &evaluator)
  }
}

extension SampleBench {
  fileprivate mutating func evaluate(
    _ term: TermID, _ theory: inout Theory, _ evaluator: inout Simplifier
  ) -> Column? {
    for name in theory.bank.typeVariables(ofTerm: term) { types.types[name] = theory.bank.int }
    var column: Column = []
    column.reserveCapacity(Self.rows)
    var failures = 0
    for assignment in assignments {
      var substitution = types
      substitution.terms = assignment
      guard let instance = theory.bank.instance(term, substitution) else { return nil }
      var budget = InferenceBudget(limit: Self.stepsOfRow)
      let value = try? evaluator.normalise(instance, in: &theory, spending: &budget)
      if value == nil { failures += 1 }
      if failures > Self.rows / 2 { return nil }
      column.append(value)
    }
    return column
  }

  /// Gives values to variables that have none yet.
  fileprivate mutating func assign(_ variables: [TermID], _ theory: inout Theory) -> Bool {
    for variable in variables where known.insert(variable).inserted {
      for name in theory.bank.typeVariables(ofTerm: variable) { types.types[name] = theory.bank.int }
      let type = theory.bank.typeInstance(theory.bank.type(of: variable), types)
      for row in 0..<Self.rows {
        var generator = SeededGenerator.stream(
          seed: seed, path: UInt64(row), StableName.of(theory.bank.variableName(of: variable)))
        guard
          let value = theory.sampleValue(type, size: 1 + row / 6, using: &generator)
        else { return false }
        assignments[row][variable] = value
      }
    }
    return variables.allSatisfy { assignments[0][$0] != nil }
  }
}

/// A number for a name, the same in every process.
enum StableName {
  static func of(_ name: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash
  }
}

extension Theory {
  /// A random constructor term of at most about `size` constructors, or nil for a type without any.
  mutating func sampleValue(
    _ type: TypeID, size: Int, using generator: inout SeededGenerator
  ) -> TermID? {
    switch bank.node(of: type) {
    case .bool:
      return generator.chance(1, in: 2) ? bank.trueTerm : bank.falseTerm
    case .int:
      return bank.integer(Int64(generator.index(below: 4)) - 1)
    case .variable, .function:
      return nil
    case .data(let symbol, let arguments):
      let constructors = bank.constructors(of: symbol)
      var choices = constructors
      let leaves = constructors.filter { !isRecursive($0, symbol) }
      if size <= 0 || generator.chance(1, in: 4), !leaves.isEmpty { choices = leaves }
      let constructor = choices[generator.index(below: choices.count)]
      var fields: [TermID] = []
      for field in fieldTypes(of: constructor, arguments) {
        guard let value = sampleValue(field, size: size - 1, using: &generator) else { return nil }
        fields.append(value)
      }
      return try? bank.application(constructor, arguments, fields)
    }
  }

  private func isRecursive(_ constructor: SymbolID, _ type: SymbolID) -> Bool {
    bank.signature(of: constructor).parameters.contains { field in
      if case .data(type, _) = bank.node(of: field) { true } else { false }
    }
  }
}
