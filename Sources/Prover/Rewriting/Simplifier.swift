import Kernel
import Terms

/// Innermost rewriting to normal form with definitions, laws, lemmas and hypotheses.
///
/// Within one simplifier the normal form is a function of the term. Since rewriting is innermost,
/// the left side of every step has normal arguments; so the steps of a term can be applied to the
/// whole formula one after the other, each at all its places (see ``explain(_:depth:)``).
struct Simplifier {
  /// Induction hypotheses and conditional hypotheses, tried before ``base``.
  private(set) var local: RuleTable
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
  private var memo = NormalForms()
  /// Steps of the terms under way, and their arguments that are normal.
  private var trail: ContiguousArray<TrailElement> = []
  private var arguments: ContiguousArray<TermID> = []
  /// Bindings and terms that are out of use.
  private var bindings: [Bindings] = []
  private var room = TemplateRoom()
  private let order: TermOrder
  /// Whether equations are reduced to equations between numbers.
  var interprets = true
  /// Conditions of conditions … are tried to this depth.
  let conditionDepth = 3
  /// Simplifications under way inside one another.
  private var nesting = 0
  private static let nestingLimit = 3_000
  /// Pairs of subterms whose comparison costs as much as one inference.
  private static let comparisonPrice = 16
  /// Steps at the root of one term.
  private static let trailLimit = 20_000

  private struct TrailElement {
    var term: TermID
    /// The term with its arguments normal.
    var rebuilt: TermID
    var step: RewriteStep?
  }

  /// - Parameter local: rules that are tried before those of `base`.
  init(base: RuleTable = RuleTable(), local: RuleTable? = nil, order: TermOrder) {
    self.base = base
    self.local = local ?? RuleTable(definitions: base.definitions)
    self.order = order
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
    memo.removeAll()
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
    if let entry = memo[NormalForms.Key(term, depth: depth)] { return entry.normal }
    guard nesting < Self.nestingLimit else { throw .rewritingLoops }
    nesting += 1
    let start = trail.count
    defer {
      nesting -= 1
      while trail.count > start { trail.removeLast() }
    }
    var current = term
    while true {
      try budget.spend(1)
      let rebuilt = try normaliseArguments(
        of: current, depth: depth, in: &theory, spending: &budget)
      if rebuilt != current {
        trail.append(TrailElement(term: current, rebuilt: rebuilt, step: nil))
        current = rebuilt
        if let known = memo[NormalForms.Key(current, depth: depth)] {
          current = known.normal
          break
        }
      }
      let step = try rewriteRoot(current, depth: depth, in: &theory, spending: &budget)
      trail.append(TrailElement(term: current, rebuilt: current, step: step))
      guard let step else { break }
      if step.isRing, trail[start...].contains(where: { $0.term == step.right }) {
        trail[trail.count - 1].step = nil
        break
      }
      guard trail.count - start < Self.trailLimit else { throw .rewritingLoops }
      current = step.right
      if let known = memo[NormalForms.Key(current, depth: depth)] {
        current = known.normal
        break
      }
    }
    for index in start..<trail.count {
      memo.set(
        NormalForms.Key(trail[index].term, depth: depth), normal: current,
        rebuilt: trail[index].rebuilt, step: trail[index].step)
    }
    return current
  }

  private mutating func normaliseArguments(
    of term: TermID, depth: Int, in theory: inout Theory, spending budget: inout InferenceBudget
  ) throws(SearchFailure) -> TermID {
    let count = theory.bank.argumentCount(of: term)
    if count == 0 { return term }
    let start = arguments.count
    defer { while arguments.count > start { arguments.removeLast() } }
    var changed = false
    for index in 0..<count {
      let argument = theory.bank.argument(index, of: term)
      let normal = try normalise(argument, depth: depth, in: &theory, spending: &budget)
      changed = changed || normal != argument
      arguments.append(normal)
    }
    guard changed else { return term }
    return theory.bank.rebuilding(term, arguments: arguments.span.extracting(start...))
  }

  /// The steps that lead from a term that has been simplified to its normal form, in order.
  func explain(_ term: TermID, depth: Int = 0, in bank: borrowing TermBank) -> [RewriteStep] {
    var steps: [RewriteStep] = []
    var visited = IDSet()
    explain(term, depth: depth, in: bank, into: &steps, visited: &visited)
    return steps
  }

  private func explain(
    _ term: TermID, depth: Int, in bank: borrowing TermBank, into steps: inout [RewriteStep],
    visited: inout IDSet
  ) {
    guard let entry = memo[NormalForms.Key(term, depth: depth)], entry.normal != term,
      visited.insert(term.index)
    else { return }
    for index in 0..<bank.argumentCount(of: term) {
      explain(
        bank.argument(index, of: term), depth: depth, in: bank, into: &steps, visited: &visited)
    }
    if entry.rebuilt != term {
      explain(entry.rebuilt, depth: depth, in: bank, into: &steps, visited: &visited)
    } else if let step = memo.step(of: entry) {
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
    for rule in local.candidates(for: term, in: theory.bank) {
      let step = try apply(rule, to: term, depth: depth, in: &theory, spending: &budget)
      if let step { return step }
    }
    for rule in base.candidates(for: term, in: theory.bank) {
      let step = try apply(rule, to: term, depth: depth, in: &theory, spending: &budget)
      if let step { return step }
    }
    return nil
  }

  private mutating func apply(
    _ rule: CompiledRule, to term: TermID, depth: Int, in theory: inout Theory,
    spending budget: inout InferenceBudget
  ) throws(SearchFailure) -> RewriteStep? {
    if !rule.conditions.isEmpty, depth >= conditionDepth { return nil }
    if rule.rule.isInterpretation, !interprets { return nil }
    var match = bindings.popLast() ?? Bindings()
    defer { bindings.append(match) }
    guard rule.pattern.match(term, &match, in: theory.bank) else { return nil }
    var conditions: [ProvedCondition] = []
    var instantiation: Instantiation?
    let instance: TermID?
    if rule.isComplete {
      for condition in rule.conditions {
        guard
          let formula = condition.instance(at: match, &rule.heads, &room, in: &theory.bank),
          let proved = rule.rule.isInterpretation
            ? try proveEquality(formula, depth: depth, in: &theory, spending: &budget)
            : try prove(formula, depth: depth, in: &theory, spending: &budget)
        else { return nil }
        conditions.append(proved)
      }
      instance = rule.right.instance(at: match, &rule.heads, &room, in: &theory.bank)
    } else {
      guard
        let (relieved, whole) = try relieve(
          rule.rule.conditions, rule.match(match), schematic: rule.rule.schematic,
          isPolymorphic: rule.rule.isPolymorphic, depth: depth, in: &theory, spending: &budget)
      else { return nil }
      conditions = relieved
      instantiation = Instantiation(whole.substitution)
      instance = theory.bank.instance(rule.rule.right, whole.substitution)
    }
    guard let right = instance, right != term else { return nil }
    if rule.rule.needsOrderCheck {
      var steps = 0
      let isGreater = order.isGreater(
        term, than: right, schematic: [], in: theory.bank, steps: &steps)
      try budget.spend(steps / Self.comparisonPrice)
      if !isGreater { return nil }
    }
    return RewriteStep(
      left: term, right: right,
      reason: .rule(
        rule.rule.source, rule.rule.reading, formula: rule.rule.formula,
        at: instantiation ?? rule.instantiation(match), conditions: conditions))
  }

  /// Unfolds a function whose arguments fit a clause.
  private mutating func clauseStep(
    _ term: TermID, head: SymbolID, depth: Int, in theory: inout Theory,
    spending budget: inout InferenceBudget
  ) throws(SearchFailure) -> RewriteStep? {
    let clauses = base.definitions.clauses(of: head, in: theory)
    if clauses.isEmpty { return nil }
    let types = theory.bank.typeArguments(of: term)
    var match = bindings.popLast() ?? Bindings()
    defer { bindings.append(match) }
    match.bind(types: types)
    for clause in clauses where clause.pattern.match(argumentsOf: term, &match, in: theory.bank) {
      guard
        let conditions = try proveConditions(
          of: clause, &match, depth: depth, in: &theory, spending: &budget),
        let right = clause.result.instance(at: match, &clause.heads, &room, in: &theory.bank),
        match.isComplete
      else { continue }
      return RewriteStep(
        left: term, right: right,
        reason: .clause(
          head, index: clause.index, types: types, terms: Array(match.terms),
          conditions: conditions))
    }
    return nil
  }

  /// Simplifies the term of each condition `t = C(y …)` to a constructor term and binds the `y`.
  private mutating func proveConditions(
    of clause: CompiledClause, _ match: inout Bindings, depth: Int, in theory: inout Theory,
    spending budget: inout InferenceBudget
  ) throws(SearchFailure) -> [ProvedCondition]? {
    if clause.conditions.isEmpty { return [] }
    if depth >= conditionDepth { return nil }
    var proved: [ProvedCondition] = []
    for condition in clause.conditions {
      guard
        let subject = condition.subject.instance(
          at: match, &clause.heads, &room, in: &theory.bank)
      else { return nil }
      let normal = try normalise(subject, depth: depth + 1, in: &theory, spending: &budget)
      guard theory.bank.isApplication(normal, of: condition.constructor) else { return nil }
      for (position, variable) in condition.variables.enumerated() {
        match.bind(variable, to: theory.bank.argument(position, of: normal))
      }
      proved.append(
        ProvedCondition(
          formula: subject, steps: explain(subject, depth: depth + 1, in: theory.bank)))
    }
    return proved
  }
}
