import Determinism
import Lisp

/// Labels of nodes that do not depend on names.
struct DefinitionLabels {
  /// Definitions inside one another that a label looks into.
  static let depth = 2

  let environment: Environment
  private var known: [FunctionID: UInt64] = [:]

  init(environment: Environment) {
    self.environment = environment
  }

  mutating func label(of node: Expression, locals: [Local], own: FunctionID?) -> UInt64 {
    if case .call(let function, _, _) = node, function != own {
      return definitionLabel(of: function)
    }
    if case .reference(.function(let function), _) = node, function != own {
      return definitionLabel(of: function) ^ 0x5EED
    }
    return shapeLabel(of: node, locals: locals)
  }

  private mutating func definitionLabel(of function: FunctionID) -> UInt64 {
    if let label = known[function] { return label }
    var hasher = StableHasher()
    combineDefinition(of: function, depth: Self.depth, into: &hasher)
    let label = hasher.finalize()
    known[function] = label
    return label
  }

  private func combineDefinition(
    of function: FunctionID, depth: Int, into hasher: inout StableHasher
  ) {
    let definition = environment[function]
    hasher.combine(definition.parameterCount)
    guard depth > 0, let body = definition.body else { return }
    for node in body.nodes {
      if case .call(let other, _, _) = node, other != function {
        combineDefinition(of: other, depth: depth - 1, into: &hasher)
      } else {
        hasher.combine(shapeLabel(of: node, locals: definition.locals))
      }
    }
  }

  /// What a node is: a variable of a kind of type, a constructor by its place and fields, a
  /// built-in function, a binder, a recursive call.
  private func shapeLabel(of node: Expression, locals: [Local]) -> UInt64 {
    var hasher = StableHasher()
    switch node {
    case .local(let slot):
      hasher.combine(1)
      combine(locals[slot].type, into: &hasher)
    case .integer(let value):
      hasher.combine(2)
      hasher.combine(Int(value))
    case .call(_, _, let arguments): combine(3, arguments.count, into: &hasher)
    case .construct(let constructor, _, let fields):
      combine(4, environment[constructor].index, into: &hasher)
      hasher.combine(fields.count)
    case .primitive(let primitive, _, _):
      hasher.combine(5)
      hasher.combine(primitive.rawValue)
    case .match(_, let branches): combine(6, branches.count, into: &hasher)
    case .bind(let bindings, _): combine(7, bindings.count, into: &hasher)
    case .lambda(let slots, _): combine(8, slots.count, into: &hasher)
    case .apply(_, let arguments): combine(9, arguments.count, into: &hasher)
    case .reference: hasher.combine(10)
    case .undefined: hasher.combine(11)
    }
    return hasher.finalize()
  }

  private func combine(_ kind: Int, _ number: Int, into hasher: inout StableHasher) {
    hasher.combine(kind)
    hasher.combine(number)
  }

  /// A type by its shape: data types by their constructors.
  private func combine(_ type: Type, into hasher: inout StableHasher) {
    switch type {
    case .bool: hasher.combine(1)
    case .int: hasher.combine(2)
    case .variable: hasher.combine(3)
    case .data(_, let arguments):
      let constructors = environment.dataType(of: type).map { environment[$0].constructors } ?? []
      combine(4, constructors.count, into: &hasher)
      for constructor in constructors { hasher.combine(environment[constructor].fields.count) }
      for argument in arguments { combine(argument, into: &hasher) }
    case .function(let parameters, _): combine(5, parameters.count, into: &hasher)
    }
  }
}
