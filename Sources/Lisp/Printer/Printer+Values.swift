import Determinism

extension Printer {
  /// A value in Lisp: natural numbers as numbers, lists as literal lists where they can be.
  public static func text(of value: Value, in environment: Environment) -> String {
    @Sendable func body() -> String {
      text(of: ValueForm(environment).form(value), width: Int.max)
    }
    return value.isDeep ? withLargeStack(body) : body()
  }
}

extension Value {
  /// Whether it is nested deeper than small stacks bear.
  fileprivate var isDeep: Bool {
    var work = [(value: self, depth: 1)]
    while let (value, depth) = work.popLast() {
      if depth > 200 { return true }
      if case .construct(_, let fields) = value {
        for field in fields { work.append((field, depth + 1)) }
      }
    }
    return false
  }
}

/// Writes values.
private struct ValueForm {
  let environment: Environment
  let builtins: LiteralTypes

  init(_ environment: Environment) {
    self.environment = environment
    builtins = LiteralTypes(environment)
  }

  func form(_ value: Value) -> SExpression {
    switch value {
    case .integer(let number): return SExpression(.integer(number))
    case .function(let id, _): return .symbol(environment[id].name)
    case .closure: return .symbol("<function>")
    case .construct(let id, let fields):
      if let number = natural(value) { return SExpression(.integer(number)) }
      if let items = items(value), !items.isEmpty { return list(items) }
      let name = SExpression.symbol(environment[id].name)
      return fields.isEmpty ? name : .list([name] + fields.map { form($0) })
    }
  }

  private func list(_ items: [Value]) -> SExpression {
    let data = items.map { datum($0) }
    if data.contains(where: { $0 == nil }) {
      return .list([.symbol("list")] + items.map { form($0) })
    }
    return SExpression(.quote(.list(data.compactMap { $0 })))
  }

  /// What stands for a value inside of a quote.
  private func datum(_ value: Value) -> SExpression? {
    if let number = natural(value) { return SExpression(.integer(number)) }
    if let items = items(value) {
      let data = items.map { datum($0) }
      return data.contains { $0 == nil } ? nil : .list(data.compactMap { $0 })
    }
    switch value {
    case .integer(let number): return SExpression(.integer(number))
    case .construct(let id, let fields): return fields.isEmpty ? .symbol(environment[id].name) : nil
    case .function, .closure: return nil
    }
  }

  private func natural(_ value: Value) -> Int64? {
    guard let natural = builtins.natural else { return nil }
    var number: Int64 = 0
    var rest = value
    while case .construct(natural.succ, let fields) = rest, fields.count == 1 {
      number += 1
      rest = fields[0]
    }
    return rest == .construct(natural.zero, []) ? number : nil
  }

  private func items(_ value: Value) -> [Value]? {
    guard let list = builtins.list else { return nil }
    var items: [Value] = []
    var rest = value
    while case .construct(list.cons, let fields) = rest, fields.count == 2 {
      items.append(fields[0])
      rest = fields[1]
    }
    return rest == .construct(list.empty, []) ? items : nil
  }
}
