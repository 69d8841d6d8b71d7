import Determinism
import Lisp

/// Where conjectures come from.
struct Conjecturing {
  let context: TheoryContext

  /// The first conjectures about a program: what is given, shapes of textbooks, and terms that
  /// tests cannot tell apart.
  func firstConjectures() -> [Formula] {
    let exploration = exploration()
    return context.given + shapes() + exploration.equations + exploration.conditionalConjectures()
  }

  /// The shapes of textbooks; most are false.
  func shapes() -> [Formula] { ShapeTemplates(signature: context.signature).conjectures() }

  /// Equations between terms that tests cannot tell apart.
  func equations() -> [Formula] { exploration().equations }

  /// Offspring of statements, each from a stream of its own.
  ///
  /// - Parameter parents: the preferred ones first.
  func offspring(of parents: [Formula]) -> [Formula] {
    let configuration = context.configuration
    let breeder = StatementBreeder(
      signature: context.signature, variables: configuration.variables,
      size: configuration.statementSize)
    let usable = parents.filter { !$0.body.hasBinder }
    return (0..<context.share(of: configuration.conjectures)).compactMap { index in
      var generator = SeededGenerator.stream(
        seed: configuration.seed,
        path: [UInt64(context.generation), UInt64(index), TheoremPurpose.breeding.rawValue])
      return breeder.offspring(of: usable, using: &generator)
    }
  }

  private func exploration() -> TermExploration {
    let variables = StatementVariables(
      signature: context.signature, count: context.configuration.variables)
    var exploration = TermExploration(
      signature: context.signature, variables: variables,
      limits: ExplorationLimits(terms: context.share(of: context.configuration.terms)))
    var evaluator = MachineEvaluator(context: context, variables: variables)
    exploration.run(&evaluator)
    return exploration
  }
}
