import Lisp

/// Bodies for functions that are made up as inputs.
struct FunctionBodies {
  let environment: Environment
  let parameters: [Type]
  let result: Type

  /// Constants and projections, then constructors over parameters and tests for small values.
  func simple(_ values: inout ValueEnumerator) -> [Expression] {
    let constants = constants(&values)
    var bodies: [Expression] = []
    bodies += constants.prefix(2)
    for (position, type) in parameters.enumerated() where type == result {
      bodies.append(.local(position))
    }
    bodies += constructions(constants)
    if result == .bool { bodies += tests(&values) }
    bodies += constants.dropFirst(2)
    return bodies
  }

  private func constants(_ values: inout ValueEnumerator) -> [Expression] {
    values.smallest(3, of: result).map { expression(for: $0, of: result) }
  }

  /// Constructors whose fields are parameters where the types agree, else the first constant.
  private func constructions(_ constants: [Expression]) -> [Expression] {
    guard let dataType = environment.dataType(of: result) else { return [] }
    var bodies: [Expression] = []
    for constructor in environment[dataType].constructors {
      let fields = environment.fields(of: constructor, in: result)
      var used = false
      var arguments: [Expression] = []
      for field in fields {
        if let position = parameters.firstIndex(of: field) {
          used = true
          arguments.append(.local(position))
        } else if field == result, let constant = constants.first {
          arguments.append(constant)
        }
      }
      guard used, arguments.count == fields.count else { continue }
      bodies.append(.construct(constructor, typeArguments(of: result), arguments))
    }
    return bodies
  }

  private func tests(_ values: inout ValueEnumerator) -> [Expression] {
    var bodies: [Expression] = []
    for (position, type) in parameters.enumerated() where !type.containsFunction {
      for value in values.smallest(2, of: type) {
        bodies.append(
          .primitive(.equal, [type], [.local(position), expression(for: value, of: type)]))
      }
    }
    for (left, type) in parameters.enumerated() where !type.containsFunction {
      for right in parameters.indices.dropFirst(left + 1) where parameters[right] == type {
        bodies.append(.primitive(.equal, [type], [.local(left), .local(right)]))
      }
    }
    return bodies
  }

  /// The expression that denotes a value of a closed type.
  func expression(for value: Value, of type: Type) -> Expression {
    switch value {
    case .integer(let number): return .integer(number)
    case .construct(let constructor, let values):
      let fields = environment.fields(of: constructor, in: type)
      return .construct(
        constructor, typeArguments(of: type),
        zip(values, fields).map { expression(for: $0, of: $1) })
    case .function(let function, let types): return .reference(.function(function), types)
    case .closure: return .undefined(type)
    }
  }

  private func typeArguments(of type: Type) -> [Type] {
    guard case .data(_, let arguments) = type else { return [] }
    return arguments
  }
}
