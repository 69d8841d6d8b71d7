/// An expression whose names are resolved and whose types are under inference.
///
/// Variables have numbers that are unique in a definition; patterns are still nested.
indirect enum Typed: Sendable {
  case variable(Int)
  case literal(Int64, InferredType, SourceLocation)
  case call(FunctionID, [InferredType], [Typed])
  case construct(ConstructorID, [InferredType], [Typed])
  case primitive(Primitive, [InferredType], [Typed])
  case match(Typed, InferredType, [TypedCase], SourceLocation)
  case bind([(variable: Int, expression: Typed)], Typed)
  case lambda([Int], Typed)
  case apply(Typed, [Typed])
  case reference(Callable, [InferredType])
  case undefined(InferredType)
}

/// One case of a `match`.
struct TypedCase: Sendable {
  var pattern: TypedPattern
  var body: Typed
  var location: SourceLocation
}

indirect enum TypedPattern: Sendable {
  case wildcard
  case variable(Int)
  case constructor(ConstructorID, [TypedPattern])
}

/// What elaboration learned about places of the syntax that evaluating it by name needs.
struct Resolution: Sendable {
  /// Integer literals that denote natural numbers.
  var naturals: Set<SourceLocation> = []
  /// Patterns of cases that are never reached.
  var unreachable: Set<SourceLocation> = []
}
