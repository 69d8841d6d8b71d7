import Lisp

/// Why a run cannot begin or go on.
public enum RunFailure: Error, Equatable, Sendable, CustomStringConvertible {
  /// A program or statement of the state does not read back in the problem's environment.
  case foreignState(String)

  public var description: String {
    switch self {
    case .foreignState(let text): "the state does not belong to this problem: \(text)"
    }
  }
}

extension RunConfiguration {
  /// The defaults with what the problem overrides.
  ///
  /// - Throws: ``SettingFailure`` for the first setting that is refused.
  public init(problem: Problem) throws(SettingFailure) {
    self.init()
    for setting in problem.settings { try set(setting.key, to: setting.value) }
  }
}

/// A run: a problem, its configuration, and how far it has come.
///
/// Limits on generations and time are the caller's.
public struct Run: Sendable {
  /// With the helper functions that the run invented.
  public private(set) var problem: Problem
  public let configuration: RunConfiguration
  /// The checkpoint after the last generation.
  public internal(set) var state: RunState

  private(set) var programContext: ProgramContext
  /// Saves work; decides nothing.
  private var panels: [String: [PanelProgram]] = [:]

  /// Begins a run, or goes on with one from its state.
  ///
  /// - Throws: ``RunFailure/foreignState(_:)`` when the state was made for another problem.
  public init(
    problem: Problem, configuration: RunConfiguration, state: RunState? = nil
  ) throws(RunFailure) {
    let problem = problem.adding(helpers: state?.helpers ?? [])
    self.problem = problem
    self.configuration = configuration
    programContext = ProgramContext(problem: problem, configuration: configuration)
    self.state = state ?? RunState(programs: ProgramPopulation())
    if let text = firstForeignText { throw .foreignState(text) }
    guard self.state.programs.belongs(to: programContext) else {
      throw .foreignState("its programs are not made of what the problem allows")
    }
  }

  /// Whether another generation would be pointless: programs only, and one is ready to return, for
  /// which a simpler one was sought long enough.
  public var isFinished: Bool {
    guard configuration.programsOnly, let first = state.solvedAt else { return false }
    return state.generation >= first + (first - 1) * configuration.refine / 100
  }

  /// Does one generation: a pure function of problem, configuration and state.
  ///
  /// - Parameter threads: changes how fast it is done, never what is decided.
  public mutating func advance(threads: Int) -> GenerationReport {
    inventHelper()
    var step = GenerationStep(
      problem: problem, configuration: configuration, context: programContext, state: lent(),
      panels: panels, threads: threads)
    let report = step.run()
    state = step.state
    panels = step.panels
    return report
  }

  /// See ``RunState/drainSeen()``.
  public mutating func drainSeen() -> SeenBatch { state.drainSeen() }

  /// The state, of which this run keeps nothing: what is large in it is changed in place.
  private mutating func lent() -> RunState {
    var empty = RunState(programs: ProgramPopulation())
    swap(&state, &empty)
    return empty
  }

  /// When the first generations find no program, looks once for a helper function with which there is
  /// one; the programs so far stay.
  private mutating func inventHelper() {
    guard state.generation == Self.inventing, state.best?.isSolved != true,
      state.helpers.count < configuration.helpers
    else { return }
    var invention = HelperInvention(
      context: programContext, limits: programContext.settings.enumeration.round(1))
    let found = invention.invented()
    state.evaluations += invention.runs
    guard let found else { return }
    state.helpers.append(found.source)
    problem = problem.adding(helpers: [found.source])
    programContext = ProgramContext(problem: problem, configuration: configuration)
    state.programs.move(adding: [found.program])
    panels = [:]
  }

  /// Generations after which a helper is looked for.
  private static let inventing = 2

  /// A statement of the state that does not read back as one about the target; nil if all do. (A
  /// name that is not defined reads as a function variable, so reading alone is not enough.)
  private var firstForeignText: String? {
    let proved = state.theorems.champions.flatMap { $0.proved.map(\.record.statement) }
    return proved.first { text in
      let formula = StatementText.read(text, in: problem.environment)
      return formula?.body.mentions([problem.target]) != true
    }
  }
}
