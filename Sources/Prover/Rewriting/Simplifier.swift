import Kernel
import Terms

/// Innermost rewriting to normal form with definitions, laws, lemmas and hypotheses.
///
/// Within one simplifier the normal form is a function of the term. Since rewriting is innermost,
/// the left side of every step has normal arguments; so the steps of a term can be applied to the
/// whole formula one after the other, each at all its places (see ``explain(_:depth:)``).
struct Simplifier {
  /// Induction hypotheses and conditional hypotheses, tried before ``base``.
  private(set) var local = RuleTable()
  /// Laws and lemmas.
  let base: RuleTable
  /// What hypotheses say of integers.
  var arithmetic = ArithmeticKnowledge()
  /// What hypotheses say of single terms.
  private var facts: [TermID: RewriteStep] = [:]
  /// Formulas that hypotheses make true, in their order.
  private(set) var trueFacts: [TermID] = []
  /// Formulas that follow from single hypotheses: what free variables of conditions may be bound to.
  var consequences: [TermID] = []
  /// Normal forms, one table for each depth of conditions.
  private var memo: [[TermID: Entry]]
  private let order: TermOrder
  /// Conditions of conditions … are tried to this depth.
  let conditionDepth = 3
  /// Simplifications under way inside one another.
  private var nesting = 0
  private static let nestingLimit = 3_000
  /// Pairs of subterms whose comparison costs as much as one inference.
  private static let comparisonPrice = 16
  /// Steps at the root of one term.
  private static let trailLimit = 20_000

  private struct Entry {
    var normal: TermID
    /// The term with its arguments normal.
    var rebuilt: TermID
    var step: RewriteStep?
  }

  init(base: RuleTable = RuleTable(), order: TermOrder) {
    self.base = base
    self.order = order
    memo = Array(repeating: [:], count: conditionDepth + 1)
  }

  /// Adds a rule; what was simplified before is forgotten.
  mutating func add(_ rule: RewriteRule, in bank: borrowing TermBank) {
    local.add(rule, in: bank)
    forget()
  }

  /// Adds what a hypothesis says of one term, without schematic variables.
  mutating func add(fact: RewriteStep, in bank: borrowing TermBank) {
    arithmetic.add(fact, in: bank)
    if facts[fact.left] == nil {
      facts[fact.left] = fact
      if fact.right == bank.trueTerm { trueFacts.append(fact.left) }
      forget()
    }
  }

  private mutating func forget() {
    for depth in memo.indices where !memo[depth].isEmpty { memo[depth] = [:] }
    arithmetic.forget()
  }
}

extension Simplifier {
  /// The normal form of a term.
  ///
  /// - Throws: ``SearchFailure``.
  mutating func normalise(
    _ term: TermID, depth: Int = 0, in theory: inout Theory, spending budget: inout InferenceBudget
  ) throws(SearchFailure) -> TermID {
    if let entry = memo[depth][term] { return entry.normal }
    guard nesting < Self.nestingLimit else { throw .rewritingLoops }
    nesting += 1
    defer { nesting -= 1 }
    var trail: [(term: TermID, rebuilt: TermID, step: RewriteStep?)] = []
    var current = term
    while memo[depth][current] == nil {
      try budget.spend(1)
      let rebuilt = try normaliseArguments(
        of: current, depth: depth, in: &theory, spending: &budget)
      if rebuilt != current {
        trail.append((current, rebuilt, nil))
        current = rebuilt
        if memo[depth][current] != nil { break }
      }
      let step = try rewriteRoot(current, depth: depth, in: &theory, spending: &budget)
      trail.append((current, current, step))
      guard let step else { break }
      if step.isRing, trail.contains(where: { $0.term == step.right }) {
        trail[trail.count - 1].step = nil
        break
      }
      guard trail.count < Self.trailLimit else { throw .rewritingLoops }
      current = step.right
    }
    let normal = memo[depth][current]?.normal ?? current
    for (term, rebuilt, step) in trail {
      memo[depth][term] = Entry(normal: normal, rebuilt: rebuilt, step: step)
    }
    return normal
  }

  private mutating func normaliseArguments(
    of term: TermID, depth: Int, in theory: inout Theory, spending budget: inout InferenceBudget
  ) throws(SearchFailure) -> TermID {
    let count = theory.bank.argumentCount(of: term)
    if count == 0 { return term }
    var arguments: [TermID] = []
    arguments.reserveCapacity(count)
    var changed = false
    for index in 0..<count {
      let argument = theory.bank.argument(index, of: term)
      let normal = try normalise(argument, depth: depth, in: &theory, spending: &budget)
      changed = changed || normal != argument
      arguments.append(normal)
    }
    return changed ? theory.bank.rebuilding(term, arguments: arguments) : term
  }

  /// The steps that lead from a term that has been simplified to its normal form, in order.
  func explain(_ term: TermID, depth: Int = 0, in bank: borrowing TermBank) -> [RewriteStep] {
    var steps: [RewriteStep] = []
    var visited: Set<TermID> = []
    explain(term, depth: depth, in: bank, into: &steps, visited: &visited)
    return steps
  }

  private func explain(
    _ term: TermID, depth: Int, in bank: borrowing TermBank, into steps: inout [RewriteStep],
    visited: inout Set<TermID>
  ) {
    guard let entry = memo[depth][term], entry.normal != term, visited.insert(term).inserted
    else { return }
    for index in 0..<bank.argumentCount(of: term) {
      explain(
        bank.argument(index, of: term), depth: depth, in: bank, into: &steps, visited: &visited)
    }
    if entry.rebuilt != term {
      explain(entry.rebuilt, depth: depth, in: bank, into: &steps, visited: &visited)
    } else if let step = entry.step {
      steps.append(step)
      explain(step.right, depth: depth, in: bank, into: &steps, visited: &visited)
    }
  }
}

extension Simplifier {
  /// One step at the root of a term whose arguments are normal.
  private mutating func rewriteRoot(
    _ term: TermID, depth: Int, in theory: inout Theory, spending budget: inout InferenceBudget
  ) throws(SearchFailure) -> RewriteStep? {
    if let fact = facts[term] { return fact }
    switch theory.bank.shape(of: term) {
    case .variable, .integer, .functionValue:
      return nil
    case .call:
      if let step = betaStep(term, in: &theory) { return step }
      return try applyRules(
        to: term, depth: depth, in: &theory, spending: &budget)
    case .application:
      let head = theory.bank.head(of: term)
      switch theory.bank.kind(of: head) {
      case .constructor, .dataType: return nil
      case .builtin(let builtin):
        if let step = builtinStep(builtin, term, in: &theory) { return step }
        if builtin.isComparison {
          let step = try applyRules(to: term, depth: depth, in: &theory, spending: &budget)
          if let step { return step }
          return try comparisonStep(term, depth: depth, in: &theory, spending: &budget)
        }
      case .function: break
      }
      let clause = try clauseStep(
        term, head: head, depth: depth, in: &theory, spending: &budget)
      if let clause { return clause }
      return try applyRules(to: term, depth: depth, in: &theory, spending: &budget)
    }
  }

  private mutating func applyRules(
    to term: TermID, depth: Int, in theory: inout Theory,
    spending budget: inout InferenceBudget
  ) throws(SearchFailure) -> RewriteStep? {
    for table in [local, base] {
      for rule in table.candidates(for: term, in: theory.bank) {
        let step = try apply(rule, to: term, depth: depth, in: &theory, spending: &budget)
        if let step { return step }
      }
    }
    return nil
  }

  private mutating func apply(
    _ rule: RewriteRule, to term: TermID, depth: Int, in theory: inout Theory,
    spending budget: inout InferenceBudget
  ) throws(SearchFailure) -> RewriteStep? {
    if !rule.conditions.isEmpty, depth >= conditionDepth { return nil }
    var match = Match()
    guard
      match.extend(
        rule.left, to: term, schematic: rule.schematic, polymorphic: rule.isPolymorphic,
        in: theory.bank)
    else { return nil }
    guard
      let (conditions, whole) = try relieve(
        rule.conditions, match, schematic: rule.schematic, isPolymorphic: rule.isPolymorphic,
        depth: depth, in: &theory, spending: &budget)
    else { return nil }
    let substitution = whole.substitution
    guard let right = theory.bank.instance(rule.right, substitution), right != term else {
      return nil
    }
    if rule.needsOrderCheck {
      var steps = 0
      let isGreater = order.isGreater(
        term, than: right, schematic: [], in: theory.bank, steps: &steps)
      try budget.spend(steps / Self.comparisonPrice)
      if !isGreater { return nil }
    }
    return RewriteStep(
      left: term, right: right,
      reason: .rule(
        rule.source, rule.reading, formula: rule.formula, substitution: substitution,
        conditions: conditions))
  }

  /// Unfolds a function whose arguments fit a clause.
  private mutating func clauseStep(
    _ term: TermID, head: SymbolID, depth: Int, in theory: inout Theory,
    spending budget: inout InferenceBudget
  ) throws(SearchFailure) -> RewriteStep? {
    let types = theory.bank.typeArguments(of: term)
    for (index, clause) in theory.clauses(of: head).enumerated() {
      guard let result = clause.result else { continue }
      var match = Match()
      for (name, type) in zip(theory.bank.typeParameters(of: head), types) {
        match.types[name] = type
      }
      guard clause.match(arguments: term, &match, in: theory.bank) else { continue }
      guard
        let conditions = try proveConditions(
          of: clause, &match, depth: depth, in: &theory, spending: &budget)
      else { continue }
      let substitution = match.substitution
      guard let right = theory.bank.instance(result, substitution) else { continue }
      let terms = clause.variables.compactMap { match.terms[$0] }
      guard terms.count == clause.variables.count else { continue }
      return RewriteStep(
        left: term, right: right,
        reason: .clause(
          head, index: index, types: types, terms: terms, conditions: conditions))
    }
    return nil
  }

  /// Simplifies the term of each condition `t = C(y …)` to a constructor term and binds the `y`.
  private mutating func proveConditions(
    of clause: Clause, _ match: inout Match, depth: Int, in theory: inout Theory,
    spending budget: inout InferenceBudget
  ) throws(SearchFailure) -> [ProvedCondition]? {
    if clause.conditions.isEmpty { return [] }
    if depth >= conditionDepth { return nil }
    var proved: [ProvedCondition] = []
    for condition in clause.conditions {
      guard let (left, pattern) = theory.bank.equationSides(condition),
        let subject = theory.bank.instance(left, match.substitution)
      else { return nil }
      let normal = try normalise(subject, depth: depth + 1, in: &theory, spending: &budget)
      guard
        theory.bank.shape(of: normal) == .application,
        theory.bank.head(of: normal) == theory.bank.head(of: pattern)
      else { return nil }
      for position in 0..<theory.bank.argumentCount(of: pattern) {
        match.terms[theory.bank.argument(position, of: pattern)] =
          theory.bank.argument(position, of: normal)
      }
      proved.append(
        ProvedCondition(
          formula: subject, steps: explain(subject, depth: depth + 1, in: theory.bank)))
    }
    return proved
  }
}
