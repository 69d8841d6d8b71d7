import Lisp

/// The number of a type in a ``Grammar``.
typealias TypeIndex = Int

/// A node other than a variable that a program may contain, with the types of its children.
struct Production: Hashable, Sendable {
  enum Head: Hashable, Sendable {
    case function(FunctionID, [Type])
    case constructor(ConstructorID, [Type])
    case primitive(Primitive, [Type])
    case integer(Int64)
    /// Something of a function type passed by name.
    case reference(Callable, [Type])
  }

  var head: Head
  var arguments: [TypeIndex]
  var result: TypeIndex

  /// The node over these children, of which there must be one for each argument type.
  func expression(_ children: [Expression]) -> Expression {
    switch head {
    case .function(let function, let types): .call(function, types, children)
    case .constructor(let constructor, let types): .construct(constructor, types, children)
    case .primitive(let primitive, let types): .primitive(primitive, types, children)
    case .integer(let value): .integer(value)
    case .reference(let callable, let types): .reference(callable, types)
    }
  }
}

/// How a value of a data type is taken apart.
struct Split: Hashable, Sendable {
  struct Case: Hashable, Sendable {
    var constructor: ConstructorID
    var fields: [TypeIndex]
  }
  var cases: [Case]
}

/// The types of a function value's parameters and result.
struct LambdaShape: Hashable, Sendable {
  var parameters: [TypeIndex]
  var result: TypeIndex
}

/// Bounds on the grammar of a problem.
public struct GrammarLimits: Hashable, Sendable, Codable {
  /// Types that programs may mention.
  public var types = 48
  /// Type arguments that are tried for each polymorphic component.
  public var instances = 400
  /// Productions in all.
  public var productions = 600

  public init() {}
}
