/// The names that are built in.
enum Keywords {
  /// Heads of expressions that are no functions.
  static let forms: Set<String> = ["if", "match", "let", "lambda", "list"]

  /// Comparisons that stand for `<` and `<=` with the arguments exchanged.
  static let exchanged: [String: Primitive] = [">": .less, ">=": .lessOrEqual]

  /// Whether a name stands for a built-in function.
  static func isPrimitive(_ name: String) -> Bool {
    Primitive(rawValue: name) != nil || exchanged[name] != nil
  }

  /// Whether no function, constructor or selector may have the name.
  static func isReservedForValues(_ name: String) -> Bool {
    forms.contains(name) || isPrimitive(name)
      || ["bool", "int", "true", "false", "forall", "_"].contains(name)
  }

  /// Whether no variable may have the name.
  static func isReservedForVariables(_ name: String) -> Bool {
    name != "list" && (forms.contains(name) || isPrimitive(name))
      || ["true", "false"].contains(name)
  }

  /// Whether no data type may have the name.
  static func isReservedForTypes(_ name: String) -> Bool {
    ["bool", "int", "->", "_"].contains(name)
  }

  /// A type variable is one letter.
  static func looksLikeTypeVariable(_ name: String) -> Bool {
    name.count == 1 && name.first?.isLetter == true
  }

  /// Every built-in name that can stand in an expression, in a fixed order.
  static let expressionNames: [String] =
    Primitive.allCases.map(\.rawValue) + [">", ">=", "match", "let", "lambda", "list"]
}
