extension TermBank {
  /// The term as an S-expression without types, for people.
  ///
  /// A term may be huge as a tree: what passes `limit` characters is written `...`.
  public func description(of term: TermID, limit: Int = 10_000) -> String {
    var text = ""
    var stack: [Piece] = [.term(term)]
    while let piece = stack.popLast() {
      guard text.utf8.count < limit else { return text + "..." }
      switch piece {
      case .text(let string): text += string
      case .term(let term): stack.append(contentsOf: pieces(of: term).reversed())
      }
    }
    return text
  }

  private enum Piece {
    case text(String)
    case term(TermID)
  }

  private func pieces(of term: TermID) -> [Piece] {
    let opening: String
    switch shape(of: term) {
    case .variable: return [.text(variableName(of: term))]
    case .integer: return [.text(String(integerValue(of: term)))]
    case .application:
      let name = name(of: head(of: term))
      if argumentCount(of: term) == 0 { return [.text(name)] }
      opening = "(" + name
    case .functionValue: opening = "(fn " + name(of: head(of: term))
    case .call: opening = "(@"
    }
    var result: [Piece] = [.text(opening)]
    for argument in arguments(of: term) {
      result.append(.text(" "))
      result.append(.term(argument))
    }
    result.append(.text(")"))
    return result
  }

  /// The type as it is written in certificates.
  public func description(of type: TypeID) -> String {
    switch node(of: type) {
    case .bool: "bool"
    case .int: "int"
    case .variable(let name): "'" + name
    case .data(let symbol, let arguments):
      arguments.isEmpty
        ? name(of: symbol)
        : list([name(of: symbol)] + arguments.map { description(of: $0) })
    case .function(let parameters, let result):
      list(["->"] + (parameters + [result]).map { description(of: $0) })
    }
  }

  private func list(_ parts: [String]) -> String { "(" + parts.joined(separator: " ") + ")" }
}
