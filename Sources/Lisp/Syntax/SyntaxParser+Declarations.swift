extension SyntaxParser {
  static let declarationHeads = ["data", "define", "theorem", "include", "prelude"]

  /// A declaration; nil if it is malformed, which is then reported, or no declaration.
  mutating func declaration(_ form: SExpression) -> DeclarationSyntax? {
    let parts = Array((form.items ?? []).dropFirst())
    switch form.head {
    case "data": return data(parts, at: form.location).map { .data($0) }
    case "define": return define(parts, at: form.location).map { .define($0) }
    case "theorem": return theorem(parts, at: form.location).map { .theorem($0) }
    case "include":
      guard parts.count == 1, case .string(let path) = parts[0].form else {
        return malformedDeclaration(form, expected: "(include \"file.lisp\")")
      }
      return .include(SyntaxName(path, at: parts[0].location))
    case "prelude":
      guard parts.count == 1, parts[0].symbol == "none" else {
        return malformedDeclaration(form, expected: "(prelude none)")
      }
      return .withoutPrelude(form.location)
    default: return nil
    }
  }

  mutating func malformedDeclaration(
    _ form: SExpression, expected: String
  ) -> DeclarationSyntax? {
    report(
      "`\(form.head ?? "")` is malformed", at: form.location, found: form.summary,
      expected: expected)
    return nil
  }

  // MARK: - define

  private mutating func define(
    _ parts: [SExpression], at place: SourceLocation
  ) -> DefinitionSyntax? {
    guard parts.count == 2 || parts.count == 3 else {
      report(
        "`define` is malformed", at: place,
        found: parts.count < 2 ? "no body" : "\(parts.count) parts",
        expected: "(define (f (x type) ...) type e)")
      return nil
    }
    guard let header = header(parts[0], of: "define") else { return nil }
    let result = parts.count == 3 ? type(parts[1]) : nil
    return DefinitionSyntax(
      name: header.name, parameters: header.parameters, result: result,
      body: expression(parts[parts.count - 1]))
  }

  /// The name and parameters of a definition or target.
  mutating func header(
    _ form: SExpression, of head: String
  ) -> (name: SyntaxName, parameters: [AnnotatedName])? {
    guard let items = form.items, let name = items.first?.symbol else {
      report(
        "the head of `\(head)` is malformed", at: form.location, found: form.summary,
        expected: "(name (x type) ...)")
      return nil
    }
    let parameters = items.dropFirst().compactMap { annotatedName($0) }
    rejectRepetition(parameters.map(\.name), in: "the parameters of `\(name)`")
    return (SyntaxName(name, at: items[0].location), parameters)
  }

  /// `x` or `(x type)`.
  mutating func annotatedName(_ form: SExpression) -> AnnotatedName? {
    if form.symbol != nil { return variable(form).map { AnnotatedName(name: $0) } }
    guard let items = form.items, items.count == 2, let name = variable(items[0]) else {
      report(
        "a parameter is malformed", at: form.location, found: form.summary,
        expected: "x or (x type)")
      // The name stays known, so that its uses are no further faults.
      return form.head.map { AnnotatedName(name: SyntaxName($0, at: form.location)) }
    }
    return AnnotatedName(name: name, type: type(items[1]))
  }

  // MARK: - data

  private mutating func data(_ parts: [SExpression], at place: SourceLocation) -> DataSyntax? {
    guard let header = parts.first, header.items != nil || header.symbol != nil,
      header.items != []
    else {
      report(
        "`data` is malformed", at: place, found: parts.first?.summary ?? "nothing",
        expected: "(data name (constructor field ...) ...)")
      return nil
    }
    let names = header.items ?? [header]
    let symbols = names.compactMap { name in
      name.symbol.map { SyntaxName($0, at: name.location) }
    }
    guard symbols.count == names.count else {
      report(
        "the head of `data` is malformed", at: header.location, found: header.summary,
        expected: "name or (name a ...)")
      return nil
    }
    let parameters = Array(symbols.dropFirst())
    for parameter in parameters where !Keywords.looksLikeTypeVariable(parameter.name) {
      report(
        "a type parameter is one letter", at: parameter.location, found: parameter.name,
        expected: "a name such as a")
    }
    rejectRepetition(parameters, in: "the parameters of `\(symbols[0].name)`")
    let constructors = parts.dropFirst().compactMap { constructor($0) }
    if parts.count == 1 {
      report(
        "the data type `\(symbols[0].name)` has no constructors", at: place, found: "none",
        expected: "(constructor field ...)")
    }
    return DataSyntax(name: symbols[0], parameters: parameters, constructors: constructors)
  }

  private mutating func constructor(_ form: SExpression) -> ConstructorSyntax? {
    let items = form.items ?? [form]
    guard let name = items.first?.symbol else {
      report(
        "a constructor is malformed", at: form.location, found: form.summary,
        expected: "(name field ...)")
      return nil
    }
    return ConstructorSyntax(
      name: SyntaxName(name, at: items[0].location), fields: Array(items.dropFirst()))
  }

  // MARK: - theorem

  private mutating func theorem(
    _ parts: [SExpression], at place: SourceLocation
  ) -> TheoremSyntax? {
    guard parts.count == 2, let name = parts[0].symbol else {
      report(
        "`theorem` is malformed", at: place,
        found: "(" + (["theorem"] + parts.map(\.summary)).joined(separator: " ") + ")",
        expected: "(theorem name formula)")
      return nil
    }
    return TheoremSyntax(
      name: SyntaxName(name, at: parts[0].location), formula: formula(parts[1]))
  }

  /// A formula, after any `forall` at its outside.
  mutating func formula(_ form: SExpression) -> FormulaSyntax {
    var annotations: [AnnotatedName] = []
    var form = form
    while form.head == "forall" {
      let parts = form.items ?? []
      guard parts.count == 3, let names = parts[1].items else {
        report(
          "`forall` is malformed", at: form.location, found: form.summary,
          expected: "(forall ((x type) ...) formula)")
        return FormulaSyntax(annotations: [], body: Syntax(.hole, at: form.location))
      }
      annotations += names.compactMap { annotatedName($0) }
      form = parts[2]
    }
    rejectRepetition(annotations.map(\.name), in: "this `forall`")
    return FormulaSyntax(annotations: annotations, body: expression(form))
  }
}
