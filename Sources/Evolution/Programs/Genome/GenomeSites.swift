/// The places of a genome: for each node its type, its size, and the variables in scope.
///
/// Kept by those who read many genomes, because its arrays are used again.
struct GenomeSites: Sendable {
  private(set) var types: [TypeIndex] = []
  private(set) var sizes: [Int] = []
  /// By node, its scope.
  private var scopes: [Int] = []
  /// By scope, where its variables begin; they end where those of the next scope begin.
  private var starts: [Int] = []
  private var variables: [GenomeVariable] = []

  var count: Int { types.count }

  /// Reads all places of a body.
  mutating func read(_ nodes: [GenomeNode], _ table: HeadTable) {
    types.removeAll(keepingCapacity: true)
    sizes.removeAll(keepingCapacity: true)
    scopes.removeAll(keepingCapacity: true)
    variables.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    starts.append(0)
    for (position, type) in table.parameters.enumerated() {
      variables.append(
        GenomeVariable(
          slot: Int16(position), type: Int16(type), parameter: Int16(position)))
    }
    starts.append(variables.count)
    _ = read(nodes, table, 0, table.grammar.result, 0)
  }

  /// Reads the place of a node and those below; returns the index of the node after it.
  private mutating func read(
    _ nodes: [GenomeNode], _ table: HeadTable, _ index: Int, _ type: TypeIndex, _ scope: Int
  ) -> Int {
    let head = Int(nodes[index].head)
    types.append(type)
    sizes.append(1)
    scopes.append(scope)
    var next = index + 1
    let arity = table.arity(head)
    let kind = table.kinds[head]
    var slot = Int(nodes[index].slot)
    for place in 0..<arity {
      let child = table.argument(place, of: head, at: type)
      var inner = scope
      switch kind {
      case .match where place > 0:
        let fields = table.scopes[head][place - 1]
        inner = open(scope, slot, fields, below: nodes[index + 1], table)
        slot += fields.count
      case .bind where place == arity - 1, .lambda:
        inner = open(scope, slot, table.scopes[head][0], below: nil, table)
      default: break
      }
      next = read(nodes, table, next, child, inner)
    }
    sizes[index] = next - index
    return next
  }

  /// A scope with further variables; those of a match on a variable lie below the parameter below
  /// which, or at which, that stands.
  private mutating func open(
    _ outer: Int, _ slot: Int, _ new: [TypeIndex], below scrutinee: GenomeNode?,
    _ table: HeadTable
  ) -> Int {
    let first = variables.count
    let range = starts[outer]..<starts[outer + 1]
    for place in range { variables.append(variables[place]) }
    var below: Int16 = -1
    if let scrutinee, Int(scrutinee.head) == HeadTable.local,
      let place = (first..<variables.count).first(where: {
        variables[$0].slot == Int16(scrutinee.slot)
      })
    {
      variables[place].isMatched = true
      below = variables[place].below >= 0 ? variables[place].below : variables[place].parameter
    }
    for (offset, type) in new.enumerated() {
      variables.append(
        GenomeVariable(slot: Int16(slot + offset), type: Int16(type), below: below))
    }
    starts.append(variables.count)
    return starts.count - 2
  }

  /// The variables in scope at a node, outermost first.
  func variables(at node: Int) -> ArraySlice<GenomeVariable> {
    let scope = scopes[node]
    return variables[starts[scope]..<starts[scope + 1]]
  }

  func variable(_ slot: UInt16, at node: Int) -> GenomeVariable? {
    let scope = scopes[node]
    var place = starts[scope + 1] - 1
    while place >= starts[scope] {
      if variables[place].slot == Int16(slot) { return variables[place] }
      place -= 1
    }
    return nil
  }
}

// MARK: - Descent

extension GenomeSites {
  /// A self-call and how its arguments relate to the parameters.
  struct SelfCall {
    var node: Int
    var arcs: [DescentArc]
  }

  /// The self-calls in prefix order. Passing the target by name is a call with nothing known.
  func selfCalls(_ nodes: [GenomeNode], _ table: HeadTable) -> [SelfCall] {
    var calls: [SelfCall] = []
    for index in nodes.indices {
      switch table.kinds[Int(nodes[index].head)] {
      case .selfCall: calls.append(SelfCall(node: index, arcs: arcs(index, nodes, table)))
      case .selfReference:
        let count = table.parameters.count
        calls.append(
          SelfCall(node: index, arcs: [DescentArc](repeating: .unknown, count: count)))
      default: break
      }
    }
    return calls
  }

  private func arcs(_ call: Int, _ nodes: [GenomeNode], _ table: HeadTable) -> [DescentArc] {
    var arcs: [DescentArc] = []
    var argument = call + 1
    for position in 0..<table.arity(Int(nodes[call].head)) {
      arcs.append(arc(argument, position, nodes))
      argument += sizes[argument]
    }
    return arcs
  }

  private func arc(_ argument: Int, _ position: Int, _ nodes: [GenomeNode]) -> DescentArc {
    guard Int(nodes[argument].head) == HeadTable.local,
      let variable = variable(nodes[argument].slot, at: argument)
    else { return .unknown }
    if Int(variable.below) == position { return .smaller }
    return Int(variable.parameter) == position ? .equal : .unknown
  }
}
