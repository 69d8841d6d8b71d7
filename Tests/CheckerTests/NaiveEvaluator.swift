/// A value of a closed term.
indirect enum Value: Equatable {
  case integer(Int)
  case constructed(String, [Value])
  /// A symbol that awaits arguments.
  case partial(String, [Value])
  /// A function value that gives the same for all arguments.
  case constant(Value)
}

/// Why there is no value: nothing may be concluded.
enum NoValue: Error {
  case unknown
}

/// Evaluates terms of a certificate by its definitions, as plainly as can be.
///
/// A leaf `any`, an integer that does not fit, too many steps or functions that cannot be compared
/// give no value. So what it refutes is false, and what it does not refute may be anything.
///
/// A function that was admitted as witnessed is tried by its own body, which may not end, and then
/// by its witness, which satisfies all that the certificate may use of it.
struct NaiveEvaluator {
  private struct Definition {
    let parameters: [String]
    let body: Form
  }

  private(set) var variables: [String: Form] = [:]
  private var definitions: [String: Definition] = [:]
  private var terms: [String: Form] = [:]
  /// The parameters of each data type, and its constructors with their fields.
  private var dataTypes: [String: (parameters: [String], constructors: [Form])] = [
    "bool": ([], [.list([.atom("true")]), .list([.atom("false")])])
  ]
  private var constructors: Set<String> = ["true", "false"]
  private var witnesses: [String: String] = [:]
  private var usesWitnesses = false
  private var fuel = 0

  init(_ items: [Form]) {
    for item in items { read(item.list) }
  }

  private mutating func read(_ item: [Form]) {
    switch item.first?.atom {
    case "var" where item.count == 3:
      variables[item[1].atom ?? ""] = item[2]
    case "term" where item.count == 3:
      terms[item[1].atom ?? ""] = item[2]
    case "data":
      for type in item.dropFirst() { readData(type.list) }
    case "define" where item.count == 3:
      for function in item[1].list where function.list.count == 5 {
        let parts = function.list
        definitions[parts[0].atom ?? ""] = Definition(
          parameters: parts[2].list.compactMap(\.atom), body: parts[4])
      }
      readWitnesses(item[2].list, of: item[1].list)
    default: break
    }
  }

  private mutating func readWitnesses(_ evidence: [Form], of group: [Form]) {
    guard evidence.first?.atom == "witnessed" else { return }
    for (function, witness) in zip(group, evidence.dropFirst()) {
      witnesses[function.list.first?.atom ?? ""] = witness.list.first?.atom
    }
  }

  private mutating func readData(_ type: [Form]) {
    guard let head = type.first else { return }
    let name = head.atom ?? head.list.first?.atom ?? ""
    let parameters = head.list.dropFirst().compactMap(\.atom)
    dataTypes[name] = (parameters, Array(type.dropFirst()))
    for constructor in type.dropFirst() {
      constructors.insert(constructor.list.first?.atom ?? "")
    }
  }

  // MARK: - Refutation

  /// Whether `statement` is false for some of `count` assignments of small values.
  mutating func refutes(_ statement: Form, inputs count: Int, seed: UInt64) -> Bool {
    var random = SplitMix(state: seed)
    let names = variables.keys.sorted().filter { occurs($0, in: statement) }
    for _ in 0..<(names.isEmpty ? 1 : count) {
      var values: [String: Value] = [:]
      for name in names {
        guard let type = variables[name], let value = generate(type, depth: 4, &random)
        else { return false }
        values[name] = value
      }
      if isFalse(statement, values) { return true }
    }
    return false
  }

  private mutating func isFalse(_ statement: Form, _ values: [String: Value]) -> Bool {
    for usesWitnesses in witnesses.isEmpty ? [false] : [false, true] {
      self.usesWitnesses = usesWitnesses
      fuel = 3_000
      if let value = try? evaluate(statement, values, depth: 0) {
        return value == .constructed("false", [])
      }
    }
    return false
  }

  private func occurs(_ name: String, in form: Form) -> Bool {
    var pending = [form]
    var seen: Set<String> = []
    while let form = pending.popLast() {
      switch form {
      case .atom(let text):
        if text == name { return true }
        if let term = terms[text], seen.insert(text).inserted { pending.append(term) }
      case .list(let parts): pending.append(contentsOf: parts)
      }
    }
    return false
  }

  /// A small value. All type variables stand for `int`.
  private func generate(_ type: Form, depth: Int, _ random: inout SplitMix) -> Value? {
    let name = type.atom ?? type.list.first?.atom ?? ""
    if name == "int" || name.hasPrefix("'") {
      return .integer(random.below(8) == 0 ? random.below(240) - 120 : random.below(7) - 2)
    }
    if name == "->" {
      return type.list.last.flatMap { generate($0, depth: depth - 1, &random) }.map(Value.constant)
    }
    guard depth > 0, let data = dataTypes[name], !data.constructors.isEmpty else { return nil }
    let arguments = Array(type.list.dropFirst())
    let first = random.below(data.constructors.count)
    for offset in 0..<data.constructors.count {
      let parts = data.constructors[(first + offset) % data.constructors.count].list
      let fields = parts.dropFirst().map { field in
        generate(substitute(data.parameters, arguments, in: field), depth: depth - 1, &random)
      }
      if fields.allSatisfy({ $0 != nil }) {
        return .constructed(parts[0].atom ?? "", fields.compactMap { $0 })
      }
    }
    return nil
  }

  private func substitute(_ names: [String], _ types: [Form], in type: Form) -> Form {
    switch type {
    case .atom(let text):
      if let place = names.firstIndex(of: text), place < types.count { types[place] } else { type }
    case .list(let parts): .list(parts.map { substitute(names, types, in: $0) })
    }
  }

  // MARK: - Evaluation

  private mutating func spend(_ depth: Int) throws {
    fuel -= 1
    guard fuel > 0, depth < 300 else { throw NoValue.unknown }
  }

  private mutating func evaluate(
    _ term: Form, _ values: [String: Value], depth: Int
  ) throws -> Value {
    try spend(depth)
    switch term {
    case .atom(let text):
      if let value = values[text] { return value }
      guard let shared = terms[text] else { throw NoValue.unknown }
      return try evaluate(shared, values, depth: depth + 1)
    case .list(let parts):
      return try evaluate(parts, values, depth: depth + 1)
    }
  }

  private mutating func evaluate(
    _ parts: [Form], _ values: [String: Value], depth: Int
  ) throws -> Value {
    guard let first = parts.first else { throw NoValue.unknown }
    let rest = parts.dropFirst()
    switch first.atom ?? first.list.first?.atom {
    case "int":
      guard let value = Int(parts[1].atom ?? "") else { throw NoValue.unknown }
      return .integer(value)
    case "fn":
      let head = parts[1].atom ?? parts[1].list.first?.atom ?? ""
      let given = try rest.dropFirst().map { try evaluate($0, values, depth: depth) }
      return .partial(head, given)
    case "@":
      let all = try rest.map { try evaluate($0, values, depth: depth) }
      return try call(all[0], Array(all.dropFirst()), depth: depth)
    case "if":
      let chosen = try isTrue(parts[1], values, depth) ? parts[2] : parts[3]
      return try evaluate(chosen, values, depth: depth)
    case "=>":
      if try !isTrue(parts[1], values, depth) { return .constructed("true", []) }
      return try evaluate(parts[2], values, depth: depth)
    case let name:
      let given = try rest.map { try evaluate($0, values, depth: depth) }
      return try apply(name ?? "", given, depth: depth)
    }
  }

  private mutating func isTrue(
    _ term: Form, _ values: [String: Value], _ depth: Int
  ) throws -> Bool {
    try evaluate(term, values, depth: depth) == .constructed("true", [])
  }

  private mutating func call(_ function: Value, _ given: [Value], depth: Int) throws -> Value {
    switch function {
    case .constant(let value): value
    case .partial(let name, let first): try apply(name, first + given, depth: depth)
    case .integer, .constructed: throw NoValue.unknown
    }
  }

  private mutating func apply(_ name: String, _ given: [Value], depth: Int) throws -> Value {
    try spend(depth)
    if usesWitnesses, let witness = witnesses[name], witnesses[witness] == nil {
      return try apply(witness, given, depth: depth + 1)
    }
    if let definition = definitions[name] {
      guard given.count == definition.parameters.count else { throw NoValue.unknown }
      let values = Dictionary(uniqueKeysWithValues: zip(definition.parameters, given))
      return try evaluate(body: definition.body, values, depth: depth + 1)
    }
    if constructors.contains(name) { return .constructed(name, given) }
    return try builtIn(name, given)
  }

  private mutating func evaluate(
    body: Form, _ values: [String: Value], depth: Int
  ) throws -> Value {
    try spend(depth)
    guard body.list.first?.atom == "case" else {
      if body.atom == "any" { throw NoValue.unknown }
      return try evaluate(body, values, depth: depth + 1)
    }
    let scrutinee = try evaluate(body.list[1], values, depth: depth + 1)
    guard case .constructed(let name, let fields) = scrutinee else { throw NoValue.unknown }
    for branch in body.list.dropFirst(2) {
      let pattern = branch.list[0].list.compactMap(\.atom)
      guard pattern.first == name else { continue }
      var extended = values
      for (variable, field) in zip(pattern.dropFirst(), fields) { extended[variable] = field }
      return try evaluate(body: branch.list[1], extended, depth: depth + 1)
    }
    throw NoValue.unknown
  }

  // MARK: - What is built in

  private func builtIn(_ name: String, _ given: [Value]) throws -> Value {
    guard let first = given.first else { throw NoValue.unknown }
    let second = given.last ?? first
    switch name {
    case "=": return truth(try areEqual(first, second))
    case "not": return truth(first != truth(true))
    case "and": return truth(first == truth(true) && second == truth(true))
    case "or": return truth(first == truth(true) || second == truth(true))
    case "=>": return truth(first != truth(true) || second == truth(true))
    case "if" where given.count == 3: return first == truth(true) ? given[1] : given[2]
    default: break
    }
    guard case .integer(let a) = first, case .integer(let b) = second else { throw NoValue.unknown }
    return try arithmetic(name, a, b)
  }

  private func arithmetic(_ name: String, _ a: Int, _ b: Int) throws -> Value {
    let small = -(1 << 30)...(1 << 30)
    guard small.contains(a), small.contains(b) else { throw NoValue.unknown }
    let remainder = b == 0 ? a : ((a % abs(b)) + abs(b)) % abs(b)
    switch name {
    case "+": return .integer(a + b)
    case "-": return .integer(a - b)
    case "*": return .integer(a * b)
    case "mod": return .integer(remainder)
    case "div": return .integer(b == 0 ? 0 : (a - remainder) / b)
    case "<": return truth(a < b)
    case "<=": return truth(a <= b)
    default: throw NoValue.unknown
    }
  }

  private func truth(_ value: Bool) -> Value { .constructed(value ? "true" : "false", []) }

  private func areEqual(_ first: Value, _ second: Value) throws -> Bool {
    switch (first, second) {
    case (.integer(let a), .integer(let b)): return a == b
    case (.constructed(let c, let xs), .constructed(let d, let ys)):
      guard c == d else { return false }
      var isUnknown = false
      for (x, y) in zip(xs, ys) {
        guard let equal = try? areEqual(x, y) else {
          isUnknown = true
          continue
        }
        if !equal { return false }
      }
      if isUnknown { throw NoValue.unknown }
      return true
    default:
      if first == second { return true }
      throw NoValue.unknown
    }
  }
}
