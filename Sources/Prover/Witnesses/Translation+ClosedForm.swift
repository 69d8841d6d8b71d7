import Kernel
import Terms

extension Translation {
  /// Defines a function on integers by the evidence of a closed form, and proves that it has it.
  ///
  /// The clauses alone do not say that: witnesses need not be the only solution. An induction on
  /// a function with the same calls, the inner ones in closed form, shows it. That function must be
  /// admitted, so that what is defined here ends, too.
  mutating func defineByClosedForm(
    _ group: [FunctionDefinition], parts: Set<SymbolID>, in theory: inout Theory
  ) -> Bool {
    guard let lifted = GuardLifting.lift(group, parts: parts, in: &theory.bank), lifted.count == 1,
      let clauses = theory.bank.clauses(of: lifted[0], group: [lifted[0].symbol]),
      let closed = ClosedForm(lifted[0], clauses, in: &theory)
    else { return false }
    let definition = lifted[0]
    let name = theory.bank.name(of: definition.symbol)
    guard
      let witness = defineLike(
        definition, "\(name)-closed", definition.body.replacingResults(closed.results), in: &theory),
      let walker = defineWalker(of: definition, clauses, witness, in: &theory)
    else { return false }
    var search = closedFormSearch(of: definition.symbol, theory)
    var exchange = SymbolExchange([definition.symbol: witness])
    let theorems = try? search.theorems(of: definition, by: witness, &exchange)
    theory = search.theory
    guard let theorems,
      (try? theory.define(
        [definition],
        evidence: .witnessed([Witness(function: witness, theorems: theorems)]))) != nil
    else { return false }
    search = closedFormSearch(of: definition.symbol, theory)
    if let found = try? search.laws(of: definition, witness, walker: walker) {
      laws += found
      lawful.append(definition.symbol)
    }
    theory = search.theory
    return true
  }

  /// Defines a function with the parameters of another, and a body that does not mention it.
  private mutating func defineLike(
    _ definition: FunctionDefinition, _ name: String, _ body: Body, in theory: inout Theory
  ) -> SymbolID? {
    let types = definition.parameters.map { theory.bank.type(of: $0) }
    guard
      let symbol = try? declare(
        name, typeParameters: [], parameters: types, result: definition.result, in: &theory)
    else { return nil }
    var made = definition
    made.symbol = symbol
    made.body = body
    return (try? theory.define([made], evidence: .structural)) == nil ? nil : symbol
  }

  private func closedFormSearch(
    of function: SymbolID, _ theory: consuming Theory
  ) -> ProofSearch {
    var order = TermOrder(functions: functions.values.sorted(), in: theory)
    // Its closed form is simpler, although it was declared later.
    order[function] = 1 + (functions.values.map { order[$0] }.max() ?? 0)
    let limits = ProverLimits(inferences: WitnessLimits.total, discovery: false)
    var search = ProofSearch(theory: theory, limits: limits)
    search.prepare(order: order, usable: [], facts: [])
    return search
  }

  /// Defines a function with the calls of another, those inside them in closed form.
  private mutating func defineWalker(
    of definition: FunctionDefinition, _ clauses: [PlannedClause], _ witness: SymbolID,
    in theory: inout Theory
  ) -> SymbolID? {
    var exchange = SymbolExchange([definition.symbol: witness])
    let name = "\(theory.bank.name(of: definition.symbol))-calls"
    let types = definition.parameters.map { theory.bank.type(of: $0) }
    guard
      let walker = try? declare(
        name, typeParameters: [], parameters: types, result: definition.result, in: &theory)
    else { return nil }
    var results: [TermID] = []
    for clause in clauses {
      var calls: [TermID] = []
      for call in clause.calls {
        var arguments: [TermID] = []
        for argument in theory.bank.arguments(of: call) {
          guard let closed = try? exchange.apply(to: argument, &theory.bank) else { return nil }
          arguments.append(closed)
        }
        guard let inner = try? theory.bank.application(walker, [], arguments) else { return nil }
        if !calls.contains(inner) { calls.append(inner) }
      }
      results.append(theory.bank.sum(calls) ?? theory.bank.integer(0))
    }
    var made = definition
    made.symbol = walker
    made.body = definition.body.replacingResults(results)
    guard (try? admission.define([made], parts: [], in: &theory)) != nil,
      theory.isInductive(walker)
    else { return nil }
    return walker
  }
}

extension ProofSearch {
  /// `(=> conditions (= (f x …) closed form))` for each clause of the closed form.
  fileprivate mutating func laws(
    of definition: FunctionDefinition, _ witness: SymbolID, walker: SymbolID
  ) throws -> [KnownFact] {
    let variables = definition.parameters
    let left = try theory.bank.application(definition.symbol, [], variables)
    let right = try theory.bank.application(witness, [], variables)
    let formula = theory.bank.equationOf(left, right)
    var premises: [InductionPremise] = []
    for clause in theory.clauses(of: walker) {
      var hypotheses: [InductionHypothesis] = []
      var assumed: [TermID] = []
      for call in clause.calls {
        let values = zip(variables, theory.bank.arguments(of: call))
        let substitution = Substitution(terms: Dictionary(uniqueKeysWithValues: values))
        let instance = try theory.bank.substitute(formula, substitution)
        guard !assumed.contains(instance) else { continue }
        hypotheses.append(InductionHypothesis(function: walker, substitution: substitution))
        assumed.append(instance)
      }
      assumed += clause.conditions
      guard
        let tree = try attempt(
          theory.bank.implication(assumed, formula), limit: WitnessLimits.clause)
      else { throw SearchFailure.outOfInferences }
      var theorem = try replay(tree)
      for hypothesis in assumed {
        theorem = try theory.modusPonens(theorem, try theory.assume(hypothesis))
      }
      premises.append(InductionPremise(theorem: theorem, variables: [], hypotheses: hypotheses))
    }
    let part = InductionPart(
      function: walker, types: [], variables: variables, formula: formula, premises: premises)
    let law = try theory.induct([part])
    var facts: [KnownFact] = []
    for (index, clause) in theory.clauses(of: witness).enumerated() {
      guard let result = clause.result else { continue }
      let values = try theory.unfold(witness, clause: index, types: [], terms: clause.variables)
      var theorem = try theory.rewrite(
        law, by: values, to: theory.bank.equationOf(left, result))
      for condition in clause.conditions.reversed() {
        theorem = try theory.discharge(condition, from: theorem)
      }
      facts.append(KnownFact(formula: theorem.conclusion, origin: .theorem(theorem)))
    }
    return facts
  }
}
