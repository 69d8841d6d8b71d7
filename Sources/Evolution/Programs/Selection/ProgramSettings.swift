/// Numbers of the program side that a run does not set. Changing one changes every run.
struct ProgramSettings: Sendable {
  var grammar = GrammarLimits()
  var weights = GenerationWeights()
  /// The first systematic search.
  var enumeration = EnumerationLimits()
  /// Inputs on which behaviour is told apart, beside those of the test cases.
  var probes = 48
  /// Further inputs on which solutions are told apart.
  var solutionProbes = 400
  /// Nodes of a random program.
  var immigrantSizes = 3...18
  /// Solutions of different behaviour that are kept.
  var solutions = 32
  /// Attempts at an offspring that was not seen before.
  var attempts = 4
  /// Programs that one worker takes in turn.
  var batch = 64
  /// How often each operator is tried at first, by weight.
  var operators: [(operation: ProgramOperator, weight: Int)] = [
    (.immigrant, 20), (.crossover, 18), (.sizeFair, 6), (.homologous, 6), (.subtree, 12),
    (.point, 10), (.variable, 5), (.insert, 8), (.wrap, 5), (.hoist, 4), (.shrink, 3),
    (.delete, 3), (.extract, 1), (.simplify, 2),
  ]

  var operatorWeights: [Int] { operators.map(\.weight) }
}
