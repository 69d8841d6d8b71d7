import Lisp

/// Recognises operations that are associative and commutative.
///
/// Ordered rewriting decides equality under both laws only with three rules: commutativity,
/// associativity, and `f x (f y z) = f y (f x z)`. Any two that imply the third are often all that
/// is proved, because the third rewrites to true; then it is added here.
struct CommutativeLaws: Sendable {
  private var commutative: Set<Operation> = []
  private var rearranging: Set<Operation> = []
  private var complete: Set<Operation> = []

  /// A function of two arguments of one type, at some types.
  struct Operation: Hashable, Sendable {
    var function: FunctionID
    var types: [Type]
    var argument: Type

    func apply(_ left: Expression, _ right: Expression) -> Expression {
      .call(function, types, [left, right])
    }
  }

  /// Notes a fact; returns an operation that is now known to obey both laws.
  mutating func note(_ fact: Formula) -> Operation? {
    guard let (left, right) = fact.body.equationSides,
      case .call(let function, let types, let arguments) = left, arguments.count == 2,
      let slot = left.freeSlots.first
    else { return nil }
    let operation = Operation(
      function: function, types: types, argument: fact.locals[slot].type)
    if isCommutativity(left, right, operation) { commutative.insert(operation) }
    if rearrangesThree(left, right, operation) { rearranging.insert(operation) }
    guard commutative.contains(operation), rearranging.contains(operation) else { return nil }
    return complete.insert(operation).inserted ? operation : nil
  }

  /// The laws of which ordered rewriting is in need.
  static func laws(of operation: Operation) -> [Formula] {
    let variables = ["x", "y", "z"].map { Local(name: $0, type: operation.argument) }
    let (x, y, z) = (Expression.local(0), Expression.local(1), Expression.local(2))
    func law(_ left: Expression, _ right: Expression) -> Formula {
      Formula(
        locals: variables, variableCount: 3,
        body: .primitive(.equal, [operation.argument], [left, right]))
    }
    return [
      law(
        operation.apply(operation.apply(x, y), z), operation.apply(x, operation.apply(y, z))),
      law(
        operation.apply(x, operation.apply(y, z)), operation.apply(y, operation.apply(x, z))),
    ]
  }

  private func isCommutativity(
    _ left: Expression, _ right: Expression, _ operation: Operation
  ) -> Bool {
    let slots = left.freeSlots
    guard slots.count == 2 else { return false }
    return left == operation.apply(.local(slots[0]), .local(slots[1]))
      && right == operation.apply(.local(slots[1]), .local(slots[0]))
  }

  /// Both sides combine the same three variables, and a different one stands alone.
  private func rearrangesThree(
    _ left: Expression, _ right: Expression, _ operation: Operation
  ) -> Bool {
    guard let first = lone(left, operation), let second = lone(right, operation) else {
      return false
    }
    return first != second && Set(left.freeSlots) == Set(right.freeSlots)
  }

  /// The variable that is not combined first, of three different ones.
  private func lone(_ term: Expression, _ operation: Operation) -> Int? {
    guard term.freeSlots.count == 3, term.size == 5,
      case .call(operation.function, operation.types, let outer) = term
    else { return nil }
    for (alone, pair) in [(outer[0], outer[1]), (outer[1], outer[0])] {
      guard case .local(let slot) = alone,
        case .call(operation.function, operation.types, let inner) = pair,
        case .local = inner[0], case .local = inner[1]
      else { continue }
      return slot
    }
    return nil
  }
}
