import Lisp

/// What a helper must give if a function with a body that calls it is to give known results.
struct HelperDemands {
  let function: FunctionID
  let helper: FunctionID
  /// The function's body without type arguments.
  let body: Expression
  /// Grows by the results that laws leave no choice about, where these are needed.
  private(set) var known: KnownResults
  private var lawful: LawfulResults?

  /// Arguments and results of the helper.
  private(set) var demanded = KnownResults()
  /// Whether the demands are all there is to know results: where they are met, these come about.
  private(set) var isComplete = true

  /// - Parameter scheme: for the function `id`.
  init(
    _ scheme: HelperScheme, of id: FunctionID, helper: FunctionID, known: KnownResults,
    lawful: LawfulResults?
  ) {
    function = id
    self.helper = helper
    self.known = known
    self.lawful = lawful
    body = scheme.body.withoutTypes
  }

  /// Works the demands out; false where no helper can meet them.
  mutating func derive() -> Bool {
    var place = 0
    while place < known.examples.count {
      let example = known.examples[place]
      place += 1
      guard demand(body, values(of: example.arguments), example.result) else { return false }
    }
    return true
  }

  private func values(of arguments: [Expression]) -> [Int: Expression] {
    var values: [Int: Expression] = [:]
    for (slot, argument) in arguments.enumerated() { values[slot] = argument }
    return values
  }

  /// Enters what is demanded for a part to have a value; false where it cannot have it.
  private mutating func demand(
    _ part: Expression, _ values: [Int: Expression], _ goal: Expression
  ) -> Bool {
    switch part {
    case .match(let subject, let branches):
      guard let (branch, inner) = taken(subject, branches, values) else { return false }
      return demand(branch, inner, goal)
    case .construct(let constructor, _, let parts) where !parts.isEmpty:
      guard case .construct(constructor, _, let goals) = goal else { return false }
      for (part, goal) in zip(parts, goals) where !demand(part, values, goal) { return false }
      return true
    case .call(helper, _, let arguments):
      var given: [Expression] = []
      for argument in arguments {
        guard let value = value(of: argument, values) else {
          isComplete = false
          return true
        }
        given.append(value)
      }
      return demanded.insert(given, gives: goal)
    default: return value(of: part, values).map { $0 == goal } ?? true
    }
  }

  private func taken(
    _ subject: Expression, _ branches: [Branch], _ values: [Int: Expression]
  ) -> (Expression, [Int: Expression])? {
    guard case .local(let slot) = subject,
      case .construct(let constructor, _, let parts)? = values[slot],
      let branch = branches.first(where: { $0.constructor == constructor })
    else { return nil }
    var inner = values
    for (slot, value) in zip(branch.slots, parts) { inner[slot] = value }
    return (branch.body, inner)
  }

  /// The value of a part; nil where it takes the helper to know it.
  private mutating func value(
    of part: Expression, _ values: [Int: Expression]
  ) -> Expression? {
    switch part {
    case .local(let slot): return values[slot]
    case .integer: return part
    case .construct(let constructor, let types, let parts):
      var fields: [Expression] = []
      for part in parts {
        guard let field = value(of: part, values) else { return nil }
        fields.append(field)
      }
      return .construct(constructor, types, fields)
    case .match(let subject, let branches):
      guard let (branch, inner) = taken(subject, branches, values) else { return nil }
      return value(of: branch, inner)
    case .call(function, _, let arguments):
      var given: [Expression] = []
      for argument in arguments {
        guard let value = value(of: argument, values) else { return nil }
        given.append(value)
      }
      if let value = known.result(for: given) ?? value(of: body, self.values(of: given)) {
        return value
      }
      guard let value = lawful?.result(for: given)?.withoutTypes else { return nil }
      _ = known.insert(given, gives: value)
      return value
    default: return nil
    }
  }
}
