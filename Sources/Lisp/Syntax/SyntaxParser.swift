/// Turns S-expressions into syntax, collecting every fault on the way.
///
/// What is wrong becomes a hole, about which no further fault is reported.
struct SyntaxParser {
  var faults: [Diagnostic] = []
  /// Whether `?` is a hole rather than a name.
  var allowsHoles = false

  mutating func report(
    _ message: String, at location: SourceLocation, found: String? = nil, expected: String? = nil,
    suggestion: String? = nil
  ) {
    faults.append(
      Diagnostic(
        location: location, message: message, found: found, expected: expected,
        suggestion: suggestion))
  }

  // MARK: - Expressions

  mutating func expression(_ form: SExpression) -> Syntax {
    let place = form.location
    switch form.form {
    case .symbol("?") where allowsHoles: return Syntax(.hole, at: place)
    case .symbol("_"):
      report("`_` matches anything but has no value", at: place, found: "_", expected: "a name")
      return Syntax(.hole, at: place)
    case .symbol(let name): return Syntax(.symbol(name), at: place)
    case .integer(let value): return Syntax(.integer(value), at: place)
    case .string:
      report(
        "strings occur in `doc` only", at: place, found: "a string", expected: "an expression")
      return Syntax(.hole, at: place)
    case .quote(let datum): return quoted(datum, at: place)
    case .list(let items): return list(items, at: place)
    }
  }

  private mutating func list(_ items: [SExpression], at place: SourceLocation) -> Syntax {
    guard let first = items.first else {
      report("an empty list is no expression", at: place, found: "()", expected: "nil or '()")
      return Syntax(.hole, at: place)
    }
    let rest = Array(items.dropFirst())
    switch first.symbol {
    case "match": return match(rest, at: place)
    case "if": return conditional(rest, at: place)
    case "let": return binding(rest, at: place)
    case "lambda": return lambda(rest, at: place)
    case "list": return Syntax(.list(rest.map { expression($0) }), at: place)
    default:
      return Syntax(.application(expression(first), rest.map { expression($0) }), at: place)
    }
  }

  private mutating func conditional(_ parts: [SExpression], at place: SourceLocation) -> Syntax {
    guard parts.count == 3 else {
      return malformed("if", at: place, found: parts, expected: "(if condition then else)")
    }
    return Syntax(
      .conditional(expression(parts[0]), expression(parts[1]), expression(parts[2])), at: place)
  }

  private mutating func binding(_ parts: [SExpression], at place: SourceLocation) -> Syntax {
    guard parts.count == 2, let items = parts[0].items else {
      return malformed("let", at: place, found: parts, expected: "(let ((x e) ...) e)")
    }
    if let first = items.first, items.allSatisfy({ $0.items == nil }) {
      return malformed(
        "let", at: first.location, found: parts, expected: "(let ((x e) ...) e)")
    }
    var bindings: [SyntaxBinding] = []
    for item in items {
      if let pair = item.items, pair.count == 2, let name = variable(pair[0]) {
        bindings.append(SyntaxBinding(name: name, expression: expression(pair[1])))
        continue
      }
      report(
        "a binding of `let` is malformed", at: item.location, found: item.summary,
        expected: "(x e)")
      // The name stays known, so that its uses are no further faults.
      if let name = item.symbol ?? item.head {
        let hole = Syntax(.hole, at: item.location)
        bindings.append(
          SyntaxBinding(name: SyntaxName(name, at: item.location), expression: hole))
      }
    }
    rejectRepetition(bindings.map(\.name), in: "this `let`")
    return Syntax(.bind(bindings, expression(parts[1])), at: place)
  }

  private mutating func lambda(_ parts: [SExpression], at place: SourceLocation) -> Syntax {
    guard parts.count == 2, let items = parts[0].items, !items.isEmpty else {
      return malformed("lambda", at: place, found: parts, expected: "(lambda (x ...) e)")
    }
    var names: [SyntaxName] = []
    for item in items {
      guard let name = variable(item) else {
        report(
          "a parameter of `lambda` is malformed", at: item.location, found: item.summary,
          expected: "a name")
        continue
      }
      names.append(name)
    }
    rejectRepetition(names, in: "this `lambda`")
    return Syntax(.lambda(names, expression(parts[1])), at: place)
  }

  /// A symbol as the name of a variable; nil if it is no symbol.
  mutating func variable(_ form: SExpression) -> SyntaxName? {
    guard let name = form.symbol else { return nil }
    if Keywords.isReservedForVariables(name) {
      report(
        "`\(name)` is built in and cannot be a variable", at: form.location, found: name,
        expected: "another name")
    }
    return SyntaxName(name, at: form.location)
  }

  mutating func rejectRepetition(_ names: [SyntaxName], in place: String) {
    var seen: Set<String> = []
    for name in names where !name.isWildcard && !seen.insert(name.name).inserted {
      report(
        "`\(name.name)` is bound twice in \(place)", at: name.location, found: name.name,
        expected: "another name")
    }
  }

  mutating func malformed(
    _ head: String, at place: SourceLocation, found parts: [SExpression], expected: String
  ) -> Syntax {
    report(
      "`\(head)` is malformed", at: place,
      found: "(" + ([head] + parts.map(\.summary)).joined(separator: " ") + ")",
      expected: expected)
    return Syntax(.hole, at: place)
  }

  // MARK: - Literal lists

  private mutating func quoted(_ datum: SExpression, at place: SourceLocation) -> Syntax {
    guard let items = datum.items else {
      report(
        "only lists are quoted", at: place, found: datum.summary, expected: "a list, as '(1 2 3)")
      return Syntax(.hole, at: place)
    }
    return Syntax(.quoted(items.compactMap { self.datum($0) }), at: place)
  }

  private mutating func datum(_ form: SExpression) -> QuotedDatum? {
    switch form.form {
    case .integer(let value): return QuotedDatum(.integer(value), at: form.location)
    case .symbol(let name): return QuotedDatum(.symbol(name), at: form.location)
    case .list(let items):
      return QuotedDatum(.list(items.compactMap { datum($0) }), at: form.location)
    case .string, .quote:
      report(
        "this cannot stand in a literal list", at: form.location, found: form.summary,
        expected: "an integer, a list or the name of a constructor")
      return nil
    }
  }
}
