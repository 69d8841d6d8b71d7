extension TIPParser {
  // MARK: - Sorts

  mutating func sort(_ parts: [SExpression], _ form: SExpression) -> TIPCommand? {
    guard 1...2 ~= parts.count, let name = name(parts[0]) else {
      return malformed(form, "(declare-sort name 0)")
    }
    guard parts.count == 2 else { return .sort(name, arity: 0) }
    guard case .integer(let arity) = parts[1].form, arity >= 0 else {
      return malformed(form, "(declare-sort name 0)")
    }
    return .sort(name, arity: arity)
  }

  mutating func alias(_ parts: [SExpression], _ form: SExpression) -> TIPCommand? {
    guard parts.count == 3, let name = name(parts[0]), let parameters = names(parts[1]) else {
      return malformed(form, "(define-sort name (a ...) sort)")
    }
    return .alias(TIPAlias(name: name, parameters: parameters, sort: parts[2]))
  }

  /// `(declare-datatype name (par (a ...) ((constructor (selector sort) ...) ...)))`.
  mutating func datatype(_ parts: [SExpression], _ form: SExpression) -> TIPData? {
    guard parts.count == 2, let name = name(parts[0]) else {
      return malformed(form, "(declare-datatype name ((constructor (selector sort) ...) ...))")
    }
    return data(name, parts[1])
  }

  private mutating func data(_ name: SyntaxName, _ form: SExpression) -> TIPData? {
    guard let (parameters, inner) = par(form) else { return nil }
    guard let items = inner.items else {
      report(
        "constructors are expected", at: inner.location, found: inner.summary,
        expected: "((constructor (selector sort) ...) ...)")
      return nil
    }
    return data(name, parameters, items)
  }

  private mutating func data(
    _ name: SyntaxName, _ parameters: [SyntaxName], _ items: [SExpression]
  ) -> TIPData? {
    if items.isEmpty {
      report(
        "the data type `\(name.name)` has no constructors", at: name.location, found: "none",
        expected: "(constructor (selector sort) ...)")
      return nil
    }
    var constructors: [TIPConstructor] = []
    for item in items {
      guard let constructor = constructor(item) else { return nil }
      constructors.append(constructor)
    }
    return TIPData(name: name, parameters: parameters, constructors: constructors)
  }

  private mutating func constructor(_ form: SExpression) -> TIPConstructor? {
    let items = form.items ?? [form]
    guard let first = items.first, let name = name(first) else {
      report(
        "a constructor is malformed", at: form.location, found: form.summary,
        expected: "(name (selector sort) ...)")
      return nil
    }
    var fields: [TIPVariable] = []
    for item in items.dropFirst() {
      guard let field = variable(item) else { return nil }
      fields.append(field)
    }
    return TIPConstructor(name: name, fields: fields)
  }

  /// `(declare-datatypes ((name arity) ...) (data ...))`, or TIP's older
  /// `(declare-datatypes (a ...) ((name constructor ...) ...))`.
  mutating func datatypes(_ parts: [SExpression], _ form: SExpression) -> [TIPData]? {
    let expected = "(declare-datatypes ((name arity) ...) (((constructor ...) ...) ...))"
    guard parts.count == 2, let heads = parts[0].items, let bodies = parts[1].items else {
      return malformed(form, expected)
    }
    var types: [TIPData] = []
    if heads.allSatisfy({ $0.symbol != nil }) {
      guard let parameters = names(parts[0]) else { return nil }
      for body in bodies {
        let before = faults.count
        guard let items = body.items, let first = items.first, let name = name(first),
          let type = data(name, parameters, Array(items.dropFirst()))
        else { return isReported(since: before) ? nil : malformed(form, expected) }
        types.append(type)
      }
      return types
    }
    guard heads.count == bodies.count else { return malformed(form, expected) }
    for (head, body) in zip(heads, bodies) {
      guard let items = head.items, items.count == 2, let name = name(items[0]),
        case .integer(let arity) = items[1].form
      else { return malformed(form, expected) }
      guard let type = data(name, body) else { return nil }
      if arity != Int64(type.parameters.count) {
        report(
          "the number of type parameters of `\(name.name)` differs", at: items[1].location,
          found: "\(arity)", expected: "\(type.parameters.count)")
      }
      types.append(type)
    }
    return types
  }

  // MARK: - Functions

  /// `name (par (a ...) (((x sort) ...) sort)) body`, `name ((x sort) ...) sort body`, or TIP's older
  /// `(par (a ...) (name ((x sort) ...) sort body))`.
  mutating func function(
    _ parts: [SExpression], _ form: SExpression, isConstant: Bool, hasBody: Bool
  ) -> TIPFunction? {
    var typeParameters: [SyntaxName] = []
    var parts = parts
    if parts.count == 1 || parts.count == 2, parts[0].head == "par" {
      guard let (names, inner) = par(parts[0]) else { return nil }
      typeParameters = names
      parts = (inner.items ?? []) + parts.dropFirst()
    } else if parts.count >= 2, parts[1].head == "par" {
      guard let (names, inner) = par(parts[1]) else { return nil }
      typeParameters = names
      let signature = isConstant ? [inner] : inner.items ?? []
      parts = [parts[0]] + signature + parts.dropFirst(2)
    }
    if isConstant, parts.count >= 2 { parts.insert(.list([]), at: 1) }
    guard parts.count == (hasBody ? 4 : 3), let name = name(parts[0]) else {
      return malformed(form, hasBody ? "(f ((x sort) ...) sort term)" : "(f (sort ...) sort)")
    }
    let parameters = hasBody ? variables(parts[1]) : sorts(parts[1])
    guard let parameters else { return nil }
    return TIPFunction(
      name: name, typeParameters: typeParameters, parameters: parameters, result: parts[2],
      body: hasBody ? parts[3] : nil)
  }

  /// The parameters of a function that is declared only.
  private mutating func sorts(_ form: SExpression) -> [TIPVariable]? {
    guard let items = form.items else {
      report("sorts are expected", at: form.location, found: form.summary, expected: "(sort ...)")
      return nil
    }
    return items.map { TIPVariable(name: SyntaxName("x", at: $0.location), sort: $0) }
  }

  /// `((f signature) ...) (body ...)`.
  mutating func functions(_ parts: [SExpression], _ form: SExpression) -> [TIPFunction]? {
    let expected = "(define-funs-rec ((f ((x sort) ...) sort) ...) (term ...))"
    guard parts.count == 2, let heads = parts[0].items, let bodies = parts[1].items,
      heads.count == bodies.count
    else { return malformed(form, expected) }
    var functions: [TIPFunction] = []
    for (head, body) in zip(heads, bodies) {
      let items = head.head == "par" ? [head] : head.items ?? []
      guard let function = function(items, head, over: body) else {
        return nil
      }
      functions.append(function)
    }
    return functions
  }

  private mutating func function(
    _ parts: [SExpression], _ head: SExpression, over body: SExpression
  ) -> TIPFunction? {
    if parts.count == 1, parts[0].head == "par" {
      guard let (names, inner) = par(parts[0]) else { return nil }
      var function = function(
        (inner.items ?? []) + [body], head, isConstant: false, hasBody: true)
      function?.typeParameters = names
      return function
    }
    return function(parts + [body], head, isConstant: false, hasBody: true)
  }
}
