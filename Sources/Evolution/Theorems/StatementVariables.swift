import Lisp

/// The variables from which small terms are built: a few of each sort.
struct StatementVariables: Sendable {
  /// By slot.
  let locals: [Local]
  /// Slots by sort.
  let slots: [[Int]]

  /// - Parameter count: variables of a sort that is a parameter type of a target; other sorts have
  ///   one less, function types one, and `bool` one if a target takes it.
  init(signature: StatementSignature, count: Int) {
    let parameters = signature.targets.flatMap { target in
      signature.environment[target].parameters.map(\.type)
    }
    var locals: [Local] = []
    var slots: [[Int]] = []
    for (sort, type) in signature.sorts.enumerated() {
      let isParameter = parameters.contains(type)
      let wanted: Int
      switch type {
      case .bool: wanted = signature.hasVariables(sort) ? 1 : 0
      case .function: wanted = 1
      default: wanted = isParameter ? count : max(1, count - 1)
      }
      slots.append(Array(locals.count..<(locals.count + wanted)))
      for index in 0..<wanted { locals.append(Local(name: "v\(index)", type: type)) }
    }
    self.locals = locals
    self.slots = slots
  }
}
