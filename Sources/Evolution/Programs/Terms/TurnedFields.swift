import Lisp

extension Function {
  /// How many pairs of fields of one type, bound by one case of a `match`, the body uses in turned
  /// order: the later field before the earlier one.
  var turnedFields: Int {
    guard let body else { return 0 }
    let order = body.firstUses
    return body.nodes.reduce(0) { count, node in
      guard case .match(_, let branches) = node else { return count }
      return count + branches.reduce(0) { $0 + turned($1.slots, order) }
    }
  }

  private func turned(_ slots: [Int], _ order: [Int: Int]) -> Int {
    var count = 0
    for (place, later) in slots.enumerated() {
      for earlier in slots[..<place] where locals[earlier].type == locals[later].type {
        guard let first = order[earlier], let second = order[later] else { continue }
        if second < first { count += 1 }
      }
    }
    return count
  }
}

extension Expression {
  /// By slot the place of its first use, in the order of the text.
  fileprivate var firstUses: [Int: Int] {
    var places: [Int: Int] = [:]
    for (place, node) in nodes.enumerated() {
      if case .local(let slot) = node, places[slot] == nil { places[slot] = place }
    }
    return places
  }
}
