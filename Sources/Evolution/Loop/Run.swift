import Determinism
import Lisp

/// Why a run cannot begin or go on.
public enum RunFailure: Error, Equatable, Sendable, CustomStringConvertible {
  /// A program or statement of the state does not read back in the problem's environment.
  case foreignState(String)
  /// A start program with holes calls itself so that no filling descends: the call, printed, and where
  /// the program stands.
  case ascendingStart(call: String, location: SourceLocation)

  public var description: String {
    switch self {
    case .foreignState(let text): "the state does not belong to this problem: \(text)"
    case .ascendingStart(let call, _): "the start program's call \(call) does not descend"
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
  /// Without helper functions.
  let given: Problem
  /// Saves work; decides nothing.
  private var panels: [String: [PanelProgram]] = [:]

  /// Begins a run, or goes on with one from its state.
  ///
  /// - Throws: ``RunFailure/foreignState(_:)`` when the state was made for another problem,
  ///   ``RunFailure/ascendingStart(call:location:)``.
  public init(
    problem: Problem, configuration: RunConfiguration, state: RunState? = nil
  ) throws(RunFailure) {
    for start in problem.start where start.body?.nodes.contains(where: \.isHole) == true {
      let found = StartDescent.ascendingCall(of: start, target: problem.target)
      guard let call = found else { continue }
      throw .ascendingStart(
        call: Printer.text(of: call, locals: start.locals, in: problem.environment),
        location: start.location)
    }
    given = problem
    let (problem, helpers) = try HelperLibrary.adding(state?.helpers ?? [], to: problem)
    self.problem = problem
    self.configuration = configuration
    programContext = ProgramContext(
      problem: problem, configuration: configuration, settings: ProgramSettings(),
      helpers: helpers)
    self.state = state ?? RunState(programs: ProgramPopulation())
    if let text = firstForeignText { throw .foreignState(text) }
    guard self.state.programs.belongs(to: programContext) else {
      throw .foreignState("its programs are not made of what the problem allows")
    }
  }

  /// Whether another generation would be pointless: programs only, and one is ready to return, for
  /// which a simpler one was sought long enough, with helpers too where these could make it simpler.
  public var isFinished: Bool {
    guard configuration.programsOnly, let first = state.solvedAt, !isHelperWanted else {
      return false
    }
    return state.generation >= first + (first - 1) * configuration.refine / 100
  }

  /// Does one generation: a pure function of problem, configuration and state.
  ///
  /// - Parameter threads: changes how fast it is done, never what is decided.
  public mutating func advance(threads: Int) -> GenerationReport {
    inventHelper()
    evolveHelpers()
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

  /// Looks for helper functions: once where there is a program that they might make simpler, and
  /// otherwise in a few generations, each time for longer. The programs so far stay.
  private mutating func inventHelper() {
    guard isHelperWanted else { return }
    let isSolved = state.best?.isSolved == true
    let limits = programContext.settings.enumeration.round(state.inventions)
    state.inventions += 1
    state.programs.restore(in: programContext)
    var invention = HelperInvention(
      context: programContext, limits: limits,
      complexity: isSolved ? state.programs.solved.first?.complexity : nil)
    var helpers = state.helpers
    var programs: [String] = []
    for found in invention.invented()
    where helpers.count + found.sources.count <= configuration.helpers {
      helpers += found.sources
      programs.append(found.program)
    }
    state.evaluations += invention.runs
    guard !programs.isEmpty, adopt(helpers) else { return }
    state.programs.move(dropping: 0)
    state.programs.add(programs.compactMap { programContext.read($0)?.body })
  }

  /// Every few generations without a program that passes all, changes one of the helpers.
  private mutating func evolveHelpers() {
    guard configuration.helpers > 0, state.best?.isSolved == false,
      state.generation % Self.helperGenerations == 0
    else { return }
    state.programs.restore(in: programContext)
    var evolution = HelperEvolution(
      context: programContext, limit: configuration.helpers, members: state.programs.members,
      names: state.helperNames)
    var random = SeededGenerator.stream(
      seed: configuration.seed, path: UInt64(state.generation), ProgramPurpose.helper.rawValue)
    state.programs.add(evolution.inlined())
    let proposal = evolution.proposal(using: &random)
    state.helperNames = evolution.names
    state.evaluations += evolution.cases
    guard let proposal else { return }
    var helpers = state.helpers
    var dropped: UInt64 = 0
    if proposal.place < helpers.count {
      let old = programContext.helpers.functions[proposal.place]
      state.theorems.forget(problem.environment[old].name)
      helpers[proposal.place] = proposal.source
      dropped = 1 << UInt64(proposal.place)
    } else {
      helpers.append(proposal.source)
    }
    guard adopt(helpers) else { return }
    state.programs.move(dropping: dropped)
    state.programs.add(proposal.programs)
  }

  /// Generations between changes of helpers.
  private static let helperGenerations = 8

  /// Whether this is the time to look for helper functions.
  private var isHelperWanted: Bool {
    guard configuration.helpers > 0, let best = state.best else { return false }
    if best.isSolved {
      return state.inventions < min(1, configuration.inventions)
        && best.size > HelperInvention.least
    }
    return state.inventions < configuration.inventions && state.generation > state.inventions
  }

  /// Puts these helpers for those so far, if they can be read.
  private mutating func adopt(_ helpers: [String]) -> Bool {
    guard let (problem, library) = try? HelperLibrary.adding(helpers, to: given) else {
      return false
    }
    state.helpers = helpers
    self.problem = problem
    programContext = ProgramContext(
      problem: problem, configuration: configuration, settings: ProgramSettings(),
      helpers: library)
    panels = [:]
    return true
  }

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
