import Kernel
import Terms

/// Laws of the order and multiplication that `linear` does not have. Each is proved in the kernel the
/// first time a proof cites it.
enum ProductLaw {
  /// `(=> (<= 0 n) (=> (<= 0 b) (<= 0 (* n b))))`
  case product
  /// `(<= 0 (* n n))`
  case square
}

extension ProofSearch {
  /// The law at terms for its variables.
  mutating func instance(
    of law: ProductLaw, _ terms: TermID...
  ) throws(ReplayDefect) -> Theorem {
    let theorem = try theorem(of: law)
    var substitution = Substitution()
    for (variable, term) in zip(lawVariables(), terms) { substitution.terms[variable] = term }
    return try kernel { () throws(RuleFailure) in
      try theory.instantiate(theorem, substitution)
    }
  }

  private mutating func theorem(of law: ProductLaw) throws(ReplayDefect) -> Theorem {
    if let known = replayState.productLaws[law] { return known }
    let theorem =
      switch law {
      case .product: try productTheorem()
      case .square: try squareTheorem()
      }
    replayState.productLaws[law] = theorem
    return theorem
  }

  private mutating func lawVariables() -> [TermID] {
    [theory.bank.variable("n", theory.bank.int), theory.bank.variable("b", theory.bank.int)]
  }

  private mutating func isNotNegative(_ term: TermID) -> TermID {
    theory.bank.logical(.lessOrEqual, theory.bank.integer(0), term)
  }

  /// By induction on a function that counts `n` down to 0.
  private mutating func productTheorem() throws(ReplayDefect) -> Theorem {
    guard let counter = try? theory.defineCounter() else {
      throw .stepDoesNotApply("a function that counts down")
    }
    let variables = lawVariables()
    let (n, b) = (variables[0], variables[1])
    let zero = theory.bank.integer(0)
    let (yes, no) = (theory.bank.trueTerm, theory.bank.falseTerm)
    let isDone = theory.bank.logical(.lessOrEqual, n, zero)
    let (done, notDone) = (theory.bank.equationOf(isDone, yes), theory.bank.equationOf(isDone, no))
    let before = theory.bank.logical(.minus, n, theory.bank.integer(1))
    let (hasN, hasB) = (isNotNegative(n), isNotNegative(b))
    let hasBefore = isNotNegative(before)
    let goal = isNotNegative(theory.bank.logical(.times, n, b))
    let atZero = isNotNegative(theory.bank.logical(.times, zero, b))
    let atBefore = isNotNegative(theory.bank.logical(.times, before, b))
    let formula = theory.bank.implication([hasN, hasB], goal)
    let hypothesis = theory.bank.implication([hasBefore, hasB], atBefore)
    return try kernel { () throws(RuleFailure) in
      let isZero = try theory.antisym(
        try theory.trueEq(try theory.assume(done)), try theory.assume(hasN))
      let base = try theory.rewrite(
        try theory.linear(divisor: 1, [], to: atZero), by: isZero, to: goal)
      let known = try theory.linear(
        divisor: 1, [(coefficient: 1, theorem: try theory.assume(notDone))], to: hasBefore)
      let assumed = try theory.assume(hasB)
      let smaller = try theory.modusPonens(
        try theory.modusPonens(try theory.assume(hypothesis), known), assumed)
      let step = try theory.linear(
        divisor: 1, [(coefficient: 1, theorem: smaller), (coefficient: 1, theorem: assumed)],
        to: goal)
      func premise(_ theorem: Theorem) throws(RuleFailure) -> Theorem {
        try theory.discharge(hasN, from: try theory.discharge(hasB, from: theorem))
      }
      return try theory.induct([
        InductionPart(
          function: counter, types: [], variables: [n], formula: formula,
          premises: [
            InductionPremise(theorem: try premise(base), variables: [], hypotheses: []),
            InductionPremise(
              theorem: try premise(step), variables: [],
              hypotheses: [
                InductionHypothesis(
                  function: counter, substitution: Substitution(terms: [n: before]))
              ]),
          ])
      ])
    }
  }

  /// By cases on the sign.
  private mutating func squareTheorem() throws(ReplayDefect) -> Theorem {
    let n = lawVariables()[0]
    let (yes, no) = (theory.bank.trueTerm, theory.bank.falseTerm)
    let opposite = theory.bank.logical(.minus, theory.bank.integer(0), n)
    let (isPositive, isNegative) = (isNotNegative(n), isNotNegative(opposite))
    let goal = isNotNegative(theory.bank.logical(.times, n, n))
    let holds = theory.bank.equationOf(isPositive, yes)
    let fails = theory.bank.equationOf(isPositive, no)
    let positive = try instance(of: .product, n, n)
    let negative = try instance(of: .product, opposite, opposite)
    return try kernel { () throws(RuleFailure) in
      let sign = try theory.trueEq(try theory.assume(holds))
      let first = try theory.modusPonens(try theory.modusPonens(positive, sign), sign)
      let other = try theory.linear(
        divisor: 1, [(coefficient: 1, theorem: try theory.assume(fails))], to: isNegative)
      let square = try theory.modusPonens(try theory.modusPonens(negative, other), other)
      let second = try theory.linear(divisor: 1, [(coefficient: 1, theorem: square)], to: goal)
      return try theory.cases(
        isPositive,
        [CaseBranch(theorem: first, variables: []), CaseBranch(theorem: second, variables: [])])
    }
  }
}

extension Theory {
  /// Defines the function that counts an integer down to 0; induction on it is induction on the
  /// integers that are not negative.
  mutating func defineCounter() throws -> SymbolID {
    var name = "count-down"
    while !bank.isFree(name) { name += "-" }
    let counter = try bank.declareFunction(
      name, typeParameters: [], parameters: [bank.int], result: bank.bool)
    let n = bank.variable("n", bank.int)
    let zero = bank.integer(0)
    let before = bank.logical(.minus, n, bank.integer(1))
    let isDone = bank.logical(.lessOrEqual, n, zero)
    let more = try assume(bank.equationOf(isDone, bank.falseTerm))
    let decreases = try linear(divisor: 1, [], to: bank.logical(.less, before, n))
    let isBounded = try linear(
      divisor: 1, [(coefficient: 1, theorem: more)], to: bank.logical(.lessOrEqual, zero, n))
    let call = try bank.application(counter, [], [before])
    let (yes, no) = (bank.head(of: bank.trueTerm), bank.head(of: bank.falseTerm))
    let definition = FunctionDefinition(
      symbol: counter, typeParameters: [], parameters: [n], result: bank.bool,
      body: .case(
        isDone,
        [
          Branch(constructor: yes, variables: [], body: .term(bank.trueTerm)),
          Branch(constructor: no, variables: [], body: .term(call)),
        ]))
    try define([definition], evidence: .measured([[n]], [decreases, isBounded]))
    return counter
  }
}
