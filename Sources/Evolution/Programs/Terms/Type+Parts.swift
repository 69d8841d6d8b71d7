import Lisp

extension Type {
  /// The type arguments of a data type; none for other types.
  var dataArguments: [Type] {
    guard case .data(_, let arguments) = self else { return [] }
    return arguments
  }

  var isFunction: Bool {
    guard case .function = self else { return false }
    return true
  }

  /// The type and all types inside it, outermost first.
  var parts: [Type] {
    switch self {
    case .bool, .int, .variable: [self]
    case .data(_, let arguments): [self] + arguments.flatMap(\.parts)
    case .function(let parameters, let result):
      [self] + parameters.flatMap(\.parts) + result.parts
    }
  }
}
