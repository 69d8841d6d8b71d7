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
  var open: TestSet
  /// For each node its place among the leaves, or -1.
  let leafPlaces: [Int]
  /// What running needs of each node, and the nodes' children one after the other.
  let steps: [Step]
  let children: [Int32]

  /// A node without references that would be counted.
  struct Step {
    enum Kind: UInt8 {
      case leaf, construct, variable, term, given
    }
    var kind: Kind
    /// The leaf's place, the constructor, or what is looked at.
    var operand: Int32
    var scope: Int32
    var candidates: Int32
    var firstChild: Int32
    var childCount: Int32
  }

  init(sketch: Sketch, index: Int, lists: [Int], least: [Int]) {
    self.sketch = sketch
    self.index = index
    self.lists = lists
    self.least = least
    terms = [Int32](repeating: -1, count: sketch.leaves.count)
    descent = sketch.descent
    open = sketch.open
    var places = [Int](repeating: -1, count: sketch.nodes.count)
    for (place, node) in sketch.leaves.enumerated() { places[node] = place }
    leafPlaces = places
    var steps: [Step] = []
    var children: [Int32] = []
    for (number, node) in sketch.nodes.enumerated() {
      var step = Step(
        kind: .leaf, operand: Int32(places[number]), scope: Int32(node.scope),
        candidates: Int32(node.candidates), firstChild: Int32(children.count),
        childCount: Int32(node.children.count))
      switch node.split {
      case nil: break
      case .construct(let id): (step.kind, step.operand) = (.construct, Int32(id.index))
      case .given: step.kind = .given
      case .match(.variable(let index), _): (step.kind, step.operand) = (.variable, Int32(index))
      case .match(.term(let term), _): (step.kind, step.operand) = (.term, term)
      }
      steps.append(step)
      children += node.children.map { Int32($0) }
    }
    self.steps = steps
    self.children = children
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

  mutating func runNode(
    _ filling: SketchFilling, _ node: Int, _ frame: [ValueID], _ fuel: inout Int
  ) -> ValueID {
    let step = filling.steps[node]
    let value: ValueID
    switch step.kind {
    case .leaf:
      let term = filling.terms[Int(step.operand)]
      guard term >= 0 else { return ValueBank.unknown }
      return runTerm(filling, candidates[Int(step.candidates)].key.bank, term, frame, &fuel)
    case .construct:
      var fields: [ValueID] = []
      for child in 0..<Int(step.childCount) {
        let next = Int(filling.children[Int(step.firstChild) + child])
        let field = runNode(filling, next, frame, &fuel)
        guard field >= 0 else { return field }
        fields.append(field)
      }
      return semantics.interpreter.bank.intern(.construct, Int64(step.operand), fields)
    case .given: return runGiven(filling, node, frame, &fuel)
    case .variable: value = frame[Int(step.operand)]
    case .term:
      value = runTerm(filling, scopes[Int(step.scope)].bank, step.operand, frame, &fuel)
    }
    guard value > 0 else { return value }
    var inner = frame
    for field in 0..<semantics.interpreter.bank.argumentCount(value) {
      inner.append(semantics.interpreter.bank.argument(field, of: value))
    }
    let place = semantics.interpreter.place(ofConstructorOf: value)
    let next = Int(filling.children[Int(step.firstChild) + place])
    return runNode(filling, next, inner, &fuel)
  }

  private mutating func runTerm(
    _ filling: SketchFilling, _ bank: Int, _ term: Int32, _ frame: [ValueID], _ fuel: inout Int
  ) -> ValueID {
    let code = banks[bank].code(of: term)
    if code.kind == .variable { return frame[Int(code.operand)] }
    var arguments: [ValueID] = []
    arguments.reserveCapacity(Int(code.argumentCount))
    for index in 0..<Int(code.argumentCount) {
      let child = banks[bank].child(index, of: term)
      let value = runTerm(filling, bank, child, frame, &fuel)
      guard value >= 0 else { return value }
      arguments.append(value)
    }
    switch code.kind {
    case .variable: return frame[Int(code.operand)]
    case .construct:
      return semantics.interpreter.bank.intern(.construct, Int64(code.operand), arguments)
    case .function:
      semantics.interpreter.refuel()
      return semantics.interpreter.call(code.operand, arguments)
    case .primitive:
      return semantics.interpreter.primitive(Primitive.allCases[Int(code.operand)], arguments)
    case .apply:
      semantics.interpreter.refuel()
      return semantics.interpreter.apply(frame[Int(code.operand)], arguments)
    case .other: return runOther(filling, bank, term, frame, arguments, &fuel)
    }
  }

  /// The value of a constant or of a self-call.
  private mutating func runOther(
    _ filling: SketchFilling, _ bank: Int, _ term: Int32, _ frame: [ValueID],
    _ arguments: [ValueID], _ fuel: inout Int
  ) -> ValueID {
    switch banks[bank].head(of: term).kind {
    case .variable, .apply: return ValueBank.failed
    case .production(let production): return semantics.value(of: production, arguments)
    case .recursion(let fixed):
      let arguments: [ValueID] = .merging(fixed.map { $0.map { frame[$0] } }, arguments)
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

  func expression(
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
    case .given(let head): return expression(given: head, here, filling, slots, &next)
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
