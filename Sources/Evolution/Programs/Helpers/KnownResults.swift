import Lisp

/// Arguments of a function for which the result is known, all without type arguments.
struct KnownResults {
  struct Example: Hashable {
    var arguments: [Expression]
    var result: Expression
  }

  /// Each of the arguments once.
  private(set) var examples: [Example] = []
  private var places: [[Expression]: Int] = [:]

  func result(for arguments: [Expression]) -> Expression? {
    places[arguments].map { examples[$0].result }
  }

  /// Enters an example; false where another result is known for the arguments.
  mutating func insert(_ arguments: [Expression], gives result: Expression) -> Bool {
    let arguments = arguments.map(\.withoutTypes)
    let result = result.withoutTypes
    if let place = places[arguments] { return examples[place].result == result }
    places[arguments] = examples.count
    examples.append(Example(arguments: arguments, result: result))
    return true
  }

  /// The examples as test cases of the function, good for a systematic search.
  func formulas(about function: FunctionID) -> [Formula] {
    examples.map { example in
      Formula(
        locals: [], variableCount: 0,
        body: .primitive(.equal, [], [.call(function, [], example.arguments), example.result]))
    }
  }
}

extension KnownResults {
  /// The test cases of a problem; of those with equal arguments the first.
  init(problem: Problem) {
    for formula in problem.require {
      guard let test = TestCase(formula, target: problem.target) else { continue }
      _ = insert(test.arguments, gives: test.result)
    }
  }
}

extension Expression {
  /// The expression without the type arguments that stand at its nodes.
  var withoutTypes: Expression {
    switch withChildren(children.map(\.withoutTypes)) {
    case .call(let function, _, let parts): .call(function, [], parts)
    case .construct(let constructor, _, let parts): .construct(constructor, [], parts)
    case .primitive(let primitive, _, let parts): .primitive(primitive, [], parts)
    case .reference(let callable, _): .reference(callable, [])
    case let node: node
    }
  }
}
