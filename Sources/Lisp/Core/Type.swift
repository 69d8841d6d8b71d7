/// A type of the language.
///
/// A data type is named by ``DataType/name``, which is unique in its environment.
/// `bool` is written `.bool`, never `.data("bool", [])`.
public indirect enum Type: Hashable, Sendable, Codable {
  case bool
  case int
  case variable(String)
  case data(String, [Type])
  case function([Type], Type)
}

extension Type {
  /// The type with types put for its variables, at once; variables that are not listed stay.
  public func substituting(_ types: [String: Type]) -> Type {
    switch self {
    case .bool, .int: return self
    case .variable(let name): return types[name] ?? self
    case .data(let name, let arguments):
      return .data(name, arguments.map { $0.substituting(types) })
    case .function(let parameters, let result):
      return .function(parameters.map { $0.substituting(types) }, result.substituting(types))
    }
  }

  /// The names of its variables, in the order in which they first occur.
  public var variables: [String] {
    var names: [String] = []
    collectVariables(into: &names)
    return names
  }

  /// Appends the names of its variables that are not there yet, in order of occurrence.
  public func collectVariables(into names: inout [String]) {
    switch self {
    case .bool, .int: return
    case .variable(let name):
      if !names.contains(name) { names.append(name) }
    case .data(_, let arguments):
      for argument in arguments { argument.collectVariables(into: &names) }
    case .function(let parameters, let result):
      for parameter in parameters { parameter.collectVariables(into: &names) }
      result.collectVariables(into: &names)
    }
  }

  public var isClosed: Bool { variables.isEmpty }

  /// Whether a function type occurs anywhere in it.
  public var containsFunction: Bool {
    switch self {
    case .bool, .int, .variable: false
    case .data(_, let arguments): arguments.contains { $0.containsFunction }
    case .function: true
    }
  }

  /// The number of its nodes.
  public var size: Int {
    switch self {
    case .bool, .int, .variable: 1
    case .data(_, let arguments): arguments.reduce(1) { $0 + $1.size }
    case .function(let parameters, let result): parameters.reduce(1 + result.size) { $0 + $1.size }
    }
  }
}
