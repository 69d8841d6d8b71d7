extension SyntaxParser {
  mutating func match(_ parts: [SExpression], at place: SourceLocation) -> Syntax {
    guard let subject = parts.first, parts.count >= 2 else {
      return malformed("match", at: place, found: parts, expected: "(match e (pattern e) ...)")
    }
    let subjectSyntax = expression(subject)
    var cases: [MatchCase] = []
    var isComplete = true
    for part in parts.dropFirst() {
      guard let pair = part.items, pair.count == 2 else {
        report(
          "a case of `match` is malformed", at: part.location, found: part.summary,
          expected: "(pattern e)")
        isComplete = false
        continue
      }
      let pattern = pattern(pair[0])
      cases.append(MatchCase(pattern: pattern, body: expression(pair[1])))
    }
    if !isComplete {
      // What the malformed cases were to match is not missing.
      cases.append(
        MatchCase(pattern: Pattern(.wildcard, at: place), body: Syntax(.hole, at: place)))
    }
    return Syntax(.match(subjectSyntax, cases), at: place)
  }

  private mutating func pattern(_ form: SExpression) -> Pattern {
    switch form.form {
    case .symbol("_"): return Pattern(.wildcard, at: form.location)
    case .symbol(let name):
      if Keywords.isReservedForVariables(name), !["true", "false"].contains(name) {
        report(
          "`\(name)` is built in and cannot be a variable", at: form.location, found: name,
          expected: "another name")
      }
      return Pattern(.name(name), at: form.location)
    case .list(let items):
      guard let head = items.first?.symbol else { return malformedPattern(form) }
      return Pattern(
        .constructor(head, items.dropFirst().map { pattern($0) }), at: form.location)
    case .integer, .string, .quote: return malformedPattern(form)
    }
  }

  private mutating func malformedPattern(_ form: SExpression) -> Pattern {
    report(
      "this is no pattern", at: form.location, found: form.summary,
      expected: "_, a name or (constructor pattern ...)")
    return Pattern(.wildcard, at: form.location)
  }

  // MARK: - Types

  mutating func type(_ form: SExpression) -> TypeSyntax? {
    switch form.form {
    case .symbol(let name): return TypeSyntax(.name(name), at: form.location)
    case .list(let items):
      guard let head = items.first?.symbol, items.count >= 2 else { return malformedType(form) }
      var types: [TypeSyntax] = []
      for item in items.dropFirst() {
        guard let type = type(item) else { return nil }
        types.append(type)
      }
      if head == "->" {
        guard let result = types.popLast(), !types.isEmpty else { return malformedType(form) }
        return TypeSyntax(.function(types, result), at: form.location)
      }
      return TypeSyntax(.application(head, types), at: form.location)
    case .integer, .string, .quote: return malformedType(form)
    }
  }

  private mutating func malformedType(_ form: SExpression) -> TypeSyntax? {
    report(
      "this is no type", at: form.location, found: form.summary,
      expected: "a name, (name type ...) or (-> type ... type)")
    return nil
  }
}
