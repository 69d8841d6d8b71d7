extension Environment {
  /// A text that is the same for formulas that differ in the names of variables and type variables
  /// at most, and for no others; it does not depend on the numbering of this environment's rows.
  public func key(of formula: Formula) -> String {
    let canonical = formula.canonical
    var key = KeyText(environment: self)
    for variable in canonical.variables { key.write(variable.type) }
    key.write(canonical.body)
    return key.text
  }

  /// A text that is the same for functions with the same signature and body, whatever they and their
  /// variables are called; calls of the function itself are told by its row.
  public func key(of function: Function, at id: FunctionID) -> String {
    var key = KeyText(environment: self)
    key.own = id
    for parameter in function.parameters { key.write(parameter.type) }
    key.write(function.result)
    if let body = function.body { key.write(body) }
    return key.text
  }
}

/// Writes core expressions in prefix order, with everything that tells them apart.
private struct KeyText {
  let environment: Environment
  var own: FunctionID?
  var text = ""

  init(environment: Environment) { self.environment = environment }

  mutating func write(_ type: Type) { text += Printer.text(of: type) + " " }

  mutating func write(_ expression: Expression) {
    text += "("
    switch expression {
    case .local(let slot): text += "x\(slot) "
    case .integer(let value): text += "\(value) "
    case .call(let id, _, _): text += name(of: .function(id))
    case .construct(let id, _, _): text += name(of: .constructor(id))
    case .primitive(let primitive, _, _): text += name(of: .primitive(primitive))
    case .reference(let callable, _): text += "&" + name(of: callable)
    case .match(_, let branches):
      text += "match "
      for branch in branches { text += slots(branch.slots) }
    case .bind(let bindings, _): text += "let " + slots(bindings.map(\.slot))
    case .lambda(let parameters, _): text += "lambda " + slots(parameters)
    case .apply: text += "@ "
    case .undefined: text += "? "
    }
    for type in expression.types { write(type) }
    for child in expression.children { write(child) }
    text += ")"
  }

  private func name(of callable: Callable) -> String {
    if let own, callable == .function(own) { return "self " }
    return environment.name(of: callable) + " "
  }

  private func slots(_ slots: [Int]) -> String {
    "[" + slots.map(String.init).joined(separator: " ") + "] "
  }
}
