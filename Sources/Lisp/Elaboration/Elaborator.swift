/// What elaboration carries from declaration to declaration.
struct Elaborator {
  var environment: Environment
  var faults: [Diagnostic] = []
  var resolution = Resolution()
  /// What to say about unknown names where the prelude is left out.
  var preludeNote: String?

  init(environment: Environment) { self.environment = environment }

  mutating func report(
    _ message: String, at location: SourceLocation, found: String? = nil, expected: String? = nil,
    suggestion: String? = nil
  ) {
    faults.append(
      Diagnostic(
        location: location, message: message, found: found, expected: expected,
        suggestion: suggestion))
  }

  mutating func makeInference() -> Inference {
    var inference = Inference(environment: environment)
    inference.preludeNote = preludeNote
    return inference
  }

  mutating func take(_ lowering: Lowering) {
    faults += lowering.faults
    resolution.naturals.formUnion(lowering.resolution.naturals)
    resolution.unreachable.formUnion(lowering.resolution.unreachable)
  }

  mutating func resolve(_ type: TypeSyntax, variables: [String]? = nil) -> Type? {
    var resolver = TypeResolver(environment, variables: variables, preludeNote: preludeNote)
    let resolved = resolver.resolve(type)
    faults += resolver.faults
    return resolved
  }
}
