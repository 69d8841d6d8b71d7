import Kernel
import Terms

extension ProofSearch {
  /// Relates the program's tests for permutations to numbers of occurrences.
  ///
  /// The logic has no quantifiers. Instead of "every z occurs in xs as often as in ys" stands
  /// `same-occurrences zs xs ys`: that holds of the elements of `zs`. From `same-occurrences xs xs
  /// ys` and `same-occurrences ys xs ys` follows that `ys` is a permutation of `xs`, by induction
  /// along the test's own recursion; what one step of it does is proved before.
  mutating func relatePredicates(
    _ discovery: inout MultisetDiscovery
  ) throws(SearchFailure) {
    for pattern in discovery.patterns {
      guard let shape = try permutation(pattern.term),
        shape.element == discovery.occurrences.element, pattern.variables.count == 2,
        let same = try sameOccurrences(shape, &discovery)
      else { continue }
      try provePermutationSteps(of: pattern, same, &discovery)
      let (left, right) = (pattern.variables[0], pattern.variables[1])
      guard let first = theory.bank.term(same, [left, left, right]),
        let second = theory.bank.term(same, [right, left, right])
      else { continue }
      try attemptByInduction(
        theory.bank.implication([first, second], pattern.term), limit: MultisetLimits.secondLaw)
      try proveConverse(of: pattern, shape, &discovery)
    }
  }

  /// A value occurs equally often in a list and in a permutation of it.
  private mutating func proveConverse(
    of pattern: CallShape, _ shape: ListShape, _ discovery: inout MultisetDiscovery
  ) throws(SearchFailure) {
    let value = theory.bank.variable("z", shape.element)
    guard
      let equation = sameCount(
        of: value, pattern.variables[0], pattern.variables[1], &discovery)
    else { return }
    let formula = theory.bank.logical(.implies, pattern.term, equation)
    guard try attemptByInduction(formula, limit: MultisetLimits.secondLaw) else { return }
    permutationRules.append(
      PermutationRule(
        fact: facts.count - 1, premise: pattern.term, value: value, conclusion: equation,
        schematic: Set(theory.bank.freeVariables(of: formula))))
  }

  /// Where a goal says that something is a permutation: that the numbers of occurrences agree.
  mutating func prepareConclusion(
    of formula: TermID, _ discovery: inout MultisetDiscovery
  ) throws(SearchFailure) {
    var hypotheses: [TermID] = []
    var conclusion = formula
    while let parts = theory.bank.operands(of: conclusion, .implies) {
      hypotheses.append(parts[0])
      conclusion = parts[1]
    }
    guard let shape = try permutation(conclusion),
      let same = try sameOccurrences(shape, &discovery)
    else { return }
    var sides: [TermID] = []
    for side in theory.bank.arguments(of: conclusion) {
      var simplifier = Simplifier(base: rules, order: order)
      sides.append(try simplifier.normalise(side, in: &theory, spending: &budget))
    }
    reserveNames(of: formula)
    let value = freshVariable(like: "z", type: shape.element)
    if let equation = sameCount(of: value, sides[0], sides[1], &discovery) {
      try attemptByInduction(
        theory.bank.implication(hypotheses, equation), limit: MultisetLimits.secondLaw)
    }
    let list = freshVariable(like: "zs", type: shape.type)
    if let agreement = theory.bank.term(same, [list] + sides) {
      try attemptByInduction(
        theory.bank.implication(hypotheses, agreement), from: .variable(list),
        limit: MultisetLimits.secondLaw)
    }
  }

  /// What one step of the recursion of a test for permutations does to its premises.
  private mutating func provePermutationSteps(
    of pattern: CallShape, _ same: Signature.Operation, _ discovery: inout MultisetDiscovery
  ) throws(SearchFailure) {
    let types = theory.bank.typeArguments(of: pattern.term)
    for clause in theory.clauses(of: pattern.function) {
      let substitution = theory.naming(clause, of: pattern.function, at: types)
      let patterns = clause.patterns.compactMap { theory.bank.instance($0, substitution) }
      for call in clause.calls where theory.bank.head(of: call) == pattern.function {
        guard let call = theory.bank.instance(call, substitution), patterns.count == 2 else {
          continue
        }
        reserveNames(of: call)
        try proveStep(
          from: patterns, to: theory.bank.arguments(of: call), same, &discovery)
      }
    }
  }

  private mutating func proveStep(
    from before: [TermID], to after: [TermID], _ same: Signature.Operation,
    _ discovery: inout MultisetDiscovery
  ) throws(SearchFailure) {
    let element = discovery.occurrences.element
    var premises: [TermID] = []
    for variable in theory.bank.freeVariables(of: before)
    where theory.bank.type(of: variable) == element {
      if let equation = sameCount(of: variable, before[0], before[1], &discovery) {
        premises.append(equation)
      }
    }
    let list = freshVariable(like: "zs", type: same.parameters[0])
    try proveStep(list, list, premises, from: before, to: after, same)
    for (old, new) in zip(before, after) where theory.bank.shape(of: new) != .variable {
      let others = same.parameters.dropFirst().map { freshVariable(like: "vs", type: $0) }
      if let premise = theory.bank.term(same, [old] + others),
        let conclusion = theory.bank.term(same, [new] + others)
      {
        try attemptByInduction(
          theory.bank.logical(.implies, premise, conclusion), limit: MultisetLimits.secondLaw)
      }
      try proveStep(old, new, premises, from: before, to: after, same)
    }
  }

  /// What holds of the elements of one list before a step holds of those of another after it.
  private mutating func proveStep(
    _ old: TermID, _ new: TermID, _ premises: [TermID], from before: [TermID],
    to after: [TermID], _ same: Signature.Operation
  ) throws(SearchFailure) {
    guard let premise = theory.bank.term(same, [old] + before),
      let conclusion = theory.bank.term(same, [new] + after)
    else { return }
    try attemptByInduction(
      theory.bank.implication(premises + [premise], conclusion), limit: MultisetLimits.secondLaw)
  }

  /// A value occurs in two terms equally often.
  private mutating func sameCount(
    of value: TermID, _ left: TermID, _ right: TermID, _ discovery: inout MultisetDiscovery
  ) -> TermID? {
    guard let first = discovery.occurrences.count(of: value, in: left, &theory),
      let second = discovery.occurrences.count(of: value, in: right, &theory)
    else { return nil }
    return theory.bank.equationOf(first, second)
  }

  /// `same-occurrences`, defined when it is first needed.
  private mutating func sameOccurrences(
    _ shape: ListShape, _ discovery: inout MultisetDiscovery
  ) throws(SearchFailure) -> Signature.Operation? {
    if let known = discovery.comparisons[shape.type] { return known }
    guard let operation = try? defineSameOccurrences(shape, &discovery) else { return nil }
    discovery.comparisons[shape.type] = operation
    if case .application(let symbol, _) = operation.head { rank([symbol]) }
    return operation
  }

  private mutating func defineSameOccurrences(
    _ shape: ListShape, _ discovery: inout MultisetDiscovery
  ) throws -> Signature.Operation? {
    let names = theory.bank.typeVariables(of: shape.type)
    var types: [TypeID] = []
    for name in names { types.append(try theory.bank.type(.variable(name))) }
    let symbol = try theory.bank.declareFunction(
      theory.bank.freeName(like: "same-occurrences"), typeParameters: names,
      parameters: [shape.type, shape.type, shape.type], result: theory.bank.bool)
    let parameters = ["of", "left", "right"].map { theory.bank.variable($0, shape.type) }
    var branches: [Branch] = []
    for constructor in theory.bank.constructors(of: shape.dataType) {
      guard constructor == shape.symbol else {
        branches.append(
          Branch(constructor: constructor, variables: [], body: .term(theory.bank.trueTerm)))
        continue
      }
      let first = theory.bank.variable("first", shape.element)
      let rest = theory.bank.variable("rest", shape.type)
      let call = try theory.bank.application(symbol, types, [rest, parameters[1], parameters[2]])
      guard let equation = sameCount(of: first, parameters[1], parameters[2], &discovery) else {
        return nil
      }
      branches.append(
        Branch(
          constructor: constructor,
          variables: shape.isElementFirst ? [first, rest] : [rest, first],
          body: .term(theory.bank.logical(.and, equation, call))))
    }
    let definition = FunctionDefinition(
      symbol: symbol, typeParameters: names, parameters: parameters, result: theory.bank.bool,
      body: .case(parameters[0], branches))
    try theory.define([definition], evidence: .structural)
    return Signature.Operation(
      head: .application(symbol, types),
      parameters: [shape.type, shape.type, shape.type], result: theory.bank.bool, weight: 1)
  }
}

extension Theory {
  /// The types of a clause's variables at given types of its function.
  fileprivate mutating func naming(
    _ clause: Clause, of function: SymbolID, at types: [TypeID]
  ) -> Substitution {
    var substitution = Substitution()
    for (name, type) in zip(bank.typeParameters(of: function), types) {
      substitution.types[name] = type
    }
    for variable in clause.variables {
      let type = bank.typeInstance(bank.type(of: variable), substitution)
      substitution.terms[variable] = bank.variable(bank.variableName(of: variable), type)
    }
    return substitution
  }
}
