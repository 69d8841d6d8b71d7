import Determinism

@testable import Lisp

extension ProgramGenerator {
  mutating func match(_ type: Type, _ depth: Int, _ scope: Scope) -> String {
    let subjectType = random.element(of: matchedTypes(scope))
    let fitting = scope.filter { $0.1 == subjectType }.map(\.0).filter { name in
      scope.last { $0.0 == name }?.1 == subjectType
    }
    let subject =
      fitting.isEmpty || random.chance(1, in: 3)
      ? expression(subjectType, depth - 1, scope) : random.element(of: fitting)
    var patterns: [(String, Scope)] = []
    for _ in 0..<random.index(below: 3) { patterns.append(drawPattern(subjectType)) }
    if random.chance(1, in: 2) {
      patterns.append(drawPattern(subjectType, irrefutable: true))
    } else {
      for constructor in fields(of: subjectType) {
        patterns.append(drawPattern(constructor.name, constructor.fields))
      }
    }
    let cases = patterns.map { pattern, bound in
      "(\(pattern) \(expression(type, depth - 1, scope + bound)))"
    }
    return "(match \(subject) \(cases.joined(separator: " ")))"
  }

  private func matchedTypes(_ scope: Scope) -> [Type] {
    let found = scope.map(\.1).filter { type in
      switch type {
      case .int, .function, .variable: false
      case .bool, .data: true
      }
    }
    return found.isEmpty ? [Self.nat] : found
  }

  private func fields(of type: Type) -> [GeneratedConstructor] {
    switch type {
    case .data("list", let element):
      [
        .init(name: "nil", fields: [], selectors: []),
        .init(name: "cons", fields: [element[0], type], selectors: [nil, nil]),
      ]
    case .data("pair", let parts): [.init(name: "pair", fields: parts, selectors: [nil, nil])]
    case .data(let name, _): constructors[name] ?? []
    case .bool: constructors["bool"] ?? []
    case .int, .variable, .function: []
    }
  }

  private mutating func drawPattern(
    _ type: Type, irrefutable: Bool = false
  ) -> (String, Scope) {
    var bound: Scope = []
    let text = pattern(type, irrefutable ? 0 : 3, &bound)
    return (text, bound)
  }

  private mutating func drawPattern(_ name: String, _ fields: [Type]) -> (String, Scope) {
    var bound: Scope = []
    return (constructorPattern(name, fields, 0, &bound), bound)
  }

  private mutating func pattern(_ type: Type, _ depth: Int, _ bound: inout Scope) -> String {
    let all = fields(of: type)
    if depth == 0 || all.isEmpty || random.chance(1, in: 3) {
      if random.chance(1, in: 3) { return "_" }
      let name = random.element(of: ["x", "y", "p", "q", "r"])
      if bound.contains(where: { $0.0 == name }) { return "_" }
      bound.append((name, type))
      return name
    }
    let constructor = random.element(of: all)
    return constructorPattern(constructor.name, constructor.fields, depth - 1, &bound)
  }

  private mutating func constructorPattern(
    _ name: String, _ fields: [Type], _ depth: Int, _ bound: inout Scope
  ) -> String {
    if fields.isEmpty { return random.chance(1, in: 2) ? name : "(\(name))" }
    let parts = fields.map { pattern($0, depth, &bound) }
    return "(" + ([name] + parts).joined(separator: " ") + ")"
  }

  /// A value of a type without functions.
  mutating func value(_ type: Type, _ environment: Environment, _ depth: Int) -> Value {
    switch type {
    case .int:
      return .integer(
        random.chance(1, in: 5)
          ? random.element(of: [Int64.max, Int64.min, -1]) : Int64(random.index(below: 9)) - 4)
    case .bool: return random.chance(1, in: 2) ? .true : .false
    case .variable, .function: return .closure
    case .data:
      let all = fields(of: type)
      let constructor = depth <= 0 ? all[0] : random.element(of: all)
      let id = environment.constructor(named: constructor.name) ?? .true
      return .construct(id, constructor.fields.map { value($0, environment, depth - 1) })
    }
  }
}
