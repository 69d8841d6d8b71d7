/// Turns the forms of a file into commands, collecting every fault on the way.
///
/// The syntax of SMT-LIB 2.6 and TIP's older one are both read.
struct TIPParser {
  private(set) var commands: [TIPCommand] = []
  private(set) var faults: [Diagnostic] = []

  private static let ignored: Set<String> = [
    "check-sat", "exit", "set-info", "set-logic", "set-option", "get-model", "get-proof",
    "get-unsat-core", "push", "pop", "reset", "echo", "get-info", "get-option",
  ]

  private static let known = [
    "declare-datatype", "declare-datatypes", "declare-sort", "define-sort", "declare-fun",
    "declare-const", "define-fun", "define-fun-rec", "define-funs-rec", "define-const", "prove",
    "assert", "assert-not", "check-sat",
  ]

  mutating func parse(_ form: SExpression) {
    guard let items = form.items, let head = items.first?.symbol else {
      report(
        "this is no command", at: form.location, found: form.summary, expected: "(command ...)")
      return
    }
    if TIPParser.ignored.contains(head) { return }
    let parts = TIPParser.withoutAttributes(Array(items.dropFirst()))
    if let command = command(head, parts, form) { commands.append(command) }
  }

  private mutating func command(
    _ head: String, _ parts: [SExpression], _ form: SExpression
  ) -> TIPCommand? {
    switch head {
    case "declare-datatype": return datatype(parts, form).map { .data([$0]) }
    case "declare-datatypes": return datatypes(parts, form).map { .data($0) }
    case "declare-sort": return sort(parts, form)
    case "define-sort": return alias(parts, form)
    case "declare-fun", "declare-const":
      return function(parts, form, isConstant: head == "declare-const", hasBody: false)
        .map { .declaration($0) }
    case "define-fun", "define-fun-rec", "define-const":
      return function(parts, form, isConstant: head == "define-const", hasBody: true)
        .map { .functions([$0]) }
    case "define-funs-rec": return functions(parts, form).map { .functions($0) }
    case "prove", "assert-not", "assert":
      guard parts.count == 1 else { return malformed(form, "(\(head) formula)") }
      return head == "assert" ? .lemma(parts[0]) : .goal(parts[0])
    default:
      report(
        "the command `\(head)` is not known", at: form.location, found: form.summary,
        suggestion: nearestName(to: head, among: TIPParser.known))
      return nil
    }
  }

  // MARK: - Attributes

  /// Attributes that have a value.
  private static let valued: Set<String> = [":source", ":named", ":note", ":pattern"]

  /// The items without `:keep`, `:source name` and the like.
  ///
  /// The first and the last item stay unless they are attributes beyond doubt: quoted names may
  /// begin with a colon too.
  private static func withoutAttributes(_ items: [SExpression]) -> [SExpression] {
    var kept: [SExpression] = []
    var index = 0
    while index < items.count {
      let name = items[index].symbol ?? ""
      let isKeyword =
        name.count > 1 && name.hasPrefix(":")
        && name.dropFirst().allSatisfy { $0.isLetter || $0 == "-" }
      if isKeyword, index + 1 < items.count || valued.contains(name) {
        index += valued.contains(name) ? 2 : 1
      } else {
        kept.append(items[index])
        index += 1
      }
    }
    return kept
  }

  // MARK: - Parts

  mutating func report(
    _ message: String, at location: SourceLocation, found: String? = nil, expected: String? = nil,
    suggestion: String? = nil
  ) {
    faults.append(
      Diagnostic(
        location: location, message: message, found: found, expected: expected,
        suggestion: suggestion))
  }

  func isReported(since count: Int) -> Bool { faults.count > count }

  mutating func malformed<Value>(_ form: SExpression, _ expected: String) -> Value? {
    report(
      "`\(form.head ?? "")` is malformed", at: form.location, found: form.summary,
      expected: expected)
    return nil
  }

  mutating func name(_ form: SExpression) -> SyntaxName? {
    guard let name = form.symbol else {
      report("this is no name", at: form.location, found: form.summary, expected: "a name")
      return nil
    }
    return SyntaxName(name, at: form.location)
  }

  /// Names that are different from each other.
  mutating func names(_ form: SExpression) -> [SyntaxName]? {
    guard let items = form.items else {
      report("names are expected", at: form.location, found: form.summary, expected: "(a ...)")
      return nil
    }
    var names: [SyntaxName] = []
    for item in items {
      guard let name = name(item) else { return nil }
      if names.contains(name) {
        report(
          "`\(name.name)` stands twice here", at: item.location, found: name.name,
          expected: "another name")
        return nil
      }
      names.append(name)
    }
    return names
  }

  /// `(par (a ...) inner)`, or a form without type parameters.
  mutating func par(_ form: SExpression) -> (parameters: [SyntaxName], inner: SExpression)? {
    guard form.head == "par" else { return ([], form) }
    guard let items = form.items, items.count == 3 else {
      return malformed(form, "(par (a ...) ...)")
    }
    return names(items[1]).map { ($0, items[2]) }
  }

  /// `(x sort)`.
  mutating func variable(_ form: SExpression) -> TIPVariable? {
    guard let items = form.items, items.count == 2 else {
      report(
        "a name with its sort is expected", at: form.location, found: form.summary,
        expected: "(x sort)")
      return nil
    }
    return name(items[0]).map { TIPVariable(name: $0, sort: items[1]) }
  }

  /// `((x sort) ...)`, with names that are different from each other.
  mutating func variables(_ form: SExpression) -> [TIPVariable]? {
    guard let items = form.items else {
      report(
        "names with their sorts are expected", at: form.location, found: form.summary,
        expected: "((x sort) ...)")
      return nil
    }
    var seen: Set<String> = []
    var variables: [TIPVariable] = []
    for item in items {
      guard let variable = variable(item) else { return nil }
      if !seen.insert(variable.name.name).inserted {
        report(
          "`\(variable.name.name)` is bound twice here", at: item.location,
          found: variable.name.name, expected: "another name")
        return nil
      }
      variables.append(variable)
    }
    return variables
  }
}
