import Lisp

/// A fact read as an equation from left to right.
struct RewriteRule: Sendable {
  /// Types of the variables, by slot.
  var locals: [Local]
  /// How many slots matching may bind.
  var variables: Int
  /// A hypothesis of the subject: its variables and type variables are constants.
  var isHypothesis: Bool
  /// Each must rewrite to `true` before the rule applies.
  var conditions: [Expression]
  var left: Expression
  var right: Expression
  /// Whether the left side is greater whatever the variables are; otherwise each instance is
  /// compared.
  var isOriented: Bool
}

extension RewriteRule {
  /// The rules that a fact gives: one if the order directs it, otherwise one for each direction
  /// that binds all variables.
  ///
  /// `l = r` rewrites one side to the other, `(not p)` rewrites `p` to false, any other formula
  /// rewrites to true. Facts with binders give none.
  ///
  /// - Parameter variables: how many slots may be bound; nil for a hypothesis of the subject.
  static func rules(
    from body: Expression, locals: [Local], variables: Int?, order: StatementOrder
  ) -> [RewriteRule] {
    guard !body.hasBinder else { return [] }
    let (hypotheses, conclusion) = body.hypothesesAndConclusion
    let (left, right) = sides(of: conclusion)
    let candidates = [(left, right), (right, left)].compactMap { left, right in
      rule(
        left, right, conditions: hypotheses, locals: locals, variables: variables, order: order)
    }
    if let oriented = candidates.first(where: { $0.isOriented }) { return [oriented] }
    return candidates
  }

  private static func rule(
    _ left: Expression, _ right: Expression, conditions: [Expression], locals: [Local],
    variables: Int?, order: StatementOrder
  ) -> RewriteRule? {
    let isHypothesis = variables == nil
    let variables = variables ?? 0
    if case .local(let slot) = left, slot < variables { return nil }
    let bound = Set(left.freeSlots)
    let needed = (conditions + [right]).flatMap(\.freeSlots).filter { $0 < variables }
    guard needed.allSatisfy(bound.contains) else { return nil }
    return RewriteRule(
      locals: locals, variables: variables, isHypothesis: isHypothesis,
      conditions: conditions, left: left, right: right,
      isOriented: order.isGreater(left, than: right, schematic: variables))
  }

  private static func sides(of conclusion: Expression) -> (Expression, Expression) {
    if let sides = conclusion.equationSides { return sides }
    if case .primitive(.not, _, let arguments) = conclusion { return (arguments[0], .false) }
    return (conclusion, .true)
  }
}

/// Rules by what stands at the root of their left sides; equal roots keep their order.
struct RuleIndex: Sendable {
  private var rules: [Root: [RewriteRule]] = [:]

  /// The root of a term without types and arguments. A left side is never a variable.
  private enum Root: Hashable {
    case call(FunctionID)
    case construct(ConstructorID)
    case primitive(Primitive)
    case apply
    case other

    init(_ term: Expression) {
      switch term {
      case .call(let function, _, _): self = .call(function)
      case .construct(let constructor, _, _): self = .construct(constructor)
      case .primitive(let primitive, _, _): self = .primitive(primitive)
      case .apply: self = .apply
      case .local, .integer, .reference, .match, .bind, .lambda, .undefined: self = .other
      }
    }
  }

  mutating func add(_ rule: RewriteRule) { rules[Root(rule.left), default: []].append(rule) }

  /// The rules whose left side may match the term, in the order of addition.
  func rules(for term: Expression) -> [RewriteRule] { rules[Root(term)] ?? [] }
}
