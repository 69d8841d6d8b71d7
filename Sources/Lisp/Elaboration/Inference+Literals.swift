extension Inference {
  /// `(list e ...)`.
  mutating func list(
    _ items: [Syntax], _ scope: Scope, at location: SourceLocation
  ) -> (Typed, InferredType) {
    let element = store.fresh()
    var typed: [Typed] = []
    for item in items { typed.append(check(item, element, scope)) }
    return chain(typed, of: element, at: location)
  }

  /// `'(d ...)`.
  mutating func quoted(
    _ items: [QuotedDatum], at location: SourceLocation
  ) -> (Typed, InferredType) {
    let element = store.fresh()
    var typed: [Typed] = []
    for item in items {
      let (expression, type) = datum(item)
      require(type, element, at: item.location)
      typed.append(expression)
    }
    return chain(typed, of: element, at: location)
  }

  private mutating func datum(_ datum: QuotedDatum) -> (Typed, InferredType) {
    switch datum.form {
    case .integer(let value):
      let type = store.make(.literal)
      return (.literal(value, type, datum.location), type)
    case .list(let items): return quoted(items, at: datum.location)
    case .symbol(let name):
      guard let constructor = environment.constructor(named: name) else {
        let names = environment.constructors.map(\.name)
        report(
          "a literal list holds integers, lists and constructor names", at: datum.location,
          found: name, expected: "the name of a constructor",
          suggestion: nearestName(to: name, among: names))
        let type = store.fresh()
        return (.undefined(type), type)
      }
      let instance = instance(of: .constructor(constructor))
      if !instance.parameters.isEmpty {
        report(
          "the constructor `\(name)` needs arguments", at: datum.location, found: name,
          expected: "a constructor without fields")
      }
      return (
        .construct(constructor, instance.types, instance.parameters.map { .undefined($0) }),
        instance.result
      )
    }
  }

  private mutating func chain(
    _ items: [Typed], of element: InferredType, at location: SourceLocation
  ) -> (Typed, InferredType) {
    guard let list = builtins.list else {
      report(
        "literal lists need a type `list` with constructors `nil` and `cons`", at: location,
        expected: preludeNote)
      let type = store.fresh()
      return (.undefined(type), type)
    }
    var result = Typed.construct(list.empty, [element], [])
    for item in items.reversed() { result = .construct(list.cons, [element], [item, result]) }
    return (result, store.make(.data(list.name, [element])))
  }
}
