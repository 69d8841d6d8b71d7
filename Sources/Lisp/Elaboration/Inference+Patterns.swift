extension Inference {
  mutating func match(
    _ subject: Syntax, _ cases: [MatchCase], _ expected: InferredType, _ scope: Scope,
    at location: SourceLocation
  ) -> Typed {
    let (typed, type) = infer(subject, scope)
    var typedCases: [TypedCase] = []
    for item in cases {
      var bound: Scope = [:]
      let pattern = pattern(item.pattern, type, &bound)
      let inner = scope.merging(bound) { _, new in new }
      typedCases.append(
        TypedCase(
          pattern: pattern, body: check(item.body, expected, inner),
          location: item.pattern.location))
    }
    return .match(typed, type, typedCases, location)
  }

  private mutating func pattern(
    _ syntax: Pattern, _ type: InferredType, _ bound: inout Scope
  ) -> TypedPattern {
    switch syntax.form {
    case .wildcard: return .wildcard
    case .name(let name):
      if let constructor = environment.constructor(named: name) {
        return self.constructor(constructor, [], type, &bound, at: syntax.location)
      }
      if bound[name] != nil {
        report(
          "`\(name)` is bound twice in this pattern", at: syntax.location, found: name,
          expected: "another name")
      }
      let variable = makeVariable(SyntaxName(name, at: syntax.location), type)
      bound[name] = variable
      return .variable(variable)
    case .constructor(let name, let fields):
      guard let constructor = environment.constructor(named: name) else {
        reportUnknownConstructor(name, at: syntax.location)
        for field in fields { _ = pattern(field, store.fresh(), &bound) }
        return .wildcard
      }
      return self.constructor(constructor, fields, type, &bound, at: syntax.location)
    }
  }

  private mutating func reportUnknownConstructor(_ name: String, at location: SourceLocation) {
    let names = environment.constructors.indices.map { ConstructorID($0) }
      .filter { environment.isVisible($0) }.map { environment[$0].name }
    report(
      "the constructor `\(name)` is not known", at: location, found: name,
      expected: preludeNote ?? "the name of a constructor",
      suggestion: nearestName(to: name, among: names))
  }

  private mutating func constructor(
    _ id: ConstructorID, _ fields: [Pattern], _ type: InferredType, _ bound: inout Scope,
    at location: SourceLocation
  ) -> TypedPattern {
    let instance = instance(of: .constructor(id))
    require(instance.result, type, at: location)
    var patterns: [TypedPattern] = []
    for (index, field) in fields.enumerated() {
      let expected = index < instance.parameters.count ? instance.parameters[index] : store.fresh()
      let typed = pattern(field, expected, &bound)
      if index < instance.parameters.count { patterns.append(typed) }
    }
    if fields.count != instance.parameters.count {
      let name = environment[id].name
      let places = instance.parameters.map { _ in "_" }
      report(
        "the constructor `\(name)` has \(count(instance.parameters.count, "field"))", at: location,
        found: count(fields.count, "pattern"),
        expected: "(" + ([name] + places).joined(separator: " ") + ")")
      while patterns.count < instance.parameters.count { patterns.append(.wildcard) }
    }
    return .constructor(id, patterns)
  }
}
