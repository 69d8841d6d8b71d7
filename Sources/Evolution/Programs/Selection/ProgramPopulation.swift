import Determinism
import Lisp

/// The programs of a run: members that breed, and solutions.
///
/// There is one slot per behaviour, which keeps the smallest program. Members are not printed: only
/// the best one is, and solutions. A population read back from its coded form, or moved to another
/// context, is restored when it is first used.
public struct ProgramPopulation: Sendable {
  /// One for each behaviour, the better ones first.
  private(set) var members: [Candidate] = []
  /// Programs that pass every `require` formula, of distinct behaviour, simplest first.
  public private(set) var solved: [Program] = []
  var seen = SeenPrograms()
  /// Systematic searches done.
  private var searches = 0
  private var rates = OperatorRates(weights: [])
  private var islands = Islands()
  /// Nil until the population is used with a context.
  private var archive: ProgramArchive?
  private var progress = Progress()
  /// The best member that has a definition.
  private var leader: Program?
  /// What the genomes are numbered by.
  private var heads: HeadTable?
  /// Programs that have not been read back yet.
  private var stored: Stored?
  /// Bodies to be tried in the next generation, by the numbers of its context.
  private var given: [Expression] = []
  /// Helpers of the last context that are no more.
  private var dropped: UInt64 = 0

  public init() {}

  /// The smallest solution, or else the member that passes most.
  public var best: Program? { solved.first ?? leader }

  /// Breeds, evaluates and selects one generation.
  ///
  /// A pure function of the population, the numbers and the context; `threads` changes nothing.
  ///
  /// - Parameter laws: further cases for selection; they count only where `require` leaves a choice.
  public mutating func advance(
    generation: Int, seed: UInt64, threads: Int, context: ProgramContext, laws: [Formula]
  ) -> ProgramReport {
    restore(in: context)
    var report = ProgramReport()
    let stage = Stage(
      context: context, laws: laws, seed: seed, generation: UInt64(generation), threads: threads)
    if rates.count != context.settings.operators.count {
      rates = OperatorRates(weights: context.settings.operatorWeights)
    }
    let isSown = sowIfStalled(context)
    let candidates = self.candidates(stage, isSown: isSown, &report)
    report.bred = candidates.count
    let new = candidates.filter { $0.assessment != nil || seen.insert($0.key) }
    report.duplicates = report.bred - new.count
    let evaluated = stage.evaluated(new, &report)
    let parents = members
    describeParents(candidates, &report)
    let unreadable = admitSolutions(evaluated, context: context, &report)
    admit(evaluated, new, except: unreadable, context: context, &report)
    learn(candidates, Array(zip(evaluated, new)), parents, context, &report)
    let known = Set(parents.map(\.rank.key))
    archive?.insert(members.filter { !known.contains($0.rank.key) }, in: context)
    lead(in: context)
    progress.note(members.first)
    describe(&report)
    return report
  }

  /// What is to be run: founders, what the systematic search finds, and offspring.
  private mutating func candidates(
    _ stage: Stage, isSown: Bool, _ report: inout ProgramReport
  ) -> [Offspring] {
    let context = stage.context
    var candidates: [Offspring] = []
    if members.isEmpty || isSown {
      candidates = stage.founders().map { Offspring(form: $0, key: $0.key(context)) }
    }
    candidates += given.compactMap { context.form(ofBody: $0) }
      .map { Offspring(form: $0, key: $0.key(context)) }
    given = []
    if solved.isEmpty, searches < context.configuration.searches {
      candidates += stage.searched(round: searches, &seen, &report)
      searches += 1
    }
    for index in candidates.indices {
      candidates[index].home = index % context.configuration.islands
    }
    if members.isEmpty { return candidates }
    if progress.generations % context.configuration.migration == 0 {
      islands.migrate(context.configuration.migrants, islands: context.configuration.islands)
    }
    let elites = context.configuration.archive > 0 ? archive?.elites : nil
    let pool = stage.pool(
      of: members, on: islands, and: elites ?? [], weights: rates.weights)
    return candidates + stage.offspring(of: pool, seen: seen)
  }

  /// When nothing better was found for long, only a few of the best programs stay, one for each
  /// outcome.
  private mutating func sowIfStalled(_ context: ProgramContext) -> Bool {
    let limit = context.configuration.stall
    guard limit > 0, solved.isEmpty, progress.stalled >= limit else { return false }
    let elite = max(1, context.configuration.population / 50)
    var outcomes: Set<OutcomeVector> = []
    let kept = members.indices.filter { outcomes.insert(members[$0].outcome).inserted }
      .prefix(elite)
    islands.settle(kept.map { islands.homes[$0] })
    members = kept.map { members[$0] }
    progress.restart()
    return true
  }

  /// The best member that has a definition becomes the leader.
  private mutating func lead(in context: ProgramContext) {
    for member in members {
      if leader?.candidate.rank == member.rank { return }
      guard let program = context.program(member) else { continue }
      leader = program
      return
    }
    leader = nil
  }

  /// Reads the programs of a decoded or moved population back; `advance` does so by itself.
  ///
  /// A program that cannot be one of the context's problem is dropped; see ``belongs(to:)``.
  public mutating func restore(in context: ProgramContext) {
    archive = archive ?? ProgramArchive(context.configuration)
    if let stored {
      self.stored = nil
      settle(zip(stored.members.candidates(in: context) ?? [], islands.homes).map { ($0, $1) })
      solved = stored.solved.compactMap { context.program(from: $0) }
      archive?.insert(stored.archive.candidates(in: context) ?? [], in: context)
    } else if let heads, heads !== context.heads {
      let numbers = context.heads.numbers(of: heads)
      func moved(_ candidate: Candidate) -> Candidate? {
        guard candidate.needs & dropped == 0 else { return nil }
        return candidate.form.renumbered(by: numbers)
          .map { context.candidate($0, candidate.assessment) }
      }
      let inhabitants = zip(members, islands.homes)
      settle(inhabitants.compactMap { member, home in moved(member).map { ($0, home) } })
      solved = solved.compactMap { context.program(from: StoredProgram($0)) }
      let elites = archive?.elites ?? []
      archive = ProgramArchive(context.configuration)
      archive?.insert(elites.compactMap(moved), in: context)
      dropped = 0
    }
    heads = context.heads
  }
}

extension ProgramPopulation {
  /// Makes ready for a context in which programs may call other helpers.
  ///
  /// - Parameter dropped: helpers that are no more; no member needs them.
  mutating func move(dropping dropped: UInt64) {
    precondition(members.allSatisfy { $0.needs & dropped == 0 }, "members keep their helpers")
    leader = nil
    self.dropped |= dropped
  }

  /// Tries programs in the next generation.
  mutating func add(_ bodies: [Expression]) { given += bodies }
}

// MARK: - Survival

extension ProgramPopulation {
  /// A place in the pool.
  private struct Entry {
    var candidate: Candidate
    var home = 0
  }

  /// Keeps the best program of each behaviour, and of these on each island as many as fit.
  ///
  /// - Parameter except: keys of programs that may not stay.
  private mutating func admit(
    _ new: [Candidate], _ offspring: [Offspring], except: Set<UInt64>, context: ProgramContext,
    _ report: inout ProgramReport
  ) {
    var slots: [UInt64: Int] = [:]
    var pool: [Entry] = []
    for (index, member) in members.enumerated() {
      slots[member.behaviour] = index
      pool.append(Entry(candidate: member, home: islands.homes[index]))
    }
    var taken: [Int] = []
    taken.reserveCapacity(new.count)
    for (candidate, child) in zip(new, offspring) where !except.contains(candidate.rank.key) {
      guard let slot = slots[candidate.behaviour] else {
        taken.append(pool.count)
        slots[candidate.behaviour] = pool.count
        pool.append(Entry(candidate: candidate, home: child.home))
        continue
      }
      taken.append(slot)
      report.sameBehaviour += 1
      if candidate.isBetter(than: pool[slot].candidate) {
        pool[slot] = Entry(candidate: candidate, home: pool[slot].home)
      }
    }
    report.noteSizes(new.map(\.size), smallest: taken.map { pool[$0].candidate.size })
    settle(
      survivors(pool, context).map { ($0.candidate, $0.home) })
  }

  private mutating func settle(_ inhabitants: [(candidate: Candidate, home: Int)]) {
    members = inhabitants.map(\.candidate)
    islands.settle(inhabitants.map(\.home))
  }

  /// What stays on each island, all in the order of preference.
  private func survivors(_ pool: [Entry], _ context: ProgramContext) -> [Entry] {
    let (count, places) = (context.configuration.islands, context.configuration.population)
    if count == 1 { return Self.survivors(pool, limit: places).map { pool[$0] } }
    var kept: [Entry] = []
    for island in 0..<count {
      let part = pool.filter { $0.home == island }
      let limit = Islands.share(of: island, islands: count, places: places)
      kept += Self.survivors(part, limit: limit).map { part[$0] }
    }
    return kept.sorted { $0.candidate.isBetter(than: $1.candidate) }
  }

  /// Takes from each group of equal outcomes in turn, better programs first; groups that pass more
  /// come first. Returns places in the pool, better programs first.
  private static func survivors(_ pool: [Entry], limit: Int) -> [Int] {
    let ranks = pool.map(\.candidate.rank)
    let sorted = pool.indices.sorted { ranks[$0] < ranks[$1] }
    var rounds = [Int](repeating: 0, count: pool.count)
    var places: [OutcomeVector: Int] = [:]
    var groups: [Int] = []
    var counts: [Int] = []
    for place in sorted {
      let vector = pool[place].candidate.outcome
      let group = places[vector] ?? counts.count
      if group == counts.count {
        places[vector] = group
        counts.append(0)
      }
      groups.append(group)
      rounds[place] = counts[group]
      counts[group] += 1
    }
    // Round by round, within a round group by group.
    let order = sorted.indices.sorted {
      (rounds[sorted[$0]], groups[$0]) < (rounds[sorted[$1]], groups[$1])
    }
    return order.prefix(limit).sorted().map { sorted[$0] }
  }

  /// Returns the keys of those that have no definition.
  private mutating func admitSolutions(
    _ new: [Candidate], context: ProgramContext, _ report: inout ProgramReport
  ) -> Set<UInt64> {
    var unreadable: Set<UInt64> = []
    for candidate in new where candidate.isSolution {
      guard let program = context.program(candidate) else {
        unreadable.insert(candidate.rank.key)
        continue
      }
      let rival = solved.firstIndex { $0.behaviour == program.behaviour }
      if let rival, !candidate.isClearlyBetter(than: solved[rival].candidate) { continue }
      if let rival { solved.remove(at: rival) }
      solved.append(program)
    }
    solved.sort { $0.candidate.isBetter(than: $1.candidate) }
    let limit = context.settings.solutions
    if solved.count > limit { solved.removeLast(solved.count - limit) }
    return unreadable
  }

  /// How many members bore offspring, and how unequally.
  private func describeParents(_ candidates: [Offspring], _ report: inout ProgramReport) {
    var births = [Int](repeating: 0, count: members.count)
    for child in candidates { for parent in child.parents { births[parent] += 1 } }
    report.noteBirths(births)
  }

  /// Adapts the rates to what the operators' programs came to.
  ///
  /// - Parameters:
  ///   - offspring: all that were bred.
  ///   - new: those of them that were evaluated, with the outcome.
  private mutating func learn(
    _ offspring: [Offspring], _ new: [(Candidate, Offspring)], _ parents: [Candidate],
    _ context: ProgramContext, _ report: inout ProgramReport
  ) {
    let kept = Set(members.map(\.rank.key))
    var outcomes = zip(context.settings.operators, rates.probabilities).map {
      OperatorOutcome(operation: $0.operation, rate: $1)
    }
    for child in offspring {
      if let place = child.operation { outcomes[place].tried += 1 }
      for index in 0..<child.failures.count { outcomes[child.failures[index]].tried += 1 }
    }
    for (candidate, child) in new {
      guard let place = child.operation else { continue }
      let isImproved = child.parents.first.map { candidate.improves(on: parents[$0]) } ?? false
      if isImproved || kept.contains(candidate.rank.key) { outcomes[place].succeeded += 1 }
    }
    report.operators = outcomes
    rates.learn(outcomes, by: context.configuration.rates)
  }

  private func describe(_ report: inout ProgramReport) {
    report.archiveElites = archive?.count ?? 0
    report.archiveCoverage = archive?.coverage ?? 0
    report.stalled = progress.stalled
    report.restarts = progress.restarts
    report.outcomeVectors = Set(members.map(\.outcome)).count
    report.behaviours = Set(members.map(\.behaviour)).count
    let size = members.reduce(0) { $0 + $1.size }
    report.meanSize = members.isEmpty ? 0 : Double(size) / Double(members.count)
  }
}

// MARK: - Coding

/// A program as text, with what testing it gave.
struct StoredProgram: Codable, Hashable, Sendable {
  var definition: String
  var passed: [Bool]
  var behaviour: UInt64
  var fuelSpent: Int

  init(_ program: Program) {
    definition = program.definition
    passed = program.passed
    behaviour = program.behaviour
    fuelSpent = program.fuelSpent
  }
}

extension ProgramPopulation: Codable {
  private struct Stored: Codable, Sendable {
    var members: StoredCandidates
    var solved: [StoredProgram]
    var archive: StoredCandidates
  }

  private var coded: Stored {
    Stored(
      members: StoredCandidates(members, heads), solved: solved.map(StoredProgram.init),
      archive: StoredCandidates(archive?.elites ?? [], heads))
  }

  /// Whether the programs of a decoded population are programs of the context's problem, and its
  /// numbers possible.
  func belongs(to context: ProgramContext) -> Bool {
    guard let stored else { return true }
    guard let members = stored.members.candidates(in: context),
      stored.archive.candidates(in: context) != nil
    else { return false }
    let islands = 0..<context.configuration.islands
    return searches >= 0 && rates.isPossible && progress.isPossible
      && self.islands.homes.count == members.count
      && self.islands.homes.allSatisfy(islands.contains)
      && stored.solved.allSatisfy {
        $0.passed.count == context.problem.require.count && context.read($0.definition) != nil
      }
  }

  private enum CodingKeys: String, CodingKey {
    case programs, seen, searches, rates, islands, progress
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    stored = try values.decode(Stored.self, forKey: .programs)
    seen = try values.decode(SeenPrograms.self, forKey: .seen)
    searches = try values.decode(Int.self, forKey: .searches)
    rates = try values.decode(OperatorRates.self, forKey: .rates)
    islands = try values.decode(Islands.self, forKey: .islands)
    progress = try values.decode(Progress.self, forKey: .progress)
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(stored ?? coded, forKey: .programs)
    try values.encode(seen, forKey: .seen)
    try values.encode(searches, forKey: .searches)
    try values.encode(rates, forKey: .rates)
    try values.encode(islands, forKey: .islands)
    try values.encode(progress, forKey: .progress)
  }
}
