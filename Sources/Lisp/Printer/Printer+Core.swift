import Determinism

extension Printer {
  /// A function as a definition; without a body, as a target.
  public static func text(of function: Function, in environment: Environment) -> String {
    text(of: syntax(of: function, in: environment))
  }

  /// A function as a definition that gives the same function when it is read in the environment; nil
  /// where nothing in a definition tells some type, as in a `match` on a bare `nil`.
  public static func faithfulText(of function: Function, in environment: Environment) -> String? {
    guard function.body != nil else { return text(of: function, in: environment) }
    let syntax: DefinitionSyntax? = onSufficientStack(function.body) {
      let short = definition(function, in: environment, .short)
      if reads(short, as: function, in: environment) { return short }
      let exact = definition(function, in: environment, .exact)
      return reads(exact, as: function, in: environment) ? exact : nil
    }
    return syntax.map { text(of: $0) }
  }

  /// A function with all types written; reading it gives the same function.
  public static func syntax(
    of function: Function, in environment: Environment
  ) -> DefinitionSyntax {
    onSufficientStack(function.body) {
      let short = definition(function, in: environment, .short)
      if function.body == nil { return short }
      return reads(short, as: function, in: environment)
        ? short : definition(function, in: environment, .exact)
    }
  }

  /// A formula, with a `forall` where inference would not find its types.
  public static func text(of formula: Formula, in environment: Environment) -> String {
    text(of: syntax(of: formula, in: environment))
  }

  /// A formula; reading it gives the same formula but for the names of variables.
  public static func syntax(of formula: Formula, in environment: Environment) -> FormulaSyntax {
    onSufficientStack(formula.body) {
      let wanted = formula.canonical
      func isRead(_ syntax: FormulaSyntax) -> Bool {
        var elaborator = Elaborator(environment: environment)
        guard let read = elaborator.formula(syntax) else { return false }
        return read.canonical == wanted
      }
      let short = self.formula(formula, in: environment, .short, annotated: false)
      if isRead(short) { return short }
      let annotated = self.formula(formula, in: environment, .short, annotated: true)
      if isRead(annotated) { return annotated }
      return self.formula(formula, in: environment, .exact, annotated: true)
    }
  }

  /// A core expression over named variables, for people.
  public static func text(
    of expression: Expression, locals: [Local], in environment: Environment
  ) -> String {
    onSufficientStack(expression) {
      let core = CoreSyntax(environment, locals, expression, .short)
      let (_, scope) = core.bind(expression.freeSlots, in: expression, [:])
      return text(of: core.syntax(expression, scope))
    }
  }

  // MARK: - Parts

  static func definition(
    _ function: Function, in environment: Environment, _ literals: CoreSyntax.Literals
  ) -> DefinitionSyntax {
    let body = function.body ?? .undefined(function.result)
    let core = CoreSyntax(environment, function.locals, body, literals)
    var taken = Set(environment.constructors.map(\.name))
    for id in environment.functions(in: body) { taken.insert(environment[id].name) }
    taken.insert(function.name)
    var scope: CoreSyntax.Scope = [:]
    var parameters: [AnnotatedName] = []
    for slot in 0..<function.parameterCount {
      let name = CoreSyntax.name(for: function.locals[slot], avoiding: taken)
      taken.insert(name)
      scope[slot] = name
      parameters.append(
        AnnotatedName(name: SyntaxName(name), type: syntax(of: function.locals[slot].type)))
    }
    return DefinitionSyntax(
      name: SyntaxName(function.name), parameters: parameters, result: syntax(of: function.result),
      body: function.body.map { core.syntax($0, scope) })
  }

  static func formula(
    _ formula: Formula, in environment: Environment, _ literals: CoreSyntax.Literals,
    annotated: Bool
  ) -> FormulaSyntax {
    let core = CoreSyntax(environment, formula.locals, formula.body, literals)
    var taken = Set(environment.constructors.map(\.name) + environment.functions.map(\.name))
    var scope: CoreSyntax.Scope = [:]
    var annotations: [AnnotatedName] = []
    for slot in 0..<formula.variableCount {
      let name = CoreSyntax.name(for: formula.locals[slot], avoiding: taken)
      taken.insert(name)
      scope[slot] = name
      annotations.append(
        AnnotatedName(name: SyntaxName(name), type: syntax(of: formula.locals[slot].type)))
    }
    return FormulaSyntax(
      annotations: annotated ? annotations : [], body: core.syntax(formula.body, scope))
  }

  private static func reads(
    _ syntax: DefinitionSyntax, as function: Function, in environment: Environment
  ) -> Bool {
    var elaborator = Elaborator(environment: environment)
    let ids = elaborator.define([syntax], replacing: true)
    guard !ids.isEmpty, elaborator.faults.allSatisfy({ $0.severity != .error }) else {
      return false
    }
    return elaborator.environment[ids[0]].isSame(as: function)
  }

  /// Deep expressions are walked on a stack of their own.
  static func onSufficientStack<Result: Sendable>(
    _ expression: Expression?, _ body: @Sendable () -> Result
  ) -> Result {
    (expression?.nesting.path ?? 0) < 200 ? body() : withLargeStack(body)
  }
}
