import Lisp

/// Runs solutions side by side with the one to return, on inputs of growing size.
struct RivalComparison: ~Copyable {
  /// Inputs tried at most.
  static let inputs = 1_000

  private let context: ProgramContext
  private let score: SolutionScore
  private var comparison: SolutionOutcomes
  private let outcomes: [Outcome]

  /// - Parameters:
  ///   - program: what the others are compared with.
  ///   - score: its score.
  init(context: ProgramContext, program: Program, score: SolutionScore) {
    self.context = context
    self.score = score
    comparison = SolutionOutcomes(context: context, inputs: Self.inputs)
    outcomes = comparison.outcomes(of: program)
  }

  /// The other program as a rival; nil if no input tells the two apart.
  mutating func rival(_ other: Program, score: SolutionScore) -> Rival? {
    let given = comparison.outcomes(of: other)
    guard let place = outcomes.indices.first(where: { outcomes[$0] != given[$0] }) else {
      return nil
    }
    let environment = comparison.environment
    let name = environment[context.problem.target].name
    let arguments = comparison.tuples[place].map { Printer.text(of: $0, in: environment) }
    let differing = outcomes.indices.count { outcomes[$0] != given[$0] }
    return Rival(
      id: other.id, source: other.source, size: other.size, score: score.total,
      isEquallyGood: score.total > self.score.total - SolutionScore.indifference,
      holdout: context.holdoutPassed(by: other),
      differing: Double(differing) / Double(outcomes.count),
      call: "(\(([name] + arguments).joined(separator: " ")))",
      returned: text(outcomes[place]), given: text(given[place]))
  }

  private func text(_ outcome: Outcome) -> String? {
    guard case .value(let value) = outcome else { return nil }
    return Printer.text(of: value, in: comparison.environment)
  }
}
