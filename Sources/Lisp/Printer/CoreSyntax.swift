/// Writes core expressions with names.
struct CoreSyntax {
  /// Which literals stand for natural numbers and lists.
  enum Literals {
    /// As people write them; what they mean may depend on the context.
    case short
    /// So that they mean the same in every context.
    case exact
  }

  let environment: Environment
  let locals: [Local]
  let literals: Literals
  private let builtins: LiteralTypes
  /// Names that no variable may have.
  private let taken: Set<String>

  init(_ environment: Environment, _ locals: [Local], _ body: Expression, _ literals: Literals) {
    self.environment = environment
    self.locals = locals
    self.literals = literals
    builtins = LiteralTypes(environment)
    var taken = Set(environment.constructors.map(\.name))
    for id in environment.functions(in: body) { taken.insert(environment[id].name) }
    self.taken = taken
  }

  typealias Scope = [Int: String]

  // MARK: - Expressions

  func syntax(_ expression: Expression, _ scope: Scope) -> Syntax {
    switch expression {
    case .local(let slot): return symbol(scope[slot] ?? "_")
    case .integer(let value): return Syntax(.integer(value))
    case .call(let id, _, let arguments):
      return application(symbol(environment[id].name), arguments, scope)
    case .construct(let id, _, let arguments): return construction(id, arguments, expression, scope)
    case .primitive(let primitive, _, let arguments):
      return self.primitive(primitive, arguments, scope)
    case .apply(let function, let arguments):
      return application(syntax(function, scope), arguments, scope)
    case .reference(let callable, _): return symbol(environment.name(of: callable))
    case .undefined: return Syntax(.hole)
    case .lambda(let slots, let body):
      let (names, inner) = bind(slots, in: body, scope)
      return Syntax(.lambda(names, syntax(body, inner)))
    case .bind(let bindings, let body):
      let (names, inner) = bind(bindings.map(\.slot), in: body, scope)
      let pairs = zip(names, bindings).map {
        SyntaxBinding(name: $0, expression: syntax($1.expression, scope))
      }
      return Syntax(.bind(pairs, syntax(body, inner)))
    case .match(let subject, let branches):
      return Syntax(.match(syntax(subject, scope), branches.map { matchCase($0, scope) }))
    }
  }

  private func matchCase(_ branch: Branch, _ scope: Scope) -> MatchCase {
    let (names, inner) = bind(branch.slots, in: branch.body, scope)
    let name = environment[branch.constructor].name
    let fields = names.map { Pattern($0.isWildcard ? .wildcard : .name($0.name)) }
    return MatchCase(
      pattern: Pattern(fields.isEmpty ? .name(name) : .constructor(name, fields)),
      body: syntax(branch.body, inner))
  }

  private func symbol(_ name: String) -> Syntax { Syntax(.symbol(name)) }

  private func application(_ head: Syntax, _ arguments: [Expression], _ scope: Scope) -> Syntax {
    if arguments.isEmpty { return head }
    return Syntax(.application(head, arguments.map { syntax($0, scope) }))
  }

  private func primitive(
    _ primitive: Primitive, _ arguments: [Expression], _ scope: Scope
  ) -> Syntax {
    if primitive == .if {
      let parts = arguments.map { syntax($0, scope) }
      return Syntax(.conditional(parts[0], parts[1], parts[2]))
    }
    var arguments = arguments
    if [.and, .or, .implies].contains(primitive) {
      while case .primitive(primitive, _, let inner)? = arguments.last {
        arguments.removeLast()
        arguments += inner
      }
    }
    return application(symbol(primitive.rawValue), arguments, scope)
  }

  // MARK: - Literals

  private func construction(
    _ id: ConstructorID, _ arguments: [Expression], _ whole: Expression, _ scope: Scope
  ) -> Syntax {
    if let number = natural(whole) {
      if literals == .short { return Syntax(.integer(number)) }
      if number > 1 {
        return Syntax(.application(symbol(environment[id].name), [Syntax(.integer(number - 1))]))
      }
    }
    if let items = items(whole), !items.isEmpty {
      let data = items.map { datum($0) }
      if !data.contains(where: { $0 == nil }) {
        return Syntax(.quoted(data.compactMap { $0 }))
      }
      if items.count > 1 { return Syntax(.list(items.map { syntax($0, scope) })) }
    }
    return application(symbol(environment[id].name), arguments, scope)
  }

  /// The number that an expression of constructors denotes.
  private func natural(_ expression: Expression) -> Int64? {
    guard let natural = builtins.natural else { return nil }
    var number: Int64 = 0
    var rest = expression
    while case .construct(natural.succ, _, let arguments) = rest {
      number += 1
      rest = arguments[0]
    }
    guard case .construct(natural.zero, _, _) = rest else { return nil }
    return number
  }

  /// The elements of a list that is written out to its end.
  private func items(_ expression: Expression) -> [Expression]? {
    guard let list = builtins.list else { return nil }
    var items: [Expression] = []
    var rest = expression
    while case .construct(list.cons, _, let arguments) = rest {
      items.append(arguments[0])
      rest = arguments[1]
    }
    guard case .construct(list.empty, _, _) = rest else { return nil }
    return items
  }

  private func datum(_ expression: Expression) -> QuotedDatum? {
    if case .integer(let value) = expression { return QuotedDatum(.integer(value)) }
    if let items = items(expression) {
      let data = items.map { datum($0) }
      return data.contains { $0 == nil } ? nil : QuotedDatum(.list(data.compactMap { $0 }))
    }
    if let number = natural(expression) {
      return literals == .short ? QuotedDatum(.integer(number)) : nil
    }
    if case .construct(let id, _, let arguments) = expression, arguments.isEmpty {
      return QuotedDatum(.symbol(environment[id].name))
    }
    return nil
  }

  // MARK: - Names

  /// Names for slots that are bound together around a body; `_` for those that it does not use.
  func bind(_ slots: [Int], in body: Expression, _ scope: Scope) -> ([SyntaxName], Scope) {
    let used = body.freeSlots
    var avoided = taken
    for slot in used {
      if let name = scope[slot], !slots.contains(slot) { avoided.insert(name) }
    }
    var inner = scope
    var names: [SyntaxName] = []
    for slot in slots {
      guard used.contains(slot) else {
        names.append(SyntaxName("_"))
        continue
      }
      let name = CoreSyntax.name(for: locals[slot], avoiding: avoided)
      avoided.insert(name)
      inner[slot] = name
      names.append(SyntaxName(name))
    }
    return (names, inner)
  }

  /// A name that is readable and not taken, near to the one that a variable has.
  static func name(for local: Local, avoiding taken: Set<String>) -> String {
    var base = local.name
    if base == "_" || base == "?" || Keywords.isReservedForVariables(base) {
      base = defaultName(of: local.type)
    }
    if !taken.contains(base) { return base }
    while let last = base.last, last.isNumber, base.count > 1 { base.removeLast() }
    var number = 1
    while taken.contains("\(base)\(number)") { number += 1 }
    return "\(base)\(number)"
  }

  private static func defaultName(of type: Type) -> String {
    switch type {
    case .bool: "p"
    case .int: "i"
    case .data("nat", _): "n"
    case .data("list", _): "xs"
    case .function: "f"
    case .data, .variable: "x"
    }
  }
}
