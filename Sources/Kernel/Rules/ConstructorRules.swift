import Terms

/// What the rules about data types conclude.
extension Theory {
  /// The constructor that made a term, if its data type was declared here.
  func constructor(of term: TermID) throws(RuleFailure) -> SymbolID {
    guard isConstructed(term) else { throw .notAConstructor(term) }
    return bank.head(of: term)
  }

  private func isConstructed(_ term: TermID) -> Bool {
    guard bank.shape(of: term) == .application else { return false }
    let symbol = bank.head(of: term)
    return bank.isConstructor(symbol) && isKnown(symbol)
  }

  /// `and s1 = t1 (and ... sn = tn)` for the fields of two terms of one constructor.
  mutating func equalFields(_ s: TermID, _ t: TermID) throws(RuleFailure) -> TermID {
    let (left, right) = (try constructor(of: s), try constructor(of: t))
    guard left == right else { throw .differentConstructors(left, right) }
    var equations: [TermID] = []
    for position in 0..<bank.argumentCount(of: s) {
      equations.append(
        try equation(bank.argument(position, of: s), bank.argument(position, of: t)))
    }
    guard var result = equations.popLast() else { throw .noFields(left) }
    while let equation = equations.popLast() { result = try builtin(.and, equation, result) }
    return result
  }

  /// True if `inner` is properly inside `outer`, under constructors only.
  func isInside(_ inner: TermID, _ outer: TermID) -> Bool {
    var found = false
    bank.visit([outer]) { term in
      guard term > inner, isConstructed(term) else { return .skip }
      for position in 0..<bank.argumentCount(of: term)
      where bank.argument(position, of: term) == inner {
        found = true
      }
      return found ? .stop : .descend
    }
    return found
  }

  /// What a distinction by the constructors of the type of `t` proves.
  mutating func casesConclusion(
    _ t: TermID, _ branches: [CaseBranch]
  ) throws(RuleFailure) -> (hypotheses: [TermID], conclusion: TermID) {
    guard let (dataType, types) = bank.dataType(of: bank.type(of: t)), isKnown(dataType) else {
      throw .notADataType(t)
    }
    let constructors = bank.constructors(of: dataType)
    guard let first = branches.first, branches.count == constructors.count else {
      throw .wrongBranchCount(expected: constructors.count, found: branches.count)
    }
    let conclusion = first.theorem.conclusion
    var hypotheses: [TermID] = []
    for (constructor, branch) in zip(constructors, branches) {
      guard branch.theorem.conclusion == conclusion else {
        throw .conclusionsDiffer(conclusion, branch.theorem.conclusion)
      }
      try checkDistinctVariables(branch.variables)
      let pattern = try application(constructor, types, branch.variables)
      let assumption = try equation(t, pattern)
      let rest = branch.theorem.hypotheses.filter { $0 != assumption }
      try checkFresh(branch.variables, in: [t, conclusion] + rest)
      hypotheses = union(hypotheses, rest)
    }
    return (hypotheses, conclusion)
  }
}
