import Lisp

extension Function {
  /// Whether the body takes a value of a recursive type apart and never calls the target: then it
  /// looks no deeper into its input than its own text reaches.
  ///
  /// - Parameter target: the function whose body it is.
  func isShallow(target: FunctionID, in environment: Environment) -> Bool {
    guard let body, !body.mentions(target) else { return false }
    return body.contains { node in
      guard case .match(_, let branches) = node else { return false }
      return branches.contains { environment.isRecursive($0.constructor) }
    }
  }
}

extension Environment {
  /// Whether a field of the constructor has the constructor's own type, as `cons` has.
  func isRecursive(_ constructor: ConstructorID) -> Bool {
    let own = self[self[constructor].dataType].name
    return self[constructor].fields.contains { field in
      if case .data(own, _) = field { true } else { false }
    }
  }
}
