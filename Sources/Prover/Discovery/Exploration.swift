import Kernel
import Terms

/// Terms met so far, one for each behaviour on the samples, and conjectures that wait for lemmas.
struct Exploration {
  let signature: Signature
  /// By weight and type, the terms that are the first of their behaviour.
  fileprivate(set) var layers: [[TypeID: [TermID]]] = [[:]]
  fileprivate var representatives: [Behaviour: TermID] = [:]
  /// The columns of representatives.
  fileprivate(set) var columns: [TermID: SampleBench.Column] = [:]
  /// Conjectures that survived the tests and were not proved, the simplest first.
  fileprivate var pending: [TermID] = []
  /// Laws that sequents of the goal ask for and that were not proved.
  fileprivate var laws: [TermID] = []
  /// Conjectures met, up to the names of variables.
  fileprivate var seen: Set<TermID> = []
  var bench = SampleBench()

  fileprivate struct Behaviour: Hashable {
    var type: TypeID
    var column: SampleBench.Column
  }

  init(signature: Signature) {
    self.signature = signature
  }
}

/// Bounds of lemma discovery.
enum DiscoveryLimits {
  static let weight = 8
  /// From this weight on, terms have at most two variables of a type.
  static let fewVariables = 6
  /// Inferences for one attempt at a conjecture.
  static let conjecture = 1_500
  /// Inferences for one attempt at a law that sequents of the goal ask for.
  static let law = 6_000
  /// Inferences that the computation of a column costs.
  static let column = 10
  static let termsOfLayer = 4_000
  /// Layers after which the goal is attempted anyway, and not after single lemmas.
  static let quickLayers = 5
  /// Attempts at the goal after single lemmas, and inferences for each.
  static let nearerAttempts = 6
  static let nearer = 8_000
  /// Inferences after which rewriting counts as endless.
  static let loop = 1_000
  /// Laws in which a variable stands for an argument, and inferences for each.
  static let abstractions = 12
  static let abstraction = 300
}

extension ProofSearch {
  /// Explores the terms of one more weight and proves what the samples suggest.
  ///
  /// Claessen, Johansson, Rosén and Smallbone 2013, "Automating Inductive Proofs Using Theory
  /// Exploration" (HipSpec).
  ///
  /// - Returns: how many lemmas were proved.
  mutating func exploreLayer(
    _ exploration: inout Exploration, for goal: TermID
  ) throws(SearchFailure) -> Int {
    machine.compile(from: theory)
    let weight = exploration.layers.count
    exploration.layers.append([:])
    var proved = 0
    if weight == Self.shapesWeight {
      for formula in shapes(of: exploration.signature) {
        proved += try conjecture(formula, &exploration)
      }
    }
    var terms = weight == 1 ? exploration.signature.leaves : []
    for operation in exploration.signature.operations {
      compose(operation, weight: weight, exploration.layers, into: &terms)
    }
    for term in terms.prefix(DiscoveryLimits.termsOfLayer) where goalProof == nil {
      proved += try consider(term, weight: weight, &exploration)
    }
    for formula in conditionalConjectures(exploration, weight: weight) {
      proved += try conjecture(formula, &exploration)
    }
    if Self.adjustedWeights.contains(weight) {
      proved += try proveLaws(for: goal, &exploration)
    }
    if Self.distributionWeights.contains(weight) {
      for formula in try distributionConjectures(&exploration) {
        proved += try conjecture(formula, &exploration)
      }
    }
    proved += try retry(&exploration)
    return proved
  }

  /// The weights of terms after which laws of distribution are looked for.
  private static let distributionWeights = 5...6

  /// The weights of terms after which laws are looked for that change other arguments.
  private static let adjustedWeights = 4...5

  /// The weight of the terms before which the standard shapes are tried.
  private static let shapesWeight = 3

  /// All applications of an operation to representatives that have this weight together.
  private mutating func compose(
    _ operation: Signature.Operation, weight: Int, _ layers: [[TypeID: [TermID]]],
    into terms: inout [TermID]
  ) {
    let left = weight - operation.weight
    guard left >= operation.parameters.count else { return }
    if operation.parameters.isEmpty {
      if left == 0, let term = theory.bank.term(operation, []) { terms.append(term) }
      return
    }
    extend([], by: operation, left: left, layers, into: &terms)
  }

  private mutating func extend(
    _ arguments: [TermID], by operation: Signature.Operation, left: Int,
    _ layers: [[TypeID: [TermID]]], into terms: inout [TermID]
  ) {
    let position = arguments.count
    if position == operation.parameters.count {
      if left == 0, terms.count < DiscoveryLimits.termsOfLayer,
        let term = theory.bank.term(operation, arguments)
      {
        terms.append(term)
      }
      return
    }
    let others = operation.parameters.count - position - 1
    guard left - others >= 1 else { return }
    let type = operation.parameters[position]
    let weights = others == 0 ? left...left : 1...(left - others)
    for weight in weights where weight < layers.count {
      for argument in layers[weight][type] ?? [] {
        extend(arguments + [argument], by: operation, left: left - weight, layers, into: &terms)
      }
    }
  }

  /// Looks at one term: it is known to be reducible, the first of its behaviour, or one side of a
  /// conjecture.
  private mutating func consider(
    _ term: TermID, weight: Int, _ exploration: inout Exploration
  ) throws(SearchFailure) -> Int {
    if weight >= DiscoveryLimits.fewVariables, usesLastVariables(term, exploration.signature) {
      return 0
    }
    guard try isNormal(term) else { return 0 }
    try budget.spend(DiscoveryLimits.column)
    guard let column = exploration.bench.column(of: term, in: &theory, on: &machine) else {
      return 0
    }
    let type = theory.bank.type(of: term)
    let behaviour = Exploration.Behaviour(type: type, column: column)
    guard let other = exploration.representatives[behaviour] else {
      exploration.representatives[behaviour] = term
      exploration.columns[term] = column
      exploration.layers[weight][type, default: []].append(term)
      return 0
    }
    return try conjecture(equality(of: term, other), &exploration)
  }

  /// Whether no rule applies to a term.
  mutating func isNormal(_ term: TermID) throws(SearchFailure) -> Bool {
    try budget.spend(1)
    var simplifier = Simplifier(base: pruning, order: order)
    return (try? simplifier.normalise(term, in: &theory, spending: &budget)) == term
  }

  /// Whether the third variable of a type occurs.
  private func usesLastVariables(_ term: TermID, _ signature: Signature) -> Bool {
    theory.bank.freeVariables(of: term).contains { variable in
      signature.variables[theory.bank.type(of: variable)]?.dropFirst(2).contains(variable) ?? false
    }
  }

  /// That two terms are equal; of formulas that one is true or false, if the other says so.
  private mutating func equality(of term: TermID, _ other: TermID) -> TermID {
    if other == theory.bank.trueTerm { return term }
    if other == theory.bank.falseTerm { return theory.bank.logical(.not, term) }
    return theory.bank.equationOf(term, other)
  }

  /// Tries to prove a conjecture, unless it is a renaming of one met before.
  private mutating func conjecture(
    _ formula: TermID, _ exploration: inout Exploration
  ) throws(SearchFailure) -> Int {
    guard goalProof == nil else { return 0 }
    guard exploration.seen.insert(canonical(formula, exploration.signature)).inserted else {
      return 0
    }
    if try isKnown(formula) { return 0 }
    if try isRefuted(Sequent(hypotheses: [], goal: formula)) { return 0 }
    if try attemptLemma(formula, limit: DiscoveryLimits.conjecture) {
      if exploration.layers.count > DiscoveryLimits.quickLayers { try attemptGoalIfNearer() }
      return 1
    }
    exploration.pending.append(formula)
    prune(by: formula)
    return 0
  }

  /// Conjectures the laws that sequents of the goal ask for; tries those again that failed before.
  private mutating func proveLaws(
    for goal: TermID, _ exploration: inout Exploration
  ) throws(SearchFailure) -> Int {
    let laws = try adjustedDistributionConjectures(&exploration, in: goalFrontier)
    var waiting = exploration.laws
    for formula in laws + interchangeConjectures(goal, exploration)
    where exploration.seen.insert(canonical(formula, exploration.signature)).inserted {
      if try isKnown(formula) { continue }
      if try isRefuted(Sequent(hypotheses: [], goal: formula)) { continue }
      waiting.append(formula)
    }
    exploration.laws = []
    var proved = 0
    for formula in waiting {
      if try attemptLaw(formula, limit: DiscoveryLimits.law) {
        proved += 1
        try attemptGoalIfNearer()
        if goalProof != nil { return proved }
      } else {
        exploration.laws.append(formula)
      }
    }
    return proved
  }

  /// Tries a law with either direction of the first induction by itself.
  private mutating func attemptLaw(
    _ formula: TermID, limit: Int
  ) throws(SearchFailure) -> Bool {
    defer { firstDirections = [false, true] }
    for isAgainstOrder in [false, true] {
      firstDirections = [isAgainstOrder]
      if try attemptLemma(formula, limit: limit / 2, isDirected: true) { return true }
    }
    return false
  }

  /// Terms that a rule of this formula applies to are not looked at any more: it is probably true.
  private mutating func prune(by formula: TermID) {
    let schematic = Set(theory.bank.freeVariables(of: formula))
    for rule in rewriteRules(
      of: formula, source: .hypothesis(formula), schematic: schematic, isPolymorphic: true)
    where rule.conditions.isEmpty && !rule.needsOrderCheck
      && theory.bank.size(of: rule.left) >= theory.bank.size(of: rule.right)
    {
      pruning.add(rule, in: theory.bank)
    }
  }

  /// Tries the conjectures that wait once more, as long as that proves one.
  private mutating func retry(_ exploration: inout Exploration) throws(SearchFailure) -> Int {
    var proved = 0
    var before = -1
    while before < proved, goalProof == nil {
      before = proved
      let waiting = exploration.pending
      exploration.pending = []
      for formula in waiting {
        if goalProof != nil { break }
        if try attemptLemma(formula, limit: DiscoveryLimits.conjecture) {
          proved += 1
          if exploration.layers.count > DiscoveryLimits.quickLayers { try attemptGoalIfNearer() }
        } else {
          exploration.pending.append(formula)
        }
      }
    }
    return proved
  }

  /// The formula with the signature's variables in the order of their first occurrence.
  private mutating func canonical(_ formula: TermID, _ signature: Signature) -> TermID {
    var renaming = Substitution()
    var used: [TypeID: Int] = [:]
    for variable in theory.bank.freeVariables(of: formula) {
      let type = theory.bank.type(of: variable)
      guard let list = signature.variables[type] else { continue }
      let index = used[type] ?? 0
      used[type] = index + 1
      if index < list.count { renaming.terms[variable] = list[index] }
    }
    return theory.bank.instance(formula, renaming) ?? formula
  }

  /// Proves a formula on a budget of its own; a proved one becomes a fact with its rules.
  mutating func attemptLemma(
    _ formula: TermID, limit: Int, from start: InductionStart? = nil,
    isInterpretation: Bool = false, isDirected: Bool = false
  ) throws(SearchFailure) -> Bool {
    guard let tree = try attempt(formula, limit: limit, from: start) else { return false }
    let directions = firstDirections
    firstDirections = [false, true]
    facts.append(KnownFact(formula: formula, origin: .tree(tree)))
    if isDirected { areLawsDirected = true }
    let (before, beforePruning) = (rules, pruning)
    addRules(
      of: formula, fact: facts.count - 1, isInterpretation: isInterpretation,
      isDirected: isDirected)
    if areLawsDirected, try loops(formula) {
      (rules, pruning) = (before, beforePruning)
      if isDirected { addRules(of: formula, fact: facts.count - 1) }
    }
    defer { firstDirections = directions }
    if let abstracted = abstracted(formula), abstractions < DiscoveryLimits.abstractions,
      let tree = try attempt(abstracted, limit: DiscoveryLimits.abstraction)
    {
      abstractions += 1
      facts.append(KnownFact(formula: abstracted, origin: .tree(tree)))
      addRules(of: abstracted, fact: facts.count - 1, isInterpretation: true)
    }
    return true
  }

  /// Whether rewriting goes on without end where a new rule applies.
  private mutating func loops(_ formula: TermID) throws(SearchFailure) -> Bool {
    var simplifier = Simplifier(base: rules, order: order)
    var trial = InferenceBudget(limit: DiscoveryLimits.loop)
    defer { budget.note(trial.spent) }
    do {
      for side in theory.bank.arguments(of: formula) {
        _ = try simplifier.normalise(side, in: &theory, spending: &trial)
      }
      return false
    } catch {
      return true
    }
  }

  /// Of `f(g(x), x) = t` the law `(=> (= g(x) y) (= f(y, x) t))`, which applies where rewriting has
  /// changed what `g(x)` was: `(take (len (rev xs)) (rev xs))` is `(take (len xs) (rev xs))`.
  private mutating func abstracted(_ formula: TermID) -> TermID? {
    guard let (left, right) = theory.bank.equationSides(formula),
      theory.bank.shape(of: left) == .application
    else { return nil }
    var arguments = theory.bank.arguments(of: left)
    for (index, argument) in arguments.enumerated()
    where theory.bank.shape(of: argument) == .application && !theory.bank.isConstructed(argument) {
      var others = arguments
      others.remove(at: index)
      let bound = theory.bank.freeVariables(of: others)
      let own = theory.bank.freeVariables(of: argument)
      guard !own.isEmpty, own.allSatisfy(bound.contains),
        theory.bank.freeVariables(of: right).allSatisfy(bound.contains)
      else { continue }
      let variable = freshVariable(like: "y", type: theory.bank.type(of: argument))
      arguments[index] = variable
      let changed = theory.bank.rebuilding(left, arguments: arguments)
      return theory.bank.implication(
        [theory.bank.equationOf(argument, variable)], theory.bank.equationOf(changed, right))
    }
    return nil
  }

  /// Makes rules of a fact.
  mutating func addRules(
    of formula: TermID, fact index: Int, isInterpretation: Bool = false, isDirected: Bool = false
  ) {
    addForwardRule(of: formula)
    let schematic = Set(theory.bank.freeVariables(of: formula))
    for var rule in rewriteRules(
      of: formula, source: .lemma(index), schematic: schematic, isPolymorphic: true,
      isDirected: isDirected)
    {
      rule.isInterpretation = isInterpretation
      rules.add(rule, in: theory.bank)
      if !isInterpretation { pruning.add(rule, in: theory.bank) }
    }
  }
}
