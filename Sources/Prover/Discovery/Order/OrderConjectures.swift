import Kernel
import Terms

/// A statement about order that the samples suggest, and a weaker one to fall back on.
struct OrderConjecture {
  var formula: TermID
  var weaker: TermID?
  /// Whether a later attempt may take longer: much depends on it.
  var isDecisive = false
  /// The term that both are about.
  var subject: TermID?
  /// The term that a statement without conditions is about, if it binds all variables.
  var anchor: TermID?
  /// Whether the weaker statement is wanted beside the other one, and before it.
  var wantsBoth = false
}

/// What lemmas about order are conjectured with.
struct OrderDiscovery {
  var vocabulary: OrderVocabulary
  var universe: OrderUniverse
  var samples = OrderSamples()
  /// Relations between two containers that lemmas speak of.
  var relatedContainers: [OrderVocabulary.TypePair] = []
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
    static let conditions = 5
  }

  private typealias Fact = (formula: TermID, truths: [UInt8])

  /// Statements about the results of one term over variables.
  mutating func orderConjectures(
    about term: TermID, _ discovery: inout OrderDiscovery
  ) throws(SearchFailure) -> [OrderConjecture] {
    if theory.bank.argumentCount(of: term) == 0 { return [] }
    let type = theory.bank.type(of: term)
    guard holdsElements(type, &discovery.vocabulary) else { return [] }
    let variables = theory.bank.freeVariables(of: term)
    let isConstructed = theory.bank.isConstructed(term)
    var result: [OrderConjecture] = []
    let element = discovery.vocabulary.element
    if !isConstructed {
      result += try relations(of: term, variables, with: element, &discovery)
    }
    if !isConstructed, discovery.universe.isTakenApart(term, in: theory.bank),
      let found = try emptiness(of: term, variables, &discovery)
    {
      result.append(found)
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
          result.append(OrderConjecture(formula: target, subject: term, anchor: term))
        }
      }
    }
    let isDefinition = isConstructed && discovery.vocabulary.predicate != type
    if !isDefinition, let target = invariant(of: term, discovery.vocabulary) {
      let atoms = try atoms(over: variables, about: nil, &discovery)
      if var found = try conjecture(target, atoms, &discovery) {
        found.subject = term
        found.isDecisive = true
        result.append(found)
      }
    }
    return result
  }

  /// How the results of a term are related to a variable that does not occur in it.
  private mutating func relations(
    of term: TermID, _ variables: [TermID], with other: TypeID, _ discovery: inout OrderDiscovery,
    sides: [Bool] = [true, false]
  ) throws(SearchFailure) -> [OrderConjecture] {
    var result: [OrderConjecture] = []
    let free = discovery.universe.variable(of: other, besides: variables, in: &theory.bank)
    for isLeft in sides {
      guard
        let target = isLeft
          ? related(free, term, &discovery.vocabulary)
          : related(term, free, &discovery.vocabulary)
      else { continue }
      var atoms = try atoms(over: variables + [free], about: free, &discovery)
      var found = try conjecture(target, atoms, &discovery)
      if theory.bank.isConstructed(term) {
        // `x <= all of ys` and `all of xs <= x` give `all of xs <= all of x : ys`.
        atoms = try self.atoms(over: variables + [free], about: nil, &discovery)
        atoms.removeAll { isInvariant($0.formula, discovery.vocabulary) }
        found?.weaker = try conjecture(target, atoms, &discovery)?.weaker
        found?.wantsBoth = true
      }
      found?.subject = term
      if let found { result.append(found) }
    }
    return result
  }

  /// When a container is empty: there, cases that a clause distinguishes cannot arise.
  private mutating func emptiness(
    of term: TermID, _ variables: [TermID], _ discovery: inout OrderDiscovery
  ) throws(SearchFailure) -> OrderConjecture? {
    guard let empty = emptyCollection(of: theory.bank.type(of: term)) else { return nil }
    let target = theory.bank.equationOf(term, empty)
    var atoms: [Fact] = []
    for variable in variables {
      guard let empty = emptyCollection(of: theory.bank.type(of: variable)) else { continue }
      let formula = theory.bank.equationOf(variable, empty)
      if let column = try truths(of: formula, &discovery) { atoms.append((formula, column)) }
    }
    guard let column = try truths(of: target, &discovery) else { return nil }
    if column.allSatisfy({ $0 == 0 }) {
      return OrderConjecture(formula: theory.bank.logical(.not, target), subject: term)
    }
    var found = try conjecture(target, atoms, &discovery)
    found?.weaker = nil
    found?.subject = term
    return found
  }

  private func isInvariant(_ formula: TermID, _ vocabulary: OrderVocabulary) -> Bool {
    vocabulary.invariants.values.contains(theory.bank.head(of: formula))
  }

  /// Statements about relations between two containers, if other statements need them.
  mutating func containerConjectures(
    about term: TermID, _ discovery: inout OrderDiscovery
  ) throws(SearchFailure) -> [OrderConjecture] {
    let type = theory.bank.type(of: term)
    guard isContainer(type, &discovery.vocabulary) else { return [] }
    let variables = theory.bank.freeVariables(of: term)
    var result: [OrderConjecture] = []
    for pair in discovery.relatedContainers {
      if pair.right == type {
        result += try relations(of: term, variables, with: pair.left, &discovery, sides: [true])
      }
      if pair.left == type, !theory.bank.isConstructed(term) {
        result += try relations(of: term, variables, with: pair.right, &discovery, sides: [false])
      }
    }
    return result
  }

  /// Notes the relations between containers that statements mention, and those to which functions
  /// lead from there.
  mutating func noteRelatedContainers(
    of conjectures: [OrderConjecture], _ discovery: inout OrderDiscovery
  ) {
    func add(_ left: TypeID, _ right: TypeID) {
      let pair = OrderVocabulary.TypePair(left: left, right: right)
      if !discovery.relatedContainers.contains(pair) { discovery.relatedContainers.append(pair) }
    }
    for conjecture in conjectures {
      let formulas = [conjecture.formula] + (conjecture.weaker.map { [$0] } ?? [])
      for term in theory.bank.subterms(of: formulas)
      where theory.bank.shape(of: term) == .application && theory.bank.argumentCount(of: term) == 2
      {
        let types = theory.bank.arguments(of: term).map { theory.bank.type(of: $0) }
        let pair = OrderVocabulary.TypePair(left: types[0], right: types[1])
        guard discovery.vocabulary.lifts[pair] == theory.bank.head(of: term),
          !types.contains(discovery.vocabulary.element)
        else { continue }
        add(types[0], types[1])
      }
    }
    var next = 0
    while next < discovery.relatedContainers.count, next < 6 {
      let pair = discovery.relatedContainers[next]
      for function in discovery.universe.functions {
        for type in function.parameters where isContainer(type, &discovery.vocabulary) {
          if function.result == pair.left { add(type, pair.right) }
          if function.result == pair.right { add(pair.left, type) }
        }
      }
      next += 1
    }
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
