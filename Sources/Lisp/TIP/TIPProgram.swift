/// What the names of a file stand for.
struct TIPProgram: Sendable {
  enum Entity: Sendable {
    /// The type variables of its type parameters, in the order in which they were written.
    case callable(Callable, typeParameters: [String])
    /// What is declared only, as a variable of each goal.
    case variable(Type)
    /// What has no counterpart, and why.
    case unsupported(String)
  }

  var environment = Environment()
  var sorts = TIPSorts()
  /// By the name in the file.
  var entities: [String: Entity] = [:]
  /// Why functions have no body.
  var reasons: [FunctionID: String] = [:]
  /// The names of functions in the file, where they have others in the environment.
  var originalNames: [FunctionID: String] = [:]
  /// Names that are declared only and that definitions use.
  var declaredNamesInDefinitions: Set<String> = []
  /// The type parameters of functions that stand for `Int`, because values are compared by `<=`.
  ///
  /// Published files are translated from languages in which `<=` compares values of other types too.
  var integerParameters: [String: Set<String>] = [:]
  /// Those that were found while bodies were read; everything is to be read again with them.
  var newIntegerParameters: [String: Set<String>] = [:]
  /// Whether such type parameters may be found.
  var findsIntegerParameters = true
  var faults: [Diagnostic] = []

  /// The name that people gave to a function.
  func name(of id: FunctionID) -> String { originalNames[id] ?? environment[id].name }

  mutating func report(
    _ message: String, at location: SourceLocation, found: String? = nil, expected: String? = nil
  ) {
    faults.append(
      Diagnostic(location: location, message: message, found: found, expected: expected))
  }
}
