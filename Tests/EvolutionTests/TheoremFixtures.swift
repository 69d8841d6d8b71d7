import Determinism
import Lisp
import Testing

@testable import Evolution

/// Seeds for properties.
func theoremSeeds(_ count: Int) -> [UInt64] { (1...UInt64(count)).map { $0 } }

/// Lists with the functions that the tests speak of.
struct ListTheory {
  let environment: Environment
  let target: FunctionID

  static let definitions = """
    (define (reverse (xs (list a))) (list a)
      (match xs
        (nil nil)
        ((cons x rest) (append (reverse rest) (cons x nil)))))
    """

  init(definitions: String = ListTheory.definitions) throws {
    let module = try loadModule(text: definitions)
    environment = module.environment
    target = try #require(environment.function(named: "reverse"))
  }

  var order: StatementOrder { StatementOrder(environment: environment, targets: [target]) }

  func formula(_ text: String) throws -> Formula {
    try elaborateFormula(text: text, in: environment)
  }

  func statement(_ text: String) throws -> Statement {
    Statement(try formula(text), in: environment, order: order)
  }

  func known(_ statement: String, from facts: [String], steps: Int = 200) throws -> Bool {
    Evolution.known(
      try formula(statement), from: try facts.map(formula), in: environment, about: [target],
      steps: steps)
  }

  func callable(_ name: String) throws -> Callable {
    .function(try #require(environment.function(named: name)))
  }

  func signature(_ vocabulary: [String] = ["append", "length", "member"]) throws
    -> StatementSignature
  {
    StatementSignature(
      environment: environment, targets: [target], vocabulary: try vocabulary.map(callable))
  }
}
