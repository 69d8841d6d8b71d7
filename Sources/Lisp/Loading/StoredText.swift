import Determinism

/// Reads a formula, such as a question or a stored statement, in an environment.
///
/// - Throws: ``Diagnostics`` with every fault that was found.
public func elaborateFormula(
  text: String, in environment: Environment, file: String = "<formula>"
) throws(Diagnostics) -> Formula {
  try elaborateFormulaWithWarnings(text: text, in: environment, file: file).formula
}

/// Reads a formula in an environment, and says what is odd about it.
///
/// - Throws: ``Diagnostics`` with every fault that was found.
public func elaborateFormulaWithWarnings(
  text: String, in environment: Environment, file: String = "<formula>"
) throws(Diagnostics) -> (formula: Formula, warnings: [Diagnostic]) {
  let result = elaborate(text, file, in: environment) { elaborator, parser, forms in
    guard forms.count == 1 else {
      elaborator.report(
        "one formula is expected",
        at: SourceLocation(file: file, line: 1, column: 1, offset: 0),
        found: "\(forms.count) expressions")
      return Formula?.none
    }
    let syntax = parser.formula(forms[0])
    return parser.faults.isEmpty ? elaborator.formula(syntax) : nil
  }
  let (formula, warnings) = try result.get()
  return (formula, warnings)
}

/// Reads definitions, such as a stored program, in an environment.
///
/// A definition of a function that is there takes its place, so that a target gets its body; others
/// are added. Returns the new environment and the rows of the definitions, in order.
///
/// - Throws: ``Diagnostics`` with every fault that was found.
public func elaborateFunctions(
  text: String, in environment: Environment, file: String = "<program>"
) throws(Diagnostics) -> (environment: Environment, functions: [FunctionID]) {
  let result = elaborate(text, file, in: environment) { elaborator, parser, forms in
    let definitions = forms.compactMap { form in
      if case .define(let definition)? = parser.declaration(form) { return definition }
      parser.report(
        "only definitions stand here", at: form.location, found: form.summary,
        expected: "(define ...)")
      return DefinitionSyntax?.none
    }
    guard parser.faults.isEmpty, elaborator.areDistinct(definitions) else {
      return (environment: Environment, functions: [FunctionID])?.none
    }
    let ids = elaborator.define(definitions, replacing: true)
    return (elaborator.environment, ids)
  }
  return try result.get().value
}

extension Elaborator {
  /// Whether all names are new to each other and not built in; reports those that are not.
  fileprivate mutating func areDistinct(_ definitions: [DefinitionSyntax]) -> Bool {
    var names = DeclaredNames(constructedTypes: [])
    names.collect(
      definitions.map { .init(declaration: .define($0), isOwn: true) }, target: nil)
    faults += names.faults
    for definition in definitions {
      let name = definition.name
      if environment.constructor(named: name.name) != nil {
        report(
          "`\(name.name)` is a constructor", at: name.location, found: name.name,
          expected: "another name")
      }
    }
    return !faults.contains { $0.severity == .error }
  }
}

private typealias Elaborated<Value> = Result<(value: Value, warnings: [Diagnostic]), Diagnostics>

/// Reads a text and elaborates its forms, on a large stack unless the text is short.
private func elaborate<Value: Sendable>(
  _ text: String, _ file: String, in environment: Environment,
  _ body: @Sendable (inout Elaborator, inout SyntaxParser, [SExpression]) -> Value?
) -> Elaborated<Value> {
  @Sendable func run() -> Elaborated<Value> {
    let source = SourceText(file: file, text: text)
    let (forms, readingFaults) = Reader.read(source)
    let log = DiagnosticLog(source)
    guard readingFaults.isEmpty else { return .failure(log.finished(readingFaults)) }
    var elaborator = Elaborator(environment: environment)
    var parser = SyntaxParser()
    let value = body(&elaborator, &parser, forms)
    let all = log.finished(parser.faults + elaborator.faults)
    guard let value, !all.hasErrors else { return .failure(all) }
    return .success((value, all.list))
  }
  return text.utf8.count < 1_000 ? run() : withLargeStack(run)
}
