import Lisp

/// One way in which a function leaves a part of its work to a helper.
struct HelperScheme {
  /// The helper, without a body.
  let helper: Function
  /// The function's body, which calls the helper.
  let body: Expression
  /// Whether the helper does it all with one more argument.
  let isAccumulation: Bool
}

/// Finds the ways in which a function may leave a part of its work to a helper.
///
/// Either it walks down one parameter and the helper does a step,
///
///     (f (C x … r …) p …) = (h x … (f r p …) … p …)
///
/// where the helper gets the results for the smaller parts, or these parts themselves, or both, and
/// may be wanted for one field only of what all steps build (folds and paramorphisms; Feser,
/// Chaudhuri and Dillig 2015, "Synthesizing Data Structure Transformations from Input-Output
/// Examples"); or the helper does it all with one more argument, which begins as a constant and in
/// which results are accumulated (Burstall and Darlington 1977, "A Transformation System for
/// Developing Recursive Programs").
struct HelperSchemes {
  let environment: Environment
  /// The function, without a body.
  let function: Function
  let id: FunctionID
  /// The helper to be, which the environment does not have yet.
  let helper: FunctionID
  let name: String
  let known: KnownResults

  /// Those in which the function walks down a parameter, as far as the known results allow.
  var walks: [HelperScheme] { function.parameters.indices.flatMap { walks(of: $0) } }

  private typealias Argument = (value: Expression, type: Type)

  private var typeArguments: [Type] { function.typeParameters.map { .variable($0) } }

  private func scheme(
    _ arguments: [Argument], result: Type, isAccumulation: Bool = false,
    body: (Expression) -> Expression
  ) -> HelperScheme {
    var names = VariableNames(taken: [])
    let types = arguments.map(\.type)
    let helper = Function(
      name: name, typeParameters: function.typeParameters,
      locals: types.map { Local(name: names.fresh(for: $0), type: $0) },
      parameterCount: types.count, result: result, body: nil, location: function.location)
    return HelperScheme(
      helper: helper, body: body(.call(self.helper, typeArguments, arguments.map(\.value))),
      isAccumulation: isAccumulation)
  }

  // MARK: - Accumulation

  /// Those in which the helper has one more argument: a constant of at most two nodes of the result's
  /// type, or of one node of another parameter's.
  var accumulations: [HelperScheme] {
    let parameters = function.parameters.indices.map {
      Argument(.local($0), function.parameters[$0].type)
    }
    var types = [function.result]
    for (_, type) in parameters where !types.contains(type) && !type.isFunction {
      types.append(type)
    }
    let constants = ConstantEnumerator(environment: environment)
    return types.enumerated().flatMap { place, type in
      let size = place == 0 ? 2 : 1
      return constants.smallest(size, of: type).filter { $0.size <= size }.map { constant in
        scheme(parameters + [(constant, type)], result: function.result, isAccumulation: true) {
          $0
        }
      }
    }
  }

  // MARK: - Walks

  private struct Case {
    var constructor: ConstructorID
    var fields: [Type]
    var slots: [Int]
    /// What is known of the function where the case is taken, with the values of the slots.
    var examples: [(values: [Int: Expression], result: Expression)]
  }

  private func cases(of position: Int) -> [Case] {
    let type = function.parameters[position].type
    guard let dataType = environment.dataType(of: type) else { return [] }
    var slot = function.parameterCount
    return environment[dataType].constructors.map { constructor in
      let fields = environment.fields(of: constructor, in: type)
      let slots = Array(slot..<slot + fields.count)
      slot += fields.count
      var found = Case(constructor: constructor, fields: fields, slots: slots, examples: [])
      for example in known.examples {
        guard case .construct(constructor, _, let parts) = example.arguments[position] else {
          continue
        }
        var values: [Int: Expression] = [:]
        for (slot, value) in example.arguments.enumerated() { values[slot] = value }
        for (slot, value) in zip(slots, parts) { values[slot] = value }
        found.examples.append((values, example.result))
      }
      return found
    }
  }

  /// The walks down a parameter whose type has one constructor with fields of the type itself.
  private func walks(of position: Int) -> [HelperScheme] {
    let type = function.parameters[position].type
    let cases = cases(of: position)
    let steps = cases.indices.filter { cases[$0].fields.contains(type) }
    guard steps.count == 1 else { return [] }
    var branches: [Branch] = []
    for (place, found) in cases.enumerated() {
      guard let body = place == steps[0] ? .local(position) : base(found) else { return [] }
      branches.append(Branch(constructor: found.constructor, slots: found.slots, body: body))
    }
    let step = cases[steps[0]]
    return arguments(of: step, position).flatMap { arguments in
      frames(of: step).map { frame in
        scheme(arguments, result: frame.result) { call in
          branches[steps[0]].body = frame.around(call)
          return .match(.local(position), branches)
        }
      }
    }
  }

  /// What the helper may get at a step.
  private func arguments(of step: Case, _ position: Int) -> [[Argument]] {
    let type = function.parameters[position].type
    let others = function.parameters.indices.filter { $0 != position }.map {
      Argument(.local($0), function.parameters[$0].type)
    }
    func recursion(_ slot: Int) -> Argument {
      var inner = function.parameters.indices.map { Expression.local($0) }
      inner[position] = .local(slot)
      return (.call(id, typeArguments, inner), function.result)
    }
    let fields = zip(step.slots, step.fields).map { Argument(.local($0), $1) }
    let folded = zip(step.slots, step.fields).map {
      $1 == type ? recursion($0) : Argument(.local($0), $1)
    }
    let results = zip(step.slots, step.fields).filter { $1 == type }.map { recursion($0.0) }
    return [folded + others, fields + others, fields + results + others]
  }

  /// A parameter or field that all examples of the case give back, or the constant that all give,
  /// where its type can be told.
  private func base(_ found: Case) -> Expression? {
    let results = found.examples.map(\.result)
    guard !results.isEmpty else { return nil }
    let constant = constant(results, function.result)
    // One example is little evidence for a constant with parts: a variable goes first.
    if let constant, results.count > 1 || constant.children.isEmpty { return constant }
    return variable(results, function.result, in: found) ?? constant
  }

  /// What all of some values are: a constructor without fields, or anything if no type variable
  /// stands in the function's type.
  private func constant(_ values: [Expression], _ type: Type) -> Expression? {
    guard let first = values.first, values.allSatisfy({ $0 == first }) else { return nil }
    if case .construct(let constructor, _, let parts) = first, parts.isEmpty {
      return .construct(constructor, type.dataArguments, [])
    }
    return function.typeParameters.isEmpty ? typed(first, as: type) : nil
  }

  /// A value with the type arguments of its type, which has no type variables.
  private func typed(_ value: Expression, as type: Type) -> Expression? {
    switch value {
    case .integer: return value
    case .construct(let constructor, _, let parts):
      let fields = environment.fields(of: constructor, in: type)
      let inner = zip(parts, fields).compactMap { typed($0, as: $1) }
      guard inner.count == parts.count else { return nil }
      return .construct(constructor, type.dataArguments, inner)
    default: return nil
    }
  }

  /// A variable that has these values in the examples of a case.
  private func variable(_ values: [Expression], _ type: Type, in found: Case) -> Expression? {
    let parameters = function.parameters.indices.map { ($0, function.parameters[$0].type) }
    let slots = parameters + zip(found.slots, found.fields)
    return slots.first { slot, own in
      own == type && zip(values, found.examples).allSatisfy { $1.values[slot] == $0 }
    }.map { .local($0.0) }
  }

  // MARK: - Frames

  /// What stands around the helper's call at a step.
  private struct Frame {
    var result: Type
    /// The constructor with its type arguments and parts, of which one is the call; nil for none.
    var parts: (constructor: ConstructorID, types: [Type], others: [Expression], place: Int)?

    func around(_ call: Expression) -> Expression {
      guard let parts else { return call }
      var fields = parts.others
      fields.insert(call, at: parts.place)
      return .construct(parts.constructor, parts.types, fields)
    }
  }

  /// Nothing, or the constructor that all steps build, where all fields but one are plain.
  private func frames(of step: Case) -> [Frame] {
    var frames = [Frame(result: function.result, parts: nil)]
    guard step.examples.count > 1,
      case .construct(let constructor, _, let first) = step.examples[0].result
    else { return frames }
    var rows: [[Expression]] = []
    for example in step.examples {
      guard case .construct(constructor, _, let parts) = example.result else { return frames }
      rows.append(parts)
    }
    let types = environment.fields(of: constructor, in: function.result)
    let plain = first.indices.map { field in
      let values = rows.map { $0[field] }
      return constant(values, types[field]) ?? variable(values, types[field], in: step)
    }
    for place in first.indices {
      let others = plain.indices.filter { $0 != place }.compactMap { plain[$0] }
      guard others.count == first.count - 1, plain[place] == nil else { continue }
      frames.append(
        Frame(
          result: types[place],
          parts: (constructor, function.result.dataArguments, others, place)))
    }
    return frames
  }
}
