import Kernel
import Terms

/// The measures that are tried for a function, integer terms over its parameters, the likeliest first.
///
/// Sizes of parameters, sums of sizes, integers among the parameters and differences of them, and the
/// distances that the guards of the body compare. Compare the measures that ACL2 guesses and those of
/// Bulwahn, Krauss and Nipkow 2007, "Finding Lexicographic Orders for Termination Proofs in
/// Isabelle/HOL".
struct MeasureCandidates {
  private(set) var measures: [TermID] = []

  private enum Bound {
    static let measures = 16
    /// Parameters of which any two are added.
    static let summed = 4
  }

  /// Weights of parameters and their sum.
  init(
    weighing definition: FunctionDefinition, _ sizes: inout SizeFunctions,
    in theory: inout Theory
  ) {
    var weights: [TermID] = []
    for parameter in definition.parameters {
      if let weight = sizes.weight(of: parameter, in: &theory) { weights.append(weight) }
    }
    for weight in weights { add(weight) }
    if weights.count > 1 { add(theory.bank.sum(weights)) }
    measures = Array(measures.prefix(Bound.measures))
  }

  init(
    of definition: FunctionDefinition, _ clauses: [PlannedClause], _ sizes: inout SizeFunctions,
    in theory: inout Theory
  ) {
    var sized: [TermID] = []
    for parameter in definition.parameters {
      if let size = sizes.size(of: parameter, in: &theory) { sized.append(size) }
    }
    for size in sized { add(size) }
    if sized.count > 1, sized.count <= Bound.summed {
      for (index, left) in sized.enumerated() {
        for right in sized[(index + 1)...] { add(theory.bank.sum([left, right])) }
      }
    }
    if sized.count > 2 { add(theory.bank.sum(sized)) }
    addDistances(definition, clauses, in: &theory)
    let numbers = definition.parameters.filter { theory.bank.type(of: $0) == theory.bank.int }
    for number in numbers { add(number) }
    for left in numbers {
      for right in numbers where left != right { add(theory.bank.sum([left], less: right)) }
    }
    measures = Array(measures.prefix(Bound.measures))
  }

  private mutating func add(_ measure: TermID?) {
    if let measure, !measures.contains(measure) { measures.append(measure) }
  }

  /// What conditions on integers that hold at a call leave between their sides.
  private mutating func addDistances(
    _ definition: FunctionDefinition, _ clauses: [PlannedClause], in theory: inout Theory
  ) {
    for clause in clauses where !clause.calls.isEmpty {
      for condition in clause.conditions {
        guard let (formula, value) = theory.bank.equationSides(condition),
          theory.bank.freeVariables(of: formula).allSatisfy(definition.parameters.contains)
        else { continue }
        for builtin in [Builtin.less, .lessOrEqual] {
          guard let sides = theory.bank.operands(of: formula, builtin) else { continue }
          let holds = value == theory.bank.trueTerm
          let (low, high) = holds ? (sides[0], sides[1]) : (sides[1], sides[0])
          add(theory.bank.sum([high], less: low))
        }
      }
    }
  }
}

extension TermBank {
  /// The sum of some integer terms, less another one.
  mutating func sum(_ terms: [TermID], less subtrahend: TermID? = nil) -> TermID? {
    guard var result = terms.first else { return nil }
    for term in terms.dropFirst() {
      guard let sum = try? application(.plus, result, term) else { return nil }
      result = sum
    }
    if let subtrahend { return try? application(.minus, result, subtrahend) }
    return result
  }
}
