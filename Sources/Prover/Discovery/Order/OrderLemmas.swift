import Kernel
import Terms

/// Lemmas about the order in which a goal's functions keep their elements.
extension ProofSearch {
  private enum Limit {
    /// Inferences for one attempt at a conjecture.
    static let conjecture = 4_000
    static let rounds = 4
  }

  /// Conjectures how the goal's functions keep containers in order, proves what can be proved, and
  /// tries the goal again; nil too if the goal is not about order.
  mutating func proveByOrder(_ formula: TermID) throws(SearchFailure) -> ProofTree? {
    let usable = usable
    guard var discovery = try orderDiscovery(of: formula, isUsable: { usable.contains($0) })
    else { return nil }
    var waiting = preorderLaws(&discovery)
    waiting += transitivities(&discovery)
    for term in orderTerms(&discovery) {
      waiting += try orderConjectures(about: term, &discovery)
    }
    return try proveConjectures(waiting, then: formula)
  }

  /// Rounds of attempts at conjectures; after each that proved some, one at the goal.
  private mutating func proveConjectures(
    _ all: [OrderConjecture], then formula: TermID
  ) throws(SearchFailure) -> ProofTree? {
    var waiting = all
    for round in 0..<Limit.rounds {
      var failed: [OrderConjecture] = []
      for conjecture in waiting {
        if try isKnown(conjecture.formula) { continue }
        if try attemptLemma(conjecture.formula, limit: Limit.conjecture) { continue }
        if round > 0, let weaker = conjecture.weaker,
          try attemptLemma(weaker, limit: Limit.conjecture)
        {
          continue
        }
        failed.append(conjecture)
      }
      if failed.count < waiting.count || round == 0,
        let tree = try attempt(formula, limit: limits.goalAttempt)
      {
        return tree
      }
      if failed.count == waiting.count, round > 0 || failed.isEmpty { return nil }
      waiting = failed
    }
    return nil
  }

  /// The terms that lemmas speak of: constructors and functions applied to variables, those first
  /// that others rest on.
  private mutating func orderTerms(_ discovery: inout OrderDiscovery) -> [TermID] {
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
          guard !fields.isEmpty,
            let term = try? theory.bank.application(constructor, arguments, variables)
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
    var result: [OrderConjecture] = []
    for formula in formulas {
      let truths = truths(
        of: formula, numbers: discovery.universe.numbers, &discovery.samples,
        discovery.vocabulary)
      if let truths, truths.allSatisfy({ $0 != 0 }) {
        result.append(OrderConjecture(formula: formula))
      }
    }
    return result
  }

  /// `r(x, y)` and `r*(y, c)` give `r*(x, c)`, and the other way round.
  private mutating func transitivities(_ discovery: inout OrderDiscovery) -> [OrderConjecture] {
    var result: [OrderConjecture] = []
    let element = discovery.vocabulary.element
    let pairs = discovery.vocabulary.lifts.keys.sorted {
      ($0.left, $0.right) < ($1.left, $1.right)
    }
    for pair in pairs {
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
