/// Makes the program of a rank.
struct DerivationWriter {
  let table: HeadTable
  private(set) var output: [GenomeNode] = []
  private var nextSlot: Int

  init(table: HeadTable) {
    self.table = table
    nextSlot = table.parameters.count
  }

  /// Appends the program of a goal that has this size and, of these, this rank.
  ///
  /// - Parameter scope: variables that the goal's classes are those of.
  mutating func write(
    _ goal: Int, size: Int, rank: UInt128, in scope: [GenomeVariable],
    _ counts: inout DerivationTable
  ) {
    var rank = rank
    for alternative in counts.alternatives(of: goal) {
      let rest = size - alternative.nodes
      let ways = counts.count(list: alternative.goals, size: rest)
      let all = ways * UInt128(alternative.multiplicity)
      if rank < all {
        let scopes = begin(alternative.step, Int(rank / ways), scope, counts.order)
        return write(alternative.goals, size: rest, rank: rank % ways, in: scopes[...], &counts)
      }
      rank -= all
    }
    preconditionFailure("a rank lies below the number of programs")
  }

  private mutating func write(
    _ list: Int, size: Int, rank: UInt128, in scopes: ArraySlice<[GenomeVariable]>,
    _ counts: inout DerivationTable
  ) {
    guard list != 0, let scope = scopes.first else { return }
    let (first, rest) = (counts.lists[list].first, counts.lists[list].rest)
    var rank = rank
    for share in 1...size {
      let others = counts.count(list: rest, size: size - share)
      if others == 0 { continue }
      let block = counts.count(first, size: share) * others
      if rank < block {
        write(first, size: share, rank: rank / others, in: scope, &counts)
        return write(
          rest, size: size - share, rank: rank % others, in: scopes.dropFirst(), &counts)
      }
      rank -= block
    }
  }
}

// MARK: - Steps

extension DerivationWriter {
  /// Writes a step with one of the variables of its class; returns the scopes of its goals.
  private mutating func begin(
    _ step: DerivationTable.Step, _ choice: Int, _ scope: [GenomeVariable], _ order: DescentOrder
  ) -> [[GenomeVariable]] {
    func slot(_ wanted: VariableClass) -> Int {
      Int(scope.filter { VariableClass($0, order, table) == wanted }[choice].slot)
    }
    switch step {
    case .variable(let variable):
      output.append(GenomeNode(HeadTable.local, slot: slot(variable)))
      return []
    case .parameter(let position):
      output.append(GenomeNode(HeadTable.local, slot: position))
      return []
    case .head(let head):
      output.append(GenomeNode(head))
      return [[GenomeVariable]](repeating: scope, count: table.arity(head))
    case .lambda(let head):
      return [scope.entering(bind(head), table.scopes[head][0], matching: nil)]
    case .apply(let head, let variable):
      output.append(GenomeNode(head))
      output.append(GenomeNode(HeadTable.local, slot: slot(variable)))
      return [[GenomeVariable]](repeating: scope, count: table.arity(head) - 1)
    case .match(let head, let variable):
      let first = bind(head)
      let matched = slot(variable)
      output.append(GenomeNode(HeadTable.local, slot: matched))
      return branches(head, first, matched, scope)
    case .matchExpression(let head):
      return [scope] + branches(head, bind(head), nil, scope)
    }
  }

  /// Appends a binder; returns the first of its slots.
  private mutating func bind(_ head: Int) -> Int {
    let count = table.binderCounts[head]
    output.append(GenomeNode(head, slot: count == 0 ? 0 : nextSlot))
    nextSlot += count
    return nextSlot - count
  }

  private func branches(
    _ head: Int, _ first: Int, _ matched: Int?, _ scope: [GenomeVariable]
  ) -> [[GenomeVariable]] {
    var slot = first
    return table.scopes[head].map { fields in
      defer { slot += fields.count }
      return scope.entering(slot, fields, matching: matched)
    }
  }
}
