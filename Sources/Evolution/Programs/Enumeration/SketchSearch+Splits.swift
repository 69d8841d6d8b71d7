import Lisp

extension SketchSearch {
  /// Adds the sketches that split an open leaf of this one and may be completed within the size.
  ///
  /// A sketch whose finished leaves have no candidates within the size waits: no split of the other
  /// leaves can help it.
  mutating func expand(_ index: Int, size: Int) {
    let sketch = sketches[index]
    let open = sketch.leaves.count - sketch.firstOpen
    var slack = size - sketch.cost - open
    for place in 0..<sketch.firstOpen {
      let list = sketch.nodes[sketch.leaves[place]].candidates
      let later = sketch.firstOpen - place - 1
      guard let least = leastSize(list, upTo: slack - later) else { return }
      slack -= least
    }
    guard slack > sketch.expandedCost else { return }
    for cost in (sketch.expandedCost + 1)...slack {
      for place in sketch.firstOpen..<sketch.leaves.count {
        guard sketches.count < limits.sketches, !isExhausted else { return }
        split(index, place, cost)
      }
    }
    sketches[index].expandedCost = slack
  }

  /// Splits one leaf in every way that makes the smallest program larger by `cost`.
  private mutating func split(_ index: Int, _ place: Int, _ cost: Int) {
    let node = sketches[index].nodes[sketches[index].leaves[place]]
    guard isBlind || !node.tests.isEmpty else { return }
    splitByConstructor(index, place, node, cost)
    for (type, split) in grammar.splits.enumerated() {
      guard let split, !split.cases.isEmpty else { continue }
      // One node for the match and `subject` for what it looks at; a leaf becomes several.
      let subject = cost - split.cases.count
      if subject == 1 { splitOnVariables(index, place, node, type) }
      if subject >= 1, subject <= 6 { splitOnTerms(index, place, node, type, size: subject) }
    }
  }

  /// Where all tests want a value of the same constructor, the fields can be sought one by one.
  private mutating func splitByConstructor(
    _ index: Int, _ place: Int, _ node: Sketch.Node, _ cost: Int
  ) {
    let bank = semantics.interpreter.bank
    guard let first = node.goals.first, first > 0, bank.kinds[Int(first)] == .construct,
      bank.argumentCount(first) == cost,
      node.goals.allSatisfy({ bank.payloads[Int($0)] == bank.payloads[Int(first)] }),
      let types = grammar.splits[node.type]?.cases[
        semantics.interpreter.place(ofConstructorOf: first)
      ].fields
    else { return }
    let fields = types.enumerated().map { field, type in
      let goals = node.goals.map { bank.argument(field, of: $0) }
      return leaf(node.scope, tests: node.tests, goals: goals, type: type)
    }
    let constructor = ConstructorID(Int(bank.payloads[Int(first)]))
    sketches.append(
      sketches[index].splitting(
        leaf: place, by: .construct(constructor), cost: 1, descent: .max, into: fields))
  }

  private mutating func splitOnVariables(
    _ index: Int, _ place: Int, _ node: Sketch.Node, _ type: TypeIndex
  ) {
    guard type != grammar.boolIndex else { return }
    let scope = scopes[node.scope].scope
    for (position, variable) in scope.variables.enumerated()
    where !variable.isMatched && variable.type == grammar.types[type] {
      add(index, place, node, .variable(position), type, cost: 2, descent: .max)
    }
  }

  /// Conditions: terms whose value differs between the tests that come to the leaf. Of those that
  /// divide the tests in the same way only the first few are taken.
  private mutating func splitOnTerms(
    _ index: Int, _ place: Int, _ node: Sketch.Node, _ type: TypeIndex, size: Int
  ) {
    let bank = scopes[node.scope].bank
    growBank(bank, to: size)
    var seen: [[Int]: Int] = [:]
    for smaller in 1...size {
      for term in banks[bank].terms(of: type, size: smaller) {
        guard let pattern = pattern(of: term, bank, node) else { continue }
        seen[pattern, default: 0] += 1
        guard smaller == size, seen[pattern, default: 0] <= limits.alikeConditions,
          banks[bank].descents[Int(term)] & sketches[index].descent != 0,
          sketches.count < limits.sketches
        else { continue }
        add(
          index, place, node, .term(term), type, cost: 1 + size,
          descent: banks[bank].descents[Int(term)])
      }
    }
  }

  /// The case of each test that comes to the node, -1 where it is unknown; nil if the term does not
  /// tell tests apart, or is a variable that may be matched.
  private func pattern(of term: Int32, _ bank: Int, _ node: Sketch.Node) -> [Int]? {
    let bankScope = banks[bank]
    if case .variable = bankScope.head(of: term).kind,
      bankScope.head(of: term).result != grammar.boolIndex
    {
      return nil
    }
    var pattern: [Int] = []
    for test in node.tests {
      let value = bankScope.testValue(term, test)
      if value < 0 { return nil }
      pattern.append(
        value == ValueBank.unknown
          ? -1 : semantics.interpreter.place(ofConstructorOf: value))
    }
    let known = Set(pattern)
    return known.count > 1 ? pattern : nil
  }

  private mutating func add(
    _ index: Int, _ place: Int, _ node: Sketch.Node, _ subject: Sketch.Subject,
    _ type: TypeIndex, cost: Int, descent: UInt32
  ) {
    let inner = branches(node.scope, subject, type)
    let subjects = testValues(node.scope, subject)
    var cases: [Sketch.Node] = []
    for (branch, scope) in inner.enumerated() {
      let chosen = node.tests.indices.filter { position in
        let value = subjects[node.tests[position]]
        return value > 0 && semantics.interpreter.place(ofConstructorOf: value) == branch
      }
      let places = translated(chosen.map { node.tests[$0] }, from: node.scope, to: scope)
      cases.append(
        leaf(scope, tests: places, goals: chosen.map { node.goals[$0] }, type: node.type))
    }
    var sketch = sketches[index].splitting(
      leaf: place, by: .match(subject, type), cost: cost, descent: descent, into: cases)
    for test in node.tests where subjects[test] <= 0 {
      sketch.open.insert(banks[scopes[node.scope].bank].scope.tests[test])
    }
    sketches.append(sketch)
  }

  /// Places in one scope's list of tests as places in another's.
  func translated(_ places: [Int], from old: Int, to new: Int) -> [Int] {
    let source = banks[scopes[old].bank].scope.tests
    let goal = banks[scopes[new].bank].scope.tests
    return places.compactMap { goal.firstIndex(of: source[$0]) }
  }

  func testValues(_ scope: Int, _ subject: Sketch.Subject) -> [ValueID] {
    let bank = scopes[scope].bank
    switch subject {
    case .variable(let index): return banks[bank].scope.testValues[index]
    case .term(let term):
      return banks[bank].scope.tests.indices.map { banks[bank].testValue(term, $0) }
    }
  }

  /// The scopes of the cases, made where they are new. Cases without fields use the same bank.
  mutating func branches(
    _ scope: Int, _ subject: Sketch.Subject, _ type: TypeIndex
  ) -> [Int] {
    let bank = scopes[scope].bank
    let key = BranchKey(scope: bank, subject: subject)
    if let known = branchIndex[key] { return known }
    let split = grammar.splits[type]?.cases ?? []
    var inner: [Int] = []
    if case .term = subject, split.allSatisfy(\.fields.isEmpty) {
      inner = split.map { _ in scope }
    } else {
      let owner = banks[bank].scope
      let values = modelValues(bank, subject)
      let subjects = testValues(scope, subject)
      for (place, branch) in split.enumerated() {
        let new = owner.branch(
          on: marker(subject), values: values, testValues: subjects, case: place,
          fields: branch.fields.map { grammar.types[$0] }, interpreter: semantics.interpreter)
        inner.append(scopes.count)
        addScope(new, bank: nil)
      }
    }
    branchIndex[key] = inner
    return inner
  }

  /// An expression that tells a variable from other subjects.
  private func marker(_ subject: Sketch.Subject) -> Expression {
    if case .variable(let index) = subject { return .local(index) }
    return .integer(0)
  }

  /// The subject's value in every model context of the scope, also those the bank does not use.
  private mutating func modelValues(_ bank: Int, _ subject: Sketch.Subject) -> [ValueID] {
    switch subject {
    case .variable(let index): return banks[bank].scope.models[index]
    case .term(let term):
      return banks[bank].scope.oracles.indices.map { modelValue(bank, term, $0) }
    }
  }

  private mutating func modelValue(_ bank: Int, _ term: Int32, _ context: Int) -> ValueID {
    if context < banks[bank].modelCount { return banks[bank].value(term, context: context) }
    let head = banks[bank].head(of: term)
    if case .variable(let index) = head.kind { return banks[bank].scope.models[index][context] }
    var arguments: [ValueID] = []
    for child in banks[bank].children(of: term) {
      let value = modelValue(bank, child, context)
      guard value >= 0 else { return value }
      arguments.append(value)
    }
    switch head.kind {
    case .variable(let index): return banks[bank].scope.models[index][context]
    case .apply(let index):
      semantics.interpreter.refuel()
      return semantics.interpreter.apply(banks[bank].scope.models[index][context], arguments)
    case .production(let production): return semantics.value(of: production, arguments)
    case .recursion(let fixed):
      arguments = .merging(
        fixed.map { $0.map { banks[bank].scope.models[$0][context] } }, arguments)
      return semantics.interpreter.oracles.result(banks[bank].scope.oracles[context], arguments)
    }
  }
}
