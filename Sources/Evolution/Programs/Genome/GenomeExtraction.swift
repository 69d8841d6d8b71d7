import Determinism

/// Gives a part of a program a name, so that it stands once and can be used again.
struct GenomeExtraction {
  let table: HeadTable
  let nodes: [GenomeNode]
  let sites: GenomeSites

  /// The nodes with a `let` of a part that occurs more than once, all of its occurrences replaced;
  /// where there is none, of a part of three nodes and more. Nil where there is neither.
  func extracted(using random: inout SeededGenerator) -> [GenomeNode]? {
    let parts = nodes.indices.dropFirst().filter { index in
      sites.sizes[index] > 1 && table.bindHeads[sites.types[index]] >= 0
        && table.lambdaHeads[sites.types[index]] < 0 && !hasBinder(index)
    }
    let repeated = parts.filter { occurrences(of: $0).count > 1 }
    if !repeated.isEmpty {
      return naming(occurrences(of: random.element(of: repeated)))
    }
    let large = parts.filter { sites.sizes[$0] > 2 }
    return large.isEmpty ? nil : naming([random.element(of: large)])
  }

  private func hasBinder(_ index: Int) -> Bool {
    (index..<index + sites.sizes[index]).contains { table.binderCounts[Int(nodes[$0].head)] > 0 }
  }

  private func occurrences(of part: Int) -> [Int] {
    let size = sites.sizes[part]
    let pattern = nodes[part..<part + size]
    return nodes.indices.filter { index in
      sites.sizes[index] == size && sites.types[index] == sites.types[part]
        && nodes[index..<index + size].elementsEqual(pattern)
    }
  }

  /// A `let` around the smallest part that contains all the places and is not a place itself. The
  /// variables of the named part are bound outside of it, because each place is in their scope.
  private func naming(_ places: [Int]) -> [GenomeNode]? {
    guard let first = places.first, let last = places.last else { return nil }
    let size = sites.sizes[first]
    var home = 0
    var place = 0
    // From the root downwards while one child holds all the places.
    while place != first {
      home = place
      var child = place + 1
      while child + sites.sizes[child] <= first { child += sites.sizes[child] }
      guard last < child + sites.sizes[child] else { break }
      place = child
    }
    // A binder's own variables are not in scope outside of it.
    // Places of function types hold no binders but lambdas: their types are read upwards.
    guard table.lambdaHeads[sites.types[home]] < 0, !mentionsInner(first, outside: home) else {
      return nil
    }
    let slot = table.slotBound(nodes)
    let head = table.bindHeads[sites.types[first]]
    var result = Array(nodes[..<home])
    result.append(GenomeNode(head, slot: slot))
    result += nodes[first..<first + size]
    var index = home
    let end = home + sites.sizes[home]
    while index < end {
      if places.contains(index) {
        result.append(GenomeNode(HeadTable.local, slot: slot))
        index += size
      } else {
        result.append(nodes[index])
        index += 1
      }
    }
    return result + nodes[end...]
  }

  private func mentionsInner(_ part: Int, outside home: Int) -> Bool {
    let outer = sites.variables(at: home).map(\.slot)
    return (part..<part + sites.sizes[part]).contains {
      Int(nodes[$0].head) == HeadTable.local && !outer.contains(Int16(nodes[$0].slot))
    }
  }
}
