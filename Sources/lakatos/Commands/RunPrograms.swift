import Evolution
import Lisp
import Prover

/// The programs of a run, read back from their texts when they are needed.
struct RunPrograms {
  private let environment: Lisp.Environment
  private let sources: [String: String]
  private var environments: [String: Lisp.Environment?] = [:]

  /// - Parameter environment: that of the run's problem.
  init(environment: Lisp.Environment, programs: [ProgramRecord]) {
    self.environment = environment
    sources = Dictionary(programs.map { ($0.id, $0.source) }) { first, _ in first }
  }

  /// What a theorem's certificate must prove; nil if a text does not read back.
  mutating func goal(of theorem: TheoremRecord) -> Goal? {
    guard let environment = environment(ofProgram: theorem.program),
      let formula = try? elaborateFormula(text: theorem.statement, in: environment)
    else { return nil }
    return Goal(environment: environment, formula: formula)
  }

  private mutating func environment(ofProgram id: String) -> Lisp.Environment? {
    if let known = environments[id] { return known }
    let read = sources[id].flatMap { try? elaborateFunctions(text: $0, in: environment) }
    environments[id] = read?.environment
    return read?.environment
  }
}
