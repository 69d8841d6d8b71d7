import Determinism

/// Makes programs from programs. What it returns is well typed and descends structurally.
///
/// Kept by those who make many programs, because its tables are used again; they decide nothing.
struct GenomeBreeder: Sendable {
  let table: HeadTable
  /// Nodes of the largest program that is returned.
  let sizeLimit: Int
  private var maker: GenomeGenerator
  /// Draws new programs where they are not drawn by weights.
  private let uniform: UniformGenerator?
  private var sites = GenomeSites()
  private var donorSites = GenomeSites()

  init(
    table: HeadTable, weights: GenerationWeights, uniform: UniformGenerator?, sizeLimit: Int
  ) {
    self.table = table
    self.sizeLimit = sizeLimit
    self.uniform = uniform
    maker = GenomeGenerator(table: table, weights: weights)
  }

  /// A random program of about the given size, or nil where the types admit none.
  mutating func immigrant(size: Int, using random: inout SeededGenerator) -> Genome? {
    let order = randomOrder(using: &random)
    if let uniform {
      return uniform.body(of: size, in: 1...sizeLimit, along: order, using: &random)
        .map { Genome(nodes: $0).renumbered(in: table) }
    }
    maker.order = order
    maker.nextSlot = table.parameters.count
    guard maker.makeBody(size: size, using: &random) else { return nil }
    return finished(maker.output, &random)
  }

  /// A program made from `parent` by a mutation, or nil where it does not apply.
  mutating func mutant(
    of parent: Genome, by operation: ProgramOperator, using random: inout SeededGenerator
  ) -> Genome? {
    sites.read(parent.nodes, table)
    switch operation {
    case .simplify: return simplified(parent)
    case .extract:
      let nodes = GenomeExtraction(table: table, nodes: parent.nodes, sites: sites)
        .extracted(using: &random)
      return nodes.flatMap { admitted($0) }
    default: break
    }
    let site = random.index(below: sites.count)
    prepare(parent, using: &random)
    let mutation = GenomeMutation(table: table, nodes: parent.nodes, sites: sites)
    guard let part = mutation.part(operation, at: site, &maker, &random) else { return nil }
    return finished(replacing(site, of: parent.nodes, with: part), &random)
  }

  /// A program made from `receiver` by putting a part of `donor` for one of its own, or nil where
  /// the two have no parts of equal type.
  mutating func offspring(
    of receiver: Genome, and donor: Genome, by operation: ProgramOperator = .crossover,
    using random: inout SeededGenerator
  ) -> Genome? {
    sites.read(receiver.nodes, table)
    donorSites.read(donor.nodes, table)
    let site = random.index(below: sites.count)
    let rest = receiver.size - sites.sizes[site]
    var parts = donorSites.types.indices.filter {
      donorSites.types[$0] == sites.types[site] && rest + donorSites.sizes[$0] <= sizeLimit
    }
    let pairing = GenomePairing(receiver: sites, donor: donorSites)
    if operation == .sizeFair {
      parts = pairing.sizeFair(parts, for: site, using: &random)
    } else if operation == .homologous {
      parts = pairing.homologous(parts, for: site)
    }
    guard !parts.isEmpty else { return nil }
    let part = random.element(of: parts)
    prepare(receiver, using: &random)
    let moved = GenomeTransplant(table: table).moved(
      part..<part + donorSites.sizes[part], of: donor.nodes, donorSites,
      to: sites.variables(at: site), &maker, &random)
    guard let moved else { return nil }
    return finished(replacing(site, of: receiver.nodes, with: moved), &random)
  }

  /// The program with a random part in the place of each hole; nil where one cannot be filled.
  mutating func filled(_ program: Genome, using random: inout SeededGenerator) -> Genome? {
    var genome = program
    while true {
      sites.read(genome.nodes, table)
      prepare(genome, using: &random)
      let hole = genome.nodes.firstIndex { table.kinds[Int($0.head)] == .hole }
      guard let hole else { return finished(genome.nodes, &random) }
      let scope = maker.minima.scope(sites.variables(at: hole))
      let size = 1 + random.index(below: 8)
      guard maker.make(sites.types[hole], size: size, in: scope, using: &random) else {
        return nil
      }
      let nodes = replacing(hole, of: genome.nodes, with: maker.output)
      genome = Genome(nodes: nodes).renumbered(in: table)
    }
  }

  /// The program with what rules can take out of it taken out; nil if that is nothing.
  mutating func simplified(_ program: Genome) -> Genome? {
    let nodes = GenomeSimplification(table: table).simplified(program.nodes)
    return nodes == program.nodes ? nil : admitted(nodes)
  }

  // MARK: - Steps

  /// The program with these nodes as they are; nil if it is too large or does not descend.
  private mutating func admitted(_ nodes: [GenomeNode]) -> Genome? {
    guard nodes.count <= sizeLimit else { return nil }
    let genome = Genome(nodes: nodes).renumbered(in: table)
    sites.read(genome.nodes, table)
    return descent(sites.selfCalls(genome.nodes, table)) == nil ? nil : genome
  }

  private func replacing(
    _ site: Int, of nodes: [GenomeNode], with part: [GenomeNode]
  ) -> [GenomeNode] {
    var result: [GenomeNode] = []
    result.reserveCapacity(nodes.count + part.count)
    result += nodes[..<site]
    result += part
    result += nodes[(site + sites.sizes[site])...]
    return result
  }

  /// Makes ready for new parts of a program whose places are read: they descend as it does.
  private mutating func prepare(_ program: Genome, using random: inout SeededGenerator) {
    let calls = sites.selfCalls(program.nodes, table)
    let order = calls.isEmpty ? nil : descent(calls)
    if let order, !order.positions.isEmpty {
      maker.order = order
    } else {
      maker.order = randomOrder(using: &random)
    }
    maker.nextSlot = table.slotBound(program.nodes)
  }

  private func descent(_ calls: [GenomeSites.SelfCall]) -> DescentOrder? {
    DescentOrder(
      admitting: calls.map(\.arcs), positionCount: table.parameters.count)
  }

  /// Mostly one parameter of a data type, sometimes two in lexicographic order.
  private func randomOrder(using random: inout SeededGenerator) -> DescentOrder {
    let grammar = table.grammar
    var positions = grammar.parameters.indices.filter { position in
      let type = table.argument(position, of: table.selfCall, at: grammar.result)
      return table.isMatchable(type)
    }
    guard !positions.isEmpty else { return DescentOrder(positions: []) }
    random.shuffle(&positions)
    return DescentOrder(positions: Array(positions.prefix(random.chance(1, in: 6) ? 2 : 1)))
  }

  /// The program with these nodes, its self-calls repaired; nil if it is too large.
  private mutating func finished(
    _ nodes: [GenomeNode], _ random: inout SeededGenerator
  ) -> Genome? {
    guard let descending = repaired(table.reducingApplications(nodes), &random),
      descending.count <= sizeLimit
    else { return nil }
    return Genome(nodes: descending).renumbered(in: table)
  }

  /// Puts new parts for the self-calls that keep the program from descending.
  private mutating func repaired(
    _ nodes: [GenomeNode], _ random: inout SeededGenerator
  ) -> [GenomeNode]? {
    guard nodes.contains(where: { Int($0.head) == table.selfCall || isSelfReference($0) }) else {
      return nodes
    }
    var nodes = nodes
    while true {
      sites.read(nodes, table)
      let calls = sites.selfCalls(nodes, table)
      if descent(calls) != nil { return nodes }
      guard let wrong = calls.last(where: { !maker.order.admits($0.arcs) }) else { return nil }
      let scope = maker.minima.scope(sites.variables(at: wrong.node))
      let (type, size) = (sites.types[wrong.node], sites.sizes[wrong.node])
      guard maker.make(type, size: size, in: scope, using: &random) else { return nil }
      nodes = replacing(wrong.node, of: nodes, with: maker.output)
    }
  }

  private func isSelfReference(_ node: GenomeNode) -> Bool {
    table.kinds[Int(node.head)] == .selfReference
  }
}
