extension HeadTable {
  /// The nodes with no lambda and nothing passed by name in head position: the one becomes a `let`,
  /// the other a call.
  func reducingApplications(_ nodes: [GenomeNode]) -> [GenomeNode] {
    let isReducible = nodes.indices.contains { index in
      guard kinds[Int(nodes[index].head)] == .apply else { return false }
      return reduces(Int(nodes[index + 1].head))
    }
    guard isReducible else { return nodes }
    var index = 0
    return reduced(nodes, &index)
  }

  private func reduces(_ function: Int) -> Bool {
    kinds[function] == .lambda || callOfReference[function] >= 0
  }

  private func reduced(_ nodes: [GenomeNode], _ index: inout Int) -> [GenomeNode] {
    let node = nodes[index]
    let head = Int(node.head)
    index += 1
    var parts: [[GenomeNode]] = []
    for _ in 0..<arity(head) { parts.append(reduced(nodes, &index)) }
    guard kinds[head] == .apply, reduces(Int(parts[0][0].head)) else {
      return parts.reduce(into: [node]) { $0 += $1 }
    }
    let function = parts.removeFirst()
    let arguments = parts.reduce(into: []) { $0 += $1 }
    if kinds[Int(function[0].head)] == .lambda,
      let bind = number(of: .bind(scopes[Int(function[0].head)][0]))
    {
      return [GenomeNode(bind, slot: Int(function[0].slot))] + arguments + function.dropFirst()
    }
    return [GenomeNode(callOfReference[Int(function[0].head)])] + arguments
  }
}
