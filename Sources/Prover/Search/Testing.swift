import Determinism
import Kernel
import Terms

extension ProofSearch {
  /// How much is spent on testing one sequent.
  private enum TestLimits {
    static let samples = 60
    static let inferences = 30_000
    /// Inferences of a test that weigh as much as one of the search.
    static let price = 20
  }

  /// Whether small values for its variables make all hypotheses true and the goal false.
  ///
  /// Type variables stand for `int`. What cannot be evaluated, such as an unknown function, says
  /// nothing.
  mutating func isRefuted(_ sequent: Sequent) throws(SearchFailure) -> Bool {
    let formula = theory.bank.implication(sequent.hypotheses, sequent.goal)
    var types = Substitution()
    for name in theory.bank.typeVariables(ofTerm: formula) { types.types[name] = theory.bank.int }
    let variables = theory.bank.freeVariables(of: formula)
    var testBudget = InferenceBudget(limit: TestLimits.inferences)
    var found = false
    for index in 0..<TestLimits.samples where !found {
      var generator = SeededGenerator.stream(seed: 0x7E57, path: UInt64(index))
      var values = types
      for variable in variables {
        let type = theory.bank.typeInstance(theory.bank.type(of: variable), types)
        values.terms[variable] =
          sample(type, size: index / 6, using: &generator)
          ?? theory.bank.variable(theory.bank.variableName(of: variable), type)
      }
      guard let instance = theory.bank.instance(formula, values) else { return false }
      guard
        let normal = try? evaluator.normalise(instance, in: &theory, spending: &testBudget)
      else { break }
      found = normal == theory.bank.falseTerm
    }
    try budget.spend(1 + testBudget.spent / TestLimits.price)
    return found
  }

  /// A random constructor term of at most about `size` constructors, or nil for a type without any.
  private mutating func sample(
    _ type: TypeID, size: Int, using generator: inout SeededGenerator
  ) -> TermID? {
    switch theory.bank.node(of: type) {
    case .bool:
      return generator.chance(1, in: 2) ? theory.bank.trueTerm : theory.bank.falseTerm
    case .int:
      return theory.bank.integer(Int64(generator.index(below: 4)) - 1)
    case .variable, .function:
      return nil
    case .data(let symbol, let arguments):
      let constructors = theory.bank.constructors(of: symbol)
      var choices = constructors
      if size <= 0 {
        let leaves = constructors.filter { !isRecursive($0, type: symbol) }
        if !leaves.isEmpty { choices = leaves }
      }
      let constructor = choices[generator.index(below: choices.count)]
      var fields: [TermID] = []
      for field in theory.fieldTypes(of: constructor, arguments) {
        guard let value = sample(field, size: size - 1, using: &generator) else { return nil }
        fields.append(value)
      }
      return try? theory.bank.application(constructor, arguments, fields)
    }
  }

  private func isRecursive(_ constructor: SymbolID, type: SymbolID) -> Bool {
    theory.bank.signature(of: constructor).parameters.contains { field in
      if case .data(type, _) = theory.bank.node(of: field) { true } else { false }
    }
  }
}
