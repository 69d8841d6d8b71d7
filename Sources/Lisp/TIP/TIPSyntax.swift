/// One command of a file; sorts and terms are still as they were read.
enum TIPCommand: Sendable {
  /// `declare-sort`.
  case sort(SyntaxName, arity: Int64)
  /// `define-sort`.
  case alias(TIPAlias)
  case data([TIPData])
  /// With bodies; functions of one command may mention each other, as all functions may.
  case functions([TIPFunction])
  /// `declare-fun` and `declare-const`.
  case declaration(TIPFunction)
  case goal(SExpression)
  case lemma(SExpression)
}

/// `(define-sort name (parameter ...) sort)`.
struct TIPAlias: Sendable {
  var name: SyntaxName
  var parameters: [SyntaxName]
  var sort: SExpression
}

/// A data type.
struct TIPData: Sendable {
  var name: SyntaxName
  var parameters: [SyntaxName]
  var constructors: [TIPConstructor]
}

/// A constructor with the selector and the sort of each field.
struct TIPConstructor: Sendable {
  var name: SyntaxName
  var fields: [TIPVariable]
}

/// A name with its sort.
struct TIPVariable: Sendable {
  var name: SyntaxName
  var sort: SExpression
}

/// A function; one that is declared only has no body.
struct TIPFunction: Sendable {
  var name: SyntaxName
  var typeParameters: [SyntaxName]
  var parameters: [TIPVariable]
  var result: SExpression
  var body: SExpression?
}
