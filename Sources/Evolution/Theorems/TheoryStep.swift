import Lisp
import Prover

/// Bounds on the proving of one generation.
struct ProvingLimits: Sendable {
  /// Goals that are proved at the same time, before their results serve as lemmas. Part of what is
  /// decided: it does not depend on the number of threads.
  var round = 12
  /// Attempts of the full prover at one statement.
  var attempts = 4
  /// New lemmas after which a statement is tried again.
  var lemmasForRetry = 2
  /// Statements that wait at most; the smallest stay.
  var pending = 250
  /// Proved statements that are kept as facts, known ones included.
  var proved = 160
  /// Rewrite steps by which a lemma is known where the filter is off.
  var lemmaSteps = 64
  /// Refuted statements that are reported with their counterexamples.
  var reportedRefutations = 100
}

/// One generation of the theorem side about one program.
///
/// Breed, admit, refute, sieve, prove, weigh, score. A pure function of the context and the states
/// that it is given; only ``threads`` may differ between equal runs.
struct TheoryStep {
  let context: TheoryContext
  let threads: Int
  let proving: Proving
  let limits = ProvingLimits()

  var champion: ChampionState
  var lemmas: [LemmaRecord]
  /// Parsed counterparts of the states' texts.
  var pending: [(statement: Statement, state: PendingStatement)] = []
  var proved: [(statement: Statement, state: ProvedStatement)] = []
  var lemmaFormulas: [Formula] = []
  /// Keys of statements that were tried in vain in this generation.
  var attempted: Set<UInt64> = []

  /// Statements that were decided in this generation.
  private(set) var funnel = Funnel()
  /// Those that will never be looked at again.
  private(set) var closed = Funnel()
  private(set) var filters = FilterCounts()
  private(set) var records: [TheoremRecord] = []
  private(set) var defects: [String] = []

  init(
    context: TheoryContext, champion: ChampionState, lemmas: [LemmaRecord], prover: Proving,
    threads: Int
  ) {
    self.context = context
    self.champion = champion
    self.lemmas = lemmas
    self.threads = threads
    proving = prover
    pending = champion.pending.compactMap { state in
      context.statement(state.statement).map { ($0, state) }
    }
    proved = champion.proved.compactMap { state in
      context.statement(state.record.statement).map { ($0, state) }
    }
    lemmaFormulas = lemmas.compactMap { StatementText.read($0.statement, in: context.environment) }
  }

  /// Does the generation.
  mutating func run() {
    let conjectures = breed()
    let admitted = admit(conjectures)
    refute(admitted)
    proveGoals()
    weigh()
    champion.pending = pending.map(\.state)
    champion.proved = proved.map(\.state)
  }

  private func breed() -> [Formula] {
    let conjecturing = Conjecturing(context: context)
    let first = champion.isExplored ? [] : conjecturing.firstConjectures()
    let parents = proved.sorted { $0.state.record.score > $1.state.record.score }
    return first
      + conjecturing.offspring(
        of: parents.map(\.statement.formula) + pending.prefix(40).map(\.statement.formula))
  }

  private mutating func admit(_ conjectures: [Formula]) -> [Statement] {
    champion.isExplored = true
    var admission = Admission(context: context, seen: champion.seen)
    let admitted = admission.admit(conjectures)
    champion.seen = admission.seen.sorted()
    funnel[.duplicate] += admission.duplicates
    closed[.duplicate] += admission.duplicates
    return admitted
  }

  private mutating func refute(_ statements: [Statement]) {
    let tested = Refuting(context: context, threads: threads).test(statements)
    var survivors: [Statement] = []
    for test in tested {
      switch test.outcome {
      case .refuted(let counterexample): close(test.statement, refutedBy: counterexample)
      case .survived(let count, let held):
        let isConditional = !test.statement.formula.body.hypothesesAndConclusion.hypotheses.isEmpty
        if isConditional, context.filters.isVacuous(held: held, tested: count) {
          close(
            test.statement, as: .vacuous, reason: "hypotheses held on \(held) of \(count) inputs",
            filters: [.vacuous])
        } else {
          survivors.append(test.statement)
        }
      }
    }
    pending += survivors.map { ($0, PendingStatement(statement: text(of: $0))) }
    pending.sort { $0.statement < $1.statement }
    pending = Array(pending.prefix(limits.pending))
  }

  // MARK: - Decisions

  func text(of statement: Statement) -> String {
    StatementText.print(statement.formula, in: context.environment)
  }

  /// A record of a statement that has just met a fate.
  func record(of statement: Statement, fate: Fate) -> TheoremRecord {
    let text = text(of: statement)
    return TheoremRecord(
      id: RecordID.of(program: context.program, statement: text), program: context.program,
      statement: text, size: statement.size, fate: fate, generation: context.generation)
  }

  /// Decides a statement for good. Facts about the vocabulary are not counted.
  mutating func close(
    _ statement: Statement, as fate: Fate, reason: String?, filters stopping: [Fate]
  ) {
    guard context.isAboutTarget(statement.formula) else { return }
    var record = record(of: statement, fate: fate)
    record.reason = reason
    record.filters = stopping
    closed[fate] += 1
    filters.count(stopping)
    report(record)
  }

  private mutating func close(
    _ statement: Statement, refutedBy counterexample: [CounterexampleBinding]
  ) {
    guard context.isAboutTarget(statement.formula) else { return }
    closed[.false] += 1
    guard funnel[.false] < limits.reportedRefutations else {
      funnel[.false] += 1
      return
    }
    var record = record(of: statement, fate: .false)
    record.counterexample = counterexample
    report(record)
  }

  /// Reports a decision of this generation.
  mutating func report(_ record: TheoremRecord) {
    funnel[record.fate] += 1
    records.append(record)
  }

  /// Reports new numbers of a statement that keeps its fate.
  mutating func update(_ record: TheoremRecord) { records.append(record) }

  /// Counts a statement that will not be looked at again.
  mutating func count(closed fate: Fate) { closed[fate] += 1 }

  mutating func count(filters stopping: [Fate]) { filters.count(stopping) }

  mutating func report(defect: String) { defects.append(defect) }
}
