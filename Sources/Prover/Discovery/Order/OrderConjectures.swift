import Kernel
import Terms

/// A statement about order that the samples suggest, and a weaker one to fall back on.
struct OrderConjecture {
  var formula: TermID
  var weaker: TermID?
}

/// What lemmas about order are conjectured with.
struct OrderDiscovery {
  var vocabulary: OrderVocabulary
  var universe: OrderUniverse
  var samples = OrderSamples()
  /// Whether relations between two containers are spoken of.
  var relatesContainers = false
}

/// What the samples suggest: how a predicate of a function's result depends on predicates of its
/// arguments.
///
/// Conditions are found as weakest ones that the samples do not contradict: of all that can be said of
/// the arguments, first what the predicate implies, and if that does not imply it in turn, any that do,
/// left out one by one. Compare the learning of preconditions from data of Padhi, Sharma and Millstein
/// 2016, "Data-Driven Precondition Inference with Learned Features".
extension ProofSearch {
  private enum Bound {
    /// Rows in which a predicate must be true, and in which it must be false.
    static let rows = 6
    static let conditions = 4
  }

  private typealias Fact = (formula: TermID, truths: [UInt8])

  /// Statements about the results of one term over variables.
  mutating func orderConjectures(
    about term: TermID, _ discovery: inout OrderDiscovery
  ) throws(SearchFailure) -> [OrderConjecture] {
    let type = theory.bank.type(of: term)
    guard holdsElements(type, &discovery.vocabulary) else { return [] }
    let variables = theory.bank.freeVariables(of: term)
    let isConstructed = theory.bank.isConstructed(term)
    var result: [OrderConjecture] = []
    // Relations with an element, or a container, that has nothing to do with the term.
    var others = [discovery.vocabulary.element]
    if discovery.relatesContainers, isContainer(type, &discovery.vocabulary) {
      for pair in discovery.vocabulary.lifts.keys.map({ [$0.left, $0.right] }).joined()
        .sorted() where pair != discovery.vocabulary.element && !others.contains(pair)
      {
        others.append(pair)
      }
    }
    for other in others {
      let free = discovery.universe.variable(of: other, besides: variables, in: &theory.bank)
      for isLeft in [true, false] {
        guard
          let target = isLeft
            ? related(free, term, &discovery.vocabulary)
            : related(term, free, &discovery.vocabulary),
          !isConstructed || other != discovery.vocabulary.element
        else { continue }
        let atoms = try atoms(over: variables + [free], about: free, &discovery)
        if let found = try conjecture(target, atoms, &discovery) { result.append(found) }
      }
    }
    if !isConstructed {
      for variable in variables
      where holdsElements(theory.bank.type(of: variable), &discovery.vocabulary) {
        for isLeft in [true, false] {
          guard
            let target = isLeft
              ? related(variable, term, &discovery.vocabulary)
              : related(term, variable, &discovery.vocabulary),
            let truths = try truths(of: target, &discovery),
            truths.allSatisfy({ $0 != 0 }), truths.contains(1)
          else { continue }
          result.append(OrderConjecture(formula: target))
        }
      }
    }
    if let target = invariant(of: term, discovery.vocabulary) {
      let atoms = try atoms(over: variables, about: nil, &discovery)
      if let found = try conjecture(target, atoms, &discovery) { result.append(found) }
    }
    return result
  }

  /// What can be said of variables; if one is given, only what relates others to it, and invariants.
  private mutating func atoms(
    over variables: [TermID], about subject: TermID?, _ discovery: inout OrderDiscovery
  ) throws(SearchFailure) -> [Fact] {
    var formulas: [(formula: TermID, weight: Int)] = []
    var holders: [TermID] = []
    for variable in variables
    where holdsElements(theory.bank.type(of: variable), &discovery.vocabulary) {
      holders.append(variable)
    }
    for (i, u) in holders.enumerated() {
      for (j, v) in holders.enumerated() where i != j {
        if let subject, u != subject, v != subject { continue }
        let containers = [u, v].count { theory.bank.type(of: $0) != discovery.vocabulary.element }
        if let formula = related(u, v, &discovery.vocabulary) {
          formulas.append((formula, 1 + containers))
        }
      }
    }
    for variable in holders {
      if let formula = invariant(of: variable, discovery.vocabulary) {
        formulas.append((formula, 0))
      }
    }
    var result: [Fact] = []
    // The heaviest first: they are left out first.
    for (_, entry) in formulas.enumerated().sorted(by: {
      ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset)
    }) {
      if let column = try truths(of: entry.formula, &discovery) {
        result.append((entry.formula, column))
      }
    }
    return result
  }

  private mutating func truths(
    of formula: TermID, _ discovery: inout OrderDiscovery
  ) throws(SearchFailure) -> [UInt8]? {
    if discovery.samples.columns[formula] == nil { try budget.spend(DiscoveryLimits.column) }
    return truths(
      of: formula, numbers: discovery.universe.numbers, &discovery.samples, discovery.vocabulary)
  }

  /// The weakest conditions under which the target holds in all rows.
  private mutating func conjecture(
    _ target: TermID, _ atoms: [Fact], _ discovery: inout OrderDiscovery
  ) throws(SearchFailure) -> OrderConjecture? {
    guard let goal = try truths(of: target, &discovery) else { return nil }
    let valid = goal.indices.filter { row in
      goal[row] != 2 && atoms.allSatisfy { $0.truths[row] != 2 }
    }
    guard valid.count >= OrderSamples.rows / 2 else { return nil }
    let positive = valid.filter { goal[$0] == 1 }
    let negative = valid.filter { goal[$0] == 0 }
    guard positive.count >= Bound.rows else { return nil }
    if negative.isEmpty { return OrderConjecture(formula: target) }
    let sufficient = leftOut(atoms, negative)
    var implication: TermID?
    if let sufficient, sufficient.count <= Bound.conditions,
      positive.count(where: { row in sufficient.allSatisfy { $0.truths[row] == 1 } }) >= Bound.rows
    {
      implication = theory.bank.implication(sufficient.map(\.formula).reversed(), target)
    }
    let necessary = atoms.filter { atom in positive.allSatisfy { atom.truths[$0] == 1 } }
    if negative.count >= Bound.rows, let kept = leftOut(necessary, negative) {
      let equation = theory.bank.equationOf(target, conjunction(kept.map(\.formula).reversed()))
      return OrderConjecture(formula: equation, weaker: implication)
    }
    return implication.map { OrderConjecture(formula: $0) }
  }

  /// The facts that are needed to exclude all of some rows; nil if all together do not.
  private func leftOut(_ facts: [Fact], _ rows: [Int]) -> [Fact]? {
    func excludes(_ facts: [Fact]) -> Bool {
      rows.allSatisfy { row in facts.contains { $0.truths[row] == 0 } }
    }
    guard excludes(facts) else { return nil }
    var kept = facts
    for fact in facts {
      let fewer = kept.filter { $0.formula != fact.formula }
      if excludes(fewer) { kept = fewer }
    }
    return kept
  }
}
