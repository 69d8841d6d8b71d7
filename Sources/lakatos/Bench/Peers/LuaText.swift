import Lisp

/// Programs as Lua: tables for records, `0`, `1` and so on for constants.
struct LuaText {
  let shapes: PeerShapes
  private var lines: [String] = []
  private var temporaries = 0
  /// Whether something was met that has no translation.
  private var fails = false

  init(shapes: PeerShapes) {
    self.shapes = shapes
  }

  private var environment: Environment { shapes.environment }

  /// The definition of a library function, a global one.
  func definition(of id: FunctionID) -> String? {
    let function = environment[id]
    return text(of: function).map { "f\(id.index) = function(\(parameters(function)))\n\($0)\nend" }
  }

  /// A chunk that returns the program.
  func program(_ function: Function, named id: FunctionID) -> String? {
    text(of: function).map {
      "local f\(id.index)\nf\(id.index) = function(\(parameters(function)))\n\($0)\nend\n"
        + "return f\(id.index)"
    }
  }

  private func parameters(_ function: Function) -> String {
    (0..<function.parameterCount).map { "x\($0)" }.joined(separator: ", ")
  }

  private func text(of function: Function) -> String? {
    guard let body = function.body else { return nil }
    var text = LuaText(shapes: shapes)
    text.add(body, to: nil)
    return text.fails ? nil : text.lines.joined(separator: "\n")
  }

  func value(_ value: Value) -> String? {
    switch value {
    case .integer(let number): return "\(number)"
    case .function, .closure: return nil
    case .construct(let id, let fields):
      guard !fields.isEmpty else { return constant(id) }
      let parts = fields.compactMap { self.value($0) }
      return parts.count == fields.count ? "{" + parts.joined(separator: ", ") + "}" : nil
    }
  }

  private func constant(_ id: ConstructorID) -> String {
    if id == .true { return "true" }
    return id == .false ? "false" : "\(environment[id].index)"
  }

  // MARK: - Statements

  /// Adds what assigns the value to a variable, or returns it.
  private mutating func add(_ expression: Expression, to variable: String?) {
    switch expression {
    case .match(let subject, let branches): match(subject, branches, to: variable)
    case .bind(let bindings, let body):
      for binding in bindings {
        let text = self.text(binding.expression)
        lines.append("local x\(binding.slot) = \(text)")
      }
      add(body, to: variable)
    case .primitive(.if, _, let parts):
      let condition = text(parts[0])
      lines.append("if \(condition) then")
      add(parts[1], to: variable)
      lines.append("else")
      add(parts[2], to: variable)
      lines.append("end")
    default:
      let text = self.text(expression)
      lines.append(variable.map { "\($0) = \(text)" } ?? "return \(text)")
    }
  }

  private mutating func match(_ subject: Expression, _ branches: [Branch], to variable: String?) {
    let text = self.text(subject)
    let name = temporary(text)
    for (index, branch) in branches.enumerated() {
      let test = test(branch.constructor, name)
      let isLast = index == branches.count - 1
      let opening = index == 0 ? "if \(test) then" : "elseif \(test) then"
      lines.append(branches.count == 1 ? "do" : isLast ? "else" : opening)
      for (field, slot) in branch.slots.enumerated() {
        lines.append("local x\(slot) = \(name)[\(field + 1)]")
      }
      add(branch.body, to: variable)
    }
    lines.append("end")
  }

  private func test(_ id: ConstructorID, _ name: String) -> String {
    if id == .true { return name }
    if id == .false { return "not \(name)" }
    if !environment[id].fields.isEmpty { return "type(\(name)) == 'table'" }
    return "\(name) == \(environment[id].index)"
  }

  private mutating func temporary(_ text: String) -> String {
    temporaries += 1
    lines.append("local t\(temporaries) = \(text)")
    return "t\(temporaries)"
  }

  // MARK: - Expressions

  /// An expression for the value; what it needs before stands in the lines.
  private mutating func text(_ expression: Expression) -> String {
    switch expression {
    case .local(let slot): return "x\(slot)"
    case .integer(let number): return "(\(number))"
    case .call(let id, _, let arguments): return "f\(id.index)(\(list(arguments)))"
    case .construct(let id, _, let arguments):
      return arguments.isEmpty ? constant(id) : "{\(list(arguments))}"
    case .primitive(.if, _, _), .match, .bind:
      let name = temporary("nil")
      add(expression, to: name)
      return name
    case .primitive(let primitive, let types, let arguments):
      return self.primitive(primitive, types, arguments)
    case .lambda(let slots, let body):
      var inner = LuaText(shapes: shapes)
      inner.add(body, to: nil)
      fails = fails || inner.fails
      let names = slots.map { "x\($0)" }.joined(separator: ", ")
      return "(function(\(names))\n\(inner.lines.joined(separator: "\n"))\nend)"
    case .apply(let function, let arguments):
      let head = text(function)
      return "\(head)(\(list(arguments)))"
    case .reference, .undefined:
      fails = true
      return "nil"
    }
  }

  private mutating func list(_ arguments: [Expression]) -> String {
    var parts: [String] = []
    for argument in arguments { parts.append(text(argument)) }
    return parts.joined(separator: ", ")
  }

  private mutating func primitive(
    _ primitive: Primitive, _ types: [Type], _ arguments: [Expression]
  ) -> String {
    let operation: String
    switch primitive {
    case .plus, .minus, .times, .less, .lessOrEqual: operation = primitive.rawValue
    case .equal:
      guard types == [.int] || types == [.bool] else { return "eq(\(list(arguments)))" }
      operation = "=="
    case .not: return "(not \(text(arguments[0])))"
    case .and, .or, .implies:
      let name = temporary("nil")
      let falls: Expression = primitive == .and ? .false : .true
      let rest = primitive == .or ? [falls, arguments[1]] : [arguments[1], falls]
      add(.primitive(.if, [.bool], [arguments[0]] + rest), to: name)
      return name
    case .div, .mod, .if:
      fails = true
      return "nil"
    }
    let left = text(arguments[0])
    let right = text(arguments[1])
    return "(\(left) \(operation) \(right))"
  }
}
