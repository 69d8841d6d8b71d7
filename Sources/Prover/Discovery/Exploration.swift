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
  /// Inferences that the computation of a column costs.
  static let column = 10
  static let termsOfLayer = 4_000
}

extension ProofSearch {
  /// Explores the terms of one more weight and proves what the samples suggest.
  ///
  /// Claessen, Johansson, Rosén and Smallbone 2013, "Automating Inductive Proofs Using Theory
  /// Exploration" (HipSpec).
  ///
  /// - Returns: how many lemmas were proved.
  mutating func exploreLayer(_ exploration: inout Exploration) throws(SearchFailure) -> Int {
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
    for term in terms.prefix(DiscoveryLimits.termsOfLayer) {
      proved += try consider(term, weight: weight, &exploration)
    }
    for formula in conditionalConjectures(exploration, weight: weight) {
      proved += try conjecture(formula, &exploration)
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
    guard exploration.seen.insert(canonical(formula, exploration.signature)).inserted else {
      return 0
    }
    if try isKnown(formula) { return 0 }
    if try isRefuted(Sequent(hypotheses: [], goal: formula)) { return 0 }
    if try attemptLemma(formula, limit: DiscoveryLimits.conjecture) { return 1 }
    exploration.pending.append(formula)
    prune(by: formula)
    return 0
  }

  /// Terms that a rule of this formula applies to are not looked at any more: it is probably true.
  private mutating func prune(by formula: TermID) {
    let schematic = Set(theory.bank.freeVariables(of: formula))
    for rule in rewriteRules(
      of: formula, source: .hypothesis(formula), schematic: schematic, isPolymorphic: true)
    where rule.conditions.isEmpty && !rule.needsOrderCheck {
      pruning.add(rule, in: theory.bank)
    }
  }

  /// Tries the conjectures that wait once more, as long as that proves one.
  private mutating func retry(_ exploration: inout Exploration) throws(SearchFailure) -> Int {
    var proved = 0
    var before = -1
    while before < proved {
      before = proved
      let waiting = exploration.pending
      exploration.pending = []
      for formula in waiting {
        if try attemptLemma(formula, limit: DiscoveryLimits.conjecture) {
          proved += 1
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
    isInterpretation: Bool = false
  ) throws(SearchFailure) -> Bool {
    guard let tree = try attempt(formula, limit: limit, from: start) else { return false }
    facts.append(KnownFact(formula: formula, origin: .tree(tree)))
    addRules(of: formula, fact: facts.count - 1, isInterpretation: isInterpretation)
    return true
  }

  /// Makes rules of a fact.
  mutating func addRules(of formula: TermID, fact index: Int, isInterpretation: Bool = false) {
    addForwardRule(of: formula)
    let schematic = Set(theory.bank.freeVariables(of: formula))
    for var rule in rewriteRules(
      of: formula, source: .lemma(index), schematic: schematic, isPolymorphic: true)
    {
      rule.isInterpretation = isInterpretation
      rules.add(rule, in: theory.bank)
      if !isInterpretation { pruning.add(rule, in: theory.bank) }
    }
  }
}
