import Determinism
import Lisp

/// The variables of a statement that is being made.
struct StatementScope {
  let signature: StatementSignature
  /// Variables of one type that may be made.
  let limit: Int
  private(set) var locals: [Local]

  init(signature: StatementSignature, limit: Int, locals: [Local] = []) {
    self.signature = signature
    self.limit = limit
    self.locals = locals
  }

  /// A variable of the type: an old one, or a new one if there may be more.
  mutating func variable(
    of type: Type, using generator: inout SeededGenerator
  ) -> Expression {
    let old = locals.indices.filter { locals[$0].type == type }
    let choice = generator.index(below: min(old.count + 1, limit))
    return choice < old.count ? .local(old[choice]) : newVariable(of: type)
  }

  mutating func newVariable(of type: Type) -> Expression {
    locals.append(Local(name: "v", type: type))
    return .local(locals.count - 1)
  }

  /// A random term of about so many nodes (at least one), every type and arity right by
  /// construction.
  ///
  /// Sizes are split at random among the arguments, as in PTC (Luke 2000, "Two fast tree-creation
  /// algorithms for genetic programming").
  mutating func term(
    of sort: Int, size: Int, using generator: inout SeededGenerator
  ) -> Expression {
    let fitting = signature.productionsOf[sort].filter { $0.parameters.count < size }
    let inner = fitting.filter { !$0.parameters.isEmpty }
    let leaves = fitting.filter { $0.parameters.isEmpty }
    let mustGrow = inner.isEmpty && leaves.isEmpty && !signature.hasVariables(sort)
    let growing = mustGrow ? signature.productionsOf[sort].filter(\.isFunctionCall) : inner
    if !growing.isEmpty, mustGrow || !generator.chance(1, in: 1 + size) {
      let production = weighted(growing, using: &generator)
      var arguments: [Expression] = []
      var rest = size - 1
      for (place, parameter) in production.parameters.enumerated() {
        let others = production.parameters.count - place - 1
        let share = others == 0 ? rest : 1 + generator.index(below: max(1, rest - others))
        rest -= share
        arguments.append(term(of: parameter, size: max(1, share), using: &generator))
      }
      return production.term(arguments)
    }
    if !leaves.isEmpty, generator.chance(1, in: 4) {
      return generator.element(of: leaves).term([])
    }
    return variable(of: signature.sorts[sort], using: &generator)
  }

  /// Productions of the targets are drawn four times as often as others.
  private func weighted(
    _ productions: [StatementProduction], using generator: inout SeededGenerator
  ) -> StatementProduction {
    let weights = productions.map { production in
      if case .function(let function) = production.callable {
        return signature.targetSet.contains(function) ? 4 : 2
      }
      return 1
    }
    return productions[generator.weightedIndex(weights)]
  }

  func formula(_ body: Expression) -> Formula {
    Formula(locals: locals, variableCount: locals.count, body: body)
  }
}
