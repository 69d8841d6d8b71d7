import Determinism

/// Moves a part of one program into another, or to another place of its own.
struct GenomeTransplant {
  let table: HeadTable

  /// The part with new slots for its binders and its free variables mapped to variables of equal
  /// type: the same parameter if it was one, else one below the same parameter, else any. A variable
  /// for which there is none gives way to a new smallest expression. Nil if that is impossible.
  ///
  /// - Parameters:
  ///   - part: the nodes of the part in `sites`, which were read from `nodes`.
  ///   - scope: the variables of the place to which it goes.
  func moved(
    _ part: Range<Int>, of nodes: [GenomeNode], _ sites: GenomeSites,
    to scope: ArraySlice<GenomeVariable>, _ maker: inout GenomeGenerator,
    _ random: inout SeededGenerator
  ) -> [GenomeNode]? {
    var renaming = [Int](repeating: -1, count: table.slotBound(nodes))
    bind(nodes[part], &renaming, &maker)
    var fillers: [[GenomeNode]] = []
    for node in nodes[part] where Int(node.head) == HeadTable.local {
      // What is bound inside has its new slot already, and what is free gets one here.
      guard renaming[Int(node.slot)] == -1 else { continue }
      guard let variable = sites.variable(node.slot, at: part.lowerBound) else { return nil }
      if let image = image(of: variable, in: scope, using: &random) {
        renaming[Int(node.slot)] = image
        continue
      }
      let inner = maker.minima.scope(scope)
      guard maker.make(Int(variable.type), size: 1, in: inner, using: &random) else { return nil }
      fillers.append(maker.output)
      renaming[Int(node.slot)] = -1 - fillers.count
    }
    var result: [GenomeNode] = []
    result.reserveCapacity(part.count)
    for var node in nodes[part] {
      let isLocal = Int(node.head) == HeadTable.local
      guard isLocal || table.binderCounts[Int(node.head)] > 0 else {
        result.append(node)
        continue
      }
      let slot = renaming[Int(node.slot)]
      if slot < -1 {
        result += copied(fillers[-2 - slot], &maker)
      } else {
        node.slot = UInt16(slot)
        result.append(node)
      }
    }
    return result
  }

  /// New slots for what the nodes bind.
  private func bind(
    _ nodes: ArraySlice<GenomeNode>, _ renaming: inout [Int], _ maker: inout GenomeGenerator
  ) {
    for node in nodes {
      let count = table.binderCounts[Int(node.head)]
      guard count > 0 else { continue }
      let first = maker.freshSlots(count)
      for offset in 0..<count { renaming[Int(node.slot) + offset] = first + offset }
    }
  }

  /// The nodes with binders of their own.
  private func copied(
    _ nodes: [GenomeNode], _ maker: inout GenomeGenerator
  ) -> [GenomeNode] {
    var renaming = [Int](repeating: -1, count: table.slotBound(nodes))
    bind(nodes[...], &renaming, &maker)
    return nodes.map { node in
      var node = node
      let isVariable =
        Int(node.head) == HeadTable.local || table.binderCounts[Int(node.head)] > 0
      if isVariable, renaming[Int(node.slot)] >= 0 {
        node.slot = UInt16(renaming[Int(node.slot)])
      }
      return node
    }
  }

  private func image(
    of variable: GenomeVariable, in scope: ArraySlice<GenomeVariable>,
    using random: inout SeededGenerator
  ) -> Int? {
    let candidates = scope.filter { $0.type == variable.type }
    guard !candidates.isEmpty else { return nil }
    if candidates.contains(variable) { return Int(variable.slot) }
    if variable.parameter >= 0,
      let same = candidates.first(where: { $0.parameter == variable.parameter })
    {
      return Int(same.slot)
    }
    let alike = candidates.filter { $0.below == variable.below && $0.parameter < 0 }
    return Int(random.element(of: alike.isEmpty ? candidates : alike).slot)
  }
}

extension HeadTable {
  /// One more than the highest slot of the nodes.
  func slotBound(_ nodes: some Sequence<GenomeNode>) -> Int {
    var bound = parameters.count
    for node in nodes {
      bound = max(bound, Int(node.slot) + max(1, binderCounts[Int(node.head)]))
    }
    return bound
  }
}
