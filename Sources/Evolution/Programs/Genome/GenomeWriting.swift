import Lisp

extension HeadTable {
  /// The body as an expression, with its binders numbered as ``Expression`` demands.
  func expression(of genome: Genome) -> Expression {
    var writer = GenomeWriter(table: self, nodes: genome.nodes)
    return writer.expression()
  }
}

private struct GenomeWriter {
  let table: HeadTable
  let nodes: [GenomeNode]
  private var index = 0
  private var nextSlot: Int
  /// By slot of the genome, the slot of the expression.
  private var slots: [Int]

  init(table: HeadTable, nodes: [GenomeNode]) {
    self.table = table
    self.nodes = nodes
    nextSlot = table.parameters.count
    slots = Array(0..<nextSlot)
  }

  mutating func expression() -> Expression {
    let node = nodes[index]
    let head = Int(node.head)
    index += 1
    switch table.forms[head] {
    case .local: return .local(slots[Int(node.slot)])
    case .production(let production): return self.production(production, table.arity(head))
    case .match(let type): return match(type, Int(node.slot))
    case .bind(let types):
      var bindings: [Binding] = []
      for offset in types.indices {
        let slot = bind(Int(node.slot) + offset)
        bindings.append(Binding(slot: slot, expression: expression()))
      }
      return .bind(bindings, expression())
    case .lambda(let type):
      let count = table.grammar.lambdas[type]?.parameters.count ?? 0
      let slots = (0..<count).map { bind(Int(node.slot) + $0) }
      return .lambda(slots, expression())
    case .apply:
      let function = expression()
      return .apply(function, arguments(table.arity(head) - 1))
    case .hole(let type): return .undefined(table.grammar.types[type])
    }
  }

  private mutating func production(_ head: Production.Head, _ arity: Int) -> Expression {
    switch head {
    case .function(let function, let types): .call(function, types, arguments(arity))
    case .constructor(let constructor, let types):
      .construct(constructor, types, arguments(arity))
    case .primitive(let primitive, let types): .primitive(primitive, types, arguments(arity))
    case .integer(let value): .integer(value)
    case .reference(let callable, let types): .reference(callable, types)
    }
  }

  private mutating func arguments(_ count: Int) -> [Expression] {
    if count == 0 { return [] }
    var found: [Expression] = []
    found.reserveCapacity(count)
    for _ in 0..<count { found.append(expression()) }
    return found
  }

  private mutating func match(_ type: TypeIndex, _ first: Int) -> Expression {
    let subject = expression()
    var branches: [Branch] = []
    var slot = first
    for branch in table.grammar.splits[type]?.cases ?? [] {
      var bound: [Int] = []
      for _ in branch.fields {
        bound.append(bind(slot))
        slot += 1
      }
      branches.append(
        Branch(constructor: branch.constructor, slots: bound, body: expression()))
    }
    return .match(subject, branches)
  }

  /// The next slot of the expression, for a slot of the genome.
  private mutating func bind(_ slot: Int) -> Int {
    while slots.count <= slot { slots.append(0) }
    slots[slot] = nextSlot
    nextSlot += 1
    return nextSlot - 1
  }
}
