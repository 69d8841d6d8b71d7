extension SyntaxParser {
  static let problemHeads = [
    "doc", "include", "target", "components", "vocabulary", "require", "holdout", "settings",
    "start", "data", "define", "prelude",
  ]

  /// A problem and the declarations inside it; nil if it has no name.
  mutating func problem(
    _ form: SExpression
  ) -> (problem: ProblemSyntax, declarations: [DeclarationSyntax])? {
    guard let items = form.items, items.count >= 2, let name = items[1].symbol else {
      report(
        "`problem` is malformed", at: form.location, found: form.summary,
        expected: "(problem name item ...)")
      return nil
    }
    var problem = ProblemSyntax(name: SyntaxName(name, at: items[1].location))
    var declarations: [DeclarationSyntax] = []
    var seen: Set<String> = []
    for item in items.dropFirst(2) {
      read(item, into: &problem, &declarations, seen: &seen)
    }
    for needed in ["target", "require"] where !seen.contains(needed) {
      report(
        "the problem `\(name)` has no `\(needed)`", at: form.location, found: "none",
        expected: needed == "target" ? "(target (f (x type) ...) type)" : "(require formula ...)")
    }
    return (problem, declarations)
  }

  private mutating func read(
    _ item: SExpression, into problem: inout ProblemSyntax,
    _ declarations: inout [DeclarationSyntax], seen: inout Set<String>
  ) {
    guard let head = item.head, SyntaxParser.problemHeads.contains(head) else {
      let meant = item.head.flatMap { nearestName(to: $0, among: SyntaxParser.problemHeads) }
      report(
        "this cannot stand in a problem", at: item.location, found: item.summary,
        expected: SyntaxParser.problemHeads.joined(separator: ", "), suggestion: meant)
      if let meant { seen.insert(meant) }
      return
    }
    let repeatable = ["include", "data", "define", "prelude", "settings", "start"]
    if !seen.insert(head).inserted, !repeatable.contains(head) {
      report(
        "`\(head)` stands twice in this problem", at: item.location, found: item.summary,
        expected: "one `\(head)`")
    }
    let parts = Array((item.items ?? []).dropFirst())
    switch head {
    case "doc": problem.doc = doc(parts, at: item.location)
    case "target": problem.target = target(parts, at: item.location)
    case "components": problem.components = names(parts)
    case "vocabulary": problem.vocabulary = names(parts)
    case "require": problem.require += parts.map { formula($0) }
    case "holdout": problem.holdout += parts.map { formula($0) }
    case "settings": problem.settings += parts.compactMap { setting($0) }
    case "start": problem.start += parts.map { startProgram($0) }
    default:
      if let declaration = declaration(item) { declarations.append(declaration) }
    }
  }

  private mutating func doc(_ parts: [SExpression], at place: SourceLocation) -> String? {
    guard parts.count == 1, case .string(let text) = parts[0].form else {
      report("`doc` is malformed", at: place, expected: "(doc \"...\")")
      return nil
    }
    return text
  }

  private mutating func target(
    _ parts: [SExpression], at place: SourceLocation
  ) -> DefinitionSyntax? {
    guard parts.count == 2, let header = header(parts[0], of: "target") else {
      if parts.count != 2 {
        report(
          "`target` is malformed", at: place, found: "\(parts.count) parts",
          expected: "(target (f (x type) ...) type)")
      }
      return nil
    }
    for parameter in header.parameters where parameter.type == nil {
      report(
        "a parameter of the target needs a type", at: parameter.name.location,
        found: parameter.name.name, expected: "(\(parameter.name.name) type)")
    }
    return DefinitionSyntax(
      name: header.name, parameters: header.parameters, result: type(parts[1]), body: nil)
  }

  private mutating func names(_ parts: [SExpression]) -> [SyntaxName] {
    parts.compactMap { part in
      guard let name = part.symbol else {
        report("this is no name", at: part.location, found: part.summary, expected: "a name")
        return nil
      }
      return SyntaxName(name, at: part.location)
    }
  }

  private mutating func setting(_ form: SExpression) -> Setting? {
    guard let items = form.items, items.count == 2, let key = items[0].symbol else {
      report(
        "a setting is malformed", at: form.location, found: form.summary, expected: "(key value)")
      return nil
    }
    let value: String
    switch items[1].form {
    case .symbol(let name): value = name
    case .integer(let number): value = String(number)
    case .string(let text): value = text
    case .list, .quote:
      report(
        "the value of a setting is malformed", at: items[1].location, found: items[1].summary,
        expected: "a word, a number or a string")
      return nil
    }
    return Setting(key: key, value: value, location: form.location)
  }

  private mutating func startProgram(_ form: SExpression) -> Syntax {
    allowsHoles = true
    defer { allowsHoles = false }
    return expression(form)
  }
}
