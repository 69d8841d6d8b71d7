import Lisp

/// A sketch with terms for its first leaves.
struct SketchFilling {
  let sketch: Sketch
  var terms: [Int32] = []
  var descent: UInt32
  /// Whether the candidates chosen so far leave something that only a run can tell.
  var runs = false
  let hasUntestedLeaf: Bool
  /// For each node its place among the leaves, or -1.
  let leafPlaces: [Int]

  init(sketch: Sketch) {
    self.sketch = sketch
    descent = sketch.descent
    var places = [Int](repeating: -1, count: sketch.nodes.count)
    for (place, node) in sketch.leaves.enumerated() { places[node] = place }
    leafPlaces = places
    hasUntestedLeaf = sketch.leaves.contains { sketch.nodes[$0].tests.isEmpty }
  }
}

extension SketchSearch {
  /// The value of the filled sketch on a test's arguments; recursive calls take their results from
  /// the test cases where these know them.
  mutating func run(_ filling: SketchFilling, _ arguments: [ValueID]) -> ValueID {
    semantics.interpreter.refuel()
    var fuel = 300
    return runNode(filling, 0, arguments, &fuel)
  }

  private mutating func runNode(
    _ filling: SketchFilling, _ node: Int, _ frame: [ValueID], _ fuel: inout Int
  ) -> ValueID {
    var frame = frame
    var node = node
    while let split = filling.sketch.nodes[node].split {
      let bank = scopes[filling.sketch.nodes[node].scope].bank
      let value: ValueID
      switch split.subject {
      case .variable(let index): value = frame[index]
      case .term(let term): value = runTerm(filling, bank, term, frame, &fuel)
      }
      guard value > 0 else { return value }
      for field in 0..<semantics.interpreter.bank.argumentCount(value) {
        frame.append(semantics.interpreter.bank.argument(field, of: value))
      }
      node = split.children[semantics.interpreter.place(ofConstructorOf: value)]
    }
    let place = filling.leafPlaces[node]
    guard place < filling.terms.count else { return ValueBank.unknown }
    let bank = candidates[filling.sketch.nodes[node].candidates].scope
    return runTerm(filling, bank, filling.terms[place], frame, &fuel)
  }

  private mutating func runTerm(
    _ filling: SketchFilling, _ bank: Int, _ term: Int32, _ frame: [ValueID], _ fuel: inout Int
  ) -> ValueID {
    let head = banks[bank].head(of: term)
    if case .variable(let index) = head.kind { return frame[index] }
    var arguments: [ValueID] = []
    for child in banks[bank].children(of: term) {
      let value = runTerm(filling, bank, child, frame, &fuel)
      guard value >= 0 else { return value }
      arguments.append(value)
    }
    switch head.kind {
    case .variable(let index): return frame[index]
    case .apply(let index):
      semantics.interpreter.refuel()
      return semantics.interpreter.apply(frame[index], arguments)
    case .production(let production): return semantics.value(of: production, arguments)
    case .recursion(let position, let index):
      arguments.insert(frame[index], at: position)
      if let known = semantics.known[arguments] { return known }
      fuel -= 1
      guard fuel > 0 else { return ValueBank.failed }
      return runNode(filling, 0, arguments, &fuel)
    }
  }
}

// MARK: - Expressions

extension SketchSearch {
  /// The body that a filled sketch stands for, each binder with a slot of its own.
  func expression(of filling: SketchFilling) -> Expression {
    var next = grammar.parameters.count
    return expression(filling, 0, Array(0..<next), &next)
  }

  private func expression(
    _ filling: SketchFilling, _ node: Int, _ slots: [Int], _ next: inout Int
  ) -> Expression {
    let bank = scopes[filling.sketch.nodes[node].scope].bank
    guard let split = filling.sketch.nodes[node].split else {
      let place = filling.leafPlaces[node]
      let owner = candidates[filling.sketch.nodes[node].candidates].scope
      return expression(owner, filling.terms[place], slots)
    }
    let subject: Expression
    switch split.subject {
    case .variable(let index): subject = .local(slots[index])
    case .term(let term): subject = expression(bank, term, slots)
    }
    let cases = grammar.splits[split.type]?.cases ?? []
    if split.type == grammar.boolIndex {
      let bodies = split.children.map { expression(filling, $0, slots, &next) }
      return .primitive(.if, [grammar.types[grammar.result]], [subject] + bodies)
    }
    var branches: [Branch] = []
    for (branch, child) in zip(cases, split.children) {
      let new = Array(next..<next + branch.fields.count)
      next += branch.fields.count
      let body = expression(filling, child, slots + new, &next)
      branches.append(Branch(constructor: branch.constructor, slots: new, body: body))
    }
    return .match(subject, branches)
  }

  private func expression(_ bank: Int, _ term: Int32, _ slots: [Int]) -> Expression {
    let head = banks[bank].head(of: term)
    var children = banks[bank].children(of: term).map { expression(bank, $0, slots) }
    switch head.kind {
    case .variable(let index): return .local(slots[index])
    case .production(let production): return production.expression(children)
    case .apply(let index): return .apply(.local(slots[index]), children)
    case .recursion(let position, let index):
      children.insert(.local(slots[index]), at: position)
      return .call(grammar.target, grammar.targetTypes, children)
    }
  }
}
