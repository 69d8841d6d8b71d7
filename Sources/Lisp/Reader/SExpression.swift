/// A symbol, number, string or list, as it was read.
///
/// Equality does not regard places.
public struct SExpression: Sendable {
  public indirect enum Form: Hashable, Sendable {
    case symbol(String)
    case integer(Int64)
    case string(String)
    case list([SExpression])
    case quote(SExpression)
  }

  public var form: Form
  public var location: SourceLocation

  public init(_ form: Form, at location: SourceLocation = .none) {
    self.form = form
    self.location = location
  }
}

extension SExpression: Hashable {
  public static func == (left: SExpression, right: SExpression) -> Bool { left.form == right.form }

  public func hash(into hasher: inout Hasher) { hasher.combine(form) }
}

extension SExpression {
  public static func symbol(_ name: String) -> SExpression { SExpression(.symbol(name)) }

  public static func list(_ items: [SExpression]) -> SExpression { SExpression(.list(items)) }

  /// Its name, if it is a symbol.
  public var symbol: String? {
    if case .symbol(let name) = form { return name }
    return nil
  }

  /// Its items, if it is a list.
  public var items: [SExpression]? {
    if case .list(let items) = form { return items }
    return nil
  }

  /// The symbol that a list begins with.
  public var head: String? { items?.first?.symbol }

  /// A few words that say what it is, for messages.
  var summary: String {
    switch form {
    case .symbol(let name): name
    case .integer(let value): "\(value)"
    case .string: "a string"
    case .list(let items):
      if items.isEmpty {
        "()"
      } else if let head = items[0].symbol {
        items.count == 1 ? "(\(head))" : "(\(head) ...)"
      } else {
        "(...)"
      }
    case .quote: "a quoted list"
    }
  }
}
