import Lisp

/// A set of numbers of test cases; with more than 64 tests it may hold some that were not put in.
struct TestSet {
  private var bits: UInt64 = 0

  mutating func insert(_ number: Int) { bits |= 1 << UInt64(number % 64) }

  mutating func formUnion(_ other: TestSet) { bits |= other.bits }

  func contains(_ number: Int) -> Bool { bits & (1 << UInt64(number % 64)) != 0 }
}

/// A sketch with terms for some of its leaves.
struct SketchFilling {
  let sketch: Sketch
  /// The sketch's place among all.
  let index: Int
  /// For each leaf its list of candidates and the least size that it can have.
  let lists: [Int]
  let least: [Int]
  /// For each leaf its term, or -1.
  var terms: [Int32]
  /// The orders along which all self-calls so far descend, as bits.
  var descent: UInt32
  /// The tests that the terms chosen so far leave open: only a run can tell.
  var open = TestSet()
  /// For each node its place among the leaves, or -1.
  let leafPlaces: [Int]

  init(sketch: Sketch, index: Int, lists: [Int], least: [Int]) {
    self.sketch = sketch
    self.index = index
    self.lists = lists
    self.least = least
    terms = [Int32](repeating: -1, count: sketch.leaves.count)
    descent = sketch.descent
    var places = [Int](repeating: -1, count: sketch.nodes.count)
    for (place, node) in sketch.leaves.enumerated() { places[node] = place }
    leafPlaces = places
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
    let here = filling.sketch.nodes[node]
    switch here.split {
    case nil:
      let term = filling.terms[filling.leafPlaces[node]]
      guard term >= 0 else { return ValueBank.unknown }
      return runTerm(filling, candidates[here.candidates].key.bank, term, frame, &fuel)
    case .construct(let constructor):
      var fields: [ValueID] = []
      for child in here.children {
        let value = runNode(filling, child, frame, &fuel)
        guard value >= 0 else { return value }
        fields.append(value)
      }
      return semantics.interpreter.bank.intern(.construct, Int64(constructor.index), fields)
    case .match(let subject, _):
      let value: ValueID
      switch subject {
      case .variable(let index): value = frame[index]
      case .term(let term): value = runTerm(filling, scopes[here.scope].bank, term, frame, &fuel)
      }
      guard value > 0 else { return value }
      var inner = frame
      for field in 0..<semantics.interpreter.bank.argumentCount(value) {
        inner.append(semantics.interpreter.bank.argument(field, of: value))
      }
      let place = semantics.interpreter.place(ofConstructorOf: value)
      return runNode(filling, here.children[place], inner, &fuel)
    }
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
    case .recursion(let fixed):
      arguments = .merging(fixed.map { $0.map { frame[$0] } }, arguments)
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
    let here = filling.sketch.nodes[node]
    switch here.split {
    case nil:
      let term = filling.terms[filling.leafPlaces[node]]
      return expression(candidates[here.candidates].key.bank, term, slots)
    case .construct(let constructor):
      return .construct(
        constructor, grammar.types[here.type].dataArguments,
        here.children.map { expression(filling, $0, slots, &next) })
    case .match(let subject, let type):
      let scrutinee: Expression
      switch subject {
      case .variable(let index): scrutinee = .local(slots[index])
      case .term(let term): scrutinee = expression(scopes[here.scope].bank, term, slots)
      }
      if type == grammar.boolIndex {
        let bodies = here.children.map { expression(filling, $0, slots, &next) }
        return .primitive(.if, [grammar.types[here.type]], [scrutinee] + bodies)
      }
      var branches: [Branch] = []
      for (branch, child) in zip(grammar.splits[type]?.cases ?? [], here.children) {
        let new = Array(next..<next + branch.fields.count)
        next += branch.fields.count
        let body = expression(filling, child, slots + new, &next)
        branches.append(Branch(constructor: branch.constructor, slots: new, body: body))
      }
      return .match(scrutinee, branches)
    }
  }

  private func expression(_ bank: Int, _ term: Int32, _ slots: [Int]) -> Expression {
    let head = banks[bank].head(of: term)
    let children = banks[bank].children(of: term).map { expression(bank, $0, slots) }
    switch head.kind {
    case .variable(let index): return .local(slots[index])
    case .production(let production): return production.expression(children)
    case .apply(let index): return .apply(.local(slots[index]), children)
    case .recursion(let fixed):
      let arguments: [Expression] = .merging(fixed.map { $0.map { .local(slots[$0]) } }, children)
      return .call(grammar.target, grammar.targetTypes, arguments)
    }
  }
}
