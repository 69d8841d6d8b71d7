import Lisp

extension Function {
  /// The number of nodes when a part of two nodes and more that occurs again counts as one.
  ///
  /// It is nearer to the length of the shortest description than the number of nodes is: branches
  /// that do the same, and calls made twice, cost once.
  var complexity: Int {
    var seen: Set<Expression> = []
    func cost(_ expression: Expression) -> Int {
      let children = expression.children
      guard !children.isEmpty else { return 1 }
      guard seen.insert(expression).inserted else { return 1 }
      return children.reduce(1) { $0 + cost($1) }
    }
    return body.map(cost) ?? 0
  }

  /// How many of its variables the body never uses, and how many constants it passes to itself.
  ///
  /// Of two programs of equal complexity that agree on all test cases, the one that looks at more of
  /// its input is the more likely to be meant.
  func arbitrariness(of target: FunctionID) -> Int {
    var used = [Bool](repeating: false, count: locals.count)
    var constants = 0
    body?.visit { node in
      switch node {
      case .local(let slot): used[slot] = true
      case .call(target, _, let arguments):
        constants += arguments.count { $0.freeSlots.isEmpty }
      default: break
      }
    }
    return used.count { !$0 } + constants
  }
}
