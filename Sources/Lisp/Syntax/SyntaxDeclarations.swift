/// A variable with the type that was written for it, if one was.
public struct AnnotatedName: Sendable, Hashable {
  public var name: SyntaxName
  public var type: TypeSyntax?

  public init(name: SyntaxName, type: TypeSyntax? = nil) {
    self.name = name
    self.type = type
  }
}

/// `(define (f x ...) r e)`; a target is one without a body.
public struct DefinitionSyntax: Sendable, Hashable {
  public var name: SyntaxName
  public var parameters: [AnnotatedName]
  public var result: TypeSyntax?
  public var body: Syntax?

  public init(
    name: SyntaxName, parameters: [AnnotatedName], result: TypeSyntax?, body: Syntax?
  ) {
    self.name = name
    self.parameters = parameters
    self.result = result
    self.body = body
  }
}

/// `(data (t a ...) (c field ...) ...)`.
public struct DataSyntax: Sendable, Hashable {
  public var name: SyntaxName
  public var parameters: [SyntaxName]
  public var constructors: [ConstructorSyntax]
}

/// A constructor; whether a field `(n t)` has a selector is known once all types are.
public struct ConstructorSyntax: Sendable, Hashable {
  public var name: SyntaxName
  public var fields: [SExpression]
}

/// A formula with the types that an outer `forall` gives.
public struct FormulaSyntax: Sendable, Hashable {
  public var annotations: [AnnotatedName]
  public var body: Syntax
}

/// `(theorem name formula)`.
public struct TheoremSyntax: Sendable, Hashable {
  public var name: SyntaxName
  public var formula: FormulaSyntax
}

/// A top-level form, or one inside of `problem`, that may stand in both places.
public enum DeclarationSyntax: Sendable, Hashable {
  case data(DataSyntax)
  case define(DefinitionSyntax)
  case theorem(TheoremSyntax)
  case include(SyntaxName)
  case withoutPrelude(SourceLocation)
}

/// `(problem name item ...)`; declarations inside stand with those of its file.
struct ProblemSyntax: Sendable {
  var name: SyntaxName
  var doc: String?
  var target: DefinitionSyntax?
  var components: [SyntaxName]?
  var vocabulary: [SyntaxName]?
  var require: [FormulaSyntax] = []
  var holdout: [FormulaSyntax] = []
  var settings: [Setting] = []
  var start: [Syntax] = []
}
