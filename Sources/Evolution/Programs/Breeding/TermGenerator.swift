import Determinism
import Lisp

/// Random expressions that are well typed and descend, drawn so that there are no dead ends.
///
/// A node is drawn among those whose smallest completion fits the size that is left, and the rest
/// is shared out at random among its children (Luke 2000, "Two Fast Tree-Creation Algorithms",
/// PTC2, with exact minima in place of restarts). The size asked for is met nearly always where the
/// grammar allows it, and never exceeded unless the smallest expression is larger.
struct TermGenerator {
  let grammar: Grammar
  let weights: GenerationWeights
  /// Along which recursion descends; no recursive calls are made with an empty order.
  var order: DescentOrder
  private var minima: MinimaTable
  private var nextSlot: Int

  /// - Parameter firstSlot: the slots from here on are free for binders.
  init(grammar: Grammar, weights: GenerationWeights, order: DescentOrder, firstSlot: Int) {
    self.grammar = grammar
    self.weights = weights
    self.order = order
    minima = MinimaTable(grammar: grammar)
    nextSlot = firstSlot
  }

  /// New slots that nothing else uses.
  mutating func freshSlots(_ count: Int) -> [Int] {
    defer { nextSlot += count }
    return Array(nextSlot..<nextSlot + count)
  }

  /// The size of the smallest expression, or nil if the scope admits none.
  mutating func minimum(of type: TypeIndex, in scope: Scope) -> Int? {
    let size = minima.minima(in: scope).sizes[type]
    return size < Minima.unreachable ? size : nil
  }

  /// An expression of about this size, or nil if the scope admits none.
  mutating func expression(
    of type: TypeIndex, size: Int, in scope: Scope, using generator: inout SeededGenerator
  ) -> Expression? {
    guard let least = minimum(of: type, in: scope) else { return nil }
    return build(type, max(size, least), scope, &generator)
  }

  /// A whole body: larger ones mostly begin by matching a parameter.
  mutating func body(size: Int, using generator: inout SeededGenerator) -> Expression? {
    let scope = Scope(parameters: grammar.parameters)
    let draft = Draft(type: grammar.result, size: size, scope: scope)
    if size >= 5, generator.chance(weights.rootMatch, in: 100) {
      let choices = matchChoices(draft)
      if !choices.isEmpty { return build(generator.element(of: choices), draft, &generator) }
    }
    return expression(of: grammar.result, size: size, in: scope, using: &generator)
  }
}

// MARK: - Choices

extension TermGenerator {
  /// What is to be drawn at a node.
  private struct Draft {
    var type: TypeIndex
    var size: Int
    var scope: Scope
  }

  private enum Choice {
    case variable(Int)
    case production(Production)
    case lambda(LambdaShape)
    case apply(Int, LambdaShape)
    case match(Int, Split)
    case matchExpression(TypeIndex, Split)
    case condition
    case binding(TypeIndex)
    case recursion([Int: Int])
  }

  private mutating func build(
    _ type: TypeIndex, _ size: Int, _ scope: Scope, _ generator: inout SeededGenerator
  ) -> Expression {
    let draft = Draft(type: type, size: size, scope: scope)
    if size > 1, let choice = inner(draft, &generator) { return build(choice, draft, &generator) }
    return build(leaf(draft, &generator), draft, &generator)
  }

  /// A node without children, or the smallest node there is.
  private mutating func leaf(_ draft: Draft, _ generator: inout SeededGenerator) -> Choice {
    var choices: [Choice] = draft.scope.variables
      .filter { $0.type == grammar.types[draft.type] }.map { .variable($0.slot) }
    choices += grammar.productions[draft.type].filter(\.arguments.isEmpty).map { .production($0) }
    if !choices.isEmpty { return generator.element(of: choices) }
    let sizes = minima.minima(in: draft.scope).sizes
    let fitting = grammar.productions[draft.type].filter {
      Minima.cost($0.arguments, sizes) == sizes[draft.type]
    }
    if let production = fitting.first { return .production(production) }
    let applications = applyChoices(draft, sizes)
    if let application = applications.first { return application }
    guard let lambda = grammar.lambdas[draft.type] else {
      preconditionFailure("a finite minimum has a node that meets it")
    }
    return .lambda(lambda)
  }

  /// A node with children that fits the size, by weight of its kind.
  private mutating func inner(_ draft: Draft, _ generator: inout SeededGenerator) -> Choice? {
    let sizes = minima.minima(in: draft.scope).sizes
    if let lambda = grammar.lambdas[draft.type] {
      return generator.chance(1, in: 2) ? .lambda(lambda) : nil
    }
    let fitting = grammar.productions[draft.type].filter {
      !$0.arguments.isEmpty && Minima.cost($0.arguments, sizes) <= draft.size
    }
    var groups: [(weight: Int, choices: [Choice])] = []
    let isConstructor = { (production: Production) -> Bool in
      if case .constructor = production.head { return true }
      return false
    }
    groups.append((weights.construct, fitting.filter(isConstructor).map { .production($0) }))
    groups.append((weights.call, fitting.filter { !isConstructor($0) }.map { .production($0) }))
    groups.append((weights.apply, applyChoices(draft, sizes)))
    groups.append((weights.recursion, recursionChoices(draft, sizes)))
    groups.append((weights.matchVariable, matchChoices(draft)))
    groups += rareChoices(draft, sizes)
    groups.removeAll { $0.choices.isEmpty }
    guard !groups.isEmpty else { return nil }
    let group = groups[generator.weightedIndex(groups.map(\.weight))]
    return generator.element(of: group.choices)
  }

  private func rareChoices(
    _ draft: Draft, _ sizes: [Int]
  ) -> [(weight: Int, choices: [Choice])] {
    var groups: [(weight: Int, choices: [Choice])] = []
    let least = sizes[draft.type]
    if let bool = grammar.boolIndex, sizes[bool] + 2 * least < draft.size, draft.size >= 5 {
      groups.append((weights.condition, [.condition]))
    }
    let scrutinees = grammar.splits.indices.compactMap { index -> Choice? in
      guard let split = grammar.splits[index], index != grammar.boolIndex,
        1 + max(2, sizes[index]) + split.cases.count * least <= draft.size
      else { return nil }
      return .matchExpression(index, split)
    }
    groups.append((weights.matchExpression, scrutinees))
    if draft.size >= 6 {
      let bound = grammar.types.indices.filter {
        grammar.lambdas[$0] == nil && 1 + max(2, sizes[$0]) + least <= draft.size
      }
      groups.append((weights.binding, bound.map { .binding($0) }))
    }
    return groups
  }

  /// Matches on variables that no match around has taken apart.
  private mutating func matchChoices(_ draft: Draft) -> [Choice] {
    let least = minima.minima(in: draft.scope).sizes[draft.type]
    return draft.scope.variables.compactMap { variable in
      guard !variable.isMatched, let index = grammar.index(of: variable.type),
        index != grammar.boolIndex, let split = grammar.splits[index],
        2 + split.cases.count * least <= draft.size
      else { return nil }
      return .match(variable.slot, split)
    }
  }

  private func applyChoices(_ draft: Draft, _ sizes: [Int]) -> [Choice] {
    draft.scope.variables.compactMap { variable in
      guard let index = grammar.index(of: variable.type), let shape = grammar.lambdas[index],
        shape.result == draft.type, 1 + Minima.cost(shape.parameters, sizes) <= draft.size
      else { return nil }
      return .apply(variable.slot, shape)
    }
  }

  /// Self-calls that descend: some arguments are fixed variables, the others are free.
  private func recursionChoices(_ draft: Draft, _ sizes: [Int]) -> [Choice] {
    guard draft.type == grammar.result else { return [] }
    var choices: [Choice] = []
    for (level, position) in order.positions.enumerated() {
      var fixed: [Int: Int] = [:]
      for earlier in order.positions.prefix(level) { fixed[earlier] = earlier }
      for variable in draft.scope.variables
      where variable.below == position && variable.type == grammar.parameters[position].type {
        fixed[position] = variable.slot
        let free = grammar.parameterTypes.enumerated().filter { fixed[$0.offset] == nil }
        let cost = Minima.cost(free.map(\.element), sizes) + fixed.count
        if cost <= draft.size { choices.append(.recursion(fixed)) }
      }
    }
    return choices
  }
}

// MARK: - Nodes

extension TermGenerator {
  private mutating func build(
    _ choice: Choice, _ draft: Draft, _ generator: inout SeededGenerator
  ) -> Expression {
    switch choice {
    case .variable(let slot): return .local(slot)
    case .production(let production):
      return production.expression(
        children(production.arguments, draft.size - 1, draft.scope, &generator))
    case .lambda(let shape): return lambda(shape, draft, &generator)
    case .apply(let slot, let shape):
      return .apply(
        .local(slot), children(shape.parameters, draft.size - 2, draft.scope, &generator))
    case .match(let slot, let split):
      return match(.local(slot), split, draft, draft.size - 2, &generator)
    case .matchExpression(let type, let split):
      let least = minima.minima(in: draft.scope).sizes
      let spare = draft.size - 1 - split.cases.count * least[draft.type]
      let size = 2 + generator.index(below: max(1, spare - 1))
      let scrutinee = build(type, max(least[type], size), draft.scope, &generator)
      return match(scrutinee, split, draft, draft.size - 1 - scrutinee.size, &generator)
    case .condition:
      let types = [grammar.boolIndex ?? draft.type, draft.type, draft.type]
      return .primitive(
        .if, [grammar.types[draft.type]],
        children(types, draft.size - 1, draft.scope, &generator))
    case .binding(let type): return binding(type, draft, &generator)
    case .recursion(let fixed): return recursion(fixed, draft, &generator)
    }
  }

  /// Shares out the size among children of these types, none below its minimum.
  private mutating func children(
    _ types: [TypeIndex], _ size: Int, _ scope: Scope, _ generator: inout SeededGenerator
  ) -> [Expression] {
    let least = minima.minima(in: scope).sizes
    let shares = shares(types.map { least[$0] }, size, &generator)
    return zip(types, shares).map { build($0, $1, scope, &generator) }
  }

  private func shares(
    _ least: [Int], _ size: Int, _ generator: inout SeededGenerator
  ) -> [Int] {
    var shares = least
    var spare = size - least.reduce(0, +)
    var order = Array(least.indices)
    generator.shuffle(&order)
    for (rank, position) in order.enumerated() where spare > 0 {
      let share = rank == order.count - 1 ? spare : generator.index(below: spare + 1)
      shares[position] += share
      spare -= share
    }
    return shares
  }

  private mutating func match(
    _ scrutinee: Expression, _ split: Split, _ draft: Draft, _ size: Int,
    _ generator: inout SeededGenerator
  ) -> Expression {
    let least = minima.minima(in: draft.scope).sizes[draft.type]
    let sizes = shares(split.cases.map { _ in least }, size, &generator)
    var branches: [Branch] = []
    for (branch, size) in zip(split.cases, sizes) {
      let slots = freshSlots(branch.fields.count)
      let fields = branch.fields.map { grammar.types[$0] }
      let inner = draft.scope.matching(
        scrutinee,
        adding: draft.scope.fieldVariables(slots: slots, types: fields, of: scrutinee))
      let body = build(draft.type, size, inner, &generator)
      branches.append(Branch(constructor: branch.constructor, slots: slots, body: body))
    }
    return .match(scrutinee, branches)
  }

  private mutating func lambda(
    _ shape: LambdaShape, _ draft: Draft, _ generator: inout SeededGenerator
  ) -> Expression {
    let slots = freshSlots(shape.parameters.count)
    let new = zip(slots, shape.parameters).map {
      ScopeVariable(slot: $0, type: grammar.types[$1])
    }
    let inner = draft.scope.adding(new)
    let least = minima.minima(in: inner).sizes[shape.result]
    return .lambda(slots, build(shape.result, max(least, draft.size - 1), inner, &generator))
  }

  private mutating func binding(
    _ type: TypeIndex, _ draft: Draft, _ generator: inout SeededGenerator
  ) -> Expression {
    let least = minima.minima(in: draft.scope).sizes
    let spare = draft.size - 1 - least[draft.type]
    let size = max(least[type], 2 + generator.index(below: max(1, spare - 1)))
    let value = build(type, size, draft.scope, &generator)
    let slot = freshSlots(1)[0]
    let inner = draft.scope.adding([ScopeVariable(slot: slot, type: grammar.types[type])])
    let rest = max(least[draft.type], draft.size - 1 - value.size)
    let body = build(draft.type, rest, inner, &generator)
    return .bind([Binding(slot: slot, expression: value)], body)
  }

  private mutating func recursion(
    _ fixed: [Int: Int], _ draft: Draft, _ generator: inout SeededGenerator
  ) -> Expression {
    let types = grammar.parameterTypes
    let free = types.indices.filter { fixed[$0] == nil }
    var built = children(
      free.map { types[$0] }, draft.size - 1 - fixed.count, draft.scope, &generator)
    built.reverse()
    let arguments = types.indices.map { position -> Expression in
      if let slot = fixed[position] { return .local(slot) }
      return built.removeLast()
    }
    return .call(grammar.target, grammar.targetTypes, arguments)
  }
}
