import Lisp

/// How a target walks one of its parameters, with what happens at a step left to a helper function:
///
///     (f (C x … r …) p …) = (h x … (f r p …) … p …)
///
/// The helper's type follows from the target's: fields that are not walked, results for those that
/// are, and the other parameters.
struct FoldScheme {
  let target: Function
  let id: FunctionID
  /// The parameter that is walked.
  let position: Int
  /// Its type's constructors with the fields of each.
  let constructors: [(constructor: ConstructorID, fields: [Type])]
  /// The place of the only constructor with fields of the type itself.
  let step: Int

  /// Nil where the parameter's type has not one constructor with fields of the type itself.
  init?(problem: Problem, position: Int) {
    let environment = problem.environment
    target = environment[problem.target]
    id = problem.target
    self.position = position
    let type = target.parameters[position].type
    guard let dataType = environment.dataType(of: type) else { return nil }
    let constructors = environment[dataType].constructors.map {
      (constructor: $0, fields: environment.fields(of: $0, in: type))
    }
    self.constructors = constructors
    let recursive = constructors.indices.filter { constructors[$0].fields.contains(type) }
    guard recursive.count == 1 else { return nil }
    step = recursive[0]
  }

  var walked: Type { target.parameters[position].type }

  private var others: [Int] { target.parameters.indices.filter { $0 != position } }

  private var typeArguments: [Type] { target.typeParameters.map { .variable($0) } }

  /// The helper without a body.
  func helper(named name: String) -> Function {
    var names = VariableNames(taken: [])
    var types = constructors[step].fields.map { $0 == walked ? target.result : $0 }
    types += others.map { target.parameters[$0].type }
    return Function(
      name: name, typeParameters: target.typeParameters,
      locals: types.map { Local(name: names.fresh(for: $0), type: $0) },
      parameterCount: types.count, result: target.result, body: nil,
      location: target.location)
  }

  /// What the helper must give if the target passes a test: its arguments and its result; nil where
  /// the test is not one of a step, or results that it needs are not known.
  func demand(
    _ test: ([Expression], Expression), known: ([Expression]) -> Expression?
  ) -> ([Expression], Expression)? {
    guard case .construct(constructors[step].constructor, _, let fields) = test.0[position] else {
      return nil
    }
    var arguments: [Expression] = []
    for (field, type) in zip(fields, constructors[step].fields) {
      guard type == walked else {
        arguments.append(field)
        continue
      }
      var inner = test.0
      inner[position] = field
      guard let result = known(inner) else { return nil }
      arguments.append(result)
    }
    return (arguments + others.map { test.0[$0] }, test.1)
  }

  /// The arguments of the calls that a test's own call leads to.
  func calls(from arguments: [Expression]) -> [[Expression]] {
    guard case .construct(constructors[step].constructor, _, let fields) = arguments[position]
    else { return [] }
    var calls: [[Expression]] = []
    for (field, type) in zip(fields, constructors[step].fields) where type == walked {
      var inner = arguments
      inner[position] = field
      calls.append(inner)
    }
    return calls
  }

  /// The target's body that calls the helper, with what tests tell of the other cases; nil where they
  /// tell nothing.
  func body(
    calling helper: FunctionID, tests: [([Expression], Expression)]
  ) -> Expression? {
    var slot = target.parameterCount
    var branches: [Branch] = []
    for (place, (constructor, fields)) in constructors.enumerated() {
      let slots = fields.indices.map { slot + $0 }
      slot += fields.count
      let body = place == step ? step(slots, fields, helper) : base(constructor, tests)
      guard let body else { return nil }
      branches.append(Branch(constructor: constructor, slots: slots, body: body))
    }
    return .match(.local(position), branches)
  }

  private func step(_ slots: [Int], _ fields: [Type], _ helper: FunctionID) -> Expression {
    var arguments = zip(slots, fields).map { slot, type -> Expression in
      guard type == walked else { return .local(slot) }
      var inner = target.parameters.indices.map { Expression.local($0) }
      inner[position] = .local(slot)
      return .call(id, typeArguments, inner)
    }
    arguments += others.map { .local($0) }
    return .call(helper, typeArguments, arguments)
  }

  /// A parameter that all tests of the case give back, or a constant without integers and type
  /// arguments that are not the target's own.
  private func base(
    _ constructor: ConstructorID, _ tests: [([Expression], Expression)]
  ) -> Expression? {
    let own = tests.filter { test in
      if case .construct(constructor, _, _) = test.0[position] { return true }
      return false
    }
    guard let first = own.first else { return nil }
    if own.allSatisfy({ $0.1 == first.1 }), case .construct(let constant, _, let parts) = first.1,
      parts.isEmpty, case .data(_, let inner) = target.result
    {
      return .construct(constant, inner, [])
    }
    let same = others.first { place in
      target.parameters[place].type == target.result && own.allSatisfy { $0.0[place] == $0.1 }
    }
    if let same { return .local(same) }
    return own.allSatisfy { $0.1 == first.1 } && target.typeParameters.isEmpty ? first.1 : nil
  }
}
