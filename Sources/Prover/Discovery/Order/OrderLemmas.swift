import Kernel
import Terms

/// Lemmas about the order in which a goal's functions keep their elements.
extension ProofSearch {
  private enum Limit {
    /// Inferences for one attempt at a conjecture, and for a later one at what much depends on.
    static let conjecture = 4_000
    static let decisive = 12_000
    static let rounds = 4
  }

  /// Conjectures how the goal's functions keep containers in order, proves what can be proved, and
  /// tries the goal again; nil too if the goal is not about order.
  mutating func proveByOrder(_ formula: TermID) throws(SearchFailure) -> ProofTree? {
    let usable = usable
    let before = (rules, pruning, forwardRules, order)
    guard var discovery = try orderDiscovery(of: formula, isUsable: { usable.contains($0) })
    else { return nil }
    defer {
      (rules, pruning, forwardRules, order) = before
      anchoredFacts = []
    }
    let hidden = try proveRelation(&discovery)
    defer { if let hidden { rules.definitions.unfold(hidden) } }
    return try proveByOrder(formula, &discovery)
  }

  /// Proves that the relation is a total preorder.
  ///
  /// - Returns: the function that is not unfolded any more, its laws saying all that is needed.
  private mutating func proveRelation(
    _ discovery: inout OrderDiscovery
  ) throws(SearchFailure) -> SymbolID? {
    guard case .function(let symbol, _) = discovery.vocabulary.relation,
      !rules.definitions.isFolded(symbol)
    else { return nil }
    let laws = preorderLaws(&discovery)
    _ = try proveOrderConjectures(laws, then: nil)
    for law in laws {
      if facts.contains(where: { $0.formula == law.formula }) { continue }
      guard try isKnown(law.formula) else { return nil }
    }
    rules.definitions.fold(symbol)
    return symbol
  }

  private mutating func proveByOrder(
    _ formula: TermID, _ discovery: inout OrderDiscovery
  ) throws(SearchFailure) -> ProofTree? {
    var waiting: [OrderConjecture] = []
    let terms = orderTerms(&discovery)
    var found: [[OrderConjecture]] = []
    for term in terms { found.append(try orderConjectures(about: term, &discovery)) }
    noteRelatedContainers(of: Array(found.joined()), &discovery)
    waiting += transitivities(&discovery)
    for (term, conjectures) in zip(terms, found) {
      waiting += try containerConjectures(about: term, &discovery) + conjectures
    }
    let goal = Sequent(hypotheses: [], goal: formula)
    if let tree = try proveOrderConjectures(waiting, then: goal) { return tree }
    return try proveSortingEquation(formula, &discovery)
  }

  /// Rounds of attempts at conjectures; after each that proved some, one at the goal.
  mutating func proveOrderConjectures(
    _ all: [OrderConjecture], then goal: Sequent?
  ) throws(SearchFailure) -> ProofTree? {
    var waiting = all
    for round in 0..<Limit.rounds {
      var failed: [OrderConjecture] = []
      for conjecture in waiting {
        if try isKnown(conjecture.formula) { continue }
        if conjecture.wantsBoth, round == 0, let weaker = conjecture.weaker {
          _ = try attempt(weaker, of: conjecture)
        }
        let isLate = round > 0 && conjecture.isDecisive
        let limit = isLate ? Limit.decisive : Limit.conjecture
        if try attempt(conjecture.formula, of: conjecture, limit: limit) {
          if let anchor = conjecture.anchor { addAnchor(anchor, of: conjecture.formula) }
          continue
        }
        var rest = conjecture
        if let weaker = conjecture.weaker, !conjecture.wantsBoth {
          if try attempt(weaker, of: conjecture) {
            // The equation gets one more chance.
            if round > 0 { continue }
            rest.weaker = nil
          }
        }
        failed.append(rest)
      }
      if let goal, failed.count < waiting.count || round == 0,
        let tree = try attempt(goal, limit: limits.goalAttempt)
      {
        return tree
      }
      if failed.count == waiting.count, round > 0 || failed.isEmpty { return nil }
      waiting = failed
    }
    return nil
  }

  /// Tries to prove a statement about a term, by induction along the recursion of its function.
  private mutating func attempt(
    _ formula: TermID, of conjecture: OrderConjecture, limit: Int = Limit.conjecture
  ) throws(SearchFailure) -> Bool {
    var start: InductionStart?
    if let subject = conjecture.subject, !theory.bank.isConstructed(subject) {
      let function = theory.bank.head(of: subject)
      if rules.definitions.recursion(of: function, in: theory).isRecursive {
        start = .recursion(function)
      }
    }
    return try attemptLemma(formula, limit: limit, from: start)
  }

  private mutating func addAnchor(_ anchor: TermID, of formula: TermID) {
    let variables = Set(theory.bank.freeVariables(of: formula))
    guard variables.isSubset(of: theory.bank.freeVariables(of: anchor)) else { return }
    anchoredFacts.append(
      AnchoredFact(
        index: facts.count - 1, formula: formula, anchor: anchor, schematic: variables))
  }

  /// The terms that lemmas speak of: constructors and functions applied to variables, those first
  /// that others rest on.
  mutating func orderTerms(_ discovery: inout OrderDiscovery) -> [TermID] {
    var constructed: [TermID] = []
    var types: [TypeID] = []
    for function in discovery.universe.functions {
      for type in function.parameters + [function.result]
      where !types.contains(type) && isContainer(type, &discovery.vocabulary) {
        types.append(type)
        guard case .data(let symbol, let arguments) = theory.bank.node(of: type) else { continue }
        for constructor in theory.bank.constructors(of: symbol) {
          let fields = theory.fieldTypes(of: constructor, arguments)
          let variables = discovery.universe.variables(fields, in: &theory.bank)
          guard let term = try? theory.bank.application(constructor, arguments, variables)
          else { continue }
          constructed.append(term)
        }
      }
    }
    var applied: [(rank: Int, term: TermID)] = []
    for function in discovery.universe.functions
    where holdsElements(function.result, &discovery.vocabulary) {
      guard case .application(let symbol, _) = function.head else { continue }
      let variables = discovery.universe.variables(function.parameters, in: &theory.bank)
      if let term = theory.bank.term(function, variables) {
        applied.append((2 * order[symbol], term))
      }
    }
    for term in discovery.universe.composites
    where holdsElements(theory.bank.type(of: term), &discovery.vocabulary) {
      applied.append((2 * order[theory.bank.head(of: term)] + 1, term))
    }
    let sorted = applied.enumerated().sorted {
      ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset)
    }
    return constructed + sorted.map(\.element.term)
  }

  /// That a function is a total preorder, and what other relations have to do with it.
  private mutating func preorderLaws(_ discovery: inout OrderDiscovery) -> [OrderConjecture] {
    guard case .function(let symbol, let types) = discovery.vocabulary.relation else { return [] }
    let element = discovery.vocabulary.element
    let variables = discovery.universe.variables(
      [element, element, element], in: &theory.bank)
    let head = Signature.Operation.Head.application(symbol, types)
    let relation = Signature.Operation(
      head: head, parameters: [element, element], result: theory.bank.bool, weight: 1)
    var formulas = relationShapes(relation, variables)
    for other in discovery.universe.functions
    where other.parameters == relation.parameters && other.result == theory.bank.bool
      && other.head != head
    {
      formulas += pairShapes(other, relation, variables)
    }
    // What has the most premises first: totality would only complicate their proofs.
    let subject = theory.bank.term(relation, Array(variables.prefix(2)))
    formulas = formulas.enumerated()
      .sorted { (premises(of: $1.element), $0.offset) < (premises(of: $0.element), $1.offset) }
      .map(\.element)
    var result: [OrderConjecture] = []
    for formula in formulas {
      let truths = truths(
        of: formula, numbers: discovery.universe.numbers, &discovery.samples,
        discovery.vocabulary)
      if let truths, truths.allSatisfy({ $0 != 0 }) {
        let isEquation = concludesEquation(formula)
        result.append(
          OrderConjecture(formula: formula, subject: isEquation ? subject : nil))
      }
    }
    return result
  }

  private func premises(of formula: TermID) -> Int {
    guard let parts = theory.bank.operands(of: formula, .implies) else { return 0 }
    return 1 + premises(of: parts[1])
  }

  /// Whether a formula concludes that two elements are equal.
  private func concludesEquation(_ formula: TermID) -> Bool {
    var conclusion = formula
    while let parts = theory.bank.operands(of: conclusion, .implies) { conclusion = parts[1] }
    guard conclusion != formula, let (left, _) = theory.bank.equationSides(conclusion) else {
      return false
    }
    return theory.bank.type(of: left) != theory.bank.bool
  }

  /// `r(x, y)` and `r*(y, c)` give `r*(x, c)`, and the other way round.
  private mutating func transitivities(_ discovery: inout OrderDiscovery) -> [OrderConjecture] {
    var result: [OrderConjecture] = []
    let element = discovery.vocabulary.element
    let pairs = discovery.vocabulary.lifts.keys.sorted {
      ($0.left, $0.right) < ($1.left, $1.right)
    }
    for pair in pairs
    where pair.left == element || pair.right == element
      || discovery.relatedContainers.contains(pair)
    {
      let v = discovery.universe.variables([pair.left, element, pair.right], in: &theory.bank)
      if let first = related(v[0], v[1], &discovery.vocabulary),
        let second = related(v[1], v[2], &discovery.vocabulary),
        let whole = related(v[0], v[2], &discovery.vocabulary)
      {
        let steps = pair.left == element ? [second, first] : [first, second]
        result.append(OrderConjecture(formula: theory.bank.implication(steps, whole)))
      }
    }
    return result
  }
}
