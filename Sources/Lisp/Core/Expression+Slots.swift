extension Expression {
  /// The slots that this node binds, in the order in which they are written.
  public var boundHere: [Int] {
    switch self {
    case .match(_, let branches): branches.flatMap(\.slots)
    case .bind(let bindings, _): bindings.map(\.slot)
    case .lambda(let slots, _): slots
    default: []
    }
  }

  /// The slots that it uses but does not bind, in the order in which they first occur.
  public var freeSlots: [Int] {
    var seen: Set<Int> = []
    var order: [Int] = []
    collectFreeSlots(bound: [], seen: &seen, order: &order)
    return order
  }

  private func collectFreeSlots(bound: Set<Int>, seen: inout Set<Int>, order: inout [Int]) {
    if case .local(let slot) = self {
      if !bound.contains(slot), seen.insert(slot).inserted { order.append(slot) }
      return
    }
    let here = boundHere
    let inner = here.isEmpty ? bound : bound.union(here)
    for child in children { child.collectFreeSlots(bound: inner, seen: &seen, order: &order) }
  }

  /// The slots that it binds anywhere, in the order in which they are written.
  public var boundSlots: [Int] {
    var order: [Int] = []
    collectBoundSlots(into: &order)
    return order
  }

  private func collectBoundSlots(into order: inout [Int]) {
    switch self {
    case .match(let subject, let branches):
      subject.collectBoundSlots(into: &order)
      for branch in branches {
        order += branch.slots
        branch.body.collectBoundSlots(into: &order)
      }
    case .bind(let bindings, let body):
      for binding in bindings {
        order.append(binding.slot)
        binding.expression.collectBoundSlots(into: &order)
      }
      body.collectBoundSlots(into: &order)
    case .lambda(let slots, let body):
      order += slots
      body.collectBoundSlots(into: &order)
    default:
      for child in children { child.collectBoundSlots(into: &order) }
    }
  }

  /// The expression with other slots; those that are not listed stay.
  public func renamingSlots(_ slots: [Int: Int]) -> Expression {
    func new(_ slot: Int) -> Int { slots[slot] ?? slot }
    switch withChildren(children.map { $0.renamingSlots(slots) }) {
    case .local(let slot): return .local(new(slot))
    case .match(let subject, let branches):
      return .match(
        subject,
        branches.map {
          Branch(constructor: $0.constructor, slots: $0.slots.map(new), body: $0.body)
        })
    case .bind(let bindings, let body):
      return .bind(
        bindings.map { Binding(slot: new($0.slot), expression: $0.expression) }, body)
    case .lambda(let old, let body): return .lambda(old.map(new), body)
    case let node: return node
    }
  }
}

extension Expression {
  /// The expression and its locals with the binders numbered as ``Expression`` demands.
  ///
  /// Parameters keep their slots; locals that nothing binds are left out. No slot may be bound
  /// twice in what is given.
  public func renumbered(locals: [Local], parameterCount: Int) -> (Expression, [Local]) {
    var slots: [Int: Int] = [:]
    var kept = Array(locals.prefix(parameterCount))
    for slot in boundSlots {
      slots[slot] = kept.count
      kept.append(locals[slot])
    }
    return (renamingSlots(slots), kept)
  }
}
