import Determinism
import Lisp

/// The programs of a run: members that breed, and solutions.
///
/// There is one slot per behaviour, which keeps the smallest program. A population read back from
/// its coded form holds sources until it is first used with a context.
public struct ProgramPopulation: Sendable {
  /// One for each behaviour, the better ones first.
  public private(set) var members: [Program] = []
  /// Programs that pass every `require` formula, of distinct behaviour, simplest first.
  public private(set) var solved: [Program] = []
  private var seen = SeenPrograms()
  /// Systematic searches done.
  private var searches = 0
  /// Sources that have not been read back yet.
  private var stored: Stored?

  public init() {}

  /// The smallest solution, or else the member that passes most.
  public var best: Program? { solved.first ?? members.first }

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
    var candidates: [Offspring] = []
    if members.isEmpty { candidates = stage.founders().map { Offspring(form: $0) } }
    if solved.isEmpty, searches < context.settings.searches {
      candidates += stage.searched(round: searches, &report).map { Offspring(form: $0) }
      searches += 1
    }
    candidates += stage.offspring(of: members, seen: seen)
    report.bred = candidates.count
    let new = candidates.filter { seen.insert($0.key) }.map(\.form)
    report.duplicates = report.bred - new.count
    let evaluated = stage.evaluated(new, &report)
    admit(evaluated, context: context, &report)
    admitSolutions(evaluated, context: context, &report)
    describe(&report)
    return report
  }

  /// Reads the sources of a decoded population back; `advance` does so by itself.
  ///
  /// A source that does not read back in the problem's environment is dropped.
  public mutating func restore(in context: ProgramContext) {
    guard let stored else { return }
    self.stored = nil
    members = stored.members.compactMap { context.program(from: $0) }
    solved = stored.solved.compactMap { context.program(from: $0) }
  }
}

// MARK: - Survival

extension ProgramPopulation {
  /// A place in the pool: a member, or a candidate that is not printed yet.
  private struct Entry {
    var candidate: Candidate
    var program: Program?
  }

  /// Keeps the best program of each behaviour, and of these as many as fit.
  private mutating func admit(
    _ new: [Candidate], context: ProgramContext, _ report: inout ProgramReport
  ) {
    var slots: [UInt64: Int] = [:]
    var pool = members.map { Entry(candidate: $0.candidate, program: $0) }
    for (index, member) in members.enumerated() { slots[member.behaviour] = index }
    for candidate in new {
      guard let slot = slots[candidate.assessment.behaviour] else {
        slots[candidate.assessment.behaviour] = pool.count
        pool.append(Entry(candidate: candidate))
        continue
      }
      report.sameBehaviour += 1
      if candidate.isBetter(than: pool[slot].candidate) { pool[slot] = Entry(candidate: candidate) }
    }
    let kept = Self.survivors(pool, limit: context.configuration.population)
    members = kept.compactMap { pool[$0].program ?? context.program(pool[$0].candidate) }
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
      let vector = OutcomeVector(pool[place].candidate.assessment.passed)
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

  private mutating func admitSolutions(
    _ new: [Candidate], context: ProgramContext, _ report: inout ProgramReport
  ) {
    for candidate in new where candidate.isSolution {
      let behaviour = candidate.assessment.behaviour
      let rival = solved.firstIndex { $0.behaviour == behaviour }
      if let rival, !candidate.isBetter(than: solved[rival].candidate) { continue }
      guard let program = context.program(candidate) else { continue }
      if let rival { solved.remove(at: rival) }
      solved.append(program)
      report.newSolutions.append(program.id)
    }
    solved.sort { $0.candidate.isBetter(than: $1.candidate) }
    let limit = context.settings.solutions
    if solved.count > limit { solved.removeLast(solved.count - limit) }
  }

  private func describe(_ report: inout ProgramReport) {
    report.outcomeVectors = Set(members.map(\.passed)).count
    report.behaviours = Set(members.map(\.behaviour)).count
    let size = members.reduce(0) { $0 + $1.size }
    report.meanSize = members.isEmpty ? 0 : Double(size) / Double(members.count)
  }
}

// MARK: - Coding

/// A program as text, with what testing it gave.
struct StoredProgram: Codable, Hashable, Sendable {
  var source: String
  var passed: [Bool]
  var behaviour: UInt64
  var fuelSpent: Int

  init(_ program: Program) {
    source = program.source
    passed = program.passed
    behaviour = program.behaviour
    fuelSpent = program.fuelSpent
  }
}

extension ProgramPopulation: Codable {
  private struct Stored: Codable, Sendable {
    var members: [StoredProgram]
    var solved: [StoredProgram]
  }

  private enum CodingKeys: String, CodingKey {
    case programs, seen, searches
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    stored = try values.decode(Stored.self, forKey: .programs)
    seen = try values.decode(SeenPrograms.self, forKey: .seen)
    searches = try values.decode(Int.self, forKey: .searches)
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    let programs = Stored(
      members: members.map(StoredProgram.init), solved: solved.map(StoredProgram.init))
    try values.encode(stored ?? programs, forKey: .programs)
    try values.encode(seen, forKey: .seen)
    try values.encode(searches, forKey: .searches)
  }
}
