import Lisp

/// Statements as text: how the state and the reports keep them.
enum StatementText {
  /// One line, whatever its length.
  private static let width = 1_000_000

  static func print(_ formula: Formula, in environment: Environment) -> String {
    Printer.text(of: Printer.syntax(of: formula, in: environment), width: width)
  }

  static func print(_ value: Value, in environment: Environment) -> String {
    Printer.text(of: value, in: environment)
  }

  /// The formula that a text denotes; nil if it does not read in the environment.
  static func read(_ text: String, in environment: Environment) -> Formula? {
    try? elaborateFormula(text: text, in: environment)
  }
}

extension Formula {
  /// Whether a part without variables has a type that nothing around it determines, as in
  /// `(= (length nil) n)`: its text would read back with another type.
  func hasUndeterminedType(in environment: Environment) -> Bool {
    body.contains { node in
      guard node.freeSlots.isEmpty, environment.type(of: node, locals: locals).isClosed else {
        return false
      }
      return node.contains { inner in inner.types.contains { !$0.isClosed } }
    }
  }
}
