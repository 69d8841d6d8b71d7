extension NarrowingGraph {
  /// Reduces a node until its constructor, number or function is known.
  mutating func evaluate(_ start: Int32) -> Status {
    guard depth < depthLimit else { return .failed }
    depth += 1
    let outer = blockers
    blockers = 0
    var place = start
    let status = reduce(&place)
    // Links are shortened, or those of long connectives would be followed again and again.
    if place != start, nodes[Int(start)].a != place { set(start, GraphNode(.link, place)) }
    if status == .stuck {
      stamps.note(place, blockers: blockers)
      blockers |= outer
    } else {
      blockers = outer
    }
    depth -= 1
    return status
  }

  /// - Parameter place: becomes the node that its links end in.
  private mutating func reduce(_ place: inout Int32) -> Status {
    while true {
      let node = nodes[Int(place)]
      switch node.kind {
      case .integer, .data, .integerHole, .sum, .function, .constructor, .primitive, .closure:
        return .value
      case .hole:
        if demand == nil { demand = .hole(place) }
        blockers |= bit(ofHole: node.a)
        return .stuck
      case .undefined: return .failed
      case .link:
        place = node.a
        continue
      default: break
      }
      if demand != nil, let known = stamps.blockers(of: place) {
        blockers |= known
        return .stuck
      }
      steps += 1
      guard steps < stepLimit, nodes.count < nodeLimit, cells.count < nodeLimit else {
        return .failed
      }
      switch node.kind {
      case .suspended: unfold(place, code.words[Int(node.a)], at: node.a, frame: node.b)
      case .match:
        let status = evaluate(node.c)
        guard status == .value else { return status }
        choose(place, node)
      case .apply:
        let status = evaluate(node.a)
        guard status == .value else { return status }
        applyFunction(place, node)
      case .and, .or:
        if let status = connect(place, node) { return status }
      case .not:
        let status = evaluate(node.a)
        guard status == .value else { return status }
        set(place, constant(!isTrue(node.a)))
      case .conditional, .truthConditional:
        if let status = branch(place, node) { return status }
      case .equal:
        if let status = compare(place, node) { return status }
      case .less, .lessOrEqual:
        if let status = order(place, node) { return status }
      default:
        if let status = calculate(place, node) { return status }
      }
    }
  }

  func isTrue(_ place: Int32) -> Bool { nodes[Int(resolved(place))].a == Self.truth }

  func constant(_ truth: Bool) -> GraphNode {
    GraphNode(.data, truth ? Self.truth : Self.falsehood)
  }

  // MARK: - Expressions

  /// A node for an expression in a frame.
  mutating func build(_ place: Int32, _ frame: Int32) -> Int32 {
    let word = code.words[Int(place)]
    switch word.operation {
    case .local: return cells[Int(frame + word.a)]
    case .constant: return word.a
    default: return add(GraphNode(.suspended, place, frame))
    }
  }

  /// Nodes for a list of expressions, in new cells.
  private mutating func build(list: Int32, count: Int32, _ frame: Int32) -> Int32 {
    let start = self.frame(Int(count))
    for index in 0..<count {
      cells[Int(start + index)] = build(code.lists[Int(list + index)], frame)
    }
    return start
  }

  /// Does one step of an expression.
  private mutating func unfold(
    _ place: Int32, _ word: NarrowingWord, at address: Int32, frame: Int32
  ) {
    let a = word.a
    switch word.operation {
    case .local, .constant: set(place, GraphNode(.link, build(address, frame)))
    case .call: enter(place, a, list: word.b, count: word.c, frame)
    case .construct:
      set(place, GraphNode(.data, a, build(list: word.b, count: word.c, frame), word.c))
    case .match: set(place, GraphNode(.match, address, frame, build(a, frame)))
    case .bind:
      for index in 0..<word.b {
        let slot = code.lists[Int(a + 2 * index)]
        cells[Int(frame + slot)] = build(code.lists[Int(a + 2 * index + 1)], frame)
      }
      set(place, GraphNode(.suspended, word.c, frame))
    case .lambda: set(place, GraphNode(.closure, address, frame))
    case .apply:
      let function = build(a, frame)
      set(place, GraphNode(.apply, function, build(list: word.b, count: word.c, frame), word.c))
    case .function: set(place, GraphNode(.function, a))
    case .constructor: set(place, GraphNode(.constructor, a))
    case .primitiveName: set(place, GraphNode(.primitive, a))
    case .undefined: set(place, GraphNode(.undefined))
    case .conditional, .truthConditional:
      let condition = build(a, frame)
      let first = build(word.b, frame)
      operate(place, word.operation, condition, first, build(word.c, frame))
    case .not: operate(place, word.operation, build(a, frame), 0, 0)
    default:
      let left = build(a, frame)
      operate(place, word.operation, left, build(word.b, frame), 0)
    }
  }

  private mutating func operate(
    _ place: Int32, _ operation: NarrowingOperation, _ a: Int32, _ b: Int32, _ c: Int32
  ) {
    let kind: GraphKind
    switch operation {
    case .and: kind = .and
    case .or: kind = .or
    case .implies:
      let negation = add(GraphNode(.not, a))
      set(place, GraphNode(.or, negation, b))
      return
    case .not: kind = .not
    case .conditional: kind = .conditional
    case .truthConditional: kind = .truthConditional
    case .equal: kind = .equal
    case .less: kind = .less
    case .lessOrEqual: kind = .lessOrEqual
    case .plus: kind = .plus
    case .minus: kind = .minus
    case .times: kind = .times
    case .div: kind = .div
    case .mod: kind = .mod
    default: kind = .undefined
    }
    set(place, GraphNode(kind, a, b, c))
  }

  private mutating func enter(
    _ place: Int32, _ function: Int32, list: Int32, count: Int32, _ frame: Int32
  ) {
    let (body, size) = code.bodies[Int(function)]
    guard body >= 0 else { return set(place, GraphNode(.undefined)) }
    let inner = self.frame(Int(size))
    for index in 0..<count {
      cells[Int(inner + index)] = build(code.lists[Int(list + index)], frame)
    }
    set(place, GraphNode(.suspended, body, inner))
  }

  /// Goes on with the branch of a match for the constructor that its subject has.
  private mutating func choose(_ place: Int32, _ node: GraphNode) {
    let subject = nodes[Int(resolved(node.c))]
    let table = code.words[Int(node.a)].b + 2 * code.constructors[Int(subject.a)].index
    let slots = code.lists[Int(table + 1)]
    for index in 0..<subject.c {
      cells[Int(node.b + code.lists[Int(slots + index)])] = cells[Int(subject.b + index)]
    }
    set(place, GraphNode(.suspended, code.lists[Int(table)], node.b))
  }

  private mutating func applyFunction(_ place: Int32, _ node: GraphNode) {
    let function = nodes[Int(resolved(node.a))]
    switch function.kind {
    case .function:
      let (body, size) = code.bodies[Int(function.a)]
      guard body >= 0 else { return set(place, GraphNode(.undefined)) }
      let inner = frame(Int(size))
      for index in 0..<node.c { cells[Int(inner + index)] = cells[Int(node.b + index)] }
      set(place, GraphNode(.suspended, body, inner))
    case .constructor: set(place, GraphNode(.data, function.a, node.b, node.c))
    case .primitive:
      let operation = NarrowingOperation(rawValue: UInt8(function.a)) ?? .undefined
      let operands = (0..<3).map { $0 < Int(node.c) ? cells[Int(node.b) + $0] : 0 }
      operate(place, operation, operands[0], operands[1], operands[2])
    case .closure:
      let word = code.words[Int(function.a)]
      let size = code.lists[Int(word.a)]
      let inner = frame(Int(size))
      for index in 0..<size { cells[Int(inner + index)] = cells[Int(function.b + index)] }
      for index in 0..<node.c {
        cells[Int(inner + code.lists[Int(word.a + 1 + index)])] = cells[Int(node.b + index)]
      }
      set(place, GraphNode(.suspended, word.c, inner))
    default: set(place, GraphNode(.undefined))
    }
  }

  // MARK: - Connectives

  /// Evaluates the first operand and, if that is stuck, the second, which may decide alone.
  ///
  /// - Returns: nil if the node was reduced.
  private mutating func connect(_ place: Int32, _ node: GraphNode) -> Status? {
    let deciding = node.kind == .or
    let first = evaluate(node.a)
    if first == .value {
      if isTrue(node.a) == deciding {
        set(place, constant(deciding))
      } else {
        set(place, GraphNode(.link, node.b))
      }
      return nil
    }
    guard speculate(node.b) == .value else { return first }
    if isTrue(node.b) == deciding {
      set(place, constant(deciding))
    } else {
      set(place, GraphNode(.link, node.a))
      return first
    }
    return nil
  }

  private mutating func branch(_ place: Int32, _ node: GraphNode) -> Status? {
    let status = evaluate(node.a)
    if status == .value {
      set(place, GraphNode(.link, isTrue(node.a) ? node.b : node.c))
      return nil
    }
    guard status == .stuck, node.kind == .truthConditional, speculate(node.b) == .value,
      speculate(node.c) == .value, isTrue(node.b) == isTrue(node.c)
    else { return status }
    set(place, GraphNode(.link, node.b))
    return nil
  }

  /// Evaluates what need not be evaluated, for a few steps.
  private mutating func speculate(_ place: Int32) -> Status {
    let limit = stepLimit
    stepLimit = min(limit, steps + speculation)
    defer { stepLimit = limit }
    return evaluate(place)
  }
}
