import Lisp

/// One step of what every reader knows about `=`, constructors and the Boolean functions.
enum BooleanSimplification {
  /// The simpler term; nil if none of the laws applies at the root. `and`, `or` and `=` come out
  /// with their arguments in the order of terms, the least first.
  static func step(
    _ term: Expression, in context: SubjectContext, order: StatementOrder
  ) -> Expression? {
    guard case .primitive(let primitive, let types, let arguments) = term else { return nil }
    switch primitive {
    case .equal:
      if let simpler = equation(arguments[0], arguments[1], in: context) { return simpler }
      guard order.isGreater(arguments[0], than: arguments[1]) else { return nil }
      return .primitive(.equal, types, [arguments[1], arguments[0]])
    case .not: return negation(arguments[0])
    case .and:
      return conjunction(arguments[0], arguments[1]) ?? sorted(term, .and, order: order)
    case .or:
      return disjunction(arguments[0], arguments[1]) ?? sorted(term, .or, order: order)
    case .implies: return implication(arguments[0], arguments[1])
    case .if: return conditional(arguments)
    case .plus, .minus, .times, .div, .mod, .less, .lessOrEqual: return nil
    }
  }

  /// The operands without repetition in the order of terms, nested to the right; nil if they are.
  private static func sorted(
    _ term: Expression, _ primitive: Primitive, order: StatementOrder
  ) -> Expression? {
    var operands: [Expression] = []
    for operand in self.operands(of: term, primitive) where !operands.contains(operand) {
      operands.append(operand)
    }
    if operands.contains(where: { operands.contains(.primitive(.not, [], [$0])) }) {
      return primitive == .or ? .true : .false
    }
    operands.sort { order.isGreater($1, than: $0) }
    guard let last = operands.popLast() else { return nil }
    let result = operands.reversed().reduce(last) { .primitive(primitive, [], [$1, $0]) }
    return result == term ? nil : result
  }

  private static func operands(of term: Expression, _ primitive: Primitive) -> [Expression] {
    guard case .primitive(primitive, _, let arguments) = term else { return [term] }
    return arguments.flatMap { operands(of: $0, primitive) }
  }

  private static func equation(
    _ left: Expression, _ right: Expression, in context: SubjectContext
  ) -> Expression? {
    if left == right { return .true }
    if left == .true { return right }
    if right == .true { return left }
    guard
      case .construct(let c, _, let fields) = left, case .construct(let d, _, let others) = right
    else { return nil }
    if c != d { return .false }
    let pairs = zip(fields, others).filter { $0 != $1 }.map { field, other in
      Expression.primitive(.equal, [context.type(of: field)], [field, other])
    }
    guard let last = pairs.last else { return .true }
    return pairs.dropLast().reversed().reduce(last) { .primitive(.and, [], [$1, $0]) }
  }

  private static func negation(_ argument: Expression) -> Expression? {
    if argument == .true { return .false }
    if argument == .false { return .true }
    if case .primitive(.not, _, let inner) = argument { return inner[0] }
    return nil
  }

  private static func conjunction(_ left: Expression, _ right: Expression) -> Expression? {
    if left == .true { return right }
    if right == .true || left == right { return left }
    return left == .false || right == .false ? .false : nil
  }

  private static func disjunction(_ left: Expression, _ right: Expression) -> Expression? {
    if left == .false { return right }
    if right == .false || left == right { return left }
    return left == .true || right == .true ? .true : nil
  }

  private static func implication(_ left: Expression, _ right: Expression) -> Expression? {
    if left == .true { return right }
    if left == .false || right == .true || left == right { return .true }
    return nil
  }

  private static func conditional(_ arguments: [Expression]) -> Expression? {
    if arguments[0] == .true { return arguments[1] }
    if arguments[0] == .false { return arguments[2] }
    return arguments[1] == arguments[2] ? arguments[1] : nil
  }
}
