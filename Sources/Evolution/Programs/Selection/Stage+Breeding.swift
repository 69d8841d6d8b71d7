import Determinism

/// Those from which a generation is bred.
struct ParentPool: Sendable {
  /// Members and after them the archive's elites, by what may have offspring.
  let forms: [ProgramForm]
  let memberCount: Int
  /// By island, the places of its members, which are not none, and how they are selected.
  let islands: [(places: [Int], selection: ParentSelection)]
  /// By operator of the settings.
  let weights: [Int]

  /// The places of the archive's elites.
  var elites: Range<Int> { memberCount..<forms.count }
}

extension Stage {
  /// As many offspring as the population has places.
  ///
  /// Each place has a few attempts at a program that was not seen before.
  func offspring(of pool: ParentPool, seen: SeenPrograms) -> [Offspring] {
    guard pool.memberCount > 0 else { return [] }
    return batches(context.configuration.population) { range in
      var nursery = Nursery(pool: pool, context: context)
      var children: [Offspring] = []
      children.reserveCapacity(range.count)
      for index in range {
        var generator = stream(.offspring, index)
        let child = nursery.child(at: index % pool.islands.count, unseenIn: seen, &generator)
        if let child { children.append(child) }
      }
      return children
    }
  }
}

/// Makes the offspring of a pool, one after the other.
private struct Nursery {
  let pool: ParentPool
  private let operations: [ProgramOperator]
  private let attempts: Int
  /// Percent of the donors that come from the archive.
  private let archiveShare: Int
  private let immigrantSizes: ClosedRange<Int>
  private let sizeLimit: Int
  private var breeder: GenomeBreeder
  private var scratch = LexicaseSelection.Scratch()

  init(pool: ParentPool, context: ProgramContext) {
    self.pool = pool
    operations = context.settings.operators.map(\.operation)
    attempts = context.settings.attempts
    archiveShare = context.configuration.archive
    immigrantSizes = context.settings.immigrantSizes
    sizeLimit = context.configuration.programSize
    breeder = context.breeder.genomes
  }

  /// A child of an island, at the last attempt also one that was seen before.
  mutating func child(
    at home: Int, unseenIn seen: SeenPrograms, _ generator: inout SeededGenerator
  ) -> Offspring? {
    var failures = OperatorFailures()
    for attempt in 1...attempts {
      let place = generator.weightedIndex(pool.weights)
      var parents: [Int] = []
      if let genome = genome(by: operations[place], at: home, &parents, &generator) {
        var child = Offspring(form: .genome(genome), key: genome.key(in: breeder.table))
        if attempt == attempts || !seen.contains(child.key) {
          child.operation = place
          child.parents = parents
          child.home = home
          child.failures = failures
          return child
        }
      }
      failures.add(place)
    }
    return nil
  }

  private mutating func genome(
    by operation: ProgramOperator, at home: Int, _ parents: inout [Int],
    _ generator: inout SeededGenerator
  ) -> Genome? {
    if operation == .immigrant {
      let size = immigrantSizes.lowerBound + generator.index(below: immigrantSizes.count)
      return breeder.immigrant(size: min(size, sizeLimit), using: &generator)
    }
    let first = parent(home, &generator)
    parents.append(first)
    guard case .genome(let genome) = pool.forms[first] else { return nil }
    guard operation.isCrossover else {
      return breeder.mutant(of: genome, by: operation, using: &generator)
    }
    let second = donor(home, &generator)
    guard case .genome(let donor) = pool.forms[second] else { return nil }
    if second < pool.memberCount { parents.append(second) }
    return breeder.offspring(of: genome, and: donor, by: operation, using: &generator)
  }

  private mutating func parent(_ home: Int, _ generator: inout SeededGenerator) -> Int {
    pool.islands[home].places[
      pool.islands[home].selection.select(using: &generator, &scratch)]
  }

  /// A second parent, from the archive as often as the settings say.
  private mutating func donor(_ home: Int, _ generator: inout SeededGenerator) -> Int {
    if archiveShare > 0, !pool.elites.isEmpty, generator.chance(archiveShare, in: 100) {
      return pool.elites.lowerBound + generator.index(below: pool.elites.count)
    }
    return parent(home, &generator)
  }
}

// MARK: - Selection

extension Stage {
  /// The members of each island with how they are selected; an island without any uses all.
  func pool(
    of members: [Candidate], on islands: Islands, and elites: [Candidate], weights: [Int]
  ) -> ParentPool {
    var outcomes = members.map(\.outcome)
    let count = context.problem.require.count
    let sample = sampledCases(members)
    let further = laws.isEmpty ? [] : lawOutcomes(of: members.map(\.form))
    if sample != nil || !laws.isEmpty {
      outcomes = members.enumerated().map { place, member in
        let own = sample.map { $0.map { member.passed[$0] } } ?? member.passed
        return OutcomeVector(laws.isEmpty ? own : own + further[place])
      }
    }
    let lawful = members.indices.map { laws.isEmpty ? 0 : further[$0].count { $0 } }
    let tiers = [sample?.count ?? count, laws.count]
    var parts: [(places: [Int], selection: ParentSelection)] = []
    for island in 0..<context.configuration.islands where !members.isEmpty {
      let inhabitants = islands.members(of: island)
      let places = inhabitants.isEmpty ? Array(members.indices) : inhabitants
      let selection = selection(
        among: places.map { members[$0] }, places.map { outcomes[$0] }, tiers,
        lawful: places.map { lawful[$0] })
      parts.append((places, selection))
    }
    return ParentPool(
      forms: members.map(\.form) + elites.map(\.form), memberCount: members.count, islands: parts,
      weights: weights)
  }

  /// - Parameter lawful: for each member how many laws hold of it.
  private func selection(
    among members: [Candidate], _ outcomes: [OutcomeVector], _ tiers: [Int], lawful: [Int]
  ) -> ParentSelection {
    switch context.configuration.selection {
    case .lexicase, .downSampled, .informed:
      return .lexicase(
        LexicaseSelection(outcomes: outcomes, sizes: members.map(\.size), tiers: tiers))
    case .tournament:
      // The members are in order, better ones first; laws decide between those that pass as many.
      let order = members.indices.sorted {
        (-members[$0].passedCount, -lawful[$0], $0) < (-members[$1].passedCount, -lawful[$1], $1)
      }
      return .tournament(order: order, size: context.configuration.tournament)
    case .pareto:
      return .pareto(
        ParetoRanking(
          passed: members.map(\.passedCount), sizes: members.map(\.size)))
    }
  }

  /// The cases that decide selection in this generation; nil for all.
  private func sampledCases(_ members: [Candidate]) -> [Int]? {
    let cases = context.problem.require.count
    guard !members.isEmpty, cases > 0 else { return nil }
    let count = max(1, cases * context.configuration.sample / 100)
    var generator = stream(.sample, 0)
    switch context.configuration.selection {
    case .downSampled: return CaseSample.random(count, of: cases, using: &generator)
    case .informed:
      return CaseSample.informed(count, outcomes: members.map(\.passed), using: &generator)
    case .lexicase, .tournament, .pareto: return nil
    }
  }
}
