import Determinism

extension GenomeMutation {
  /// Two variables of one type in the scope of a part: their occurrences change places, or those of
  /// the one become those of the other.
  func exchanged(_ site: Int, _ random: inout SeededGenerator) -> [GenomeNode]? {
    let range = site..<end(site)
    let variables = sites.variables(at: site)
    let used = variables.filter { variable in
      range.contains {
        Int(nodes[$0].head) == HeadTable.local && Int(nodes[$0].slot) == Int(variable.slot)
      }
    }
    guard !used.isEmpty else { return nil }
    let first = random.element(of: used)
    let others = variables.filter { $0.type == first.type && $0.slot != first.slot }
    guard !others.isEmpty else { return nil }
    let (one, other) = (UInt16(first.slot), UInt16(random.element(of: others).slot))
    let isMutual = random.chance(1, in: 2)
    return nodes[range].map { node in
      var node = node
      guard Int(node.head) == HeadTable.local else { return node }
      if node.slot == one {
        node.slot = other
      } else if node.slot == other, isMutual {
        node.slot = one
      }
      return node
    }
  }

  /// The part becomes a branch of a match on a variable in scope, or of an `if`; the other branches
  /// are new.
  func wrapped(
    _ site: Int, _ type: TypeIndex, _ maker: inout GenomeGenerator,
    _ random: inout SeededGenerator
  ) -> [GenomeNode]? {
    // Places of function types hold no binders but lambdas: their types are read upwards.
    guard table.lambdaHeads[type] < 0 else { return nil }
    let subjects = sites.variables(at: site).filter {
      !$0.isMatched && table.matchHeads[Int($0.type)] >= 0
        && Int($0.type) != table.grammar.boolIndex
    }
    let condition = table.conditionHeads[type]
    guard !subjects.isEmpty, condition < 0 || random.chance(2, in: 3) else {
      return condition < 0 ? nil : conditional(site, type, condition, &maker, &random)
    }
    let subject = random.element(of: subjects)
    let head = table.matchHeads[Int(subject.type)]
    let first = maker.freshSlots(table.binderCounts[head])
    var part = [GenomeNode(head, slot: table.binderCounts[head] == 0 ? 0 : first)]
    part.append(GenomeNode(HeadTable.local, slot: Int(subject.slot)))
    let outer = maker.minima.scope(sites.variables(at: site))
    let place = random.index(below: table.scopes[head].count)
    var slot = first
    for (branch, fields) in table.scopes[head].enumerated() {
      let inner = maker.minima.scope(
        outer, slot: slot, adding: fields, matching: Int(subject.slot))
      slot += fields.count
      if branch == place {
        part += nodes[site..<end(site)]
      } else {
        let size = 1 + random.index(below: 5)
        guard maker.make(type, size: size, in: inner, using: &random) else { return nil }
        part += maker.output
      }
    }
    return part
  }

  private func conditional(
    _ site: Int, _ type: TypeIndex, _ head: Int, _ maker: inout GenomeGenerator,
    _ random: inout SeededGenerator
  ) -> [GenomeNode]? {
    guard let bool = table.grammar.boolIndex,
      let condition = made(bool, 3 + random.index(below: 3), at: site, &maker, &random),
      let other = made(type, 1 + random.index(below: 4), at: site, &maker, &random)
    else { return nil }
    let part = nodes[site..<end(site)]
    let isFirst = random.chance(1, in: 2)
    return [GenomeNode(head)] + condition + (isFirst ? part + other : other + part)
  }
}
