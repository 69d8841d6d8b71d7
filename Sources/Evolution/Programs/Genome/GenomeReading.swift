import Lisp

extension HeadTable {
  /// A body of the target as a genome; nil where it has a head or a type that the table lacks.
  func genome(of body: Expression) -> Genome? {
    var reader = GenomeReader(table: self)
    guard reader.read(body, grammar.result) else { return nil }
    return Genome(nodes: reader.nodes).renumbered(in: self)
  }
}

private struct GenomeReader {
  let table: HeadTable
  var nodes: [GenomeNode] = []
  /// By slot of the genome in the making, which are those of the expression, its type.
  private var types: [Int: TypeIndex] = [:]
  /// By slot of the expression, the slot in the genome.
  private var slots: [Int: Int] = [:]
  private var nextSlot: Int

  init(table: HeadTable) {
    self.table = table
    nextSlot = table.parameters.count
    for (slot, type) in table.parameters.enumerated() {
      types[slot] = type
      slots[slot] = slot
    }
  }

  /// Reads an expression of some type, or of the one that it tells by itself.
  mutating func read(_ expression: Expression, _ type: TypeIndex?) -> Bool {
    switch expression {
    case .local(let slot):
      guard let place = slots[slot] else { return false }
      nodes.append(GenomeNode(HeadTable.local, slot: place))
      return true
    case .integer(let number): return add(.integer(number), [])
    case .call(let id, let types, let parts): return add(.function(id, types), parts)
    case .construct(let id, let types, let parts): return add(.constructor(id, types), parts)
    case .primitive(let primitive, let types, let parts):
      return add(.primitive(primitive, types), parts)
    case .reference(let callable, let types): return add(.reference(callable, types), [])
    case .match(let subject, let branches): return match(subject, branches, type)
    case .bind(let bindings, let body): return bind(bindings, body, type)
    case .lambda(let slots, let body):
      guard let type, let head = table.number(of: .lambda(type)) else { return false }
      open(slots, table.scopes[head][0], head)
      return read(body, table.argument(0, of: head, at: type))
    case .apply(let function, let arguments): return apply(function, arguments)
    case .undefined(let type):
      guard let index = table.grammar.index(of: type), let head = table.number(of: .hole(index))
      else { return false }
      nodes.append(GenomeNode(head))
      return true
    }
  }

  private mutating func add(_ head: Production.Head, _ parts: [Expression]) -> Bool {
    guard let number = table.number(of: .production(head)), table.arity(number) == parts.count
    else { return false }
    nodes.append(GenomeNode(number))
    for (place, part) in parts.enumerated() {
      guard read(part, table.argument(place, of: number, at: table.results[number])) else {
        return false
      }
    }
    return true
  }

  /// Adds a binder's node; its slots follow each other.
  private mutating func open(_ bound: [Int], _ types: [TypeIndex], _ head: Int) {
    nodes.append(GenomeNode(head, slot: nextSlot))
    declare(bound, types)
  }

  private mutating func declare(_ bound: [Int], _ types: [TypeIndex]) {
    for (slot, type) in zip(bound, types) {
      slots[slot] = nextSlot
      self.types[nextSlot] = type
      nextSlot += 1
    }
  }

  private mutating func match(
    _ subject: Expression, _ branches: [Branch], _ type: TypeIndex?
  ) -> Bool {
    let start = nodes.count
    nodes.append(GenomeNode(HeadTable.local))
    guard read(subject, nil), let matched = self.type(at: start + 1),
      let head = table.number(of: .match(matched)),
      table.scopes[head].count == branches.count
    else { return false }
    nodes[start] = GenomeNode(head, slot: nextSlot)
    for (branch, fields) in zip(branches, table.scopes[head]) { declare(branch.slots, fields) }
    for branch in branches where !read(branch.body, type) { return false }
    return true
  }

  private mutating func bind(
    _ bindings: [Binding], _ body: Expression, _ type: TypeIndex?
  ) -> Bool {
    let start = nodes.count
    nodes.append(GenomeNode(HeadTable.local))
    var found: [TypeIndex] = []
    for binding in bindings {
      let place = nodes.count
      guard read(binding.expression, nil), let type = self.type(at: place) else { return false }
      found.append(type)
    }
    guard let head = table.number(of: .bind(found)) else { return false }
    nodes[start] = GenomeNode(head, slot: nextSlot)
    declare(bindings.map(\.slot), found)
    return read(body, type)
  }

  private mutating func apply(_ function: Expression, _ arguments: [Expression]) -> Bool {
    let start = nodes.count
    nodes.append(GenomeNode(HeadTable.local))
    guard read(function, nil), let type = self.type(at: start + 1),
      let head = table.number(of: .apply(type)), table.arity(head) == arguments.count + 1
    else { return false }
    nodes[start] = GenomeNode(head)
    for (place, argument) in arguments.enumerated() {
      guard read(argument, table.argument(place + 1, of: head, at: type)) else { return false }
    }
    return true
  }

  /// The type that a node tells by itself.
  private func type(at index: Int) -> TypeIndex? {
    let head = Int(nodes[index].head)
    switch table.kinds[head] {
    case .local: return types[Int(nodes[index].slot)]
    case .match: return type(at: end(of: index + 1))
    case .bind:
      var place = index + 1
      for _ in 1..<table.arity(head) { place = end(of: place) }
      return type(at: place)
    default: return table.results[head]
    }
  }

  /// The index of the node after a node and those below it.
  private func end(of index: Int) -> Int {
    var open = 1
    var place = index
    while open > 0 {
      open += table.arity(Int(nodes[place].head)) - 1
      place += 1
    }
    return place
  }
}

extension Genome {
  /// The genome with the slots of binders numbered in prefix order.
  func renumbered(in table: HeadTable) -> Genome {
    var renaming: [UInt16] = []
    var genome = self
    let parameters = table.parameters.count
    for slot in 0..<parameters { renaming.append(UInt16(slot)) }
    var next = parameters
    for index in genome.nodes.indices {
      let node = genome.nodes[index]
      let count = table.binderCounts[Int(node.head)]
      if Int(node.head) == HeadTable.local {
        genome.nodes[index].slot = renaming[Int(node.slot)]
      } else if count > 0 {
        while renaming.count < Int(node.slot) + count { renaming.append(0) }
        for offset in 0..<count { renaming[Int(node.slot) + offset] = UInt16(next + offset) }
        genome.nodes[index].slot = UInt16(next)
        next += count
      } else {
        genome.nodes[index].slot = 0
      }
    }
    return genome
  }
}
