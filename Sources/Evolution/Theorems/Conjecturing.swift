import Determinism
import Lisp

/// Where conjectures come from.
struct Conjecturing {
  let context: TheoryContext

  /// The first conjectures about a program: what is given, shapes of textbooks, and terms that
  /// tests cannot tell apart.
  func firstConjectures() -> [Formula] {
    context.given + ShapeTemplates(signature: context.signature).conjectures() + explored()
  }

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

  private func explored() -> [Formula] {
    let variables = StatementVariables(
      signature: context.signature, count: context.configuration.variables)
    var exploration = TermExploration(
      signature: context.signature, variables: variables,
      limits: ExplorationLimits(terms: context.share(of: context.configuration.terms)))
    var evaluator = MachineEvaluator(context: context, variables: variables)
    exploration.run(&evaluator)
    return exploration.equations + exploration.conditionalConjectures()
  }
}
