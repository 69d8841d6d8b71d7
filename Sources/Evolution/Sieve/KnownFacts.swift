import Lisp

/// Whether rewriting with facts alone proves a statement: an instance, a renaming or an easy
/// consequence of them.
///
/// This is also the measure by which a set of theorems is judged: what follows from it.
///
/// Definitions count as facts: their clauses rewrite calls on constructors.
///
/// - Parameters:
///   - facts: formulas over `environment`.
///   - steps: rewrite steps that may be made.
public func known(
  _ statement: Formula, from facts: [Formula], in environment: Environment,
  about targets: Set<FunctionID> = [], steps: Int = 200
) -> Bool {
  let order = StatementOrder(environment: environment, targets: targets)
  var known = KnownFacts(environment: environment, order: order)
  for fact in facts { known.add(fact) }
  return known.prove(statement, steps: steps)
}

/// A growing set of facts, read as rewrite rules, on top of the definitions.
struct KnownFacts: Sendable {
  let environment: Environment
  let order: StatementOrder
  /// Facts and the clauses of definitions that do not branch.
  private var rules = RuleIndex()
  /// The same and the clauses that branch. They come second: unfolding a call into an `if` hides
  /// it from the facts about it.
  private var unfolding = RuleIndex()
  private var facts: [Formula] = []
  private var laws = CommutativeLaws()

  /// Nothing but the definitions.
  init(environment: Environment, order: StatementOrder) {
    self.environment = environment
    self.order = order
    for index in environment.functions.indices {
      for rule in DefiningEquations(environment: environment).rules(of: FunctionID(index))
      where order.isGreater(rule.left, than: rule.right, schematic: rule.variables) {
        unfolding.add(rule)
        if !rule.right.branches { rules.add(rule) }
      }
    }
  }

  /// Adds a fact; earlier ones are tried first.
  mutating func add(_ fact: Formula) {
    facts.append(fact)
    addRules(of: fact)
    guard let operation = laws.note(fact) else { return }
    for law in CommutativeLaws.laws(of: operation) { addRules(of: law) }
  }

  private mutating func addRules(of fact: Formula) {
    let new = RewriteRule.rules(
      from: fact.body, locals: fact.locals, variables: fact.variableCount, order: order)
    for rule in new {
      rules.add(rule)
      unfolding.add(rule)
    }
  }

  /// Whether the statement is an instance of a fact, or rewrites to true by the facts and, as
  /// ground rules, its own hypotheses.
  func prove(_ statement: Formula, steps: Int) -> Bool {
    let context = SubjectContext(environment: environment, locals: statement.locals)
    let (hypotheses, conclusion) = statement.body.hypothesesAndConclusion
    let isKnownInstance = facts.contains { fact in
      isInstance(statement.body, of: fact, in: context)
        || (!hypotheses.isEmpty && isInstance(conclusion, of: fact, in: context))
    }
    if isKnownInstance { return true }
    guard !statement.body.hasBinder else { return false }
    let own = hypotheses.flatMap { hypothesis in
      RewriteRule.rules(from: hypothesis, locals: statement.locals, variables: nil, order: order)
    }
    return [rules, unfolding].contains { facts in
      var rewriter = StatementRewriter(
        hypotheses: own, facts: facts, order: order, context: context, steps: steps)
      return rewriter.normalise(conclusion) == .true
    }
  }

  /// The statement with its hypotheses and the sides of its conclusion in normal form.
  func simplified(_ statement: Formula, steps: Int) -> Formula {
    guard !statement.body.hasBinder else { return statement }
    let context = SubjectContext(environment: environment, locals: statement.locals)
    var rewriter = StatementRewriter(
      hypotheses: [], facts: rules, order: order, context: context, steps: steps)
    let (hypotheses, conclusion) = statement.body.hypothesesAndConclusion
    var simplified = statement
    var rewritten: [Expression] = []
    for hypothesis in hypotheses { rewritten.append(rewriter.normalise(hypothesis)) }
    simplified.body = Expression(
      hypotheses: rewritten, conclusion: rewriter.normalise(conclusion))
    return simplified
  }

  /// Whether one matching makes the fact the statement, or the fact's conclusion with its sides
  /// swapped.
  private func isInstance(
    _ body: Expression, of fact: Formula, in context: SubjectContext
  ) -> Bool {
    if matches(fact.body, body, of: fact, in: context) { return true }
    let (hypotheses, conclusion) = fact.body.hypothesesAndConclusion
    guard case .primitive(.equal, let types, let sides) = conclusion else { return false }
    let swapped = Expression(
      hypotheses: hypotheses, conclusion: .primitive(.equal, types, [sides[1], sides[0]]))
    return matches(swapped, body, of: fact, in: context)
  }

  private func matches(
    _ pattern: Expression, _ body: Expression, of fact: Formula, in context: SubjectContext
  ) -> Bool {
    var matching = Matching(variables: fact.variableCount)
    return matching.extend(pattern, to: body, patternLocals: fact.locals, in: context)
  }
}

extension Expression {
  /// Whether an `if` or a `match` stands in it.
  fileprivate var branches: Bool {
    switch self {
    case .primitive(.if, _, _), .match: true
    default: children.contains { $0.branches }
    }
  }
}
