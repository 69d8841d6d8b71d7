/// The types of a bank, each once, with what is asked often.
struct TypeTable {
  private var ids: [TypeNode: TypeID] = [:]
  private(set) var nodes: ContiguousArray<TypeNode> = []
  private(set) var hasVariables: ContiguousArray<Bool> = []
  private(set) var depths: ContiguousArray<Int> = []

  /// The id of a node, or nil if it is new.
  func find(_ node: TypeNode) -> TypeID? { ids[node] }

  /// The levels that a node would have.
  func depth(of node: TypeNode) -> Int {
    1 + (parts(of: node).map { depths[Int($0.index)] }.max() ?? 0)
  }

  mutating func intern(_ node: TypeNode) -> TypeID {
    if let known = ids[node] { return known }
    let id = TypeID(index: UInt32(nodes.count))
    depths.append(depth(of: node))
    let inherited = parts(of: node).contains { hasVariables[Int($0.index)] }
    hasVariables.append(isVariable(node) || inherited)
    nodes.append(node)
    ids[node] = id
    return id
  }

  private func isVariable(_ node: TypeNode) -> Bool {
    if case .variable = node { true } else { false }
  }

  /// The types that a node consists of, in the order of writing.
  func parts(of node: TypeNode) -> [TypeID] {
    switch node {
    case .bool, .int, .variable: []
    case .data(_, let arguments): arguments
    case .function(let parameters, let result): parameters + [result]
    }
  }

  /// Appends the type variables of a type in order of first occurrence.
  ///
  /// - Parameter seen: the types that were walked before; none is walked twice.
  func collectVariables(of type: TypeID, seen: inout IDSet, into names: inout [String]) {
    guard hasVariables[Int(type.index)], seen.insert(type.index) else { return }
    if case .variable(let name) = nodes[Int(type.index)] {
      names.append(name)
    } else {
      for part in parts(of: nodes[Int(type.index)]) {
        collectVariables(of: part, seen: &seen, into: &names)
      }
    }
  }
}
