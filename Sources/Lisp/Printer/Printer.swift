/// Turns what is read back into text that reads as the same.
public enum Printer {
  /// Columns that a line may take where it can be broken.
  public static let width = 80

  /// An S-expression, broken and indented.
  public static func text(of form: SExpression, width: Int = width) -> String {
    Layout.text(of: form, width: width)
  }

  public static func text(of syntax: Syntax, width: Int = width) -> String {
    text(of: form(syntax), width: width)
  }

  public static func text(of definition: DefinitionSyntax, width: Int = width) -> String {
    text(of: form(definition), width: width)
  }

  public static func text(of formula: FormulaSyntax, width: Int = width) -> String {
    text(of: form(formula), width: width)
  }

  /// A type, on one line.
  public static func text(of type: Type) -> String {
    text(of: form(type), width: Int.max)
  }
}
