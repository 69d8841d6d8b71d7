extension ReferenceRun {
  mutating func allocate(_ words: Int) throws(ReferenceFailure) {
    if cells + words > budget.cells { throw .outOfCells }
    cells += words
  }

  mutating func construct(
    _ constructor: ConstructorID, _ fields: [ReferenceValue]
  ) throws(ReferenceFailure) -> ReferenceValue {
    if fields.isEmpty { return .data(constructor, 0) }
    try allocate(fields.count)
    heap.append(fields)
    return .data(constructor, heap.count - 1)
  }

  mutating func natural(_ number: Int64) throws(ReferenceFailure) -> ReferenceValue {
    guard let natural = builtins.natural else { throw .undefined }
    var value = ReferenceValue.data(natural.zero, 0)
    for _ in 0..<number { value = try construct(natural.succ, [value]) }
    return value
  }

  mutating func list(_ items: [ReferenceValue]) throws(ReferenceFailure) -> ReferenceValue {
    guard let list = builtins.list else { throw .undefined }
    var value = ReferenceValue.data(list.empty, 0)
    for item in items.reversed() { value = try construct(list.cons, [item, value]) }
    return value
  }

  mutating func quoted(_ items: [QuotedDatum]) throws(ReferenceFailure) -> ReferenceValue {
    var values: [ReferenceValue] = []
    for item in items {
      switch item.form {
      case .integer(let number):
        let isNatural = program.resolution.naturals.contains(item.location)
        values.append(isNatural ? try natural(number) : .integer(number))
      case .symbol(let name):
        guard let constructor = environment.constructor(named: name) else { throw .undefined }
        values.append(.data(constructor, 0))
      case .list(let inner): values.append(try quoted(inner))
      }
    }
    return try list(values)
  }

  /// A closure costs a word, and one for each variable that its body mentions.
  mutating func closure(
    _ names: [SyntaxName], _ body: Syntax, _ scope: ReferenceScope
  ) throws(ReferenceFailure) -> ReferenceValue {
    let (environment, unreachable) = (environment, program.resolution.unreachable)
    var collector = NameCollector(
      scope: names.map(\.name), isConstructor: { environment.constructor(named: $0) != nil },
      isUnreachable: { unreachable.contains($0.location) })
    collector.collect(body)
    let captured = Set(collector.free.compactMap { scope[$0]?.identity })
    try allocate(1 + captured.count)
    closures.append(ReferenceClosure(parameters: names, body: body, scope: scope))
    return .closure(closures.count - 1)
  }

  // MARK: - Patterns

  mutating func match(
    _ current: ReferenceValue, _ subject: Syntax, _ cases: [MatchCase], _ scope: ReferenceScope
  ) throws(ReferenceFailure) {
    for (index, item) in cases.enumerated() {
      var inner = scope
      // A later case that names the whole of a variable gives it another name.
      var alias: Int?
      if index > 0, case .symbol(let name) = subject.form { alias = scope[name]?.identity }
      if matches(item.pattern, current, &inner, alias) {
        next(item.body, inner)
        return
      }
    }
    throw .undefined
  }

  private mutating func matches(
    _ pattern: Pattern, _ value: ReferenceValue, _ scope: inout ReferenceScope, _ alias: Int?
  ) -> Bool {
    switch pattern.form {
    case .wildcard: return true
    case .name(let name):
      if let constructor = environment.constructor(named: name) {
        return matches(constructor, [], value, &scope)
      }
      scope[name] = ReferenceBinding(value: value, identity: alias ?? newIdentity())
      return true
    case .constructor(let name, let fields):
      guard let constructor = environment.constructor(named: name) else { return false }
      return matches(constructor, fields, value, &scope)
    }
  }

  private mutating func matches(
    _ constructor: ConstructorID, _ patterns: [Pattern], _ value: ReferenceValue,
    _ scope: inout ReferenceScope
  ) -> Bool {
    guard case .data(constructor, let place) = value else { return false }
    for (pattern, field) in zip(patterns, heap[place]) {
      guard matches(pattern, field, &scope, nil) else { return false }
    }
    return true
  }

  // MARK: - Values from and to outside

  mutating func imported(_ values: [Value]) -> [ReferenceValue] { values.map { imported($0) } }

  private mutating func imported(_ value: Value) -> ReferenceValue {
    switch value {
    case .integer(let number): return .integer(number)
    case .function(let id, _): return .named(environment[id].name)
    case .closure: return .named("")
    case .construct(let constructor, let fields):
      if fields.isEmpty { return .data(constructor, 0) }
      heap.append(imported(fields))
      return .data(constructor, heap.count - 1)
    }
  }

  /// The value that was found, if it is small enough to leave.
  func exported() throws(ReferenceFailure) -> Outcome {
    guard let value else { throw .undefined }
    var count = 0
    return .value(try exported(value, depth: 1, &count))
  }

  private func exported(
    _ value: ReferenceValue, depth: Int, _ count: inout Int
  ) throws(ReferenceFailure) -> Value {
    count += 1
    if count > HardCaps.valueNodes { throw .outOfCells }
    if depth > HardCaps.valueDepth { throw .tooDeep }
    switch value {
    case .integer(let number): return .integer(number)
    case .named(let name):
      return environment.function(named: name).map { .function($0, []) } ?? .closure
    case .closure: return .closure
    case .data(let constructor, let place):
      var fields: [Value] = []
      for field in heap[place] {
        fields.append(try exported(field, depth: depth + 1, &count))
      }
      return .construct(constructor, fields)
    }
  }
}
