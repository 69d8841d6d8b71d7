/// Definitions as people wrote them, with what inference found out about literals.
public struct SyntaxProgram: Sendable {
  /// Constructors and selectors; the bodies of definitions there are not looked at.
  var environment: Environment
  /// By the name that the environment has for them.
  var definitions: [String: DefinitionSyntax] = [:]
  var resolution: Resolution

  init(environment: Environment, definitions: [DefinitionSyntax], resolution: Resolution) {
    self.environment = environment
    self.resolution = resolution
    // Later definitions hide earlier ones.
    for definition in definitions { self.definitions[definition.name.name] = definition }
  }
}
