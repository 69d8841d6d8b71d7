import Kernel
import Terms

/// Equations between two ways to sort: both results are ascending and have the elements of the input.
extension ProofSearch {
  private enum Bound {
    static let pairs = 40
    static let parts = 4
  }

  /// Proves `u = v` for ascending `u` and `v` with the same elements.
  mutating func proveSortingEquation(
    _ formula: TermID, _ discovery: inout OrderDiscovery
  ) throws(SearchFailure) -> ProofTree? {
    guard let (u, v) = theory.bank.equationSides(formula) else { return nil }
    let type = theory.bank.type(of: u)
    guard let start = emptyCollection(of: type) else { return nil }
    for operation in collectingOperations(&discovery, into: type) {
      var folds = operation
      guard let uCollected = folded(u, into: start, &folds, &discovery.vocabulary),
        let vCollected = folded(v, into: start, &folds, &discovery.vocabulary)
      else { continue }
      let claims = [
        theory.bank.equationOf(uCollected, u), theory.bank.equationOf(vCollected, v),
      ]
      let same = theory.bank.equationOf(uCollected, vCollected)
      guard isAlwaysTrue(same, &discovery), isAlwaysTrue(claims[0], &discovery),
        isAlwaysTrue(claims[1], &discovery)
      else { continue }
      guard let settled = try settle(claims, &folds, start, &discovery) else { return nil }
      let conjectures = foldConjectures(&folds, &discovery)
      let goal = Sequent(hypotheses: claims, goal: formula)
      guard var tree = try proveOrderConjectures(conjectures, then: goal) else { return nil }
      let cited = zip(settled, claims).map { index, claim in
        ProofTree.Move.cite(index, at: Substitution(), claim)
      }
      tree.moves = cited + tree.moves
      return tree
    }
    return nil
  }

  /// Shows that ascending collections do not change when their elements are put together again.
  ///
  /// As a rule that would hide what is shown next, so rules are as before.
  ///
  /// - Returns: the indices of the facts.
  private mutating func settle(
    _ claims: [TermID], _ folds: inout CollectingFolds, _ start: TermID,
    _ discovery: inout OrderDiscovery
  ) throws(SearchFailure) -> [Int]? {
    let variable = discovery.universe.variable(0, of: folds.collection, in: &theory.bank)
    guard let ascending = invariant(of: variable, discovery.vocabulary),
      let collected = folded(variable, into: start, &folds, &discovery.vocabulary)
    else { return nil }
    let before = rules
    defer { rules = before }
    let unchanged = theory.bank.implication(
      [ascending], theory.bank.equationOf(collected, variable))
    _ = try proveOrderConjectures([OrderConjecture(formula: unchanged)], then: nil)
    var settled: [Int] = []
    for claim in claims {
      guard let tree = try attempt(claim, limit: limits.goalAttempt) else { return nil }
      facts.append(KnownFact(formula: claim, origin: .tree(tree)))
      settled.append(facts.count - 1)
    }
    return settled
  }

  /// A constructor without fields.
  mutating func emptyCollection(of type: TypeID) -> TermID? {
    guard case .data(let symbol, let arguments) = theory.bank.node(of: type) else { return nil }
    for constructor in theory.bank.constructors(of: symbol)
    where theory.bank.signature(of: constructor).parameters.isEmpty {
      return try? theory.bank.application(constructor, arguments, [])
    }
    return nil
  }

  /// What is conjectured of folds: that their order does not matter, and that functions keep the
  /// elements of their arguments together.
  private mutating func foldConjectures(
    _ folds: inout CollectingFolds, _ discovery: inout OrderDiscovery
  ) -> [OrderConjecture] {
    let variables = discovery.universe.variables(
      [folds.element, folds.element, folds.collection], in: &theory.bank)
    var result: [OrderConjecture] = []
    if let formula = exchange(folds.operation, variables[0], variables[1], variables[2]) {
      let insertion = theory.bank.term(folds.operation, [variables[0], variables[2]])
      result.append(OrderConjecture(formula: formula, subject: insertion))
    }
    let terms = orderTerms(&discovery).filter {
      !theory.bank.isConstructed($0) && theory.bank.type(of: $0) != folds.element
    }
    var preserving: [OrderConjecture] = []
    var others: [TermID] = []
    for term in terms {
      if let formula = preservation(of: [term], &folds, &discovery) {
        preserving += steps(of: term, &folds, &discovery)
        preserving.append(OrderConjecture(formula: formula, subject: term))
      } else {
        others.append(term)
      }
    }
    for (index, first) in others.enumerated() {
      for second in others[(index + 1)...] where preserving.count < Bound.pairs {
        let variables = Set(theory.bank.freeVariables(of: first))
        guard variables == Set(theory.bank.freeVariables(of: second)),
          let formula = preservation(of: [first, second], &folds, &discovery)
        else { continue }
        preserving.append(OrderConjecture(formula: formula, subject: first))
      }
    }
    let types = folds.folds.keys.sorted()
    for type in types {
      for other in [folds.element] + types.filter({ $0 <= type }) {
        if let formula = exchange(type, other, &folds, &discovery) {
          result.append(OrderConjecture(formula: formula))
        }
      }
    }
    return result
      + preserving.filter { conjecture in
        !result.contains { $0.formula == conjecture.formula }
      }
  }

  /// For a recursive function that keeps the elements of an argument of its own type: that each
  /// clause does, its calls being replaced by those arguments.
  ///
  /// So much of the recursion's step needs no induction hypothesis.
  private mutating func steps(
    of term: TermID, _ folds: inout CollectingFolds, _ discovery: inout OrderDiscovery
  ) -> [OrderConjecture] {
    let function = theory.bank.head(of: term)
    let type = theory.bank.type(of: term)
    let (parameters, result) = theory.bank.signature(of: function)
    guard theory.bank.typeArguments(of: term).isEmpty, result == type,
      let position = parameters.firstIndex(of: type)
    else { return [] }
    var found: [OrderConjecture] = []
    for clause in theory.clauses(of: function) where !clause.calls.isEmpty {
      guard var body = clause.result, clause.conditions.isEmpty else { continue }
      for call in clause.calls where theory.bank.head(of: call) == function {
        let argument = theory.bank.argument(position, of: call)
        if theory.bank.isSubterm(argument, of: clause.patterns[position]) { return [] }
        body = theory.bank.replace(call, with: argument, in: body)
      }
      let named = theory.bank.freeVariables(of: clause.patterns)
      let variables = discovery.universe.variables(
        named.map { theory.bank.type(of: $0) }, in: &theory.bank)
      let names = Substitution(
        terms: Dictionary(zip(named, variables), uniquingKeysWith: { first, _ in first }))
      let rest = discovery.universe.variable(
        of: folds.collection, besides: variables, in: &theory.bank)
      guard let step = theory.bank.instance(body, names),
        let pattern = theory.bank.instance(clause.patterns[position], names),
        let left = folded(step, into: rest, &folds, &discovery.vocabulary),
        let right = folded(pattern, into: rest, &folds, &discovery.vocabulary)
      else { continue }
      let formula = theory.bank.equationOf(left, right)
      if isAlwaysTrue(formula, &discovery) {
        found.append(OrderConjecture(formula: formula, isDecisive: true))
      }
    }
    return found
  }

  /// `fold(c, fold(d, s)) = fold(d, fold(c, s))`
  private mutating func exchange(
    _ first: TypeID, _ second: TypeID, _ folds: inout CollectingFolds,
    _ discovery: inout OrderDiscovery
  ) -> TermID? {
    let v = discovery.universe.variables([first, second, folds.collection], in: &theory.bank)
    guard let inner = folded(v[1], into: v[2], &folds, &discovery.vocabulary),
      let left = folded(v[0], into: inner, &folds, &discovery.vocabulary),
      let other = folded(v[0], into: v[2], &folds, &discovery.vocabulary),
      let right = folded(v[1], into: other, &folds, &discovery.vocabulary)
    else { return nil }
    let formula = theory.bank.equationOf(left, right)
    return isAlwaysTrue(formula, &discovery) ? formula : nil
  }

  /// That some terms have together the elements of some of their variables.
  private mutating func preservation(
    of terms: [TermID], _ folds: inout CollectingFolds, _ discovery: inout OrderDiscovery
  ) -> TermID? {
    var parts: [TermID] = []
    for variable in theory.bank.freeVariables(of: terms)
    where holdsElements(theory.bank.type(of: variable), &discovery.vocabulary) {
      parts.append(variable)
    }
    guard parts.count <= Bound.parts else { return nil }
    let rest = discovery.universe.variable(of: folds.collection, besides: parts, in: &theory.bank)
    guard let left = folded(terms, into: rest, &folds, &discovery) else { return nil }
    for choice in (0..<(1 << parts.count)).reversed() {
      let chosen = parts.indices.filter { choice >> $0 & 1 == 1 }.map { parts[$0] }
      guard let right = folded(chosen, into: rest, &folds, &discovery), right != left else {
        continue
      }
      let formula = theory.bank.equationOf(left, right)
      if isAlwaysTrue(formula, &discovery) { return formula }
    }
    return nil
  }

  private mutating func folded(
    _ terms: [TermID], into start: TermID, _ folds: inout CollectingFolds,
    _ discovery: inout OrderDiscovery
  ) -> TermID? {
    var result: TermID? = start
    for term in terms.reversed() {
      result = result.flatMap { folded(term, into: $0, &folds, &discovery.vocabulary) }
    }
    return result
  }
}
