extension TIPInference {
  /// The built-in functions, in a fixed order.
  static let operations = [
    "=", "distinct", "and", "or", "not", "=>", "xor", "+", "-", "*", "div", "mod", "abs", "<", "<=",
    ">", ">=",
  ]

  /// A built-in function with arguments; nil if the name is none.
  mutating func operation(
    _ name: String, _ arguments: [SExpression], _ scope: Scope, _ place: TIPPlace,
    _ form: SExpression
  ) -> (Typed, InferredType)? {
    guard TIPInference.operations.contains(name) else { return nil }
    let isUnary = name == "not" || name == "abs"
    let least: Int =
      switch name {
      case "and", "or": 0
      case "-", "=>", "not", "abs": 1
      default: 2
      }
    guard arguments.count >= least, !isUnary || arguments.count == 1 else {
      report(
        "`\(name)` takes \(core.count(least, "argument"))\(isUnary ? "" : " at least")",
        at: form.location, found: core.count(arguments.count, "argument"),
        expected: isUnary ? "(\(name) term)" : "(\(name) term ...)")
      for argument in arguments { _ = infer(argument, scope) }
      let type = TIPInference.isArithmetic(name) ? TypeStore.int : TypeStore.bool
      return (.undefined(type), type)
    }
    switch name {
    case "and", "or", "not", "=>", "xor":
      return (connective(name, arguments, scope, place), TypeStore.bool)
    case "=", "distinct":
      return (equation(name, arguments, scope, form), TypeStore.bool)
    case "<", "<=", ">", ">=":
      return (comparison(name, arguments, scope), TypeStore.bool)
    default: return (arithmetic(name, arguments, scope, form), TypeStore.int)
    }
  }

  private static func isArithmetic(_ name: String) -> Bool {
    ["+", "-", "*", "div", "mod", "abs"].contains(name)
  }

  private mutating func check(
    _ arguments: [SExpression], _ type: InferredType, _ scope: Scope, _ place: TIPPlace = .inside
  ) -> [Typed] {
    var typed: [Typed] = []
    for argument in arguments { typed.append(check(argument, type, scope, place)) }
    return typed
  }

  // MARK: - Connectives

  private mutating func connective(
    _ name: String, _ arguments: [SExpression], _ scope: Scope, _ place: TIPPlace
  ) -> Typed {
    switch name {
    case "not":
      return .primitive(.not, [], check(arguments, TypeStore.bool, scope, place.opposite))
    case "xor":
      let typed = check(arguments, TypeStore.bool, scope)
      return typed.dropFirst().reduce(typed[0]) {
        .primitive(.not, [], [.primitive(.equal, [TypeStore.bool], [$0, $1])])
      }
    case "=>":
      let premises = check(Array(arguments.dropLast()), TypeStore.bool, scope, place.opposite)
      let conclusion = check(arguments[arguments.count - 1], TypeStore.bool, scope, place)
      return premises.reversed().reduce(conclusion) { .primitive(.implies, [], [$1, $0]) }
    default:
      let typed = check(arguments, TypeStore.bool, scope, place)
      return joined(typed, name == "and" ? .and : .or)
    }
  }

  private func joined(_ typed: [Typed], _ primitive: Primitive) -> Typed {
    guard let last = typed.last else {
      return .construct(primitive == .and ? .true : .false, [], [])
    }
    return typed.dropLast().reversed().reduce(last) { .primitive(primitive, [], [$1, $0]) }
  }

  // MARK: - Relations

  /// Comparisons of neighbours, or of all pairs.
  private mutating func equation(
    _ name: String, _ arguments: [SExpression], _ scope: Scope, _ form: SExpression
  ) -> Typed {
    let (first, type) = infer(arguments[0], scope)
    let typed = [first] + check(Array(arguments.dropFirst()), type, scope)
    if name == "=" {
      return shared(typed, type) { items in
        zip(items, items.dropFirst()).map { .primitive(.equal, [type], [$0, $1]) }
      }
    }
    let bound = 250
    if typed.count > bound {
      report(
        "there are too many arguments", at: form.location, found: "\(typed.count)",
        expected: "at most \(bound)")
      return .undefined(TypeStore.bool)
    }
    return shared(typed, type) { items in
      items.indices.flatMap { index in
        items[(index + 1)...].map {
          .primitive(.not, [], [.primitive(.equal, [type], [items[index], $0])])
        }
      }
    }
  }

  private mutating func comparison(
    _ name: String, _ arguments: [SExpression], _ scope: Scope
  ) -> Typed {
    var typed: [Typed] = []
    for argument in arguments {
      let before = core.errorCount
      let (expression, type) = infer(argument, scope)
      if core.errorCount == before { requireInteger(type, at: argument.location) }
      typed.append(expression)
    }
    let primitive: Primitive = name == "<" || name == ">" ? .less : .lessOrEqual
    let isExchanged = name == ">" || name == ">="
    return shared(typed, TypeStore.int) { items in
      zip(items, items.dropFirst()).map {
        .primitive(primitive, [], isExchanged ? [$1, $0] : [$0, $1])
      }
    }
  }

  /// The conjunction of relations between terms; terms that stand in several are bound first.
  private mutating func shared(
    _ terms: [Typed], _ type: InferredType, _ relations: ([Typed]) -> [Typed]
  ) -> Typed {
    if terms.count == 2 { return joined(relations(terms), .and) }
    var bindings: [(variable: Int, expression: Typed)] = []
    var items: [Typed] = []
    for term in terms {
      switch term {
      case .variable, .literal: items.append(term)
      default:
        let variable = core.makeVariable(SyntaxName("x"), type)
        bindings.append((variable, term))
        items.append(.variable(variable))
      }
    }
    let body = joined(relations(items), .and)
    return bindings.isEmpty ? body : .bind(bindings, body)
  }

  // MARK: - Arithmetic

  private mutating func arithmetic(
    _ name: String, _ arguments: [SExpression], _ scope: Scope, _ form: SExpression
  ) -> Typed {
    let zero = Typed.literal(0, TypeStore.int, form.location)
    if name == "-", arguments.count == 1 {
      if case .integer(let value) = arguments[0].form, value > Int64.min {
        return .literal(-value, TypeStore.int, form.location)
      }
      return .primitive(.minus, [], [zero, check(arguments[0], TypeStore.int, scope)])
    }
    if name == "abs" {
      let variable = core.makeVariable(SyntaxName("i"), TypeStore.int)
      let negated = Typed.primitive(.minus, [], [zero, .variable(variable)])
      let test = Typed.primitive(.less, [], [.variable(variable), zero])
      return .bind(
        [(variable, check(arguments[0], TypeStore.int, scope))],
        .primitive(.if, [TypeStore.int], [test, negated, .variable(variable)]))
    }
    let primitive: Primitive =
      switch name {
      case "+": .plus
      case "-": .minus
      case "*": .times
      case "div": .div
      default: .mod
      }
    let typed = check(arguments, TypeStore.int, scope)
    return typed.dropFirst().reduce(typed[0]) { .primitive(primitive, [], [$0, $1]) }
  }
}
