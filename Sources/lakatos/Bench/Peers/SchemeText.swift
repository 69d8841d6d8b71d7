import Lisp

/// Programs as Scheme: pairs for lists, vectors for other data, and letters of the language's own.
struct SchemeText {
  let shapes: PeerShapes

  private var environment: Environment { shapes.environment }

  /// The definition of a library function.
  func definition(of id: FunctionID) -> String? {
    let function = environment[id]
    guard let body = function.body, let text = expression(body) else { return nil }
    return "(define (f\(id.index)\(parameters(function))) \(text))"
  }

  /// An expression whose value is the program.
  func program(_ function: Function, named id: FunctionID) -> String? {
    guard let body = function.body, let text = expression(body) else { return nil }
    return "(letrec ((f\(id.index) (lambda (\(parameters(function).dropFirst())) \(text))))"
      + " f\(id.index))"
  }

  private func parameters(_ function: Function) -> String {
    (0..<function.parameterCount).map { " x\($0)" }.joined()
  }

  /// A value as it stands in quoted data.
  func value(_ value: Value) -> String? {
    switch value {
    case .integer(let number): return "\(number)"
    case .function, .closure: return nil
    case .construct(let id, let fields):
      guard !fields.isEmpty else { return constant(id) }
      let parts = fields.compactMap { self.value($0) }
      guard parts.count == fields.count else { return nil }
      if shapes.isList(id) { return "(\(parts[0]) . \(parts[1]))" }
      return "#(" + parts.joined(separator: " ") + ")"
    }
  }

  private func constant(_ id: ConstructorID) -> String {
    if id == .true { return "#t" }
    if id == .false { return "#f" }
    return shapes.isList(id) ? "()" : "\(environment[id].index)"
  }

  // MARK: - Expressions

  private func expression(_ expression: Expression) -> String? {
    switch expression {
    case .local(let slot): return "x\(slot)"
    case .integer(let number): return "\(number)"
    case .call(let id, _, let arguments): return form("f\(id.index)", arguments)
    case .construct(let id, _, let arguments):
      if arguments.isEmpty { return "'" + constant(id) }
      return form(shapes.isList(id) ? "cons" : "vector", arguments)
    case .primitive(let primitive, let types, let arguments):
      return self.primitive(primitive, types, arguments)
    case .match(let subject, let branches): return match(subject, branches)
    case .bind(let bindings, let body):
      let parts = bindings.compactMap { binding in
        self.expression(binding.expression).map { "(x\(binding.slot) \($0))" }
      }
      guard parts.count == bindings.count, let body = self.expression(body) else { return nil }
      return "(let (\(parts.joined(separator: " "))) \(body))"
    case .lambda(let slots, let body):
      guard let body = self.expression(body) else { return nil }
      return "(lambda (\(slots.map { "x\($0)" }.joined(separator: " "))) \(body))"
    case .apply(let function, let arguments):
      return self.expression(function).flatMap { form($0, arguments) }
    case .reference, .undefined: return nil
    }
  }

  private func form(_ head: String, _ arguments: [Expression]) -> String? {
    let parts = arguments.compactMap { expression($0) }
    guard parts.count == arguments.count else { return nil }
    return "(" + ([head] + parts).joined(separator: " ") + ")"
  }

  private func primitive(
    _ primitive: Primitive, _ types: [Type], _ arguments: [Expression]
  ) -> String? {
    switch primitive {
    case .plus, .minus, .times, .less, .lessOrEqual, .not, .and, .or, .if:
      return form(primitive.rawValue, arguments)
    case .implies:
      guard let premise = expression(arguments[0]), let conclusion = expression(arguments[1])
      else { return nil }
      return "(or (not \(premise)) \(conclusion))"
    case .equal:
      if types == [.int] { return form("=", arguments) }
      return form(types == [.bool] ? "eq?" : "equal?", arguments)
    case .div, .mod: return nil
    }
  }

  private func match(_ subject: Expression, _ branches: [Branch]) -> String? {
    guard let text = expression(subject) else { return nil }
    var rest: String?
    for branch in branches.reversed() {
      guard let body = expression(branch.body) else { return nil }
      let fields = branch.slots.enumerated().map { index, slot in
        "(x\(slot) \(field(index, branch.constructor)))"
      }
      let inner = fields.isEmpty ? body : "(let (\(fields.joined(separator: " "))) \(body))"
      rest = rest.map { "(if \(test(branch.constructor)) \(inner) \($0))" } ?? inner
    }
    return rest.map { "(let ((s \(text))) \($0))" }
  }

  private func test(_ id: ConstructorID) -> String {
    if id == .true { return "s" }
    if id == .false { return "(not s)" }
    if !environment[id].fields.isEmpty { return shapes.isList(id) ? "(pair? s)" : "(vector? s)" }
    return shapes.isList(id) ? "(null? s)" : "(eqv? s \(environment[id].index))"
  }

  private func field(_ index: Int, _ id: ConstructorID) -> String {
    if shapes.isList(id) { return index == 0 ? "(car s)" : "(cdr s)" }
    return "(vector-ref s \(index))"
  }
}
