import Lisp

/// A ground formula of the form `(= (target argument…) result)`, from which a search can learn.
struct TestCase {
  var arguments: [Expression]
  var result: Expression

  /// Reads a formula, either way round, also `(target …)` and `(not (target …))`; nil where it is of
  /// another form, or speaks of the target in arguments or result.
  init?(_ formula: Formula, target: FunctionID) {
    guard formula.isGround, let (call, result) = Self.sides(of: formula.body, target) else {
      return nil
    }
    guard case .call(_, _, let arguments) = call,
      !(arguments + [result]).contains(where: { $0.mentions(target) })
    else { return nil }
    self.arguments = arguments
    self.result = result
  }

  private static func sides(
    of body: Expression, _ target: FunctionID
  ) -> (Expression, Expression)? {
    func isCall(_ expression: Expression) -> Bool {
      if case .call(target, _, _) = expression { return true }
      return false
    }
    switch body {
    case .primitive(.equal, _, let sides) where isCall(sides[0]): return (sides[0], sides[1])
    case .primitive(.equal, _, let sides) where isCall(sides[1]): return (sides[1], sides[0])
    case .primitive(.not, _, let sides) where isCall(sides[0]): return (sides[0], .false)
    case .call where isCall(body): return (body, .true)
    default: return nil
    }
  }
}

extension Expression {
  /// Whether the function is called or passed anywhere in it.
  func mentions(_ function: FunctionID) -> Bool {
    var found = false
    visit { node in
      switch node {
      case .call(function, _, _), .reference(.function(function), _): found = true
      default: break
      }
    }
    return found
  }
}
