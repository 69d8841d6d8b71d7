import Determinism

/// Random parts of programs that are well typed and descend, drawn so that there are no dead ends.
///
/// A node is drawn among those whose smallest completion fits the size that is left, and the rest
/// is shared out at random among its children (Luke 2000, "Two Fast Tree-Creation Algorithms",
/// PTC2, with exact minima in place of restarts). The size asked for is met nearly always where the
/// grammar allows it, and never exceeded unless the smallest part is larger.
struct GenomeGenerator: Sendable {
  let table: HeadTable
  let weights: GenerationWeights
  var minima: MinimaRows
  /// Along which recursion descends; no recursive calls are made with an empty order.
  var order = DescentOrder(positions: [])
  /// The slots from here on are free for binders.
  var nextSlot = 0
  /// What was made last.
  private(set) var output: [GenomeNode] = []

  init(table: HeadTable, weights: GenerationWeights) {
    self.table = table
    self.weights = weights
    minima = MinimaRows(grammar: table.grammar)
  }

  mutating func freshSlots(_ count: Int) -> Int {
    nextSlot += count
    return nextSlot - count
  }

  /// A part of about this size in ``output``; false if the scope admits none.
  mutating func make(
    _ type: TypeIndex, size: Int, in scope: GenomeScope, using random: inout SeededGenerator
  ) -> Bool {
    output.removeAll(keepingCapacity: true)
    let least = minima.size(type, scope.row)
    guard least < Minima.unreachable else { return false }
    build(Draft(type: type, size: max(size, least), scope: scope), &random)
    return true
  }

  /// A whole body in ``output``: larger ones mostly begin by matching a parameter.
  mutating func makeBody(size: Int, using random: inout SeededGenerator) -> Bool {
    let grammar = table.grammar
    let scope = minima.scope(
      table.parameters.enumerated().map {
        GenomeVariable(
          slot: Int16($0.offset), type: Int16($0.element), parameter: Int16($0.offset))
      })
    if size >= 5, random.chance(weights.rootMatch, in: 100) {
      let draft = Draft(type: grammar.result, size: size, scope: scope)
      let choices = matchChoices(draft)
      if !choices.isEmpty {
        output.removeAll(keepingCapacity: true)
        build(random.element(of: choices), draft, &random)
        return true
      }
    }
    return make(grammar.result, size: size, in: scope, using: &random)
  }
}

// MARK: - Choices

extension GenomeGenerator {
  /// What is to be drawn at a node.
  private struct Draft {
    var type: TypeIndex
    var size: Int
    var scope: GenomeScope
  }

  private enum Choice {
    case variable(Int)
    case production(Int)
    case lambda
    /// A variable of some function type.
    case apply(Int, TypeIndex)
    case match(Int, TypeIndex)
    case matchExpression(TypeIndex)
    case condition
    case binding(TypeIndex)
    /// At a level of the order, a variable below the parameter there.
    case recursion(Int, Int)
  }

  private mutating func build(_ draft: Draft, _ random: inout SeededGenerator) {
    if draft.size > 1, let choice = inner(draft, &random) {
      return build(choice, draft, &random)
    }
    build(leaf(draft, &random), draft, &random)
  }

  /// A node without children, or the smallest node there is.
  private func leaf(_ draft: Draft, _ random: inout SeededGenerator) -> Choice {
    var choices: [Choice] = []
    for variable in draft.scope.variables where Int(variable.type) == draft.type {
      choices.append(.variable(Int(variable.slot)))
    }
    for head in table.productions[draft.type] where table.arity(head) == 0 {
      choices.append(.production(head))
    }
    if !choices.isEmpty { return random.element(of: choices) }
    let row = draft.scope.row
    let least = minima.size(draft.type, row)
    for head in table.productions[draft.type]
    where minima.cost(table.arguments(of: head), draft.type, row) == least {
      return .production(head)
    }
    if let application = applyChoices(draft).first { return application }
    precondition(
      table.lambdaHeads[draft.type] >= 0, "a finite minimum has a node that meets it")
    return .lambda
  }

  /// A node with children that fits the size, by weight of its kind.
  private func inner(_ draft: Draft, _ random: inout SeededGenerator) -> Choice? {
    if table.lambdaHeads[draft.type] >= 0 { return random.chance(1, in: 2) ? .lambda : nil }
    let row = draft.scope.row
    var constructions: [Choice] = []
    var calls: [Choice] = []
    for head in table.productions[draft.type] where table.arity(head) > 0 {
      guard minima.cost(table.arguments(of: head), draft.type, row) <= draft.size else { continue }
      if table.isConstructor[head] {
        constructions.append(.production(head))
      } else {
        calls.append(.production(head))
      }
    }
    var groups: [(weight: Int, choices: [Choice])] = []
    func add(_ weight: Int, _ choices: [Choice]) {
      if !choices.isEmpty { groups.append((weight, choices)) }
    }
    add(weights.construct, constructions)
    add(weights.call, calls)
    add(weights.apply, applyChoices(draft))
    add(weights.recursion, recursionChoices(draft))
    add(weights.matchVariable, matchChoices(draft))
    let least = minima.size(draft.type, row)
    if let bool = table.grammar.boolIndex, draft.size >= 5,
      minima.size(bool, row) + 2 * least < draft.size
    {
      add(weights.condition, [.condition])
    }
    add(weights.matchExpression, scrutineeChoices(draft, least))
    if draft.size >= 6 { add(weights.binding, bindingChoices(draft, least)) }
    guard !groups.isEmpty else { return nil }
    let group = groups[random.weightedIndex(groups.map(\.weight))]
    return random.element(of: group.choices)
  }

  private func scrutineeChoices(_ draft: Draft, _ least: Int) -> [Choice] {
    var choices: [Choice] = []
    for type in table.grammar.types.indices {
      guard table.isMatchable(type),
        1 + max(2, minima.size(type, draft.scope.row))
          + (table.arity(table.matchHeads[type]) - 1) * least <= draft.size
      else { continue }
      choices.append(.matchExpression(type))
    }
    return choices
  }

  private func bindingChoices(_ draft: Draft, _ least: Int) -> [Choice] {
    var choices: [Choice] = []
    for type in table.grammar.types.indices {
      guard table.lambdaHeads[type] < 0,
        1 + max(2, minima.size(type, draft.scope.row)) + least <= draft.size
      else { continue }
      choices.append(.binding(type))
    }
    return choices
  }

  /// Matches on variables that no match around has taken apart.
  private func matchChoices(_ draft: Draft) -> [Choice] {
    let least = minima.size(draft.type, draft.scope.row)
    var choices: [Choice] = []
    for variable in draft.scope.variables {
      let type = Int(variable.type)
      guard !variable.isMatched, table.isMatchable(type),
        2 + (table.arity(table.matchHeads[type]) - 1) * least <= draft.size
      else { continue }
      choices.append(.match(Int(variable.slot), type))
    }
    return choices
  }

  private func applyChoices(_ draft: Draft) -> [Choice] {
    var choices: [Choice] = []
    for variable in draft.scope.variables {
      let head = table.applyHeads[Int(variable.type)]
      guard head >= 0, table.results[head] == draft.type,
        1 + minima.cost(table.arguments(of: head).dropFirst(), draft.type, draft.scope.row)
          <= draft.size
      else { continue }
      choices.append(.apply(Int(variable.slot), Int(variable.type)))
    }
    return choices
  }

  /// Self-calls that descend: some arguments are fixed variables, the others are free.
  private func recursionChoices(_ draft: Draft) -> [Choice] {
    guard draft.type == table.grammar.result else { return [] }
    var choices: [Choice] = []
    for (level, position) in order.positions.enumerated() {
      for variable in draft.scope.variables
      where Int(variable.below) == position
        && Int(variable.type) == table.argument(position, of: table.selfCall, at: draft.type)
      {
        var cost = 1
        for place in 0..<table.arity(table.selfCall) {
          let type = table.argument(place, of: table.selfCall, at: draft.type)
          cost += isFixed(place, level) ? 1 : minima.size(type, draft.scope.row)
        }
        if min(Minima.unreachable, cost) <= draft.size {
          choices.append(.recursion(level, Int(variable.slot)))
        }
      }
    }
    return choices
  }

  /// Whether a self-call at a level of the order has a variable in this place.
  private func isFixed(_ place: Int, _ level: Int) -> Bool {
    order.positions[...level].contains(place)
  }
}

// MARK: - Nodes

extension GenomeGenerator {
  private mutating func build(
    _ choice: Choice, _ draft: Draft, _ random: inout SeededGenerator
  ) {
    switch choice {
    case .variable(let slot): output.append(GenomeNode(HeadTable.local, slot: slot))
    case .production(let head):
      output.append(GenomeNode(head))
      children(Array(table.arguments(of: head)), draft.size - 1, draft.scope, &random)
    case .lambda: lambda(draft, &random)
    case .apply(let slot, let type):
      let head = table.applyHeads[type]
      output.append(GenomeNode(head))
      output.append(GenomeNode(HeadTable.local, slot: slot))
      children(
        Array(table.arguments(of: head).dropFirst()), draft.size - 2, draft.scope, &random)
    case .match(let slot, let type):
      let first = begin(table.matchHeads[type])
      output.append(GenomeNode(HeadTable.local, slot: slot))
      branches(of: type, first, slot, draft, draft.size - 2, &random)
    case .matchExpression(let type): matchExpression(type, draft, &random)
    case .condition:
      let head = table.conditionHeads[draft.type]
      output.append(GenomeNode(head))
      children(Array(table.arguments(of: head)), draft.size - 1, draft.scope, &random)
    case .binding(let type): binding(type, draft, &random)
    case .recursion(let level, let slot): recursion(level, slot, draft, &random)
    }
  }

  /// Adds a binder's node; returns its first slot.
  private mutating func begin(_ head: Int) -> Int {
    let count = table.binderCounts[head]
    let first = freshSlots(count)
    output.append(GenomeNode(head, slot: count == 0 ? 0 : first))
    return first
  }

  /// Shares out the size among children of these types, none below its minimum.
  private mutating func children(
    _ types: [TypeIndex], _ size: Int, _ scope: GenomeScope, _ random: inout SeededGenerator
  ) {
    if types.isEmpty { return }
    let shares = shares(types.map { minima.size($0, scope.row) }, size, &random)
    for (type, share) in zip(types, shares) {
      build(Draft(type: type, size: share, scope: scope), &random)
    }
  }

  private func shares(
    _ least: [Int], _ size: Int, _ random: inout SeededGenerator
  ) -> [Int] {
    var shares = least
    var spare = size - least.reduce(0, +)
    var order = Array(least.indices)
    random.shuffle(&order)
    for (rank, position) in order.enumerated() where spare > 0 {
      let share = rank == order.count - 1 ? spare : random.index(below: spare + 1)
      shares[position] += share
      spare -= share
    }
    return shares
  }

  private mutating func matchExpression(
    _ type: TypeIndex, _ draft: Draft, _ random: inout SeededGenerator
  ) {
    let row = draft.scope.row
    let cases = table.arity(table.matchHeads[type]) - 1
    let spare = draft.size - 1 - cases * minima.size(draft.type, row)
    let size = 2 + random.index(below: max(1, spare - 1))
    let first = begin(table.matchHeads[type])
    let start = output.count
    build(Draft(type: type, size: max(minima.size(type, row), size), scope: draft.scope), &random)
    let isLocal = Int(output[start].head) == HeadTable.local
    let slot = isLocal ? Int(output[start].slot) : nil
    let rest = draft.size - 1 - (output.count - start)
    branches(of: type, first, slot, draft, rest, &random)
  }

  private mutating func branches(
    of type: TypeIndex, _ first: Int, _ matched: Int?, _ draft: Draft, _ size: Int,
    _ random: inout SeededGenerator
  ) {
    let scopes = table.scopes[table.matchHeads[type]]
    let least = minima.size(draft.type, draft.scope.row)
    let sizes = shares(scopes.map { _ in least }, size, &random)
    var slot = first
    for (fields, size) in zip(scopes, sizes) {
      let inner = minima.scope(draft.scope, slot: slot, adding: fields, matching: matched)
      slot += fields.count
      build(Draft(type: draft.type, size: size, scope: inner), &random)
    }
  }

  private mutating func lambda(_ draft: Draft, _ random: inout SeededGenerator) {
    let head = table.lambdaHeads[draft.type]
    let slot = begin(head)
    let inner = minima.scope(draft.scope, slot: slot, adding: table.scopes[head][0])
    let result = table.argument(0, of: head, at: draft.type)
    let least = minima.size(result, inner.row)
    build(Draft(type: result, size: max(least, draft.size - 1), scope: inner), &random)
  }

  private mutating func binding(
    _ type: TypeIndex, _ draft: Draft, _ random: inout SeededGenerator
  ) {
    let row = draft.scope.row
    let spare = draft.size - 1 - minima.size(draft.type, row)
    let size = max(minima.size(type, row), 2 + random.index(below: max(1, spare - 1)))
    let slot = begin(table.bindHeads[type])
    let start = output.count
    build(Draft(type: type, size: size, scope: draft.scope), &random)
    let inner = minima.scope(draft.scope, slot: slot, adding: [type])
    let rest = max(minima.size(draft.type, row), draft.size - 1 - (output.count - start))
    build(Draft(type: draft.type, size: rest, scope: inner), &random)
  }

  private mutating func recursion(
    _ level: Int, _ slot: Int, _ draft: Draft, _ random: inout SeededGenerator
  ) {
    let places = 0..<table.arity(table.selfCall)
    let free = places.filter { !isFixed($0, level) }
    let types = free.map { table.argument($0, of: table.selfCall, at: draft.type) }
    let fixed = places.count - free.count
    let shares = shares(
      types.map { minima.size($0, draft.scope.row) }, draft.size - 1 - fixed, &random)
    output.append(GenomeNode(table.selfCall))
    var next = 0
    for place in places {
      if place == order.positions[level] {
        output.append(GenomeNode(HeadTable.local, slot: slot))
      } else if isFixed(place, level) {
        output.append(GenomeNode(HeadTable.local, slot: place))
      } else {
        build(Draft(type: types[next], size: shares[next], scope: draft.scope), &random)
        next += 1
      }
    }
  }
}
