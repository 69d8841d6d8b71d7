import Lisp

/// Puts bodies into the form in which equality is equality up to the names of variables.
///
/// Parameters keep the slots `0 ..< count`, binders are numbered in prefix order, and every slot gets
/// a readable name that follows from its type alone, so that equal programs print the same.
struct CanonicalForm {
  let reader: TypeReader
  let target: Function

  /// The target with a body; the body may use any slots for its binders, each for one binder only.
  func function(body: Expression) -> Function {
    var names = VariableNames(taken: target.locals.prefix(target.parameterCount).map(\.name))
    var locals = Array(target.locals.prefix(target.parameterCount))
    let scope = Scope(parameters: locals)
    var renaming: [Int: Int] = [:]
    let types = binderTypes(of: body, scope: scope)
    for slot in body.boundSlots {
      guard let type = types[slot] else { preconditionFailure("every binder stands at a site") }
      renaming[slot] = locals.count
      locals.append(Local(name: names.fresh(for: type), type: type))
    }
    var function = target
    function.locals = locals
    function.body = body.renamingSlots(renaming)
    return function
  }

  private func binderTypes(of body: Expression, scope: Scope) -> [Int: Type] {
    var found: [Int: Type] = [:]
    func visit(_ expression: Expression, _ type: Type, _ scope: Scope) {
      let places = reader.childScopes(of: expression, type: type, in: scope)
      for (child, place) in zip(expression.children, places) {
        for variable in place.scope.variables.dropFirst(scope.variables.count) {
          found[variable.slot] = variable.type
        }
        visit(child, place.type, place.scope)
      }
    }
    visit(body, target.result, scope)
    return found
  }
}

/// Names for variables by type, each given once.
struct VariableNames {
  private var taken: Set<String>

  init(taken: [String]) {
    self.taken = Set(taken)
  }

  /// A name of the type's customary letters, with a number when they are used up.
  mutating func fresh(for type: Type) -> String {
    let customary = Self.customary(for: type)
    var round = 0
    while true {
      for letter in customary {
        let name = round == 0 ? letter : letter + String(round)
        if taken.insert(name).inserted { return name }
      }
      round += 1
    }
  }

  private static func customary(for type: Type) -> [String] {
    switch type {
    case .bool: return ["p", "q"]
    case .int: return ["i", "j", "k"]
    case .variable: return ["x", "y", "z"]
    case .function: return ["f", "g", "h"]
    case .data(let name, _):
      if name == "nat" { return ["n", "m", "k"] }
      if name == "list" { return ["xs", "ys", "zs"] }
      guard let first = name.lowercased().first, first.isLetter else { return ["d", "e"] }
      return [String(first)]
    }
  }
}
