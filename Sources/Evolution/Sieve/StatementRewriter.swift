import Lisp

/// Rewrites terms by a fixed set of rules to a normal form.
///
/// Ordered rewriting (Bachmair, Dershowitz and Plaisted 1989, "Completion without failure"): the
/// variables of the subject are taken as constants, every step makes the term smaller in
/// ``StatementOrder``, so it ends; equations that no order directs still apply where the instance
/// gets smaller.
struct StatementRewriter {
  /// Conditions of conditional rules inside one another.
  static let conditionDepth = 3
  /// Nodes of the largest term that a step may make.
  static let largestTerm = 120

  /// Hypotheses of the subject; they are tried first.
  let hypotheses: [RewriteRule]
  let facts: RuleIndex
  let order: StatementOrder
  let context: SubjectContext
  /// Steps left; at 0 terms stay as they are.
  var steps: Int

  /// The normal form, or where the steps ran out.
  mutating func normalise(_ term: Expression) -> Expression {
    normalise(term, depth: Self.conditionDepth)
  }

  private mutating func normalise(_ term: Expression, depth: Int) -> Expression {
    var term = term
    let arguments = term.arguments
    if !arguments.isEmpty {
      term = term.withChildren(arguments.map { normalise($0, depth: depth) })
    }
    if let simpler = BooleanSimplification.step(term, in: context, order: order) {
      return normalise(simpler, depth: depth)
    }
    guard let next = rewritten(term, depth: depth) else { return term }
    return normalise(next, depth: depth)
  }

  private mutating func rewritten(_ term: Expression, depth: Int) -> Expression? {
    for rule in hypotheses + facts.rules(for: term) {
      guard steps > 0 else { return nil }
      var matching = Matching(variables: rule.variables, isRigid: rule.isHypothesis)
      guard
        matching.extend(rule.left, to: term, patternLocals: rule.locals, in: context),
        let right = matching.instance(of: rule.right), right != term,
        right.size <= Self.largestTerm,
        rule.isOriented || order.isGreater(term, than: right)
      else { continue }
      guard holds(rule.conditions, under: matching, depth: depth) else { continue }
      steps -= 1
      return right
    }
    return nil
  }

  private mutating func holds(
    _ conditions: [Expression], under matching: Matching, depth: Int
  ) -> Bool {
    guard !conditions.isEmpty else { return true }
    guard depth > 0 else { return false }
    for condition in conditions {
      guard
        let instance = matching.instance(of: condition),
        normalise(instance, depth: depth - 1) == .true
      else { return false }
    }
    return true
  }
}
