/// How many programs there are of each size, counted exactly: the terms of a regular tree grammar
/// whose nonterminals are types in scopes.
///
/// The programs that are counted are well typed and descend along the order; no `match` takes a
/// variable apart that one around it has taken apart, and none binds by `let`, for each is equal to
/// a program without. From the counts every program of a size has a rank, and can be made of it
/// (Böhm and Geyer-Schulz 1996, "Exact Uniform Initialization for Genetic Programming"; Flajolet,
/// Zimmermann and Van Cutsem 1994, "A Calculus for the Random Generation of Labelled Combinatorial
/// Structures").
///
/// Rows are made when they are asked for; what was asked before decides nothing.
struct DerivationTable: Sendable {
  /// Programs in numbers that do not fit; larger ones are counted as so many.
  static let tooMany = UInt128.max

  let table: HeadTable
  let order: DescentOrder

  /// A type to be made in a scope.
  struct Goal: Hashable, Sendable {
    var type: TypeIndex
    /// Sorted.
    var scope: [VariableClass]
    var demand = Demand.any
  }

  /// What will do for a goal.
  enum Demand: Hashable, Sendable {
    case any
    /// More than one node.
    case compound
    /// A variable below the parameter.
    case below(Int)
    /// The parameter itself.
    case parameter(Int)
  }

  /// What may stand at a node.
  enum Step: Sendable {
    case variable(VariableClass)
    case head(Int)
    case lambda(Int)
    case apply(Int, VariableClass)
    case match(Int, VariableClass)
    case matchExpression(Int)
    case parameter(Int)
  }

  /// A step with what is to be made below it.
  struct Alternative: Sendable {
    var step: Step
    /// Variables that are as good.
    var multiplicity = 1
    /// Nodes of the step itself.
    var nodes = 1
    /// The number of a list of goals.
    var goals: Int
  }

  /// Goals one after the other; number 0 is the empty list.
  struct GoalList: Hashable, Sendable {
    var first: Int
    var rest: Int
  }

  private var goals: [Goal] = []
  private var goalNumbers: [Goal: Int] = [:]
  private var alternatives: [[Alternative]?] = []
  private(set) var lists = [GoalList(first: -1, rest: -1)]
  private var listNumbers: [GoalList: Int] = [:]
  private var lengths = [0]
  /// By goal and by list: by size.
  private var goalCounts: [[UInt128?]] = []
  private var listCounts: [[UInt128?]] = [[]]

  init(table: HeadTable, order: DescentOrder) {
    self.table = table
    self.order = order
  }

  func goal(_ number: Int) -> Goal { goals[number] }

  mutating func number(of goal: Goal) -> Int {
    if let known = goalNumbers[goal] { return known }
    goalNumbers[goal] = goals.count
    goals.append(goal)
    alternatives.append(nil)
    goalCounts.append([])
    return goals.count - 1
  }

  private mutating func list(_ goals: [Goal]) -> Int {
    goals.reversed().reduce(0) { rest, goal in
      let list = GoalList(first: number(of: goal), rest: rest)
      if let known = listNumbers[list] { return known }
      listNumbers[list] = lists.count
      lists.append(list)
      lengths.append(lengths[rest] + 1)
      listCounts.append([])
      return lists.count - 1
    }
  }
}

// MARK: - Counting

extension DerivationTable {
  /// The number of programs of exactly this size for a goal.
  mutating func count(_ goal: Int, size: Int) -> UInt128 {
    if size < (goals[goal].demand == .compound ? 2 : 1) { return 0 }
    if goalCounts[goal].count > size, let known = goalCounts[goal][size] { return known }
    var total: UInt128 = 0
    for alternative in alternatives(of: goal) {
      let ways = count(list: alternative.goals, size: size - alternative.nodes)
      total = Self.sum(total, Self.product(ways, UInt128(alternative.multiplicity)))
    }
    Self.note(total, size, &goalCounts[goal])
    return total
  }

  /// The number of ways to make all goals of a list of so many nodes together.
  mutating func count(list: Int, size: Int) -> UInt128 {
    if size < lengths[list] { return 0 }
    if list == 0 { return size == 0 ? 1 : 0 }
    let (first, rest) = (lists[list].first, lists[list].rest)
    if rest == 0 { return count(first, size: size) }
    if listCounts[list].count > size, let known = listCounts[list][size] { return known }
    var total: UInt128 = 0
    for share in 1...(size - lengths[rest]) {
      let ways = count(first, size: share)
      if ways == 0 { continue }
      total = Self.sum(total, Self.product(ways, count(list: rest, size: size - share)))
    }
    Self.note(total, size, &listCounts[list])
    return total
  }

  private static func note(_ count: UInt128, _ size: Int, _ counts: inout [UInt128?]) {
    while counts.count <= size { counts.append(nil) }
    counts[size] = count
  }

  private static func sum(_ left: UInt128, _ right: UInt128) -> UInt128 {
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? tooMany : sum
  }

  private static func product(_ left: UInt128, _ right: UInt128) -> UInt128 {
    let (product, overflow) = left.multipliedReportingOverflow(by: right)
    return overflow ? tooMany : product
  }
}

// MARK: - Alternatives

extension DerivationTable {
  /// What may stand at the root of a goal, in a fixed order.
  mutating func alternatives(of number: Int) -> [Alternative] {
    if let known = alternatives[number] { return known }
    let goal = goals[number]
    var found: [Alternative] = []
    switch goal.demand {
    case .any, .compound: found = nodes(goal)
    case .below(let position):
      for (variable, count) in Self.runs(goal.scope)
      where variable.below == position && variable.type == goal.type {
        found.append(Alternative(step: .variable(variable), multiplicity: count, goals: 0))
      }
    case .parameter(let position):
      found.append(Alternative(step: .parameter(position), goals: 0))
    }
    alternatives[number] = found
    return found
  }

  private mutating func nodes(_ goal: Goal) -> [Alternative] {
    var found: [Alternative] = []
    let classes = Self.runs(goal.scope)
    for (variable, count) in classes where variable.type == goal.type {
      found.append(Alternative(step: .variable(variable), multiplicity: count, goals: 0))
    }
    let condition = table.conditionHeads[goal.type]
    for head in table.productions[goal.type] + (condition < 0 ? [] : [condition]) {
      let types = table.arguments(of: head).map { $0 == HeadTable.own ? goal.type : $0 }
      found.append(Alternative(step: .head(head), goals: list(types.map { made($0, goal) })))
    }
    let lambda = table.lambdaHeads[goal.type]
    if lambda >= 0 {
      let scope = VariableClass.scope(goal.scope, adding: table.scopes[lambda][0], in: table)
      let body = Goal(type: table.argument(0, of: lambda, at: goal.type), scope: scope)
      found.append(Alternative(step: .lambda(lambda), goals: list([body])))
    }
    for (variable, count) in classes {
      addApplication(of: variable, count, goal, &found)
      addMatch(on: variable, count, goal, &found)
    }
    for type in table.grammar.types.indices where table.isMatchable(type) {
      let head = table.matchHeads[type]
      let parts = [made(type, goal, .compound)] + branches(head, nil, goal)
      found.append(Alternative(step: .matchExpression(head), goals: list(parts)))
    }
    addRecursion(goal, &found)
    return found
  }

  /// The classes of a sorted scope, each with how many variables it has.
  private static func runs(_ scope: [VariableClass]) -> [(VariableClass, Int)] {
    var runs: [(VariableClass, Int)] = []
    for variable in scope {
      if let last = runs.last, last.0 == variable {
        runs[runs.count - 1].1 += 1
      } else {
        runs.append((variable, 1))
      }
    }
    return runs
  }

  private func made(_ type: TypeIndex, _ goal: Goal, _ demand: Demand = .any) -> Goal {
    Goal(type: type, scope: goal.scope, demand: demand)
  }

  private func branches(_ head: Int, _ matched: VariableClass?, _ goal: Goal) -> [Goal] {
    table.scopes[head].map { fields in
      Goal(
        type: goal.type,
        scope: VariableClass.scope(goal.scope, adding: fields, matching: matched, in: table))
    }
  }

  private mutating func addApplication(
    of variable: VariableClass, _ count: Int, _ goal: Goal, _ found: inout [Alternative]
  ) {
    let head = table.applyHeads[variable.type]
    guard head >= 0, table.results[head] == goal.type else { return }
    let arguments = table.arguments(of: head).dropFirst().map { made($0, goal) }
    found.append(
      Alternative(
        step: .apply(head, variable), multiplicity: count, nodes: 2, goals: list(arguments)))
  }

  private mutating func addMatch(
    on variable: VariableClass, _ count: Int, _ goal: Goal, _ found: inout [Alternative]
  ) {
    guard variable.isOpen else { return }
    let head = table.matchHeads[variable.type]
    found.append(
      Alternative(
        step: .match(head, variable), multiplicity: count, nodes: 2,
        goals: list(branches(head, variable, goal))))
  }

  /// Self-calls: the arguments before a level of the order are the parameters themselves, that at the
  /// level lies below its parameter, and the others are free.
  private mutating func addRecursion(_ goal: Goal, _ found: inout [Alternative]) {
    guard goal.type == table.grammar.result else { return }
    for (level, position) in order.positions.enumerated() {
      let arguments = table.parameters.enumerated().map { place, type in
        if place == position { return made(type, goal, .below(place)) }
        let isBefore = order.positions[..<level].contains(place)
        return made(type, goal, isBefore ? .parameter(place) : .any)
      }
      found.append(Alternative(step: .head(table.selfCall), goals: list(arguments)))
    }
  }
}
