/// The built-in functions.
///
/// Evaluation is strict and from left to right, but `if`, `and`, `or` and `=>` evaluate only what
/// they need. `div` and `mod` are Euclidean; `(div x 0)` is 0 and `(mod x 0)` is x.
public enum Primitive: String, CaseIterable, Sendable, Codable {
  case equal = "="
  case plus = "+"
  case minus = "-"
  case times = "*"
  case div
  case mod
  case less = "<"
  case lessOrEqual = "<="
  case not
  case and
  case or
  case implies = "=>"
  case `if`
}

extension Primitive {
  /// One type parameter for `=` and `if`, none otherwise.
  public var typeParameters: [String] {
    switch self {
    case .equal, .if: ["a"]
    default: []
    }
  }

  /// The types of its arguments, over ``typeParameters``.
  public var parameters: [Type] {
    switch self {
    case .equal: [.variable("a"), .variable("a")]
    case .plus, .minus, .times, .div, .mod, .less, .lessOrEqual: [.int, .int]
    case .not: [.bool]
    case .and, .or, .implies: [.bool, .bool]
    case .if: [.bool, .variable("a"), .variable("a")]
    }
  }

  /// The type of its result, over ``typeParameters``.
  public var result: Type {
    switch self {
    case .plus, .minus, .times, .div, .mod: .int
    case .equal, .less, .lessOrEqual, .not, .and, .or, .implies: .bool
    case .if: .variable("a")
    }
  }
}
