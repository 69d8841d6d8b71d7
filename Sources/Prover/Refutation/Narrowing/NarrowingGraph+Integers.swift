extension NarrowingGraph {
  /// An integer as a variable of the store, 0 for none, and a number.
  private struct Linear {
    var variable: Int
    var number: Int64
  }

  /// An integer value, if it can be told by its node alone.
  private func number(_ place: Int32) -> Int64? {
    let place = resolved(place)
    let node = nodes[Int(place)]
    switch node.kind {
    case .integer: return node.number
    case .integerHole: return fixedValue(node.a)
    case .sum:
      guard let value = fixedValue(nodes[Int(node.a)].a) else { return nil }
      return value + node.number
    default: return nil
    }
  }

  private func fixedValue(_ hole: Int32) -> Int64? {
    let variable = Int(holes[Int(hole)].variable)
    return variable == 0 ? nil : differences.fixed(variable, 0)
  }

  private mutating func linear(_ place: Int32) -> Linear? {
    if let number = number(place) {
      return isSmall(number) ? Linear(variable: 0, number: number) : nil
    }
    let place = resolved(place)
    let node = nodes[Int(place)]
    let (hole, number) = node.kind == .sum ? (node.a, node.number) : (place, 0)
    guard isSmall(number), let variable = variable(of: nodes[Int(hole)].a) else { return nil }
    return Linear(variable: variable, number: number)
  }

  private func isSmall(_ number: Int64) -> Bool {
    -DifferenceStore.largest < number && number < DifferenceStore.largest
  }

  /// The node of the hole that an open integer speaks of.
  private func hole(_ place: Int32) -> Int32 {
    let place = resolved(place)
    return nodes[Int(place)].kind == .sum ? nodes[Int(place)].a : place
  }

  /// Evaluates both operands; the second one if the first has a value.
  private mutating func evaluateBoth(_ node: GraphNode) -> Status {
    let first = evaluate(node.a)
    guard first == .value else { return first }
    return evaluate(node.b)
  }

  // MARK: - Comparisons

  /// `=` on values of any type, from left to right.
  mutating func compare(_ place: Int32, _ node: GraphNode) -> Status? {
    let (left, right) = (resolved(node.a), resolved(node.b))
    if left == right, isInput(left) {
      set(place, constant(true))
      return nil
    }
    let first = evaluate(node.a)
    let second = evaluate(node.b)
    guard first == .value else { return first }
    guard second == .value else { return second }
    return compareValues(place, resolved(node.a), resolved(node.b))
  }

  private func isInput(_ place: Int32) -> Bool {
    let kind = nodes[Int(place)].kind
    return kind == .hole || kind == .integerHole
  }

  private mutating func compareValues(
    _ place: Int32, _ left: Int32, _ right: Int32
  ) -> Status? {
    let (first, second) = (nodes[Int(left)], nodes[Int(right)])
    switch (first.kind, second.kind) {
    case (.data, .data):
      guard first.a == second.a else {
        set(place, constant(false))
        return nil
      }
      guard first.c > 0 else {
        set(place, constant(true))
        return nil
      }
      // The fields, as nested conjunctions that end in the last one.
      let last = first.c - 1
      var rest = GraphNode(.equal, cells[Int(first.b + last)], cells[Int(second.b + last)])
      for index in (0..<last).reversed() {
        let tail = add(rest)
        let head = add(
          GraphNode(.equal, cells[Int(first.b + index)], cells[Int(second.b + index)]))
        rest = GraphNode(.and, head, tail)
      }
      set(place, rest)
      return nil
    case (.integer, .integer):
      set(place, constant(first.number == second.number))
      return nil
    case (.integer, _), (.integerHole, _), (.sum, _):
      if let one = number(left), let other = number(right) {
        set(place, constant(one == other))
        return nil
      }
      guard let one = linear(left), let other = linear(right) else { return .failed }
      let difference = other.number - one.number
      if one.variable == other.variable {
        set(place, constant(difference == 0))
        return nil
      }
      if let known = differences.isEqual(one.variable, other.variable, difference) {
        set(place, constant(known))
        return nil
      }
      blockers |= bit(ofVariable: one.variable) | bit(ofVariable: other.variable)
      if demand == nil {
        demand = .equal(left: one.variable, right: other.variable, difference: difference)
      }
      return .stuck
    default: return .failed
    }
  }

  /// `<` and `<=`.
  mutating func order(_ place: Int32, _ node: GraphNode) -> Status? {
    let status = evaluateBoth(node)
    guard status == .value else { return status }
    let isStrict = node.kind == .less
    if let one = number(node.a), let other = number(node.b) {
      set(place, constant(isStrict ? one < other : one <= other))
      return nil
    }
    guard let one = linear(node.a), let other = linear(node.b) else { return .failed }
    let difference = other.number - one.number - (isStrict ? 1 : 0)
    if one.variable == other.variable {
      set(place, constant(0 <= difference))
      return nil
    }
    if let known = differences.isAtMost(one.variable, other.variable, difference) {
      set(place, constant(known))
      return nil
    }
    blockers |= bit(ofVariable: one.variable) | bit(ofVariable: other.variable)
    if demand == nil {
      demand = .atMost(left: one.variable, right: other.variable, difference: difference)
    }
    return .stuck
  }

  // MARK: - Arithmetic

  /// Calculates where both operands are known; a number is added to an open integer as it is.
  mutating func calculate(_ place: Int32, _ node: GraphNode) -> Status? {
    let status = evaluateBoth(node)
    guard status == .value else { return status }
    let (left, right) = (number(node.a), number(node.b))
    switch (node.kind, left, right) {
    case (_, let left?, let right?):
      guard let result = Self.result(node.kind, left, right) else { return .failed }
      set(place, GraphNode(integer: result))
      return nil
    case (.plus, nil, let right?): return shift(place, node.a, right)
    case (.plus, let left?, nil): return shift(place, node.b, left)
    case (.minus, nil, let right?) where right != .min: return shift(place, node.a, -right)
    case (.minus, nil, nil) where hole(node.a) == hole(node.b):
      set(place, GraphNode(integer: offset(node.a) - offset(node.b)))
      return nil
    case (.times, 0, nil), (.times, nil, 0):
      set(place, GraphNode(integer: 0))
      return nil
    case (.times, 1, nil):
      set(place, GraphNode(.link, node.b))
      return nil
    case (.times, nil, 1):
      set(place, GraphNode(.link, node.a))
      return nil
    default:
      let open = hole(left == nil ? node.a : node.b)
      if demand == nil { demand = .value(open) }
      blockers |= bit(ofHole: nodes[Int(open)].a)
      return .stuck
    }
  }

  private func offset(_ place: Int32) -> Int64 {
    let node = nodes[Int(resolved(place))]
    return node.kind == .sum ? node.number : 0
  }

  private mutating func shift(_ place: Int32, _ operand: Int32, _ number: Int64) -> Status? {
    let (sum, overflow) = offset(operand).addingReportingOverflow(number)
    guard !overflow, isSmall(sum) else { return .failed }
    let hole = hole(operand)
    if sum == 0 {
      set(place, GraphNode(.link, hole))
    } else {
      var node = GraphNode(.sum, hole)
      node.number = sum
      set(place, node)
    }
    return nil
  }

  /// - Returns: nil on overflow.
  private static func result(_ kind: GraphKind, _ left: Int64, _ right: Int64) -> Int64? {
    let result: (partialValue: Int64, overflow: Bool)
    switch kind {
    case .plus: result = left.addingReportingOverflow(right)
    case .minus: result = left.subtractingReportingOverflow(right)
    case .times: result = left.multipliedReportingOverflow(by: right)
    case .div, .mod:
      guard right != 0 else { return kind == .div ? 0 : left }
      guard right != .min else { return nil }
      var remainder = left % right
      if remainder < 0 { remainder += abs(right) }
      if kind == .mod { return remainder }
      let (multiple, overflow) = left.subtractingReportingOverflow(remainder)
      return overflow || multiple == .min ? nil : multiple / right
    default: return nil
    }
    return result.overflow ? nil : result.partialValue
  }
}
