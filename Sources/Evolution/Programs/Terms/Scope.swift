import Lisp

/// A variable that an expression may mention.
struct ScopeVariable: Hashable, Sendable {
  var slot: Int
  var type: Type
  /// The parameter whose value this variable is, when nothing has been taken off it.
  var parameter: Int? = nil
  /// The parameter of which this variable holds a proper subterm in every run.
  var below: Int? = nil
  /// Whether a `match` around this place has told its constructor already.
  var isMatched = false
}

/// The variables in scope at a place of a program, outermost first.
struct Scope: Hashable, Sendable {
  private(set) var variables: [ScopeVariable]

  init(_ variables: [ScopeVariable] = []) {
    self.variables = variables
  }

  /// The scope of the body of a function with these parameters, in slots `0 ..< count`.
  init(parameters: [Local]) {
    variables = parameters.enumerated().map {
      ScopeVariable(slot: $0.offset, type: $0.element.type, parameter: $0.offset, below: nil)
    }
  }

  func variable(_ slot: Int) -> ScopeVariable? {
    variables.last { $0.slot == slot }
  }

  /// The scope inside the branches of a `match` on the expression.
  func matching(_ scrutinee: Expression, adding new: [ScopeVariable]) -> Scope {
    var inner = adding(new)
    guard case .local(let slot) = scrutinee,
      let position = inner.variables.firstIndex(where: { $0.slot == slot })
    else { return inner }
    inner.variables[position].isMatched = true
    return inner
  }

  func adding(_ new: [ScopeVariable]) -> Scope {
    Scope(variables + new)
  }

  /// The variables for the fields of a constructor when `scrutinee` is matched: they lie below the
  /// parameter below which, or at which, a scrutinised variable stands.
  func fieldVariables(slots: [Int], types: [Type], of scrutinee: Expression) -> [ScopeVariable] {
    var below: Int?
    if case .local(let slot) = scrutinee, let variable = variable(slot) {
      below = variable.below ?? variable.parameter
    }
    return zip(slots, types).map {
      ScopeVariable(slot: $0, type: $1, parameter: nil, below: below)
    }
  }
}
