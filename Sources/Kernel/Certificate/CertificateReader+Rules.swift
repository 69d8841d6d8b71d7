import Terms

extension CertificateReplayer {
  /// The theorem that a rule gives.
  func line(
    _ rule: [SExpression], in theory: inout Theory
  ) throws(ReplayCause) -> Theorem {
    guard let first = rule.first, case .name(let word) = first else { throw .expected(.rule) }
    let parts = Array(rule.dropFirst())
    switch word {
    case "refl", "assume", "beta", "ground": return try oneTerm(word, parts, &theory)
    case "eq-true", "true-eq": return try oneLine(word, parts, &theory)
    case "mp", "cut", "antisym": return try twoLines(word, parts, &theory)
    case "distinct", "inject", "acyclic", "ring": return try twoTerms(word, parts, &theory)
    case "rewrite":
      try parts.checkCount(3)
      let (premise, equation) = (try scope.line(parts[0]), try scope.line(parts[1]))
      let q = try scope.term(parts[2], &theory.bank)
      return try by { () throws(RuleFailure) in
        try theory.rewrite(premise, by: equation, to: q)
      }
    case "discharge":
      try parts.checkCount(2)
      let p = try scope.term(parts[0], &theory.bank)
      let premise = try scope.line(parts[1])
      return try by { () throws(RuleFailure) in try theory.discharge(p, from: premise) }
    case "inst":
      try parts.checkCount(3)
      let premise = try scope.line(parts[0])
      let substitution = try scope.substitution(parts[1], parts[2], &theory.bank)
      return try by { () throws(RuleFailure) in try theory.instantiate(premise, substitution) }
    case "unfold": return try unfold(parts, &theory)
    case "ext":
      guard let number = parts.first else { throw .expected(.number) }
      let premise = try scope.line(number)
      let variables = try scope.variables(parts.dropFirst())
      return try by { () throws(RuleFailure) in
        try theory.extensionality(premise, variables)
      }
    case "cases": return try cases(parts, &theory)
    case "linear": return try linear(parts, &theory)
    case "div-mod":
      try parts.checkCount(3)
      let index: Int = try parts[0].number()
      let (s, t) = (
        try scope.term(parts[1], &theory.bank), try scope.term(parts[2], &theory.bank)
      )
      return try by { () throws(RuleFailure) in try theory.divMod(index, s, t) }
    case "induct":
      var induction: [InductionPart] = []
      for part in parts { induction.append(try self.part(part.list(count: 5), &theory)) }
      return try by { () throws(RuleFailure) in try theory.induct(induction) }
    default: throw .expected(.rule)
    }
  }

  private func by(_ rule: () throws(RuleFailure) -> Theorem) throws(ReplayCause) -> Theorem {
    do throws(RuleFailure) {
      return try rule()
    } catch {
      throw .rule(error)
    }
  }

  private func oneTerm(
    _ word: String, _ parts: [SExpression], _ theory: inout Theory
  ) throws(ReplayCause) -> Theorem {
    try parts.checkCount(1)
    let t = try scope.term(parts[0], &theory.bank)
    return try by { () throws(RuleFailure) in
      switch word {
      case "refl": try theory.refl(t)
      case "assume": try theory.assume(t)
      case "beta": try theory.beta(t)
      default: try theory.ground(t)
      }
    }
  }

  private func oneLine(
    _ word: String, _ parts: [SExpression], _ theory: inout Theory
  ) throws(ReplayCause) -> Theorem {
    try parts.checkCount(1)
    let premise = try scope.line(parts[0])
    return try by { () throws(RuleFailure) in
      word == "eq-true" ? try theory.eqTrue(premise) : try theory.trueEq(premise)
    }
  }

  private func twoLines(
    _ word: String, _ parts: [SExpression], _ theory: inout Theory
  ) throws(ReplayCause) -> Theorem {
    try parts.checkCount(2)
    let (first, second) = (try scope.line(parts[0]), try scope.line(parts[1]))
    return try by { () throws(RuleFailure) in
      switch word {
      case "mp": try theory.modusPonens(first, second)
      case "cut": try theory.cut(first, into: second)
      default: try theory.antisym(first, second)
      }
    }
  }

  private func twoTerms(
    _ word: String, _ parts: [SExpression], _ theory: inout Theory
  ) throws(ReplayCause) -> Theorem {
    try parts.checkCount(2)
    let (s, t) = (try scope.term(parts[0], &theory.bank), try scope.term(parts[1], &theory.bank))
    return try by { () throws(RuleFailure) in
      switch word {
      case "distinct": try theory.distinct(s, t)
      case "inject": try theory.inject(s, t)
      case "acyclic": try theory.acyclic(s, t)
      default: try theory.ring(s, t)
      }
    }
  }

  private func unfold(
    _ parts: [SExpression], _ theory: inout Theory
  ) throws(ReplayCause) -> Theorem {
    try parts.checkCount(4)
    let function = try scope.symbol(parts[0])
    let clause: Int = try parts[1].number()
    let types = try scope.types(parts[2].list(), &theory.bank)
    let terms = try scope.terms(parts[3].list(), &theory.bank)
    return try by { () throws(RuleFailure) in
      try theory.unfold(function, clause: clause, types: types, terms: terms)
    }
  }

  private func cases(
    _ parts: [SExpression], _ theory: inout Theory
  ) throws(ReplayCause) -> Theorem {
    try parts.checkCount(2)
    let t = try scope.term(parts[0], &theory.bank)
    var branches: [CaseBranch] = []
    for expression in try parts[1].list() {
      let branch = try expression.list()
      guard let number = branch.first else { throw .expected(.number) }
      branches.append(
        CaseBranch(
          theorem: try scope.line(number), variables: try scope.variables(branch.dropFirst())))
    }
    return try by { () throws(RuleFailure) in try theory.cases(t, branches) }
  }

  private func linear(
    _ parts: [SExpression], _ theory: inout Theory
  ) throws(ReplayCause) -> Theorem {
    try parts.checkCount(3)
    let divisor = try parts[0].number(as: Int128.self)
    var summands: [(coefficient: Int128, theorem: Theorem)] = []
    for expression in try parts[1].list() {
      let pair = try expression.list(count: 2)
      summands.append((try pair[0].number(as: Int128.self), try scope.line(pair[1])))
    }
    let p = try scope.term(parts[2], &theory.bank)
    return try by { () throws(RuleFailure) in
      try theory.linear(divisor: divisor, summands, to: p)
    }
  }

  /// `(f (type ...) (v ...) P (premise ...))`
  private func part(
    _ parts: [SExpression], _ theory: inout Theory
  ) throws(ReplayCause) -> InductionPart {
    var premises: [InductionPremise] = []
    for premise in try parts[4].list() {
      premises.append(try self.premise(premise.list(), &theory))
    }
    return InductionPart(
      function: try scope.symbol(parts[0]), types: try scope.types(parts[1].list(), &theory.bank),
      variables: try scope.variables(parts[2].list()),
      formula: try scope.term(parts[3], &theory.bank), premises: premises)
  }

  /// `(N (y ...) (f S) ...)`
  private func premise(
    _ parts: [SExpression], _ theory: inout Theory
  ) throws(ReplayCause) -> InductionPremise {
    guard parts.count >= 2 else { throw .expected(.parts(2)) }
    var hypotheses: [InductionHypothesis] = []
    for expression in parts.dropFirst(2) {
      let hypothesis = try expression.list(count: 3)
      hypotheses.append(
        InductionHypothesis(
          function: try scope.symbol(hypothesis[0]),
          substitution: try scope.substitution(hypothesis[1], hypothesis[2], &theory.bank)))
    }
    return InductionPremise(
      theorem: try scope.line(parts[0]), variables: try scope.variables(parts[1].list()),
      hypotheses: hypotheses)
  }
}
