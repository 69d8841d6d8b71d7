extension Elaborator {
  /// A problem whose target is declared; nil if something is wrong with its parts.
  mutating func problem(_ syntax: ProblemSyntax, at location: SourceLocation) -> Problem? {
    guard let targetSyntax = syntax.target,
      let target = environment.function(named: targetSyntax.name.name)
    else { return nil }
    requireSignature(of: targetSyntax)
    let components = syntax.components.map { callables($0, besides: target) }
    let require = requirements(syntax.require)
    let holdout = syntax.holdout.compactMap { formula($0) }
    let vocabulary =
      syntax.vocabulary.map { callables($0, besides: target) }
      ?? defaultVocabulary(components, require, target)
    let start = syntax.start.compactMap { startProgram($0, targetSyntax, target) }
    return Problem(
      name: syntax.name.name, doc: syntax.doc, environment: environment, target: target,
      components: components, vocabulary: vocabulary, require: require, holdout: holdout,
      settings: syntax.settings, start: start, location: location)
  }

  /// The formulas of `require`; reports test cases that no program can pass together.
  private mutating func requirements(_ formulas: [FormulaSyntax]) -> [Formula] {
    var read: [Formula] = []
    var cases: [Expression: (value: Expression, location: SourceLocation)] = [:]
    for syntax in formulas {
      guard let formula = formula(syntax) else { continue }
      read.append(formula)
      guard formula.isGround, let (call, value) = formula.body.callAndValue else { continue }
      let location = syntax.body.location
      guard let earlier = cases[call] else {
        cases[call] = (value, location)
        continue
      }
      if earlier.value == value { continue }
      func text(_ expression: Expression) -> String {
        Printer.text(of: expression, locals: formula.locals, in: environment)
      }
      report(
        "two test cases give one call different values", at: location,
        found: "\(text(call)) is \(text(value))",
        expected: "\(text(earlier.value)) as at \(earlier.location), or one of the two left out")
    }
    return read
  }

  private mutating func requireSignature(of target: DefinitionSyntax) {
    if target.parameters.isEmpty {
      report(
        "the target has no parameters", at: target.name.location, found: target.name.name,
        expected: "(\(target.name.name) (x type) ...)")
    }
  }

  /// What names stand for, each once, in order; the target itself is left out.
  private mutating func callables(
    _ names: [SyntaxName], besides target: FunctionID
  ) -> [Callable] {
    var found: [Callable] = []
    for name in names {
      guard let callable = callable(name) else { continue }
      if callable != .function(target), !found.contains(callable) { found.append(callable) }
    }
    return found
  }

  private mutating func callable(_ name: SyntaxName) -> Callable? {
    if let function = environment.function(named: name.name) { return .function(function) }
    if let constructor = environment.constructor(named: name.name) {
      return .constructor(constructor)
    }
    if let primitive = Primitive(rawValue: name.name) ?? Keywords.exchanged[name.name] {
      return .primitive(primitive)
    }
    let known =
      environment.visibleFunctions.map { environment[$0].name }
      + Primitive.allCases.map(\.rawValue)
    report(
      "the function `\(name.name)` is not known", at: name.location, found: name.name,
      expected: preludeNote ?? "the name of a function",
      suggestion: nearestName(to: name.name, among: known))
    return nil
  }

  /// The components, and the functions that occur in laws and test cases.
  private func defaultVocabulary(
    _ components: [Callable]?, _ require: [Formula], _ target: FunctionID
  ) -> [Callable] {
    var found =
      components
      ?? environment.visibleFunctions.filter { $0 != target }.map { .function($0) }
    for formula in require {
      formula.body.visit { node in
        if let callable = node.callable, callable != .function(target),
          callable != .primitive(.equal), !found.contains(callable)
        {
          found.append(callable)
        }
      }
    }
    return found
  }

  private mutating func startProgram(
    _ body: Syntax, _ target: DefinitionSyntax, _ id: FunctionID
  ) -> Function? {
    var definition = target
    definition.body = body
    var copy = self
    copy.faults = []
    copy.elaborate([definition], [id])
    faults += copy.faults
    var function = copy.environment[id]
    function.location = body.location
    return function.body == nil ? nil : function
  }
}

extension Expression {
  /// The sides of `(= call value)`, either way round, also of `call` and `(not call)`, where the value
  /// is made of constructors and integers alone.
  fileprivate var callAndValue: (call: Expression, value: Expression)? {
    switch self {
    case .primitive(.equal, _, let sides):
      if sides[1].isValue, !sides[0].isValue { return (sides[0], sides[1]) }
      return sides[0].isValue && !sides[1].isValue ? (sides[1], sides[0]) : nil
    case .primitive(.not, _, let parts): return parts[0].isValue ? nil : (parts[0], .false)
    default: return isValue ? nil : (self, .true)
    }
  }

  private var isValue: Bool {
    switch self {
    case .integer: true
    case .construct(_, _, let parts): parts.allSatisfy(\.isValue)
    default: false
    }
  }

  /// The function or primitive that this node calls or passes by name.
  fileprivate var callable: Callable? {
    switch self {
    case .call(let id, _, _): .function(id)
    case .primitive(let primitive, _, _): .primitive(primitive)
    case .reference(.constructor, _): nil
    case .reference(let callable, _): callable
    default: nil
    }
  }
}
