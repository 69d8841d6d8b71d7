import Lisp

/// Equations about the target that the outcomes of some program for it suggest.
struct SuggestedLaws {
  /// Terms that are compared for each program.
  static let terms = 600

  let context: ProgramContext

  /// For each program how many of the equations that any of them suggests hold of it when tested.
  ///
  /// The equations are those between small terms that some program gives the same outcomes, and the
  /// shapes of textbooks. Both sides speak of the same variables: an equation with a variable on one
  /// side only says that a program ignores something, which speaks neither for it nor against it.
  func counts(for programs: [Program]) -> [Int] {
    let contexts = programs.map(theory)
    guard let first = contexts.first else { return [] }
    var admission = Admission(context: first, seen: [])
    var statements = admission.admit(
      Conjecturing(context: first).shapes().filter(\.isRegularEquation))
    for context in contexts {
      let explored = Conjecturing(context: context).equations().filter(\.isRegularEquation)
      statements += admission.admit(explored)
    }
    let laws = statements.map(\.formula).filter(first.isAboutTarget)
    let problem = context.problem
    let trial = PanelTrial(
      environment: problem.environment, target: problem.target,
      limits: context.configuration.refutationLimits,
      seed: context.configuration.seed)
    return programs.map { program in
      trial.rejections(of: program.function, by: laws).count { !$0 }
    }
  }

  private func theory(of program: Program) -> TheoryContext {
    let problem = context.problem
    var configuration = context.configuration
    configuration.terms = min(configuration.terms, Self.terms)
    return TheoryContext(
      configuration: configuration,
      environment: problem.environment.replacing(problem.target, with: program.function),
      targets: [problem.target], vocabulary: problem.vocabulary, given: [], panel: [],
      program: program.id, generation: 0, effort: .full)
  }
}

extension Formula {
  /// Whether it is an equation with the same variables on both sides.
  var isRegularEquation: Bool {
    guard let (left, right) = body.equationSides else { return false }
    return Set(left.freeSlots) == Set(right.freeSlots)
  }
}
