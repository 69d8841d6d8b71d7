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
      var breeder = context.breeder.genomes
      return range.compactMap { index in
        var generator = stream(.offspring, index)
        var child: Offspring?
        for _ in 0..<context.settings.attempts {
          child = offspring(of: pool, on: index % pool.islands.count, &breeder, &generator)
          if let child, !seen.contains(child.key) { break }
        }
        return child
      }
    }
  }

  private func offspring(
    of pool: ParentPool, on home: Int, _ breeder: inout GenomeBreeder,
    _ generator: inout SeededGenerator
  ) -> Offspring? {
    let operation = context.settings.operators[generator.weightedIndex(pool.weights)].operation
    let first = parent(pool, home, &generator)
    var parents = [first]
    var genome: Genome?
    if operation == .immigrant {
      parents = []
      genome = immigrant(&breeder, &generator)
    } else if case .genome(let form) = pool.forms[first] {
      if operation.isCrossover {
        let second = donor(pool, home, &generator)
        guard case .genome(let donor) = pool.forms[second] else { return nil }
        if second < pool.memberCount { parents.append(second) }
        genome = breeder.offspring(of: form, and: donor, by: operation, using: &generator)
      } else {
        genome = breeder.mutant(of: form, by: operation, using: &generator)
      }
    }
    guard let genome else { return nil }
    var child = Offspring(form: .genome(genome))
    child.operation = operation
    child.parents = parents
    child.home = home
    return child
  }

  private func parent(
    _ pool: ParentPool, _ home: Int, _ generator: inout SeededGenerator
  ) -> Int {
    let island = pool.islands[home]
    return island.places[island.selection.select(using: &generator)]
  }

  /// A second parent, from the archive as often as the settings say.
  private func donor(
    _ pool: ParentPool, _ home: Int, _ generator: inout SeededGenerator
  ) -> Int {
    let share = context.configuration.archive
    if share > 0, !pool.elites.isEmpty, generator.chance(share, in: 100) {
      return pool.elites.lowerBound + generator.index(below: pool.elites.count)
    }
    return parent(pool, home, &generator)
  }
}

// MARK: - Selection

extension Stage {
  /// The members of each island with how they are selected; an island without any uses all.
  func pool(
    of members: [Candidate], on islands: Islands, and elites: [Candidate], weights: [Int]
  ) -> ParentPool {
    var outcomes = members.map(\.passed)
    let count = context.problem.require.count
    let sample = sampledCases(outcomes)
    if let sample { outcomes = outcomes.map { outcome in sample.map { outcome[$0] } } }
    if !laws.isEmpty {
      let assessed = assessed(members.map(\.form))
      for index in outcomes.indices { outcomes[index] += assessed[index].laws }
    }
    let tiers = [sample?.count ?? count, laws.count]
    var parts: [(places: [Int], selection: ParentSelection)] = []
    for island in 0..<context.configuration.islands where !members.isEmpty {
      let inhabitants = islands.members(of: island)
      let places = inhabitants.isEmpty ? Array(members.indices) : inhabitants
      parts.append(
        (places, selection(among: places.map { members[$0] }, places.map { outcomes[$0] }, tiers)))
    }
    return ParentPool(
      forms: members.map(\.form) + elites.map(\.form), memberCount: members.count, islands: parts,
      weights: weights)
  }

  private func selection(
    among members: [Candidate], _ outcomes: [[Bool]], _ tiers: [Int]
  ) -> ParentSelection {
    switch context.configuration.selection {
    case .lexicase, .downSampled, .informed:
      return .lexicase(
        LexicaseSelection(outcomes: outcomes, sizes: members.map(\.size), tiers: tiers))
    case .tournament:
      return .tournament(count: members.count, size: context.configuration.tournament)
    case .pareto:
      return .pareto(
        ParetoRanking(
          passed: members.map(\.passedCount), sizes: members.map(\.size)))
    }
  }

  /// The cases that decide selection in this generation; nil for all.
  private func sampledCases(_ outcomes: [[Bool]]) -> [Int]? {
    let cases = context.problem.require.count
    guard !outcomes.isEmpty, cases > 0 else { return nil }
    let count = max(1, cases * context.configuration.sample / 100)
    var generator = stream(.sample, 0)
    switch context.configuration.selection {
    case .downSampled: return CaseSample.random(count, of: cases, using: &generator)
    case .informed: return CaseSample.informed(count, outcomes: outcomes, using: &generator)
    case .lexicase, .tournament, .pareto: return nil
    }
  }
}
