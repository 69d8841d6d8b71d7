extension TIPInference {
  /// `(ite condition then else)`.
  mutating func conditional(
    _ parts: [SExpression], _ scope: Scope, _ place: TIPPlace, _ form: SExpression
  ) -> (Typed, InferredType) {
    guard parts.count == 3 else { return malformed(form, "(ite condition then else)") }
    let condition = check(parts[0], TypeStore.bool, scope)
    let (first, type) = infer(parts[1], scope, place)
    let second = check(parts[2], type, scope, place)
    return (.primitive(.if, [type], [condition, first, second]), type)
  }

  /// `(let ((x term) ...) term)`: the bindings do not see each other.
  mutating func bind(
    _ parts: [SExpression], _ scope: Scope, _ place: TIPPlace, _ form: SExpression
  ) -> (Typed, InferredType) {
    guard parts.count == 2, let items = parts[0].items else {
      return malformed(form, "(let ((x term) ...) term)")
    }
    var inner = scope
    var bound: Set<String> = []
    var bindings: [(variable: Int, expression: Typed)] = []
    for item in items {
      guard let pair = item.items, pair.count == 2, let name = pair[0].symbol else {
        return malformed(form, "(let ((x term) ...) term)")
      }
      if !bound.insert(name).inserted {
        report(
          "`\(name)` is bound twice in this `let`", at: item.location, found: name,
          expected: "another name")
      }
      let (expression, type) = infer(pair[1], scope)
      let variable = makeVariable(SyntaxName(name, at: pair[0].location), type)
      bindings.append((variable, expression))
      inner[name] = variable
    }
    let (body, type) = infer(parts[1], inner, place)
    return (bindings.isEmpty ? body : .bind(bindings, body), type)
  }

  /// `(lambda ((x sort) ...) term)`.
  mutating func lambda(
    _ parts: [SExpression], _ scope: Scope, _ form: SExpression
  ) -> (Typed, InferredType) {
    guard parts.count == 2, let variables = variables(parts[0]) else {
      return parts.count == 2 ? hole() : malformed(form, "(lambda ((x sort) ...) term)")
    }
    if variables.isEmpty { return infer(parts[1], scope) }
    let (slots, types, inner) = bind(variables, scope)
    let (body, result) = infer(parts[1], inner)
    return (.lambda(slots, body), core.store.make(.function(types, result)))
  }

  /// Names with their sorts; nil if they are malformed, which is reported.
  private mutating func variables(_ form: SExpression) -> [TIPVariable]? {
    var parser = TIPParser()
    let variables = parser.variables(form)
    for fault in parser.faults {
      report(fault.message, at: fault.location, found: fault.found, expected: fault.expected)
    }
    return variables
  }

  private mutating func bind(
    _ variables: [TIPVariable], _ scope: Scope
  ) -> (slots: [Int], types: [InferredType], inner: Scope) {
    var slots: [Int] = []
    var types: [InferredType] = []
    var inner = scope
    for variable in variables {
      let type = sort(variable.sort)
      let slot = makeVariable(variable.name, type)
      slots.append(slot)
      types.append(type)
      inner[variable.name.name] = slot
    }
    return (slots, types, inner)
  }

  /// `(forall ((x sort) ...) formula)` and `exists`.
  ///
  /// Types are not empty, so that a quantifier may be moved outwards over connectives, `let`, `match`
  /// and the branches of `ite`.
  mutating func quantifier(
    _ name: String, _ parts: [SExpression], _ scope: Scope, _ place: TIPPlace, _ form: SExpression
  ) -> (Typed, InferredType) {
    guard parts.count == 2, let variables = variables(parts[0]) else {
      return parts.count == 2 ? hole() : malformed(form, "(\(name) ((x sort) ...) formula)")
    }
    let (slots, _, inner) = bind(variables, scope)
    switch (name, place) {
    case ("forall", .claimed), ("exists", .assumed): freeVariables += slots
    case (_, .inside): cannotSay("`\(name)` stands inside of a term")
    case ("exists", _): cannotSay("it claims that something exists")
    default: cannotSay("it assumes a `forall`, and so claims that something exists")
    }
    return (check(parts[1], TypeStore.bool, inner, place), TypeStore.bool)
  }

  // MARK: - match

  /// `(match term ((pattern term) ...))`, or TIP's older
  /// `(match term (case default term) (case pattern term) ...)`, where `default` is meant last.
  mutating func match(
    _ parts: [SExpression], _ scope: Scope, _ place: TIPPlace, _ form: SExpression
  ) -> (Typed, InferredType) {
    guard parts.count >= 2, let cases = cases(parts), !cases.isEmpty else {
      return malformed(form, "(match term ((pattern term) ...))")
    }
    let (subject, type) = infer(parts[0], scope)
    let result = core.store.fresh()
    var typed: [TypedCase] = []
    for item in cases {
      var bound: Scope = [:]
      let pattern = pattern(item.pattern, type, &bound)
      let inner = scope.merging(bound) { _, new in new }
      typed.append(
        TypedCase(
          pattern: pattern, body: check(item.body, result, inner, place),
          location: item.pattern.location))
    }
    // What no case matches has any value.
    typed.append(
      TypedCase(
        pattern: .wildcard, body: .undefined(result),
        location: TIPInference.missingCase(of: form.location)))
    return (.match(subject, type, typed, form.location), result)
  }

  private func cases(
    _ parts: [SExpression]
  ) -> [(pattern: SExpression, body: SExpression)]? {
    let isOld = parts[1].head == "case"
    guard let items = isOld ? Array(parts.dropFirst()) : parts[1].items,
      isOld || parts.count == 2
    else { return nil }
    var cases: [(pattern: SExpression, body: SExpression)] = []
    for item in items {
      guard let pair = item.items, pair.count == (isOld ? 3 : 2), !isOld || item.head == "case"
      else { return nil }
      cases.append((pair[pair.count - 2], pair[pair.count - 1]))
    }
    func isDefault(_ pattern: SExpression) -> Bool { isOld && pattern.symbol == "default" }
    return cases.filter { !isDefault($0.pattern) }
      + cases.filter { isDefault($0.pattern) }.map {
        (SExpression(.symbol("_"), at: $0.pattern.location), $0.body)
      }
  }

  private mutating func pattern(
    _ form: SExpression, _ type: InferredType, _ bound: inout Scope
  ) -> TypedPattern {
    if let name = form.symbol {
      if name == "_" { return .wildcard }
      if isConstructor(name) { return constructor(name, [], type, &bound, form) }
      if bound[name] != nil {
        report(
          "`\(name)` is bound twice in this pattern", at: form.location, found: name,
          expected: "another name")
      }
      let variable = makeVariable(SyntaxName(name, at: form.location), type)
      bound[name] = variable
      return .variable(variable)
    }
    if case .integer = form.form {
      cannotSay("a number stands in a pattern")
      return .wildcard
    }
    guard let items = form.items, let name = items.first?.symbol else {
      report("this is no pattern", at: form.location, found: form.summary, expected: "a pattern")
      return .wildcard
    }
    if name == "as" || name == "_", items.count >= 2, !isConstructor(name) {
      return pattern(items[1], type, &bound)
    }
    return constructor(name, Array(items.dropFirst()), type, &bound, form)
  }

  private func isConstructor(_ name: String) -> Bool {
    switch program.entities[name] {
    case .callable(.constructor, _), .unsupported: true
    case .callable, .variable: false
    case nil: ["true", "false"].contains(name)
    }
  }

  private mutating func constructor(
    _ name: String, _ fields: [SExpression], _ type: InferredType, _ bound: inout Scope,
    _ form: SExpression
  ) -> TypedPattern {
    let id: ConstructorID
    switch entity(name) {
    case .callable(.constructor(let known), _): id = known
    case .unsupported(let reason):
      cannotSay(reason)
      for field in fields { _ = pattern(field, core.store.fresh(), &bound) }
      return .wildcard
    case nil where ["true", "false"].contains(name): id = name == "true" ? .true : .false
    case .callable, .variable, nil:
      let known = program.entities.keys.filter { isConstructor($0) }.sorted()
      report(
        "the constructor `\(name)` is not known", at: form.location, found: name,
        expected: "the name of a constructor", suggestion: nearestName(to: name, among: known))
      for field in fields { _ = pattern(field, core.store.fresh(), &bound) }
      return .wildcard
    }
    let instance = instance(of: .constructor(id))
    require(instance.result, type, at: form.location)
    guard fields.count == instance.parameters.count else {
      report(
        "the constructor `\(name)` has \(core.count(instance.parameters.count, "field"))",
        at: form.location, found: core.count(fields.count, "pattern"))
      for field in fields { _ = pattern(field, core.store.fresh(), &bound) }
      return .wildcard
    }
    var patterns: [TypedPattern] = []
    for (field, parameter) in zip(fields, instance.parameters) {
      patterns.append(pattern(field, parameter, &bound))
    }
    return .constructor(id, patterns)
  }

  // MARK: - Cases that are not written

  private static let missingCaseMark = "<missing case>"

  /// The place of the case that is added to a `match`.
  private static func missingCase(of match: SourceLocation) -> SourceLocation {
    var place = match
    place.file += missingCaseMark
    return place
  }

  /// What is said of cases, but for those that were added.
  static func withoutMissingCases(_ faults: [Diagnostic]) -> [Diagnostic] {
    faults.filter { !$0.location.file.hasSuffix(missingCaseMark) }
  }
}
