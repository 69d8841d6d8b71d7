/// Turns written types into types, collecting faults.
struct TypeResolver {
  let environment: Environment
  /// The type variables that may occur; nil if every one may.
  var variables: [String]?
  var preludeNote: String?
  var faults: [Diagnostic] = []

  init(_ environment: Environment, variables: [String]? = nil, preludeNote: String? = nil) {
    self.environment = environment
    self.variables = variables
    self.preludeNote = preludeNote
  }

  /// The type; nil if something is wrong with it, which is then reported.
  mutating func resolve(_ syntax: TypeSyntax) -> Type? {
    switch syntax.form {
    case .name(let name): return named(name, [], at: syntax.location)
    case .application(let name, let arguments):
      return named(name, arguments, at: syntax.location)
    case .function(let parameters, let result):
      let types = resolve(parameters)
      guard let result = resolve(result), let types else { return nil }
      return .function(types, result)
    }
  }

  private mutating func resolve(_ syntax: [TypeSyntax]) -> [Type]? {
    var types: [Type] = []
    for item in syntax {
      if let type = resolve(item) { types.append(type) }
    }
    return types.count == syntax.count ? types : nil
  }

  private mutating func named(
    _ name: String, _ arguments: [TypeSyntax], at location: SourceLocation
  ) -> Type? {
    let types = resolve(arguments)
    if name == "int" || name == "bool" {
      guard arguments.isEmpty else {
        return wrongArity(name, 0, arguments.count, at: location)
      }
      return name == "int" ? .int : .bool
    }
    if let id = environment.dataType(named: name) {
      let count = environment[id].typeParameters.count
      guard arguments.count == count else {
        return wrongArity(name, count, arguments.count, at: location)
      }
      return types.map { .data(name, $0) }
    }
    if arguments.isEmpty, Keywords.looksLikeTypeVariable(name) {
      if variables?.contains(name) ?? true { return .variable(name) }
      report(
        "the type variable `\(name)` is no parameter of this data type", at: location,
        found: name, expected: variables.map { $0.joined(separator: ", ") })
      return nil
    }
    let known = environment.dataTypes.map(\.name) + ["int"]
    report(
      "the type `\(name)` is not known", at: location, found: name, expected: preludeNote,
      suggestion: nearestName(to: name, among: known))
    return nil
  }

  private mutating func wrongArity(
    _ name: String, _ expected: Int, _ found: Int, at location: SourceLocation
  ) -> Type? {
    let shape = (0..<expected).map { TypeVariableNames.name($0) }
    report(
      "the type `\(name)` takes \(expected == 1 ? "1 argument" : "\(expected) arguments")",
      at: location, found: found == 1 ? "1 argument" : "\(found) arguments",
      expected: expected == 0 ? name : "(" + ([name] + shape).joined(separator: " ") + ")")
    return nil
  }

  mutating func report(
    _ message: String, at location: SourceLocation, found: String?, expected: String? = nil,
    suggestion: String? = nil
  ) {
    faults.append(
      Diagnostic(
        location: location, message: message, found: found, expected: expected,
        suggestion: suggestion))
  }
}
