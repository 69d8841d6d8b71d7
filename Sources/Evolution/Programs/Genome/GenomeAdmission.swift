extension HeadTable {
  /// Levels of nodes in the deepest program that is read back.
  static let depthLimit = 1_024

  /// Whether nodes from an unknown source are a body of the target that the grammar allows: one tree of
  /// heads that there are, without holes, each node of the type that its place has, each variable in
  /// scope, slots numbered in prefix order, and self-calls that descend along one ``DescentOrder``.
  ///
  /// Programs are run without checks, so nothing else may be read back.
  func admits(_ nodes: [GenomeNode]) -> Bool {
    var check = GenomeCheck(table: self, nodes: nodes)
    guard check.admits() else { return false }
    var sites = GenomeSites()
    sites.read(nodes, self)
    return DescentOrder(
      admitting: sites.selfCalls(nodes, self).map(\.arcs), positionCount: parameters.count) != nil
  }
}

/// Reads nodes in prefix order and compares each with what its place demands.
private struct GenomeCheck {
  let table: HeadTable
  let nodes: [GenomeNode]
  private var index = 0
  private var depth = 0
  /// By slot its type; nil outside of the variable's scope.
  private var types: [TypeIndex?]

  init(table: HeadTable, nodes: [GenomeNode]) {
    self.table = table
    self.nodes = nodes
    types = table.parameters
  }

  mutating func admits() -> Bool { admits(table.grammar.result) && index == nodes.count }

  /// Whether a tree of the type begins here; goes to its end.
  private mutating func admits(_ type: TypeIndex) -> Bool {
    guard index < nodes.count, depth < HeadTable.depthLimit else { return false }
    let (head, slot) = (Int(nodes[index].head), Int(nodes[index].slot))
    index += 1
    guard head < table.forms.count else { return false }
    if head == HeadTable.local { return slot < types.count && types[slot] == type }
    let result = table.results[head]
    guard table.kinds[head] != .hole, result == HeadTable.own || result == type else {
      return false
    }
    let count = table.binderCounts[head]
    guard slot == (count > 0 ? types.count : 0), slot + count <= Int(Int16.max) else {
      return false
    }
    types += [TypeIndex?](repeating: nil, count: count)
    depth += 1
    defer { depth -= 1 }
    let arity = table.arity(head)
    // The arguments inside the binder are the last ones, each with a scope of its own.
    let open = arity - table.scopes[head].count
    var first = slot
    for place in 0..<arity {
      let bound = place < open ? [] : table.scopes[head][place - open]
      for (offset, type) in bound.enumerated() { types[first + offset] = type }
      guard admits(table.argument(place, of: head, at: type)) else { return false }
      for offset in bound.indices { types[first + offset] = nil }
      first += bound.count
    }
    return true
  }
}
