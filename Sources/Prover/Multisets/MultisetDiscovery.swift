import Kernel
import Terms

/// Bounds on the search for facts about multisets.
enum MultisetLimits {
  /// Inferences for one attempt at a law, and for the second attempt.
  static let law = 2_000
  static let secondLaw = 8_000
  /// Rounds in which laws that were not proved are tried again.
  static let rounds = 3
  /// Candidates for one left side that survive the tests.
  static let candidates = 2
}

/// What is counted of a container.
enum MultisetMeasure {
  /// Occurrences of one value.
  case occurrences
  case size
}

/// What is being found out about the multisets of elements of one type.
struct MultisetDiscovery {
  var occurrences: OccurrenceFunctions
  var patterns: [CallShape]
  /// The functions that the goal itself mentions.
  var goalFunctions: Set<SymbolID>
  var samples: BoundDiscovery
  /// The sizes of numerals.
  var sizes = SizeFunctions()
  /// Calls of which a law is known, and measures of calls.
  var lawful: Set<TermID> = []
  /// Laws that were not proved, and with what.
  var failures: [ProofSearch.OccurrenceLaw: Effort] = [:]
  /// By the type of lists, the function that compares numbers of occurrences.
  var comparisons: [TypeID: Signature.Operation] = [:]

  /// With how many facts and inferences something was tried.
  struct Effort: Equatable {
    var facts: Int
    var limit: Int
  }
}

extension ProofSearch {
  /// Tries a goal that counts elements, or says that something is a permutation.
  ///
  /// For each data type that holds elements a function is defined that counts the occurrences of a
  /// value; what each function of the program does to these numbers is conjectured from samples and
  /// proved, as a multiset homomorphism is in calculations with bags (Meertens 1986, "Algorithmics").
  /// Then counting functions and relations that test for permutations are traced back to numbers of
  /// occurrences.
  ///
  /// - Returns: nil for a goal of another kind, too.
  mutating func proveByOccurrences(_ formula: TermID) throws(SearchFailure) -> ProofTree? {
    guard var discovery = try multisets(in: formula) else { return nil }
    let before = (rules: rules, pruning: pruning)
    rank(discovery.occurrences.inOrder)
    try proveNotNegative(discovery.occurrences.inOrder, &discovery)
    try relateCounts(&discovery)
    try relateRelations(&discovery)
    try relateEnds(&discovery)
    try discoverLaws(&discovery)
    try relatePredicates(&discovery)
    try prepareConclusion(of: formula, &discovery)
    if let tree = try attempt(formula, limit: limits.goalAttempt) { return tree }
    (rules, pruning) = before
    occurrenceRules = []
    permutationRules = []
    return nil
  }

  /// Puts functions above all others in the order of terms.
  mutating func rank(_ functions: [SymbolID]) {
    let top = usable.map { order[$0] }.max() ?? 0
    for function in functions { order[function] = top + 8 }
  }

  /// Proves an equation and uses it from left to right, whatever the order of terms says.
  ///
  /// - Returns: whether it was proved.
  mutating func attemptLaw(
    _ left: TermID, _ right: TermID, if condition: TermID? = nil,
    from start: InductionStart = .any, limit: Int
  ) throws(SearchFailure) -> Bool {
    let conditions = condition.map { [$0] } ?? []
    let formula = theory.bank.implication(conditions, theory.bank.equationOf(left, right))
    guard let tree = try attemptWithInduction(formula, from: start, limit: limit) else {
      return false
    }
    addLaw(left, right, conditions, tree)
    return true
  }

  /// Makes a rule of a proved equation, from left to right.
  mutating func addLaw(
    _ left: TermID, _ right: TermID, _ conditions: [TermID] = [], _ tree: ProofTree
  ) {
    let formula = theory.bank.implication(conditions, theory.bank.equationOf(left, right))
    facts.append(KnownFact(formula: formula, origin: .tree(tree)))
    let rule = RewriteRule(
      source: .lemma(facts.count - 1), reading: .equation, formula: formula, conditions: conditions,
      left: left, right: right, schematic: Set(theory.bank.freeVariables(of: formula)),
      isPolymorphic: true, needsOrderCheck: false)
    rules.add(rule, in: theory.bank)
    pruning.add(rule, in: theory.bank)
  }

  /// Proves a lemma; what it counts under conditions is not split before the induction.
  @discardableResult
  mutating func attemptByInduction(
    _ formula: TermID, from start: InductionStart = .any, limit: Int
  ) throws(SearchFailure) -> Bool {
    let found = try attemptWithInduction(formula, from: start, limit: limit)
    guard let tree = found else { return false }
    facts.append(KnownFact(formula: formula, origin: .tree(tree)))
    addRules(of: formula, fact: facts.count - 1)
    return true
  }

  private mutating func attemptWithInduction(
    _ formula: TermID, from start: InductionStart, limit: Int
  ) throws(SearchFailure) -> ProofTree? {
    if let tree = try attempt(formula, limit: limit, from: start) { return tree }
    return try attempt(formula, limit: limit)
  }

  /// `(<= 0 (occurrences-T z t))`
  mutating func proveNotNegative(
    _ functions: [SymbolID], _ discovery: inout MultisetDiscovery
  ) throws(SearchFailure) {
    for function in functions {
      let (parameters, _) = theory.bank.signature(of: function)
      let types = theory.bank.typeParameters(of: function).compactMap {
        try? theory.bank.type(.variable($0))
      }
      let variables = variables(parameters, &discovery.samples)
      guard let count = try? theory.bank.application(function, types, variables) else { continue }
      let formula = theory.bank.logical(.lessOrEqual, theory.bank.integer(0), count)
      _ = try attemptLemma(formula, limit: MultisetLimits.law)
    }
  }

  /// A value occurs at most as often as the size of a container says.
  mutating func proveAtMostSizes(_ discovery: inout MultisetDiscovery) throws(SearchFailure) {
    for function in discovery.occurrences.inOrder {
      let variables = variables(
        theory.bank.signature(of: function).parameters, &discovery.samples)
      guard
        let count = discovery.occurrences.count(of: variables[0], in: variables[1], &theory),
        let size = discovery.sizes.size(of: variables[1], in: &theory)
      else { continue }
      let formula = theory.bank.logical(.lessOrEqual, count, size)
      if try isRefuted(Sequent(hypotheses: [], goal: formula)) { continue }
      try attemptByInduction(formula, limit: MultisetLimits.law)
    }
  }
}
