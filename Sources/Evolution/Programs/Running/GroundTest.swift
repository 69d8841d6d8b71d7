import Lisp

/// A test case whose arguments and result are values as they stand, so that running the target and
/// comparing is all there is to do.
struct GroundTest {
  var arguments: [Value]
  var result: Value

  /// Reads a formula; nil where it is not of the form of a ``TestCase`` or something is computed.
  init?(_ formula: Formula, target: FunctionID) {
    guard let test = TestCase(formula, target: target), let result = test.result.literal else {
      return nil
    }
    self.result = result
    arguments = test.arguments.compactMap(\.literal)
    guard arguments.count == test.arguments.count else { return nil }
  }
}

extension Expression {
  /// The value of an expression that is made of constructors and integers alone.
  fileprivate var literal: Value? {
    switch self {
    case .integer(let number): return .integer(number)
    case .construct(let constructor, _, let parts):
      let fields = parts.compactMap(\.literal)
      return fields.count == parts.count ? .construct(constructor, fields) : nil
    default: return nil
    }
  }
}
