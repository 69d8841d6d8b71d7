import Determinism

@testable import Lisp

/// Draws random well-typed programs, as text.
///
/// Data types (with selectors), functions over them that call each other in any way, nested and
/// overlapping patterns, lambdas, functions by name, arithmetic near the ends of the range.
struct ProgramGenerator {
  struct GeneratedConstructor {
    var name: String
    var fields: [Type]
    var selectors: [String?]
  }

  struct GeneratedFunction {
    var name: String
    var parameters: [Type]
    var result: Type
  }

  var random: SeededGenerator
  private(set) var constructors: [String: [GeneratedConstructor]] = [
    "bool": [
      .init(name: "true", fields: [], selectors: []),
      .init(name: "false", fields: [], selectors: []),
    ],
    "nat": [
      .init(name: "zero", fields: [], selectors: []),
      .init(name: "succ", fields: [.data("nat", [])], selectors: [nil]),
    ],
  ]
  private(set) var functions: [GeneratedFunction] = []
  private var types: [Type] = [.bool, .int, .data("nat", []), .data("list", [.int])]
  private var names = 0

  static let nat = Type.data("nat", [])

  init(seed: UInt64) { random = .stream(seed: seed, path: 1) }

  // MARK: - Programs

  mutating func program() -> String {
    var lines: [String] = []
    for index in 0..<random.index(below: 3) { lines.append(dataType(index)) }
    types.append(.data("list", [random.element(of: types)]))
    types.append(.data("pair", [random.element(of: types), random.element(of: types)]))
    for index in 0..<1 + random.index(below: 3) {
      var parameters = [dataOrInt()]
      for _ in 0..<random.index(below: 3) { parameters.append(parameterType()) }
      functions.append(
        .init(name: "f\(index)", parameters: parameters, result: random.element(of: types)))
    }
    for function in functions { lines.append(definition(function)) }
    return lines.joined(separator: "\n")
  }

  private mutating func dataType(_ index: Int) -> String {
    let name = "t\(index)"
    types.append(.data(name, []))
    var all: [GeneratedConstructor] = []
    for number in 0..<1 + random.index(below: 4) {
      var fields: [Type] = []
      var selectors: [String?] = []
      for field in 0..<(number == 0 ? random.index(below: 2) : random.index(below: 4)) {
        let earlier = number == 0 ? types.dropLast() : types[...]
        fields.append(random.element(of: Array(earlier)))
        selectors.append(random.chance(1, in: 3) ? "s\(index)\(number)\(field)" : nil)
      }
      all.append(.init(name: "c\(index)\(number)", fields: fields, selectors: selectors))
    }
    constructors[name] = all
    let parts = all.map { constructor in
      let fields = zip(constructor.fields, constructor.selectors).map { type, selector in
        selector.map { "(\($0) \(Printer.text(of: type)))" } ?? Printer.text(of: type)
      }
      return "(" + ([constructor.name] + fields).joined(separator: " ") + ")"
    }
    return "(data \(name) \(parts.joined(separator: " ")))"
  }

  private mutating func dataOrInt() -> Type { random.element(of: types) }

  private mutating func parameterType() -> Type {
    if random.chance(1, in: 4) {
      return .function([random.element(of: types)], random.element(of: types))
    }
    return random.element(of: types)
  }

  private mutating func definition(_ function: GeneratedFunction) -> String {
    var scope: [(String, Type)] = []
    var header = "(" + function.name
    for type in function.parameters {
      var name = freshName()
      while scope.contains(where: { $0.0 == name }) { name = freshName() }
      scope.append((name, type))
      header += " (\(name) \(Printer.text(of: type)))"
    }
    let body = expression(function.result, 2 + random.index(below: 3), scope)
    return "(define \(header)) \(Printer.text(of: function.result)) \(body))"
  }

  /// Often a name that is in use, so that names are hidden.
  private mutating func freshName() -> String {
    if random.chance(1, in: 3) { return random.element(of: ["x", "y", "z"]) }
    names += 1
    return "v\(names)"
  }

  // MARK: - Expressions

  typealias Scope = [(String, Type)]

  mutating func expression(_ type: Type, _ depth: Int, _ scope: Scope) -> String {
    let fitting = visible(scope).filter { $0.1 == type }
    if depth <= 0 || random.chance(1, in: 6) {
      if !fitting.isEmpty, !random.chance(1, in: 4) { return random.element(of: fitting).0 }
      return leaf(type, depth, scope)
    }
    switch random.index(below: 12) {
    case 0: return conditional(type, depth, scope)
    case 1, 2, 3: return match(type, depth, scope)
    case 4: return binding(type, depth, scope)
    case 5, 6, 7: return call(type, depth, scope)
    case 8: return application(type, depth, scope)
    case 9: return selection(type, depth, scope)
    default: return leaf(type, depth, scope)
    }
  }

  /// The variables that no later one hides, with distinct names.
  private func visible(_ scope: Scope) -> Scope {
    var seen: Set<String> = []
    return scope.reversed().filter { seen.insert($0.0).inserted }
  }

  private mutating func conditional(_ type: Type, _ depth: Int, _ scope: Scope) -> String {
    let condition = expression(.bool, depth - 1, scope)
    let first = expression(type, depth - 1, scope)
    return "(if \(condition) \(first) \(expression(type, depth - 1, scope)))"
  }

  private mutating func binding(_ type: Type, _ depth: Int, _ scope: Scope) -> String {
    var inner = scope
    var pairs: [String] = []
    var used: Set<String> = []
    for _ in 0..<1 + random.index(below: 2) {
      let name = freshName()
      guard used.insert(name).inserted else { continue }
      let bound = parameterType()
      pairs.append("(\(name) \(expression(bound, depth - 1, scope)))")
      inner.append((name, bound))
    }
    return "(let (\(pairs.joined(separator: " "))) \(expression(type, depth - 1, inner)))"
  }

  private mutating func call(_ type: Type, _ depth: Int, _ scope: Scope) -> String {
    var known = functions.filter { $0.result == type }
    switch type {
    case .data("nat", _):
      known += ["plus", "times", "minus"].map {
        .init(name: $0, parameters: [Self.nat, Self.nat], result: type)
      }
      known.append(
        .init(name: "length", parameters: [.data("list", [.int])], result: type))
    case .data("list", let element):
      known.append(.init(name: "append", parameters: [type, type], result: type))
      known.append(
        .init(name: "filter", parameters: [.function(element, .bool), type], result: type))
      let from = random.element(of: types)
      known.append(
        .init(
          name: "map", parameters: [.function([from], element[0]), .data("list", [from])],
          result: type))
    case .bool:
      let compared = random.chance(1, in: 3) ? parameterType() : random.element(of: types)
      known += Array(
        repeating: .init(name: "=", parameters: [compared, compared], result: type), count: 3)
      known.append(.init(name: "leq", parameters: [Self.nat, Self.nat], result: type))
      known.append(
        .init(name: "member", parameters: [compared, .data("list", [compared])], result: type))
    default: break
    }
    if known.isEmpty { return leaf(type, depth, scope) }
    let function = random.element(of: known)
    let arguments = function.parameters.map { expression($0, depth - 1, scope) }
    return "(" + ([function.name] + arguments).joined(separator: " ") + ")"
  }

  /// Applies a function value: a variable, or an expression in head position.
  private mutating func application(_ type: Type, _ depth: Int, _ scope: Scope) -> String {
    let fitting = visible(scope).filter { variable in
      if case .function(_, type) = variable.1 { return true }
      return false
    }
    if !fitting.isEmpty, random.chance(3, in: 4) {
      let (name, functionType) = random.element(of: fitting)
      guard case .function(let parameters, _) = functionType else { return name }
      let arguments = parameters.map { expression($0, depth - 1, scope) }
      return "(" + ([name] + arguments).joined(separator: " ") + ")"
    }
    let parameter = random.element(of: types)
    let head = expression(.function([parameter], type), depth - 1, scope)
    // A name in head position would be called, not applied.
    guard head.hasPrefix("(") else { return leaf(type, depth, scope) }
    return "(\(head) \(expression(parameter, depth - 1, scope)))"
  }

  private mutating func selection(_ type: Type, _ depth: Int, _ scope: Scope) -> String {
    var found: [(String, Type)] = []
    for name in constructors.keys.sorted() {
      for constructor in constructors[name] ?? [] {
        for (field, selector) in zip(constructor.fields, constructor.selectors)
        where field == type {
          if let selector { found.append((selector, .data(name, []))) }
        }
      }
    }
    if found.isEmpty { return leaf(type, depth, scope) }
    let (selector, owner) = random.element(of: found)
    return "(\(selector) \(expression(owner, depth - 1, scope)))"
  }

  // MARK: - Leaves

  private mutating func leaf(_ type: Type, _ depth: Int, _ scope: Scope) -> String {
    switch type {
    case .int: return integer(depth, scope)
    case .bool: return truth(depth, scope)
    case .data("nat", _):
      if random.chance(1, in: 2) { return "\(random.index(below: 4))" }
      if depth <= 0 { return "zero" }
      return "(succ \(expression(type, depth - 1, scope)))"
    case .function(let parameters, let result): return function(parameters, result, depth, scope)
    case .data("list", let element): return list(element[0], depth, scope)
    case .data("pair", let parts):
      let fields = parts.map { expression($0, depth - 1, scope) }
      return "(pair \(fields.joined(separator: " ")))"
    case .data(let name, _):
      guard let all = constructors[name] else { return "?" }
      let constructor = depth <= 0 ? all[0] : random.element(of: all)
      if constructor.fields.isEmpty { return constructor.name }
      let fields = constructor.fields.map { expression($0, depth - 1, scope) }
      return "(\(constructor.name) \(fields.joined(separator: " ")))"
    case .variable: return "?"
    }
  }

  private mutating func integer(_ depth: Int, _ scope: Scope) -> String {
    if depth <= 0 || random.chance(1, in: 3) {
      if random.chance(1, in: 8) {
        return random.element(of: ["\(Int64.max)", "\(Int64.min)", "4611686018427387904"])
      }
      return "\(random.index(below: 7) - 3)"
    }
    let operation = random.element(of: ["+", "-", "*", "div", "mod"])
    let left = expression(.int, depth - 1, scope)
    return "(\(operation) \(left) \(expression(.int, depth - 1, scope)))"
  }

  private mutating func truth(_ depth: Int, _ scope: Scope) -> String {
    if depth <= 0 { return random.chance(1, in: 2) ? "true" : "(false)" }
    if random.chance(1, in: 2) {
      let operation = random.element(of: ["<", "<=", ">", ">="])
      let left = expression(.int, depth - 1, scope)
      return "(\(operation) \(left) \(expression(.int, depth - 1, scope)))"
    }
    let operation = random.element(of: ["and", "or", "=>", "not"])
    var parts = [expression(.bool, depth - 1, scope)]
    if operation != "not" {
      for _ in 0..<random.index(below: 3) { parts.append(expression(.bool, depth - 1, scope)) }
    }
    return "(\(operation) \(parts.joined(separator: " ")))"
  }

  private mutating func list(_ element: Type, _ depth: Int, _ scope: Scope) -> String {
    if depth <= 0 { return "nil" }
    if element == .int || element == Self.nat, random.chance(1, in: 3) {
      let items = (0..<random.index(below: 4)).map { _ in "\(random.index(below: 5))" }
      return "'(\(items.joined(separator: " ")))"
    }
    let items = (0..<random.index(below: 3)).map { _ in expression(element, depth - 1, scope) }
    if random.chance(1, in: 2) { return "(list " + items.joined(separator: " ") + ")" }
    let rest = expression(.data("list", [element]), depth - 1, scope)
    return "(cons \(expression(element, depth - 1, scope)) \(rest))"
  }

  private mutating func function(
    _ parameters: [Type], _ result: Type, _ depth: Int, _ scope: Scope
  ) -> String {
    var named = functions.filter { $0.parameters == parameters && $0.result == result }.map(\.name)
    if parameters == [Self.nat], result == Self.nat { named.append("succ") }
    if parameters == [.bool], result == .bool { named.append("not") }
    if !named.isEmpty, random.chance(1, in: 2) { return random.element(of: named) }
    var inner = scope
    var names: [String] = []
    for type in parameters {
      var name = freshName()
      while names.contains(name) { name = freshName() }
      names.append(name)
      inner.append((name, type))
    }
    return "(lambda (\(names.joined(separator: " "))) \(expression(result, depth - 1, inner)))"
  }
}
