import Terms

/// A sequent proved in one ``Theory``. Only the rules in this file construct one.
public struct Theorem: Hashable, Sendable {
  /// Sorted, distinct.
  public let hypotheses: [TermID]
  public let conclusion: TermID
  /// How it was proved.
  public let line: LineID
  let theory: UInt64

  fileprivate init(
    hypotheses: [TermID], conclusion: TermID, line: LineID, theory: UInt64
  ) {
    self.hypotheses = hypotheses
    self.conclusion = conclusion
    self.line = line
    self.theory = theory
  }
}

/// The lines of a theory. Only the rules in this file add to it.
struct Record {
  fileprivate var lines = LineTable()
  /// Room for the line in the making.
  fileprivate var key = RuleWords()
}

extension Theory {
  /// The number of lines recorded; they are numbered from 0.
  public var lineCount: Int { record.lines.count }

  /// How a theorem was made.
  public func line(_ line: LineID) -> Line {
    var reader = RuleReader(record.lines.words(of: line))
    return Line(
      rule: reader.read(bank: bank), hypotheses: record.lines.hypotheses(of: line),
      conclusion: record.lines.conclusion(of: line))
  }

  /// What a rule concludes.
  private struct Sequent {
    var hypotheses: [TermID] = []
    var conclusion: TermID
  }

  private func check(_ premise: borrowing Theorem) throws(RuleFailure) {
    guard bank.serial == serial else { throw .foreignBank }
    guard premise.theory == serial else { throw .foreignTheorem }
  }

  /// Records what a rule concludes from theorems that were checked; once only for equal lines.
  private mutating func derive(
    _ rule: Rule, _ infer: (inout Theory) throws(RuleFailure) -> Sequent
  ) throws(RuleFailure) -> Theorem {
    guard bank.serial == serial else { throw .foreignBank }
    var key = record.key
    record.key = RuleWords()
    defer { record.key = key }
    try key.write(rule, bank: &bank)
    if let line = record.lines.find(key.words.span) { return theorem(at: line) }
    let sequent = try infer(&self)
    try checkDepth(key.terms)
    try checkDepth([sequent.conclusion])
    try checkDepth(sequent.hypotheses)
    return theorem(
      at: record.lines.append(
        key.words.span, hypotheses: sequent.hypotheses, conclusion: sequent.conclusion))
  }

  private func theorem(at line: LineID) -> Theorem {
    Theorem(
      hypotheses: record.lines.hypotheses(of: line),
      conclusion: record.lines.conclusion(of: line), line: line, theory: serial)
  }

  private func checkDepth(_ terms: some Sequence<TermID>) throws(RuleFailure) {
    for term in terms where bank.depth(of: term) > TermLimits.termDepth { throw .tooDeep(term) }
  }
}

extension Theory {
  /// `⊢ t = t`
  ///
  /// - Throws: ``RuleFailure/tooDeep(_:)``.
  public mutating func refl(_ t: TermID) throws(RuleFailure) -> Theorem {
    try derive(.refl(t)) { theory throws(RuleFailure) in
      Sequent(conclusion: try theory.equation(t, t))
    }
  }

  /// `{p} ⊢ p`
  ///
  /// - Throws: ``RuleFailure/notAProposition(_:)``, ``RuleFailure/tooDeep(_:)``.
  public mutating func assume(_ p: TermID) throws(RuleFailure) -> Theorem {
    try derive(.assume(p)) { theory throws(RuleFailure) in
      try theory.checkProposition(p)
      return Sequent(hypotheses: [p], conclusion: p)
    }
  }

  /// `G ⊢ p` and `D ⊢ s = t` give `G ∪ D ⊢ q`, where `p` and `q` agree but for `s` and `t`, in
  /// either direction, at some nodes.
  ///
  /// - Throws: ``RuleFailure/notAnEquation(_:)``, ``RuleFailure/doesNotRewrite(_:_:)``.
  public mutating func rewrite(
    _ premise: Theorem, by equation: Theorem, to q: TermID
  ) throws(RuleFailure) -> Theorem {
    try check(premise)
    try check(equation)
    return try derive(.rewrite(premise.line, by: equation.line, to: q)) {
      theory throws(RuleFailure) in
      guard let (s, t) = theory.bank.equationSides(equation.conclusion) else {
        throw .notAnEquation(equation.conclusion)
      }
      try theory.checkRewrite(premise.conclusion, to: q, s, t)
      return Sequent(
        hypotheses: union(premise.hypotheses, equation.hypotheses), conclusion: q)
    }
  }

  /// `G ⊢ p` gives `G ⊢ p = true`.
  ///
  /// - Throws: ``RuleFailure/tooDeep(_:)``.
  public mutating func eqTrue(_ premise: Theorem) throws(RuleFailure) -> Theorem {
    try check(premise)
    return try derive(.eqTrue(premise.line)) { theory throws(RuleFailure) in
      Sequent(
        hypotheses: premise.hypotheses,
        conclusion: try theory.equation(premise.conclusion, theory.bank.trueTerm))
    }
  }

  /// `G ⊢ p = true` gives `G ⊢ p`.
  ///
  /// - Throws: ``RuleFailure/notEqualToTrue(_:)``.
  public mutating func trueEq(_ premise: Theorem) throws(RuleFailure) -> Theorem {
    try check(premise)
    return try derive(.trueEq(premise.line)) { theory throws(RuleFailure) in
      guard let (p, truth) = theory.bank.equationSides(premise.conclusion),
        truth == theory.bank.trueTerm
      else { throw .notEqualToTrue(premise.conclusion) }
      return Sequent(hypotheses: premise.hypotheses, conclusion: p)
    }
  }

  /// `G ⊢ q` gives `G - p ⊢ p => q`; `p` need not be in `G`.
  ///
  /// - Throws: ``RuleFailure/notAProposition(_:)``, ``RuleFailure/tooDeep(_:)``.
  public mutating func discharge(
    _ p: TermID, from premise: Theorem
  ) throws(RuleFailure) -> Theorem {
    try check(premise)
    return try derive(.discharge(p, premise.line)) { theory throws(RuleFailure) in
      try theory.checkProposition(p)
      return Sequent(
        hypotheses: premise.hypotheses.filter { $0 != p },
        conclusion: try theory.builtin(.implies, p, premise.conclusion))
    }
  }

  /// `G ⊢ p => q` and `D ⊢ p` give `G ∪ D ⊢ q`.
  ///
  /// - Throws: ``RuleFailure/notAnImplication(_:)``,
  ///   ``RuleFailure/premiseDiffers(expected:found:)``.
  public mutating func modusPonens(
    _ implication: Theorem, _ premise: Theorem
  ) throws(RuleFailure) -> Theorem {
    try check(implication)
    try check(premise)
    return try derive(.modusPonens(implication.line, premise.line)) {
      theory throws(RuleFailure) in
      let (p, q) = try theory.implicationSides(implication.conclusion)
      guard premise.conclusion == p else {
        throw .premiseDiffers(expected: p, found: premise.conclusion)
      }
      return Sequent(
        hypotheses: union(implication.hypotheses, premise.hypotheses), conclusion: q)
    }
  }

  /// `D ⊢ p` and `G ⊢ q` give `D ∪ (G - p) ⊢ q`.
  ///
  /// - Throws: ``RuleFailure/foreignTheorem``.
  public mutating func cut(
    _ proved: Theorem, into premise: Theorem
  ) throws(RuleFailure) -> Theorem {
    try check(proved)
    try check(premise)
    return try derive(.cut(proved.line, premise.line)) { _ throws(RuleFailure) in
      let rest = premise.hypotheses.filter { $0 != proved.conclusion }
      return Sequent(
        hypotheses: union(proved.hypotheses, rest), conclusion: premise.conclusion)
    }
  }

  /// `G ⊢ p` gives `GS ⊢ pS`, types and terms being put all at once.
  ///
  /// - Throws: ``RuleFailure/term(_:)`` with what ``TermBank/substitute(_:_:)-(TermID,_)`` throws.
  public mutating func instantiate(
    _ premise: Theorem, _ substitution: Substitution
  ) throws(RuleFailure) -> Theorem {
    try check(premise)
    return try derive(.instantiate(premise.line, substitution)) { theory throws(RuleFailure) in
      if premise.hypotheses.isEmpty {
        return Sequent(conclusion: try theory.substitute(premise.conclusion, substitution))
      }
      var terms = try theory.substitute(
        all: premise.hypotheses + [premise.conclusion], substitution)
      let conclusion = terms.removeLast()
      return Sequent(hypotheses: sortedSet(terms), conclusion: conclusion)
    }
  }

  /// `c1 S, ..., cn S ⊢ f(p ...) S = r S` for a clause with patterns `p`, conditions `c` and result
  /// `r`.
  ///
  /// - Parameters:
  ///   - types: one for each type parameter of `f`.
  ///   - terms: one for each variable of the clause.
  /// - Throws: ``RuleFailure/notDefined(_:)``, ``RuleFailure/noSuchClause(_:)``,
  ///   ``RuleFailure/clauseWithoutResult(_:)``, ``RuleFailure/wrongCount(expected:found:)``,
  ///   ``RuleFailure/wrongTypeArgumentCount(expected:found:)``, ``RuleFailure/term(_:)``.
  public mutating func unfold(
    _ f: SymbolID, clause index: Int, types: [TypeID], terms: [TermID]
  ) throws(RuleFailure) -> Theorem {
    guard index >= 0 else { throw .noSuchClause(index) }
    return try derive(.unfold(f, clause: index, types: types, terms: terms)) {
      theory throws(RuleFailure) in
      let unfolded = try theory.unfolded(f, clause: index, types: types, terms: terms)
      return Sequent(
        hypotheses: sortedSet(unfolded.conditions), conclusion: unfolded.conclusion)
    }
  }

  /// `⊢ @(fn h(s ...) t ...) = h(s ... t ...)`
  ///
  /// - Throws: ``RuleFailure/notABetaRedex(_:)``, ``RuleFailure/tooDeep(_:)``.
  public mutating func beta(_ t: TermID) throws(RuleFailure) -> Theorem {
    try derive(.beta(t)) { theory throws(RuleFailure) in
      Sequent(conclusion: try theory.equation(t, theory.betaReduct(of: t)))
    }
  }

  /// `G ⊢ @(s x ...) = @(t x ...)` gives `G ⊢ s = t`, the `x` being distinct variables that do not
  /// occur in `G`, `s` and `t`.
  ///
  /// - Throws: ``RuleFailure/notExtensional(_:)``, ``RuleFailure/notAVariable(_:)``,
  ///   ``RuleFailure/repeatedVariable(_:)``, ``RuleFailure/variableNotFresh(_:)``.
  public mutating func extensionality(
    _ premise: Theorem, _ variables: [TermID]
  ) throws(RuleFailure) -> Theorem {
    try check(premise)
    return try derive(.extensionality(premise.line, variables)) { theory throws(RuleFailure) in
      Sequent(
        hypotheses: premise.hypotheses,
        conclusion: try theory.extensional(
          premise.conclusion, variables, hypotheses: premise.hypotheses))
    }
  }
}

extension Theory {
  /// `⊢ (C(s ...) = D(t ...)) = false` for different constructors.
  ///
  /// - Throws: ``RuleFailure/notAConstructor(_:)``, ``RuleFailure/sameConstructor(_:)``,
  ///   ``RuleFailure/term(_:)`` for two types.
  public mutating func distinct(_ s: TermID, _ t: TermID) throws(RuleFailure) -> Theorem {
    try derive(.distinct(s, t)) { theory throws(RuleFailure) in
      let equation = try theory.equation(s, t)
      let constructor = try theory.constructor(of: s)
      guard try theory.constructor(of: t) != constructor else {
        throw .sameConstructor(constructor)
      }
      return Sequent(conclusion: try theory.equation(equation, theory.bank.falseTerm))
    }
  }

  /// `⊢ (C(s1 ... sn) = C(t1 ... tn)) = (and s1 = t1 (and ... sn = tn))`, n >= 1.
  ///
  /// - Throws: ``RuleFailure/notAConstructor(_:)``,
  ///   ``RuleFailure/differentConstructors(_:_:)``, ``RuleFailure/noFields(_:)``,
  ///   ``RuleFailure/term(_:)`` for two types.
  public mutating func inject(_ s: TermID, _ t: TermID) throws(RuleFailure) -> Theorem {
    try derive(.inject(s, t)) { theory throws(RuleFailure) in
      Sequent(
        conclusion: try theory.equation(
          theory.equation(s, t), theory.equalFields(s, t)))
    }
  }

  /// `⊢ (s = t) = false`, one of the two being properly inside the other under constructors only.
  ///
  /// - Throws: ``RuleFailure/notInside(_:_:)``, ``RuleFailure/term(_:)`` for two types.
  public mutating func acyclic(_ s: TermID, _ t: TermID) throws(RuleFailure) -> Theorem {
    try derive(.acyclic(s, t)) { theory throws(RuleFailure) in
      let equation = try theory.equation(s, t)
      guard theory.isInside(s, t) || theory.isInside(t, s) else { throw .notInside(s, t) }
      return Sequent(conclusion: try theory.equation(equation, theory.bank.falseTerm))
    }
  }

  /// `Gi ⊢ p` for each constructor `Ci` of the type of `t`, in order, give `Gi - ei ... ⊢ p`, where
  /// `ei` is `t = Ci(y ...)` with distinct variables that do not occur in `t`, `p` and `Gi - ei`.
  ///
  /// - Throws: ``RuleFailure/notADataType(_:)``,
  ///   ``RuleFailure/wrongBranchCount(expected:found:)``, ``RuleFailure/conclusionsDiffer(_:_:)``,
  ///   ``RuleFailure/notAVariable(_:)``, ``RuleFailure/repeatedVariable(_:)``,
  ///   ``RuleFailure/variableNotFresh(_:)``, ``RuleFailure/term(_:)`` for variables of other types.
  public mutating func cases(
    _ t: TermID, _ branches: [CaseBranch]
  ) throws(RuleFailure) -> Theorem {
    for branch in branches { try check(branch.theorem) }
    let lines = branches.map { CaseLine(line: $0.theorem.line, variables: $0.variables) }
    return try derive(.cases(t, lines)) { theory throws(RuleFailure) in
      let (hypotheses, conclusion) = try theory.casesConclusion(t, branches)
      return Sequent(hypotheses: hypotheses, conclusion: conclusion)
    }
  }

  /// `⊢ t = v` for an operation on two literals and its value.
  ///
  /// - Throws: ``RuleFailure/notGround(_:)``, ``RuleFailure/overflow(_:)``.
  public mutating func ground(_ t: TermID) throws(RuleFailure) -> Theorem {
    try derive(.ground(t)) { theory throws(RuleFailure) in
      Sequent(conclusion: try theory.equation(t, theory.groundValue(of: t)))
    }
  }

  /// The formula of the first part, by induction along the recursion of a group of functions.
  ///
  /// - Throws: the cases of ``RuleFailure`` that speak of inductions, of variables and of counts.
  public mutating func induct(_ parts: [InductionPart]) throws(RuleFailure) -> Theorem {
    for part in parts {
      for premise in part.premises { try check(premise.theorem) }
    }
    return try derive(.induct(parts.map(InductionLines.init))) { theory throws(RuleFailure) in
      Sequent(conclusion: try theory.inductionConclusion(parts))
    }
  }
}

extension Theory {
  /// `⊢ s = t` for two terms that are the same polynomial.
  ///
  /// - Throws: ``RuleFailure/notAnInteger(_:)``, ``RuleFailure/polynomialsDiffer(_:_:)``,
  ///   ``RuleFailure/polynomial(_:)``.
  public mutating func ring(_ s: TermID, _ t: TermID) throws(RuleFailure) -> Theorem {
    try derive(.ring(s, t)) { theory throws(RuleFailure) in
      try theory.checkSamePolynomial(s, t)
      return Sequent(conclusion: try theory.equation(s, t))
    }
  }

  /// `Gi ⊢ ai` give `G1 ∪ ... ∪ Gn ⊢ p`, where `p` is a consequence of the sum of the multiples.
  ///
  /// - Throws: ``RuleFailure/divisorNotPositive(_:)``, ``RuleFailure/notLinear(_:)``,
  ///   ``RuleFailure/negativeMultiple(_:)``, ``RuleFailure/doesNotFollow(_:)``,
  ///   ``RuleFailure/constantTooGreat(_:)``, ``RuleFailure/polynomial(_:)``.
  public mutating func linear(
    divisor: Int128, _ summands: [(coefficient: Int128, theorem: Theorem)], to p: TermID
  ) throws(RuleFailure) -> Theorem {
    for (_, theorem) in summands { try check(theorem) }
    let lines = summands.map { LinearSummand(coefficient: $0.coefficient, line: $0.theorem.line) }
    return try derive(.linear(divisor: divisor, lines, p)) { theory throws(RuleFailure) in
      try theory.checkLinear(
        divisor: divisor, summands.map { ($0.coefficient, $0.theorem.conclusion) }, to: p)
      return Sequent(hypotheses: sortedSet(summands.flatMap(\.theorem.hypotheses)), conclusion: p)
    }
  }

  /// `G ⊢ s <= t` and `D ⊢ t <= s` give `G ∪ D ⊢ s = t`.
  ///
  /// - Throws: ``RuleFailure/notAtMost(_:)``, ``RuleFailure/premiseDiffers(expected:found:)``.
  public mutating func antisym(_ first: Theorem, _ second: Theorem) throws(RuleFailure) -> Theorem {
    try check(first)
    try check(second)
    return try derive(.antisym(first.line, second.line)) { theory throws(RuleFailure) in
      Sequent(
        hypotheses: union(first.hypotheses, second.hypotheses),
        conclusion: try theory.antisymmetric(first.conclusion, second.conclusion))
    }
  }

  /// One of four statements on `div` and `mod`: quotient and remainder make up `s`, the remainder's
  /// bounds for a positive and for a negative `t`, and `div(s 0) = 0`.
  ///
  /// - Throws: ``RuleFailure/noSuchStatement(_:)``, ``RuleFailure/notZero(_:)``,
  ///   ``RuleFailure/term(_:)`` for terms of other types.
  public mutating func divMod(
    _ index: Int, _ s: TermID, _ t: TermID
  ) throws(RuleFailure) -> Theorem {
    guard (0...3).contains(index) else { throw .noSuchStatement(index) }
    return try derive(.divMod(index, s, t)) { theory throws(RuleFailure) in
      Sequent(conclusion: try theory.divisionStatement(index, s, t))
    }
  }
}
