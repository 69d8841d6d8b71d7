import Lisp

/// The functions that the programs of a problem may call.
///
/// With `(components …)`, even empty, these are the ones listed; without it, every visible function
/// but selectors and the target, and the built-in operators. `if`, constructors, integer literals,
/// `match`, `let`, `lambda` and the target itself are allowed besides and not part of the set.
struct ComponentSet {
  let callables: [Callable]
  private let environment: Environment

  init(problem: Problem, excluding excluded: [FunctionID]) {
    environment = problem.environment
    callables = (problem.components ?? Self.everything(in: problem)).filter { callable in
      switch callable {
      case .function(let function):
        function != problem.target && !excluded.contains(function)
      case .constructor, .primitive(.if): false
      case .primitive: true
      }
    }
  }

  private static func everything(in problem: Problem) -> [Callable] {
    let functions = problem.environment.visibleFunctions.filter { id in
      let function = problem.environment[id]
      return function.body != nil && !function.isSelector
    }
    return functions.map { .function($0) } + Primitive.allCases.map { .primitive($0) }
  }

  /// The functions that the formulas of `require` pass by name: they serve as inputs there, and are
  /// hardly meant to be called by a program that is given others.
  static func inputFunctions(of problem: Problem) -> [FunctionID] {
    var found: [FunctionID] = []
    for formula in problem.require {
      formula.body.visit { node in
        guard case .reference(.function(let function), _) = node, !found.contains(function) else {
          return
        }
        found.append(function)
      }
    }
    return found
  }

  /// The signatures of the components that have no type parameters.
  func monomorphicSignatures(_ reader: TypeReader) -> [[Type]] {
    callables.compactMap { callable in
      guard typeParameters(of: callable).isEmpty else { return nil }
      // Operators on integers do not bring integers into a problem that has none.
      if case .primitive = callable { return [.bool] }
      let (parameters, result) = reader.signature(callable, [])
      return parameters + [result]
    }
  }

  private func typeParameters(of callable: Callable) -> [String] {
    environment.signature(of: callable).typeParameters
  }

  /// The type arguments at which a component may be used: every choice among the first-order types
  /// of the grammar, in order.
  func typeArguments(
    of callable: Callable, from types: [Type], limits: GrammarLimits
  ) -> [[Type]] {
    let choices = types.filter { !$0.isFunction }
    var tuples: [[Type]] = [[]]
    for _ in typeParameters(of: callable) {
      tuples = tuples.flatMap { tuple in choices.map { tuple + [$0] } }
      if tuples.count > limits.instances { tuples.removeLast(tuples.count - limits.instances) }
    }
    return tuples
  }
}
