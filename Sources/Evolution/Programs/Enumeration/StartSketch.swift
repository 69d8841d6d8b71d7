import Lisp

/// A node of a person's own program, with children for its parts.
enum GivenHead {
  case variable(Int)
  case construct(ConstructorID, [Type])
  case call(FunctionID, [Type])
  case primitive(Primitive, [Type])
  case integer(Int64)
  case reference(Callable, [Type])
  case apply
  /// The first child is what is looked at, the others are the cases.
  case match(TypeIndex)
}

/// Makes a sketch of a program with holes: each hole is an open leaf, everything else stays as it is
/// (Solar-Lezama 2008, "Program Synthesis by Sketching").
struct StartSketch {
  private(set) var nodes: [Sketch.Node] = []
  private(set) var leaves: [Int] = []
  /// The orders along which the program's own calls of itself descend.
  private(set) var descent = UInt32.max

  /// What is known of the tests at a place: which come there, and what they want there.
  private struct Place {
    var scope: Int
    var tests: [Int]
    var goals: [ValueID]
    /// The index of each slot's variable in the scope.
    var variables: [Int: Int]

    /// The same place where a part is wanted of which nothing is known.
    var part: Place {
      Place(
        scope: scope, tests: tests, goals: goals.map { _ in ValueBank.unknown },
        variables: variables)
    }
  }

  /// - Returns: nil for a program without holes, one whose calls of itself do not descend, and one
  ///   with a `let`, a `lambda`, or a `match` with variables on something that is no variable.
  init?(of body: Expression, in search: inout SketchSearch) {
    let root = search.sketches[0].nodes[0]
    var variables: [Int: Int] = [:]
    for slot in search.grammar.parameters.indices { variables[slot] = slot }
    let place = Place(scope: 0, tests: root.tests, goals: root.goals, variables: variables)
    guard add(body, root.type, place, &search) != nil, !leaves.isEmpty, descent != 0 else {
      return nil
    }
  }

  /// The sketch; every test has to be run.
  func sketch(tests: Int) -> Sketch {
    var sketch = Sketch(nodes: nodes, leaves: leaves, cost: nodes.count - leaves.count)
    sketch.descent = descent
    for test in 0..<tests { sketch.open.insert(test) }
    return sketch
  }

  /// Adds an expression and returns its node.
  private mutating func add(
    _ expression: Expression, _ type: TypeIndex, _ place: Place, _ search: inout SketchSearch
  ) -> Int? {
    let number = nodes.count
    nodes.append(
      search.leaf(place.scope, tests: place.tests, goals: place.goals, type: type))
    if expression.isHole {
      leaves.append(number)
      return number
    }
    guard let head = head(of: expression, place, search) else { return nil }
    guard let types = types(of: expression, type, head, place, search) else { return nil }
    var children: [Int] = []
    var places: [Place]?
    for (index, child) in expression.children.enumerated() {
      // Where a condition or subject sends the tests is known once it has been added.
      if index == 1 { places = self.places(of: expression, head, children[0], place, &search) }
      if index > 0, places == nil { return nil }
      let here = places?[index] ?? self.part(0, of: head, place, search)
      guard let node = add(child, types[index], here, &search) else { return nil }
      children.append(node)
    }
    nodes[number].split = .given(head)
    nodes[number].children = children
    if case .call(search.grammar.target, _) = head { admit(callOf: children, place, search) }
    return number
  }

  private func head(
    of expression: Expression, _ place: Place, _ search: SketchSearch
  ) -> GivenHead? {
    switch expression {
    case .local(let slot): return place.variables[slot].map { .variable($0) }
    case .integer(let number): return .integer(number)
    case .call(let function, let types, _): return .call(function, types)
    case .construct(let constructor, let types, _): return .construct(constructor, types)
    case .primitive(let primitive, let types, _): return .primitive(primitive, types)
    case .reference(let callable, let types): return .reference(callable, types)
    case .apply: return .apply
    case .match(let subject, _):
      guard let type = search.grammar.reader.type(of: subject, in: scope(place, search)),
        let index = search.grammar.index(of: type), search.grammar.splits[index] != nil
      else { return nil }
      return .match(index)
    case .bind, .lambda, .undefined: return nil
    }
  }

  /// The place of a part that is evaluated where its whole is.
  private func part(
    _ index: Int, of head: GivenHead, _ place: Place, _ search: SketchSearch
  ) -> Place {
    guard case .construct(let constructor, _) = head else { return place.part }
    let bank = search.semantics.interpreter.bank
    var part = place
    part.goals = place.goals.map { goal in
      let isWhole =
        goal > 0 && bank.kinds[Int(goal)] == .construct
        && bank.payloads[Int(goal)] == Int64(constructor.index)
      return isWhole ? bank.argument(index, of: goal) : ValueBank.unknown
    }
    return part
  }

  /// The place of each child; nil where the variables of a match are not known.
  private func places(
    of expression: Expression, _ head: GivenHead, _ first: Int, _ place: Place,
    _ search: inout SketchSearch
  ) -> [Place]? {
    let children = expression.children
    switch expression {
    case .primitive(.if, _, _):
      let values = values(of: first, children[0], place, &search)
      let isTrue = search.semantics.interpreter.bank.bool(true)
      return [place.part]
        + [true, false].map { flag in kept(place) { values[$0].map { ($0 == isTrue) == flag } } }
    case .match(let subject, let branches):
      guard case .match(let type) = head else { return nil }
      if case .local(let slot) = subject, let variable = place.variables[slot] {
        return [place.part] + cases(variable, type, branches, place, &search)
      }
      guard branches.allSatisfy(\.slots.isEmpty) else { return nil }
      let values = values(of: first, children[0], place, &search)
      let interpreter = search.semantics.interpreter
      return [place.part]
        + branches.indices.map { number in
          kept(place) { values[$0].map { interpreter.place(ofConstructorOf: $0) == number } }
        }
    default: return children.indices.map { part($0, of: head, place, search) }
    }
  }

  /// The place with those of its tests that come there for certain; all of them, with nothing known
  /// of what is wanted, where it is open for any.
  private func kept(_ place: Place, _ comesHere: (Int) -> Bool?) -> Place {
    let answers = place.tests.indices.map(comesHere)
    guard !answers.contains(nil) else { return place.part }
    let chosen = answers.indices.filter { answers[$0] == true }
    var inner = place
    inner.tests = chosen.map { place.tests[$0] }
    inner.goals = chosen.map { place.goals[$0] }
    return inner
  }

  /// The value of a node in each test of the place; nil where it depends on holes.
  private func values(
    of node: Int, _ expression: Expression, _ place: Place, _ search: inout SketchSearch
  ) -> [ValueID?] {
    let isOpen = expression.mentions(search.grammar.target)
    guard !isOpen, !expression.nodes.contains(where: \.isHole) else {
      return place.tests.map { _ in nil }
    }
    let filling = SketchFilling(
      sketch: Sketch(nodes: nodes, leaves: leaves, cost: 0), index: 0, lists: [], least: [])
    let variables = search.banks[search.scopes[place.scope].bank].scope.testValues
    return place.tests.map { test in
      var fuel = 300
      let value = search.runNode(filling, node, variables.map { $0[test] }, &fuel)
      return value > 0 ? value : nil
    }
  }

  private func cases(
    _ variable: Int, _ type: TypeIndex, _ branches: [Branch], _ place: Place,
    _ search: inout SketchSearch
  ) -> [Place] {
    let scopes = search.branches(place.scope, .variable(variable), type)
    let subjects = search.testValues(place.scope, .variable(variable))
    return zip(branches, scopes).enumerated().map { number, pair in
      let (branch, scope) = pair
      let chosen = place.tests.indices.filter { position in
        let value = subjects[place.tests[position]]
        return value > 0
          && search.semantics.interpreter.place(ofConstructorOf: value) == number
      }
      let tests = search.translated(
        chosen.map { place.tests[$0] }, from: place.scope, to: scope)
      var inner = Place(
        scope: scope, tests: tests, goals: chosen.map { place.goals[$0] },
        variables: place.variables)
      let first = search.scopes[place.scope].scope.variables.count
      for (offset, slot) in branch.slots.enumerated() { inner.variables[slot] = first + offset }
      return inner
    }
  }

  /// The type of each child; nil where the grammar has no such type.
  private func types(
    of expression: Expression, _ type: TypeIndex, _ head: GivenHead, _ place: Place,
    _ search: SketchSearch
  ) -> [TypeIndex]? {
    if case .match(let subject) = head {
      return [subject] + expression.children.dropFirst().map { _ in type }
    }
    let grammar = search.grammar
    let children = grammar.reader.childScopes(
      of: expression, type: grammar.types[type], in: scope(place, search))
    let types = children.compactMap { grammar.index(of: $0.type) }
    return types.count == expression.children.count ? types : nil
  }

  /// The scope of the place with the slots that the expression has.
  private func scope(_ place: Place, _ search: SketchSearch) -> Scope {
    var slots: [Int: Int] = [:]
    for (slot, index) in place.variables { slots[index] = slot }
    return Scope(
      search.scopes[place.scope].scope.variables.enumerated().map { index, variable in
        var named = variable
        named.slot = slots[index] ?? -1 - index
        return named
      })
  }

  private mutating func admit(callOf children: [Int], _ place: Place, _ search: SketchSearch) {
    let variables = search.scopes[place.scope].scope.variables
    let arcs = children.enumerated().map { position, child -> DescentArc in
      guard case .given(.variable(let index))? = nodes[child].split else { return .unknown }
      if variables[index].below == position { return .smaller }
      return variables[index].parameter == position ? .equal : .unknown
    }
    var own: UInt32 = 0
    for (bit, order) in search.semantics.orders.enumerated() where order.admits(arcs) {
      own |= 1 << UInt32(bit)
    }
    descent &= own
  }
}

// MARK: - In the search

extension SketchSearch {
  /// Looks for nothing but completions of these programs.
  ///
  /// - Returns: false if none of them can be made a sketch; nothing is changed then.
  mutating func start(from programs: [Expression]) -> Bool {
    var started: [Sketch] = []
    for program in programs {
      if let start = StartSketch(of: program, in: &self) {
        started.append(start.sketch(tests: tests.count))
      }
    }
    guard !started.isEmpty else { return false }
    sketches = started
    return true
  }

  /// The value of a node that a person wrote.
  mutating func runGiven(
    _ filling: SketchFilling, _ node: Int, _ frame: [ValueID], _ fuel: inout Int
  ) -> ValueID {
    guard case .given(let head)? = filling.sketch.nodes[node].split else { return ValueBank.failed }
    let children = filling.sketch.nodes[node].children
    switch head {
    case .variable(let index): return frame[index]
    case .match:
      let subject = runNode(filling, children[0], frame, &fuel)
      guard subject > 0 else { return subject }
      var inner = frame
      for field in 0..<semantics.interpreter.bank.argumentCount(subject) {
        inner.append(semantics.interpreter.bank.argument(field, of: subject))
      }
      let place = semantics.interpreter.place(ofConstructorOf: subject)
      return runNode(filling, children[1 + place], inner, &fuel)
    case .primitive(.if, _):
      let condition = runNode(filling, children[0], frame, &fuel)
      guard condition > 0 else { return condition }
      let isTrue = condition == semantics.interpreter.bank.bool(true)
      return runNode(filling, children[isTrue ? 1 : 2], frame, &fuel)
    default: break
    }
    var values: [ValueID] = []
    for child in children {
      let value = runNode(filling, child, frame, &fuel)
      guard value >= 0 else { return value }
      values.append(value)
    }
    return self.value(of: head, values, filling, &fuel)
  }

  private mutating func value(
    of head: GivenHead, _ values: [ValueID], _ filling: SketchFilling, _ fuel: inout Int
  ) -> ValueID {
    semantics.interpreter.refuel()
    switch head {
    case .variable, .match: return ValueBank.failed
    case .integer(let number): return semantics.interpreter.bank.integer(number)
    case .reference(let callable, _):
      return FlatCode.value(of: callable, &semantics.interpreter.bank)
    case .construct(let constructor, _):
      return semantics.interpreter.bank.intern(.construct, Int64(constructor.index), values)
    case .primitive(let primitive, _): return semantics.interpreter.primitive(primitive, values)
    case .apply: return semantics.interpreter.apply(values[0], Array(values.dropFirst()))
    case .call(grammar.target, _):
      if let known = semantics.known[values] { return known }
      fuel -= 1
      guard fuel > 0 else { return ValueBank.failed }
      return runNode(filling, 0, values, &fuel)
    case .call(let function, _):
      return semantics.interpreter.call(Int32(function.index), values)
    }
  }

  /// The expression of a node that a person wrote.
  func expression(
    given head: GivenHead, _ node: Sketch.Node, _ filling: SketchFilling, _ slots: [Int],
    _ next: inout Int
  ) -> Expression {
    if case .match(let type) = head {
      let subject = expression(filling, node.children[0], slots, &next)
      var branches: [Branch] = []
      for (branch, child) in zip(grammar.splits[type]?.cases ?? [], node.children.dropFirst()) {
        let new = Array(next..<next + branch.fields.count)
        next += branch.fields.count
        let body = expression(filling, child, slots + new, &next)
        branches.append(Branch(constructor: branch.constructor, slots: new, body: body))
      }
      return .match(subject, branches)
    }
    let children = node.children.map { expression(filling, $0, slots, &next) }
    switch head {
    case .variable(let index): return .local(slots[index])
    case .integer(let number): return .integer(number)
    case .reference(let callable, let types): return .reference(callable, types)
    case .construct(let constructor, let types): return .construct(constructor, types, children)
    case .primitive(let primitive, let types): return .primitive(primitive, types, children)
    case .call(let function, let types): return .call(function, types, children)
    case .apply, .match: return .apply(children[0], Array(children.dropFirst()))
    }
  }
}
