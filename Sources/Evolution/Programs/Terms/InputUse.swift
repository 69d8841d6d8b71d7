import Lisp

/// What a body makes of its input. Equal calls of itself count once.
struct InputUse {
  /// Parameters that its calls of itself forget: no argument mentions them, nor anything taken or
  /// computed from them, nor is a constant in place of one.
  private(set) var forgotten = 0
  /// Constants that it passes to itself.
  private(set) var constants = 0
  /// Variables that it never uses.
  private(set) var unused = 0

  private let target: FunctionID
  private let parameterCount: Int
  /// By slot the parameters that its value comes from.
  private var origins: [Int: Set<Int>] = [:]
  private var calls: Set<Expression> = []

  /// - Parameter target: the function whose body it is.
  init(of function: Function, target: FunctionID) {
    self.target = target
    parameterCount = function.parameterCount
    for slot in 0..<parameterCount { origins[slot] = [slot] }
    guard let body = function.body else { return }
    visit(body)
    var used: Set<Int> = []
    body.visit { node in
      if case .local(let slot) = node { used.insert(slot) }
    }
    unused = function.locals.indices.count { !used.contains($0) }
  }

  private func origins(of expression: Expression) -> Set<Int> {
    expression.freeSlots.reduce(into: Set()) { $0.formUnion(origins[$1] ?? []) }
  }

  private mutating func visit(_ expression: Expression) {
    switch expression {
    case .match(let subject, let branches):
      let source = origins(of: subject)
      for slot in branches.flatMap(\.slots) { origins[slot] = source }
    case .bind(let bindings, _):
      for binding in bindings { origins[binding.slot] = origins(of: binding.expression) }
    case .call(target, _, let arguments):
      if calls.insert(expression).inserted { count(arguments) }
    default: break
    }
    for child in expression.children { visit(child) }
  }

  private mutating func count(_ arguments: [Expression]) {
    let kept = arguments.reduce(into: Set<Int>()) { $0.formUnion(origins(of: $1)) }
    let constant = arguments.count { $0.freeSlots.isEmpty }
    constants += constant
    forgotten += max(0, parameterCount - kept.count - constant)
  }
}
