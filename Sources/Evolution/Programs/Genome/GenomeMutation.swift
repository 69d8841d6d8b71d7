import Determinism

/// What a mutation puts in the place of one node.
struct GenomeMutation {
  let table: HeadTable
  let nodes: [GenomeNode]
  let sites: GenomeSites

  /// The new part, or nil where the operator does not apply at the site.
  func part(
    _ operation: ProgramOperator, at site: Int, _ maker: inout GenomeGenerator,
    _ random: inout SeededGenerator
  ) -> [GenomeNode]? {
    let type = sites.types[site]
    switch operation {
    case .immigrant, .crossover: return nil
    case .subtree:
      let size = max(1, sites.sizes[site] - 2 + random.index(below: 6))
      return made(type, size, at: site, &maker, &random)
    case .shrink: return made(type, 1, at: site, &maker, &random)
    case .point: return point(site, type, &maker, &random)
    case .hoist: return hoist(site, children: false, &maker, &random)
    case .delete: return hoist(site, children: true, &maker, &random)
    case .insert: return insert(site, type, &maker, &random)
    }
  }

  private func made(
    _ type: TypeIndex, _ size: Int, at site: Int, _ maker: inout GenomeGenerator,
    _ random: inout SeededGenerator
  ) -> [GenomeNode]? {
    let scope = maker.minima.scope(sites.variables(at: site))
    return maker.make(type, size: size, in: scope, using: &random) ? maker.output : nil
  }

  private func end(_ site: Int) -> Int { site + sites.sizes[site] }

  /// Where the children of a node begin.
  private func children(of site: Int) -> [Int] {
    var found: [Int] = []
    var child = site + 1
    while child < end(site) {
      found.append(child)
      child += sites.sizes[child]
    }
    return found
  }

  private func point(
    _ site: Int, _ type: TypeIndex, _ maker: inout GenomeGenerator,
    _ random: inout SeededGenerator
  ) -> [GenomeNode]? {
    if sites.sizes[site] == 1 { return made(type, 1, at: site, &maker, &random) }
    let old = Int(nodes[site].head)
    var part = Array(nodes[site..<end(site)])
    switch table.kinds[old] {
    case .match: return rematched(site, &random)
    case .bind, .lambda: return nil
    default: break
    }
    let arguments = table.arguments(of: old)
    let rivals = table.productions[type].filter {
      $0 != old && table.arguments(of: $0).elementsEqual(arguments)
    }
    if rivals.isEmpty { return permuted(site, &random) }
    part[0] = GenomeNode(random.element(of: rivals))
    return part
  }

  /// The same match on another variable of the type.
  private func rematched(_ site: Int, _ random: inout SeededGenerator) -> [GenomeNode]? {
    let scrutinee = nodes[site + 1]
    let type = sites.types[site + 1]
    let others = sites.variables(at: site).filter {
      Int($0.type) == type && !$0.isMatched
        && !(Int(scrutinee.head) == HeadTable.local && Int($0.slot) == Int(scrutinee.slot))
    }
    guard !others.isEmpty else { return nil }
    let other = GenomeNode(HeadTable.local, slot: Int(random.element(of: others).slot))
    return [nodes[site], other] + nodes[end(site + 1)..<end(site)]
  }

  /// Two arguments of equal type change places.
  private func permuted(_ site: Int, _ random: inout SeededGenerator) -> [GenomeNode]? {
    let head = Int(nodes[site].head)
    guard table.kinds[head] == .call || table.kinds[head] == .selfCall else { return nil }
    let types = Array(table.arguments(of: head))
    var pairs: [(Int, Int)] = []
    for first in types.indices {
      for second in types.indices.dropFirst(first + 1) where types[first] == types[second] {
        pairs.append((first, second))
      }
    }
    guard !pairs.isEmpty else { return nil }
    let pair = random.element(of: pairs)
    var starts = children(of: site)
    starts.swapAt(pair.0, pair.1)
    return starts.reduce(into: [nodes[site]]) { $0 += nodes[$1..<end($1)] }
  }

  /// A part of the node of the same type, or only a child, moved to the node's place.
  private func hoist(
    _ site: Int, children isChild: Bool, _ maker: inout GenomeGenerator,
    _ random: inout SeededGenerator
  ) -> [GenomeNode]? {
    let places = isChild ? children(of: site) : Array(site + 1..<end(site))
    let inner = places.filter { sites.types[$0] == sites.types[site] }
    guard !inner.isEmpty else { return nil }
    let part = random.element(of: inner)
    return GenomeTransplant(table: table).moved(
      part..<end(part), of: nodes, sites, to: sites.variables(at: site), &maker, &random)
  }

  /// The node becomes an argument of a new one, or a branch of a new condition.
  private func insert(
    _ site: Int, _ type: TypeIndex, _ maker: inout GenomeGenerator,
    _ random: inout SeededGenerator
  ) -> [GenomeNode]? {
    var heads = table.productions[type].filter { table.arguments(of: $0).contains(type) }
    if table.lambdaHeads[type] < 0, table.conditionHeads[type] >= 0 {
      heads.append(table.conditionHeads[type])
    }
    guard !heads.isEmpty else { return nil }
    let head = random.element(of: heads)
    let arguments = Array(table.arguments(of: head))
    let place = random.element(of: arguments.indices.filter { arguments[$0] == type })
    var part = [GenomeNode(head)]
    for (position, argument) in arguments.enumerated() {
      if position == place {
        part += nodes[site..<end(site)]
        continue
      }
      let size = 1 + random.index(below: 4)
      guard let child = made(argument, size, at: site, &maker, &random) else { return nil }
      part += child
    }
    return part
  }
}
