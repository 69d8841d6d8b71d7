import Lisp

extension Function {
  /// How many variables the body hands to itself in the place of another parameter than the one that
  /// they are or come from. What is not a variable, and what comes from no parameter, counts as in its
  /// place.
  ///
  /// Parameters mostly keep their meaning through a recursion.
  func displacement(target: FunctionID) -> Int {
    guard let body else { return 0 }
    var origins = (0..<locals.count).map { $0 < parameterCount ? $0 : nil }
    // Binders stand before what they bind in the order of nodes.
    for case .match(.local(let matched), let branches) in body.nodes {
      for slot in branches.flatMap(\.slots) { origins[slot] = origins[matched] }
    }
    var displaced = 0
    for case .call(target, _, let arguments) in body.nodes {
      for case (let place, .local(let slot)) in arguments.enumerated() {
        if let origin = origins[slot], origin != place { displaced += 1 }
      }
    }
    return displaced
  }
}
