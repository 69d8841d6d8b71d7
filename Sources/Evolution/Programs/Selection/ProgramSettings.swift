/// Numbers of the program side that a run does not set. Changing one changes every run.
struct ProgramSettings: Sendable {
  var grammar = GrammarLimits()
  var weights = GenerationWeights()
  /// The first systematic search; each further one has twice the work, until ``searches`` are done.
  var enumeration = EnumerationLimits()
  var searches = 5
  /// Inputs on which behaviour is told apart, beside those of the test cases.
  var probes = 48
  /// Nodes of a random program.
  var immigrantSizes = 3...18
  /// Solutions of different behaviour that are kept.
  var solutions = 16
  /// Attempts at an offspring that was not seen before.
  var attempts = 4
  /// Programs that one worker takes in turn.
  var batch = 64
  /// How often each operator is tried, by weight.
  var operators: [(operation: ProgramOperator, weight: Int)] = [
    (.immigrant, 20), (.crossover, 30), (.subtree, 14), (.point, 12), (.insert, 10), (.hoist, 5),
    (.shrink, 5), (.delete, 4),
  ]

  var operatorWeights: [Int] { operators.map(\.weight) }
}
