/// The outermost construction of a type.
///
/// Names of type variables are written without the leading quote. `bool` is ``bool`` only, never
/// ``data(_:_:)`` of its symbol.
public enum TypeNode: Hashable, Sendable {
  case bool
  case int
  case variable(String)
  case data(SymbolID, [TypeID])
  case function([TypeID], TypeID)
}

/// What a symbol is.
public enum SymbolKind: Hashable, Sendable {
  case dataType
  case constructor(of: SymbolID, index: Int)
  case function
  case builtin(Builtin)
}

/// The functions that every theory has.
public enum Builtin: String, CaseIterable, Sendable {
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

  /// The place of the case among all.
  var position: Int {
    switch self {
    case .equal: 0
    case .plus: 1
    case .minus: 2
    case .times: 3
    case .div: 4
    case .mod: 5
    case .less: 6
    case .lessOrEqual: 7
    case .not: 8
    case .and: 9
    case .or: 10
    case .implies: 11
    case .if: 12
    }
  }
}

/// The kind of a term: `x`, `k`, `h(t ...)`, `fn h(t ...)`, `@(g t ...)`.
public enum TermShape: UInt8, Hashable, Sendable {
  case variable
  case integer
  case application
  case functionValue
  case call
}

/// Bounds that the page sets on terms and declarations.
public enum TermLimits {
  /// Parameters of a symbol, and arguments of a call beside the function.
  public static let arguments = 64
  /// Type parameters of a symbol.
  public static let typeParameters = 8
  /// Levels of a type, so that it fits into the nesting of a certificate.
  public static let typeDepth = 500
  /// Levels of a term in a theorem. The bank itself builds deeper ones.
  public static let termDepth = 10_000
}

/// Names that no data type, constructor or function may have, beside the built-in ones.
public let reservedNames: Set<String> = ["fn", "@", "->", "case", "any", "int"]
