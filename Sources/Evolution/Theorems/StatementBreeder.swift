import Determinism
import Lisp

/// The operators over statements. Swapping sides is not among them: canonical form undoes it.
enum StatementOperator: CaseIterable {
  case randomEquation, randomFormula, randomConditional
  case generalise, instantiate, identify, replaceSubterm, crossover, addHypothesis, dropHypothesis

  /// How often it is drawn, relative to the others.
  var weight: Int {
    switch self {
    case .randomEquation: 4
    case .randomFormula: 1
    case .randomConditional: 2
    case .generalise: 3
    case .instantiate: 2
    case .identify: 2
    case .replaceSubterm: 4
    case .crossover: 3
    case .addHypothesis: 2
    case .dropHypothesis: 1
    }
  }

  /// How many parents it takes.
  var parents: Int {
    switch self {
    case .randomEquation, .randomFormula, .randomConditional: 0
    case .generalise, .instantiate, .identify, .replaceSubterm, .addHypothesis, .dropHypothesis: 1
    case .crossover: 2
    }
  }
}

/// Makes well-typed statements from others and from nothing.
struct StatementBreeder: Sendable {
  let signature: StatementSignature
  /// Variables of one type.
  let variables: Int
  /// Nodes of the largest statement.
  let size: Int

  /// One offspring, not yet in canonical form; nil if the drawn operator does not apply.
  ///
  /// - Parameter parents: statements without binders, the preferred ones first.
  func offspring(
    of parents: [Formula], using generator: inout SeededGenerator
  ) -> Formula? {
    let operators = StatementOperator.allCases.filter { $0.parents == 0 || !parents.isEmpty }
    let chosen = operators[generator.weightedIndex(operators.map(\.weight))]
    var chosenParents: [Formula] = []
    for _ in 0..<chosen.parents { chosenParents.append(parent(parents, using: &generator)) }
    guard let formula = apply(chosen, chosenParents, using: &generator) else { return nil }
    return formula.body.size <= size ? formula : nil
  }

  /// The better of two drawn ones.
  private func parent(_ parents: [Formula], using generator: inout SeededGenerator) -> Formula {
    let first = generator.index(below: parents.count)
    let second = generator.index(below: parents.count)
    return parents[min(first, second)]
  }

  private func apply(
    _ chosen: StatementOperator, _ parents: [Formula], using generator: inout SeededGenerator
  ) -> Formula? {
    switch chosen {
    case .randomEquation: randomEquation(using: &generator)
    case .randomFormula: randomFormula(using: &generator)
    case .randomConditional: randomConditional(using: &generator)
    case .generalise: generalised(parents[0], using: &generator)
    case .instantiate: instantiated(parents[0], using: &generator)
    case .identify: identified(parents[0], using: &generator)
    case .replaceSubterm: replaced(parents[0], using: &generator)
    case .crossover: crossed(parents[0], parents[1], using: &generator)
    case .addHypothesis: strengthened(parents[0], using: &generator)
    case .dropHypothesis: weakened(parents[0], using: &generator)
    }
  }

  func scope(_ locals: [Local] = []) -> StatementScope {
    StatementScope(signature: signature, limit: variables, locals: locals)
  }
}

// MARK: - From nothing

extension StatementBreeder {
  private func randomEquation(using generator: inout SeededGenerator) -> Formula? {
    var scope = scope()
    return equation(in: &scope, size: size, using: &generator).map { scope.formula($0) }
  }

  private func randomFormula(using generator: inout SeededGenerator) -> Formula? {
    guard let bool = signature.sort(of: .bool) else { return nil }
    var scope = scope()
    let body = scope.term(of: bool, size: 2 + generator.index(below: 6), using: &generator)
    return scope.formula(body)
  }

  private func randomConditional(using generator: inout SeededGenerator) -> Formula? {
    var scope = scope()
    guard let hypothesis = hypothesis(in: &scope, using: &generator) else { return nil }
    guard
      let conclusion = equation(in: &scope, size: size - hypothesis.size - 1, using: &generator)
    else { return nil }
    return scope.formula(.primitive(.implies, [], [hypothesis, conclusion]))
  }

  /// An equation between two random terms of a sort that some function gives.
  private func equation(
    in scope: inout StatementScope, size: Int, using generator: inout SeededGenerator
  ) -> Expression? {
    let sorts = signature.sorts.indices.filter { sort in
      signature.productionsOf[sort].contains { production in
        production.isFunctionCall
      }
    }
    guard !sorts.isEmpty, size >= 3 else { return nil }
    let sort = generator.element(of: sorts)
    let left = scope.term(
      of: sort, size: 2 + generator.index(below: max(1, size - 3)), using: &generator)
    let right = scope.term(
      of: sort, size: 1 + generator.index(below: max(1, size - 1 - left.size)), using: &generator)
    return .primitive(.equal, [signature.sorts[sort]], [left, right])
  }

  /// A small Boolean term, or a small equation.
  private func hypothesis(
    in scope: inout StatementScope, using generator: inout SeededGenerator
  ) -> Expression? {
    if let bool = signature.sort(of: .bool), generator.chance(1, in: 2) {
      return scope.term(of: bool, size: 2 + generator.index(below: 3), using: &generator)
    }
    return equation(in: &scope, size: 5, using: &generator)
  }
}

// MARK: - From others

extension StatementBreeder {
  /// A subterm that is no variable becomes a new variable, everywhere.
  private func generalised(
    _ parent: Formula, using generator: inout SeededGenerator
  ) -> Formula? {
    let nodes = parent.body.nodes.filter { node in
      if case .local = node { return false }
      return node.size < parent.body.size && type(of: node, in: parent) != .bool
    }
    guard !nodes.isEmpty else { return nil }
    let node = generator.element(of: nodes)
    var scope = scope(parent.locals)
    let variable = scope.newVariable(of: type(of: node, in: parent))
    return scope.formula(parent.body.replacing(node, with: variable))
  }

  /// A variable becomes a small random term.
  private func instantiated(
    _ parent: Formula, using generator: inout SeededGenerator
  ) -> Formula? {
    guard parent.variableCount > 0 else { return nil }
    let slot = generator.index(below: parent.variableCount)
    guard let sort = signature.sort(of: parent.locals[slot].type) else { return nil }
    var scope = scope(parent.locals)
    let term = scope.term(of: sort, size: 2 + generator.index(below: 3), using: &generator)
    return scope.formula(parent.body.replacing(.local(slot), with: term))
  }

  /// Two variables of a type become one.
  private func identified(
    _ parent: Formula, using generator: inout SeededGenerator
  ) -> Formula? {
    guard parent.variableCount > 1 else { return nil }
    let slot = generator.index(below: parent.variableCount)
    let others = (0..<parent.variableCount).filter {
      $0 != slot && parent.locals[$0].type == parent.locals[slot].type
    }
    guard !others.isEmpty else { return nil }
    let other = generator.element(of: others)
    return scope(parent.locals).formula(
      parent.body.replacing(.local(slot), with: .local(other)))
  }

  /// One subterm becomes a random term of its type and about its size.
  private func replaced(_ parent: Formula, using generator: inout SeededGenerator) -> Formula? {
    let position = generator.index(below: parent.body.size)
    let node = parent.body.nodes[position]
    guard let sort = signature.sort(of: type(of: node, in: parent)) else { return nil }
    var scope = scope(parent.locals)
    let size = 1 + generator.index(below: node.size + 2)
    let term = scope.term(of: sort, size: size, using: &generator)
    return scope.formula(parent.body.replacing(at: position, with: term))
  }

  /// One subterm becomes a subterm of the same type from another statement, whose variables are
  /// mapped to variables of their types.
  private func crossed(
    _ mother: Formula, _ father: Formula, using generator: inout SeededGenerator
  ) -> Formula? {
    let position = generator.index(below: mother.body.size)
    let wanted = type(of: mother.body.nodes[position], in: mother)
    let donors = father.body.nodes.filter { type(of: $0, in: father) == wanted }
    guard !donors.isEmpty else { return nil }
    let donor = generator.element(of: donors)
    var scope = scope(mother.locals)
    var map: [Int: Expression] = [:]
    for slot in donor.freeSlots {
      map[slot] = scope.variable(of: father.locals[slot].type, using: &generator)
    }
    let graft = donor.replacingLocals { map[$0] }
    return scope.formula(mother.body.replacing(at: position, with: graft))
  }

  private func strengthened(
    _ parent: Formula, using generator: inout SeededGenerator
  ) -> Formula? {
    var scope = scope(parent.locals)
    guard let hypothesis = hypothesis(in: &scope, using: &generator) else { return nil }
    return scope.formula(.primitive(.implies, [], [hypothesis, parent.body]))
  }

  private func weakened(_ parent: Formula, using generator: inout SeededGenerator) -> Formula? {
    var (hypotheses, conclusion) = parent.body.hypothesesAndConclusion
    guard !hypotheses.isEmpty else { return nil }
    hypotheses.remove(at: generator.index(below: hypotheses.count))
    return scope(parent.locals).formula(
      Expression(hypotheses: hypotheses, conclusion: conclusion))
  }

  private func type(of node: Expression, in formula: Formula) -> Type {
    signature.environment.type(of: node, locals: formula.locals)
  }
}

extension Expression {
  /// Every occurrence of a term replaced by another.
  func replacing(_ old: Expression, with new: Expression) -> Expression {
    if self == old { return new }
    return withChildren(children.map { $0.replacing(old, with: new) })
  }

  /// The node at a position of ``nodes`` replaced by a term.
  func replacing(at position: Int, with new: Expression) -> Expression {
    if position == 0 { return new }
    var rest = position - 1
    var children = self.children
    for (index, child) in children.enumerated() {
      if rest < child.size {
        children[index] = child.replacing(at: rest, with: new)
        break
      }
      rest -= child.size
    }
    return withChildren(children)
  }
}
