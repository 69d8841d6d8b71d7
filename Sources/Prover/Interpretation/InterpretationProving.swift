import Kernel
import Terms

extension ProofSearch {
  /// Tries to prove a formula by what its functions are under interpretations of data types in the
  /// integers: of natural numbers `plus` is the sum and `mult` the product, and two of them are
  /// equal if their numbers are. What polynomials decide needs no induction any more.
  mutating func proveByInterpretation(
    _ formula: TermID, _ signature: Signature
  ) throws(SearchFailure) -> ProofTree? {
    var search = try interpretations(of: signature)
    if search.table.interpretations.isEmpty { return nil }
    for interpretation in search.table.interpretations {
      guard let function = search.table.define(interpretation, in: &theory) else { return nil }
      try proveFoundations(of: interpretation, function)
    }
    machine.compile(from: theory)
    let known = try proveFits(search).filter { !rules.definitions.isFolded($0) }
    if known.isEmpty { return nil }
    for function in known { rules.definitions.fold(function) }
    let tree = try attempt(formula, limit: limits.goalAttempt)
    if tree == nil {
      for function in known { rules.definitions.unfold(function) }
    }
    return tree
  }

  /// A lower bound of the numbers, and that different values have different ones.
  private mutating func proveFoundations(
    of interpretation: LinearInterpretation, _ function: SymbolID
  ) throws(SearchFailure) {
    let (x, y) = (
      theory.bank.variable("x1", interpretation.type),
      theory.bank.variable("x2", interpretation.type)
    )
    guard let first = try? theory.bank.application(function, [], [x]),
      let second = try? theory.bank.application(function, [], [y])
    else { return }
    for bound in [1, 0] {
      let lower = theory.bank.logical(.lessOrEqual, theory.bank.integer(Int64(bound)), first)
      if try isRefuted(Sequent(hypotheses: [], goal: lower)) { continue }
      if try attemptLemma(lower, limit: InterpretationLimits.bound) { break }
    }
    let injectivity = theory.bank.implication(
      [theory.bank.equationOf(first, second)], theory.bank.equationOf(x, y))
    _ = try attemptLemma(
      injectivity, limit: InterpretationLimits.injectivity, isInterpretation: true)
  }

  /// Proves what the fits say, as often as that proves something.
  ///
  /// - Returns: the functions whose interpretations are proved.
  private mutating func proveFits(
    _ search: InterpretationSearch
  ) throws(SearchFailure) -> [SymbolID] {
    var waiting: [(symbol: SymbolID, formula: TermID)] = []
    for function in search.functions {
      for fit in fits(of: function, search) {
        if let formula = equation(fit, function, search.table) {
          waiting.append((function.symbol, formula))
        }
      }
    }
    var proved: [SymbolID] = []
    for limit in InterpretationLimits.conjecture {
      var before = -1
      while before < proved.count {
        before = proved.count
        var failed: [(symbol: SymbolID, formula: TermID)] = []
        for (symbol, formula) in waiting {
          if try attemptLemma(formula, limit: limit) {
            proved.append(symbol)
          } else {
            failed.append((symbol, formula))
          }
        }
        waiting = failed
      }
    }
    return proved
  }

  /// `(= (value (f x …)) polynomial)`
  private mutating func equation(
    _ fit: InterpretationFit, _ function: InterpretationSearch.Sampled,
    _ table: InterpretationTable
  ) -> TermID? {
    var counts: [TypeID: Int] = [:]
    var variables: [TermID] = []
    for type in function.operation.parameters {
      let number = counts[type, default: 0] + 1
      counts[type] = number
      let stem = theory.bank.dataType(of: type).map { theory.bank.name(of: $0.symbol) } ?? "i"
      variables.append(theory.bank.variable("\(stem.prefix(1).lowercased())\(number)", type))
    }
    guard let result = theory.bank.term(function.operation, variables),
      let left = number(of: result, fit.measure, table)
    else { return nil }
    var sum = Polynomial(fit.fit.constant)
    for (features, coefficient) in fit.fit.summands {
      var product = Polynomial(1)
      for feature in features {
        let (argument, measure) = fit.features[feature]
        guard let atom = number(of: variables[argument], measure, table),
          let larger = product.multiplied(by: Polynomial(atom: atom))
        else { return nil }
        product = larger
      }
      guard let larger = sum.adding(coefficient, times: product) else { return nil }
      sum = larger
    }
    guard let right = theory.bank.term(of: sum) else { return nil }
    return theory.bank.equationOf(left, right)
  }

  /// A measure of a term, as a term.
  private mutating func number(
    of term: TermID, _ measure: InterpretationSearch.Measure, _ table: InterpretationTable
  ) -> TermID? {
    if measure.interpreted == theory.bank.int { return term }
    var term = term
    if let inner = measure.inner {
      guard let applied = theory.bank.term(inner, [term]) else { return nil }
      term = applied
    }
    guard let function = table.functions[measure.interpreted] else { return nil }
    return try? theory.bank.application(function, [], [term])
  }
}
