import Determinism
import Lisp
import Prover

/// One generation of a run: programs, then theorems about the best of them, then what each side
/// tells the other.
struct GenerationStep {
  let problem: Problem
  let configuration: RunConfiguration
  let programContext: ProgramContext
  let threads: Int

  private(set) var state: RunState
  /// The panels of programs, by id: computed once, decided by problem and configuration alone.
  private(set) var panels: [String: [PanelProgram]]
  private var candidates = 0
  private var work = 0
  private var newPrograms: [ProgramRecord] = []
  private var newTheorems: [TheoremRecord] = []
  private var funnel = Funnel()
  private var gauges: [Gauge] = []
  private var defects: [String] = []

  init(
    problem: Problem, configuration: RunConfiguration, context: ProgramContext, state: RunState,
    panels: [String: [PanelProgram]], threads: Int
  ) {
    self.problem = problem
    self.configuration = configuration
    programContext = context
    self.state = state
    self.panels = panels
    self.threads = threads
  }

  /// Does the generation and tells what it did.
  mutating func run() -> GenerationReport {
    state.generation += 1
    evolvePrograms()
    let champions = chooseChampions()
    examine(champions)
    if !configuration.programsOnly { coevolve(champions) }
    describeBest(champions)
    return report()
  }

  // MARK: - Programs

  private mutating func evolvePrograms() {
    let laws = state.laws.compactMap { StatementText.read($0, in: problem.environment) }
    let report = state.programs.advance(
      generation: state.generation, seed: configuration.seed, threads: threads,
      context: programContext, laws: laws)
    state.evaluations += report.programCases
    candidates = report.candidates
    work = report.programCases + report.searchWork
    gauges.append(Gauge("programs", Double(state.programs.members.count)))
    gauges += report.gauges
    var seen: Set<[Bool]> = []
    gauges += state.ancestry.note(
      outcomes: state.programs.members.map(\.passed).filter { seen.insert($0).inserted })
  }

  /// The programs that theorems are sought about: the preferred solutions, or the best candidate.
  private mutating func chooseChampions() -> [Program] {
    let solved = state.programs.solved
    state.ranking.rank(solved, context: programContext)
    if solved.isEmpty { return state.programs.best.map { [$0] } ?? [] }
    return state.ranking.entries.prefix(configuration.champions).compactMap { entry in
      solved.first { $0.id == entry.id }
    }
  }

  // MARK: - Theorems

  private mutating func examine(_ champions: [Program]) {
    var next: [ChampionState] = []
    for program in champions {
      let known = state.theorems.champions.first { $0.program.id == program.id }
      let champion = known ?? ChampionState(program: record(of: program))
      let examined = examine(
        program, champion, carried: known == nil ? carriedStatements : [])
      if examined.program != known?.program { newPrograms.append(examined.program) }
      next.append(examined)
    }
    let kept = Set(next.map(\.program.id))
    panels = panels.filter { kept.contains($0.key) }
    for old in state.theorems.champions where !kept.contains(old.program.id) {
      state.funnel.add(old.openFates)
      state.ancestry.remember(old.kept.map(\.statement))
    }
    state.theorems.champions = next
  }

  /// What was proved or waits to be proved about the programs so far.
  private var carriedStatements: [String] {
    state.theorems.champions.flatMap { champion in
      champion.proved.map(\.record.statement) + champion.pending.map(\.statement)
    }
  }

  private mutating func examine(
    _ program: Program, _ champion: ChampionState, carried: [String]
  ) -> ChampionState {
    let laws = champion.program.isSolved ? self.laws : []
    if configuration.programsOnly, laws.isEmpty { return champion }
    if panels[program.id] == nil, !configuration.programsOnly {
      panels[program.id] = Panel(context: programContext, configuration: configuration)
        .programs(for: program)
    }
    let isFirst = program.id == state.best?.id || state.theorems.champions.isEmpty
    let context = theoryContext(
      of: program, isFirst: isFirst && champion.program.isSolved, carried: carried)
    let proving = Proving(
      context: context, prover: InductiveProver(), tenPercentProver: InductiveProver())
    let strangers = strangers(to: program).map { problem.environment[$0].name }
    let foreign = state.theorems.lemmas.filter { lemma in strangers.contains(where: lemma.mentions)
    }
    let lemmas = state.theorems.lemmas.filter { !foreign.contains($0) }
    var step = TheoryStep(
      context: context, champion: champion, lemmas: lemmas, prover: proving, threads: threads)
    if !configuration.programsOnly { step.run() }
    step.proveLaws(laws)
    state.theorems.lemmas = step.lemmas + foreign
    state.funnel.add(step.closed)
    state.filters.add(step.filters)
    funnel.add(step.funnel)
    newTheorems += step.records
    defects += step.defects
    return step.champion
  }

  /// The laws of `require`, with the number of inputs on which each is tested.
  private var laws: [(formula: Formula, cases: Int)] {
    zip(problem.require, programContext.require).filter { !$0.0.isGround }.map {
      ($0, $1.inputs.count)
    }
  }

  /// The helpers that a program does not need: nothing about it may speak of them.
  private func strangers(to program: Program) -> [FunctionID] {
    let helpers = programContext.helpers
    return helpers.functions.filter { helpers.needs(of: $0) & ~program.candidate.needs != 0 }
  }

  private func theoryContext(
    of program: Program, isFirst: Bool, carried: [String]
  ) -> TheoryContext {
    var environment = problem.environment
    environment.replace(problem.target, with: program.function)
    let strangers = Set(strangers(to: program))
    let given = carried.compactMap { StatementText.read($0, in: environment) }
      .filter { !$0.body.mentions(strangers) }
    return TheoryContext(
      configuration: configuration, environment: environment, targets: [problem.target],
      vocabulary: problem.vocabulary.filter { word in
        !strangers.contains { word == .function($0) }
      },
      given: laws.map(\.formula) + given,
      panel: panels[program.id] ?? [],
      program: program.id, generation: state.generation, effort: isFirst ? .full : .little)
  }

  // MARK: - Coevolution

  private mutating func coevolve(_ champions: [Program]) {
    guard let champion = champions.first, let theory = state.theorems.champions.first else {
      return
    }
    var environment = problem.environment
    environment.replace(problem.target, with: champion.function)
    let texts = theory.proved.filter { $0.record.fate != .known }.map(\.record.statement)
    let statements = texts.compactMap { StatementText.read($0, in: environment) }
    let trial = PanelTrial(
      environment: environment, target: problem.target, limits: configuration.refutationLimits,
      seed: configuration.seed)
    let matrix = CoevolutionMatrix(
      programs: members.map { programContext.definition(of: $0.form) }, statements: statements,
      trial: trial,
      threads: threads)
    gauges += matrix.gauges
    let forgotten = state.ancestry.forgottenLaws(of: champion.function, by: trial)
    gauges.append(Gauge("forgotten-laws", Double(forgotten)))
    let laws = theory.program.isSolved ? matrix.informative.prefix(configuration.laws) : []
    state.laws = laws.map { texts[$0] }
  }

  /// The first members, each of a behaviour of its own.
  private var members: ArraySlice<Candidate> {
    state.programs.members.prefix(CoevolutionMatrix.rows)
  }

  // MARK: - Report

  private func record(of program: Program) -> ProgramRecord {
    ProgramRecord(
      id: program.id, source: program.source, size: program.size,
      require: PassCount(passed: program.passed.count { $0 }, of: program.passed.count),
      holdout: programContext.holdoutPassed(by: program), fuelSpent: program.fuelSpent,
      behaviour: program.behaviour, generation: state.generation)
  }

  /// The program to return is the champion with the best ``ProgramScore``; of equal ones the first.
  private mutating func describeBest(_ champions: [Program]) {
    var best: ProgramRecord?
    for program in champions {
      let record = scored(program)
      if record.score > best?.score ?? -.infinity { best = record }
    }
    guard let best else { return }
    state.best = best
    if best.isSolved, state.solvedAt == nil { state.solvedAt = state.generation }
  }

  private func scored(_ program: Program) -> ProgramRecord {
    let champion = state.theorems.champions.first { $0.program.id == program.id }
    var record = champion?.program ?? self.record(of: program)
    record.terms =
      ProgramScore(
        require: record.require,
        solution: state.ranking.score(of: program.id)
          ?? SolutionScore(form: program, context: programContext),
        theorems: champion?.kept.map(\.score) ?? []
      ).terms
    record.score = ScoreRounding.rounded(record.terms.total)
    let problem = programContext.problem
    record.total =
      record.total
      ?? isTotal(
        problem.target, in: problem.environment.replacing(problem.target, with: program.function))
    return record
  }

  private func report() -> GenerationReport {
    GenerationReport(
      generation: state.generation, evaluations: state.evaluations,
      candidates: candidates, work: work, best: state.best,
      solved: state.best?.isSolved ?? false, kept: state.kept, funnel: funnel,
      funnelInAll: state.funnelInAll, filters: state.filters,
      gauges: gauges + holdoutGauge + (configuration.programsOnly ? [] : theoremGauges),
      newPrograms: newPrograms, newTheorems: newTheorems, defects: defects)
  }

  /// How general the best program is, which nothing is decided by.
  private var holdoutGauge: [Gauge] {
    guard let holdout = state.best?.holdout, holdout.of > 0 else { return [] }
    let share = Double(holdout.passed) / Double(holdout.of)
    return [Gauge("holdout-share", ScoreRounding.rounded(share))]
  }

  private var theoremGauges: [Gauge] {
    func share(_ part: Int, of whole: Int) -> Double {
      ScoreRounding.rounded(Double(part) / Double(max(1, whole)))
    }
    let kept = state.kept
    let champions = state.theorems.champions
    let size = Double(kept.reduce(0) { $0 + $1.size }) / Double(max(1, kept.count))
    let proved = champions.flatMap { $0.proved.map(\.record.fate) }
    return [
      Gauge("known-share", share(funnel[.known] + funnel[.duplicate], of: funnel.total)),
      Gauge("compression", share(proved.count { $0 != .known }, of: proved.count)),
      Gauge("kept-theorems", Double(kept.count)),
      Gauge("mean-statement-size", ScoreRounding.rounded(size)),
      Gauge("proved-statements", Double(proved.count)),
      Gauge("pending-statements", Double(champions.reduce(0) { $0 + $1.pending.count })),
      Gauge("lemmas", Double(state.theorems.lemmas.count)),
    ]
  }
}
