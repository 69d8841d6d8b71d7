extension Printer {
  /// The S-expression that is read as some syntax.
  public static func form(_ syntax: Syntax) -> SExpression {
    switch syntax.form {
    case .symbol(let name): return .symbol(name)
    case .integer(let value): return SExpression(.integer(value))
    case .hole: return .symbol("?")
    case .application(let head, let arguments):
      return .list([form(head)] + arguments.map { form($0) })
    case .conditional(let condition, let first, let second):
      return .list([.symbol("if"), form(condition), form(first), form(second)])
    case .list(let items): return .list([.symbol("list")] + items.map { form($0) })
    case .quoted(let items): return SExpression(.quote(.list(items.map { form($0) })))
    case .lambda(let names, let body):
      return .list([.symbol("lambda"), .list(names.map { .symbol($0.name) }), form(body)])
    case .bind(let bindings, let body):
      let pairs = bindings.map { binding in
        SExpression.list([.symbol(binding.name.name), form(binding.expression)])
      }
      return .list([.symbol("let"), .list(pairs), form(body)])
    case .match(let subject, let cases):
      let rows = cases.map { SExpression.list([form($0.pattern), form($0.body)]) }
      return .list([.symbol("match"), form(subject)] + rows)
    }
  }

  static func form(_ datum: QuotedDatum) -> SExpression {
    switch datum.form {
    case .integer(let value): SExpression(.integer(value))
    case .symbol(let name): .symbol(name)
    case .list(let items): .list(items.map { form($0) })
    }
  }

  static func form(_ pattern: Pattern) -> SExpression {
    switch pattern.form {
    case .wildcard: .symbol("_")
    case .name(let name): .symbol(name)
    case .constructor(let name, let fields): .list([.symbol(name)] + fields.map { form($0) })
    }
  }

  static func form(_ type: TypeSyntax) -> SExpression {
    switch type.form {
    case .name(let name): .symbol(name)
    case .application(let name, let types): .list([.symbol(name)] + types.map { form($0) })
    case .function(let types, let result):
      .list([.symbol("->")] + types.map { form($0) } + [form(result)])
    }
  }

  static func form(_ type: Type) -> SExpression { form(syntax(of: type)) }

  static func form(_ name: AnnotatedName) -> SExpression {
    guard let type = name.type else { return .symbol(name.name.name) }
    return .list([.symbol(name.name.name), form(type)])
  }

  /// A definition; without a body, what stands in `(target ...)`.
  public static func form(_ definition: DefinitionSyntax) -> SExpression {
    let head = SExpression.list(
      [.symbol(definition.name.name)] + definition.parameters.map { form($0) })
    let parts =
      [.symbol(definition.body == nil ? "target" : "define"), head]
      + (definition.result.map { [form($0)] } ?? [])
      + (definition.body.map { [form($0)] } ?? [])
    return .list(parts)
  }

  public static func form(_ formula: FormulaSyntax) -> SExpression {
    let body = form(formula.body)
    if formula.annotations.isEmpty { return body }
    return .list([.symbol("forall"), .list(formula.annotations.map { form($0) }), body])
  }

  /// A type as it is written.
  public static func syntax(of type: Type) -> TypeSyntax {
    switch type {
    case .bool: TypeSyntax(.name("bool"))
    case .int: TypeSyntax(.name("int"))
    case .variable(let name): TypeSyntax(.name(name))
    case .data(let name, let types):
      types.isEmpty
        ? TypeSyntax(.name(name)) : TypeSyntax(.application(name, types.map { syntax(of: $0) }))
    case .function(let parameters, let result):
      TypeSyntax(.function(parameters.map { syntax(of: $0) }, syntax(of: result)))
    }
  }
}
