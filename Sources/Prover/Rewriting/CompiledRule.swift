import Terms

/// A rule ready for use.
///
/// A class, because tables that share rules also share what was found for their heads.
final class CompiledRule {
  let rule: RewriteRule
  let pattern: Pattern
  let conditions: [Template]
  let right: Template
  /// Whether matching the left side binds all variables; otherwise conditions bind the others.
  let isComplete: Bool
  var heads: PolymorphicHeads?

  init(_ rule: RewriteRule, in bank: borrowing TermBank) {
    self.rule = rule
    pattern = Pattern(
      rule.left, schematic: rule.schematic, isPolymorphic: rule.isPolymorphic, in: bank)
    var heads = rule.isPolymorphic ? PolymorphicHeads(names: pattern.typeNames) : nil
    let variables = pattern.variables
    isComplete = bank.freeVariables(of: rule.conditions + [rule.right]).allSatisfy {
      !rule.schematic.contains($0) || variables.contains($0)
    }
    conditions = rule.conditions.map {
      Template($0, variables: variables, heads: &heads, in: bank)
    }
    right = Template(rule.right, variables: variables, heads: &heads, in: bank)
    self.heads = heads
  }

  /// The match that a binding amounts to.
  func match(_ bindings: Bindings) -> Match {
    let instantiation = instantiation(bindings)
    return Match(terms: instantiation.terms, types: instantiation.types)
  }

  func instantiation(_ bindings: Bindings) -> Instantiation {
    Instantiation(
      variables: pattern.variables, values: bindings.terms, names: pattern.typeNames,
      typeValues: bindings.types)
  }
}

/// What an instance of a fact has for its variables, kept as lists until somebody asks.
struct Instantiation {
  private let variables: [TermID]
  private let values: ContiguousArray<TermID>
  private let names: [String]
  private let typeValues: ContiguousArray<TypeID>

  init(
    variables: [TermID], values: ContiguousArray<TermID>, names: [String],
    typeValues: ContiguousArray<TypeID>
  ) {
    self.variables = variables
    self.values = values
    self.names = names
    self.typeValues = typeValues
  }

  init(_ substitution: Substitution) {
    let terms = substitution.terms.sorted { $0.key < $1.key }
    let types = substitution.types.sorted { $0.key < $1.key }
    self.init(
      variables: terms.map(\.key), values: ContiguousArray(terms.map(\.value)),
      names: types.map(\.key), typeValues: ContiguousArray(types.map(\.value)))
  }

  var terms: [TermID: TermID] {
    Dictionary(uniqueKeysWithValues: zip(variables, values))
  }

  var types: [String: TypeID] {
    Dictionary(uniqueKeysWithValues: zip(names, typeValues))
  }

  var substitution: Substitution { Substitution(types: types, terms: terms) }
}
