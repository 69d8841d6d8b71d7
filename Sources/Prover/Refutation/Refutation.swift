/// What testing said about a formula.
public enum Refutation: Sendable {
  /// The formula is false there. Of the inputs tried before none made it false.
  case counterexample(Counterexample)
  /// No input made it false.
  ///
  /// - Parameters:
  ///   - tested: inputs on which it was evaluated, the undetermined ones included.
  ///   - premisesHeld: those on which it was true and all hypotheses of `=>` were true too; all true
  ///     ones where there are no hypotheses.
  ///   - undetermined: those on which evaluation ran out of fuel, cells or depth, overflowed, or
  ///     met something undefined; they speak neither for nor against it.
  case survived(tested: Int, premisesHeld: Int, undetermined: Int)
}
