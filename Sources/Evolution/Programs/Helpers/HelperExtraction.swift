import Lisp

/// A part of a program with its free variables as parameters.
struct ExtractedPart: Hashable {
  /// Over the parameters `0 ..< count`, with its binders numbered after them.
  var body: Expression
  var parameters: [Type]
  var result: Type
}

/// Abstracts parts of programs over their free variables, puts calls for them, and takes them back
/// in.
struct HelperExtraction {
  /// Nodes of the smallest part that is worth a name.
  static let smallest = 3
  /// Parameters of a helper at most.
  static let parameters = 4

  let reader: TypeReader
  /// The function of the programs, which no helper may call.
  let target: FunctionID

  /// The parts of a body that can be helpers, each as often as it occurs: they are of a first-order
  /// type, have a free variable and none that is a function, and contain no call of the target.
  func parts(of function: Function) -> [ExtractedPart] {
    guard let body = function.body else { return [] }
    var found: [ExtractedPart] = []
    let parameters = Array(function.locals.prefix(function.parameterCount))
    visit(body, function.result, Scope(parameters: parameters)) { part, type, scope in
      if part != body, let part = abstracted(part, type, scope) { found.append(part.part) }
    }
    return found
  }

  /// The body with calls of a helper for all occurrences of a part that do not lie in one another.
  func replacing(
    _ wanted: ExtractedPart, in function: Function, by helper: FunctionID
  ) -> Expression? {
    let parameters = Array(function.locals.prefix(function.parameterCount))
    let types = function.typeParameters.map { Type.variable($0) }
    func replaced(_ node: Expression, _ type: Type, _ scope: Scope) -> Expression {
      if let (part, arguments) = abstracted(node, type, scope), part == wanted {
        return .call(helper, types, arguments.map { .local($0) })
      }
      let places = reader.childScopes(of: node, type: type, in: scope)
      return node.withChildren(
        zip(node.children, places).map { replaced($0, $1.type, $1.scope) })
    }
    return function.body.map { replaced($0, function.result, Scope(parameters: parameters)) }
  }

  /// The body with the helper's own for each call of it, each parameter bound where its argument is not
  /// a single node; nil for a helper that calls itself.
  func inlining(_ helper: FunctionID, _ definition: Function, in function: Function) -> Expression?
  {
    guard let inner = definition.body, !inner.mentions(helper) else { return nil }
    var next = function.locals.count
    func inlined(_ node: Expression) -> Expression {
      let node = node.withChildren(node.children.map(inlined))
      guard case .call(helper, let types, let arguments) = node else { return node }
      var slots: [Int: Int] = [:]
      for slot in definition.locals.indices { slots[slot] = next + slot }
      next += definition.locals.count
      let names = Dictionary(zip(definition.typeParameters, types)) { first, _ in first }
      let body = inner.renamingSlots(slots).substituting(types: names)
      return arguments.indices.reversed().reduce(body) { body, place in
        let slot = slots[place] ?? place
        return arguments[place].children.isEmpty
          ? body.replacingLocal(slot, by: arguments[place])
          : .bind([Binding(slot: slot, expression: arguments[place])], body)
      }
    }
    return function.body.map(inlined)
  }

  private func visit(
    _ node: Expression, _ type: Type, _ scope: Scope,
    _ body: (Expression, Type, Scope) -> Void
  ) {
    body(node, type, scope)
    let places = reader.childScopes(of: node, type: type, in: scope)
    for (child, place) in zip(node.children, places) {
      visit(child, place.type, place.scope, body)
    }
  }

  /// The part over its own parameters, with the variables that it had; nil where it cannot be a
  /// helper.
  private func abstracted(
    _ node: Expression, _ type: Type, _ scope: Scope
  ) -> (part: ExtractedPart, arguments: [Int])? {
    guard node.size >= Self.smallest, !type.isFunction, !node.mentions(target),
      !node.nodes.contains(where: \.isHole)
    else { return nil }
    let free = node.freeSlots
    let types = free.compactMap { scope.variable($0)?.type }
    guard !free.isEmpty, free.count <= Self.parameters, types.count == free.count,
      !types.contains(where: \.isFunction)
    else { return nil }
    var slots: [Int: Int] = [:]
    for (place, slot) in (free + node.boundSlots).enumerated() { slots[slot] = place }
    let part = ExtractedPart(
      body: node.renamingSlots(slots), parameters: types, result: type)
    return (part, free)
  }
}

extension Expression {
  /// The expression with another for each occurrence of a variable.
  fileprivate func replacingLocal(_ slot: Int, by value: Expression) -> Expression {
    if case .local(slot) = self { return value }
    return withChildren(children.map { $0.replacingLocal(slot, by: value) })
  }

  /// The expression with calls of one function for those of another.
  func calling(_ new: FunctionID, for old: FunctionID) -> Expression {
    switch withChildren(children.map { $0.calling(new, for: old) }) {
    case .call(old, let types, let arguments): .call(new, types, arguments)
    case .reference(.function(old), let types): .reference(.function(new), types)
    case let node: node
    }
  }
}
