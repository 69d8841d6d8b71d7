import Lisp

/// Arguments of a function for which the result is known.
struct KnownResults {
  struct Example: Hashable {
    var arguments: [Expression]
    var result: Expression
  }

  /// The types that stand for the function's type parameters in all examples.
  var types: [Type]
  /// Each of the arguments once.
  private(set) var examples: [Example] = []
  private var places: [[Expression]: Int] = [:]

  init(types: [Type]) {
    self.types = types
  }

  func result(for arguments: [Expression]) -> Expression? {
    places[arguments].map { examples[$0].result }
  }

  /// Enters an example; false where another result is known for the arguments.
  mutating func insert(_ arguments: [Expression], gives result: Expression) -> Bool {
    if let place = places[arguments] { return examples[place].result == result }
    places[arguments] = examples.count
    examples.append(Example(arguments: arguments, result: result))
    return true
  }

  /// The examples as formulas about the function.
  func formulas(about function: FunctionID, in environment: Environment) -> [Formula] {
    let names = environment[function].typeParameters
    let result = environment[function].result
      .substituting(Dictionary(zip(names, types)) { first, _ in first })
    return examples.map { example in
      Formula(
        locals: [], variableCount: 0,
        body: .primitive(
          .equal, [result], [.call(function, types, example.arguments), example.result]))
    }
  }
}

extension KnownResults {
  /// The test cases of a problem; of those with equal arguments the first.
  init(problem: Problem) {
    var types: [Type]?
    var tests: [TestCase] = []
    for formula in problem.require {
      guard let test = TestCase(formula, target: problem.target) else { continue }
      formula.body.visit { node in
        if case .call(problem.target, let given, _) = node { types = types ?? given }
      }
      tests.append(test)
    }
    self.init(types: types ?? [])
    for test in tests { _ = insert(test.arguments, gives: test.result) }
  }
}
