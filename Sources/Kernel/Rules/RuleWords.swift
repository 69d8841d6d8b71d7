import Terms

/// A rule written as numbers, by which equal lines are found.
struct RuleWords {
  private(set) var words: ContiguousArray<UInt32> = []
  /// The terms that the rule was told.
  private(set) var terms: ContiguousArray<TermID> = []

  mutating func write(_ rule: Rule, bank: inout TermBank) throws(RuleFailure) {
    words.removeAll(keepingCapacity: true)
    terms.removeAll(keepingCapacity: true)
    words.append(rule.code)
    switch rule {
    case .refl(let t), .assume(let t), .beta(let t), .ground(let t): append(t)
    case .eqTrue(let line), .trueEq(let line): append(line)
    case .rewrite(let first, let second, let q):
      append(first)
      append(second)
      append(q)
    case .modusPonens(let first, let second), .cut(let first, let second),
      .antisym(let first, let second):
      append(first)
      append(second)
    case .discharge(let p, let line):
      append(p)
      append(line)
    case .distinct(let s, let t), .inject(let s, let t), .acyclic(let s, let t),
      .ring(let s, let t):
      append(s)
      append(t)
    case .instantiate(let line, let substitution):
      append(line)
      try append(substitution, &bank)
    case .unfold(let function, let clause, let types, let terms):
      append(function)
      append(UInt32(clamping: clause))
      append(types)
      append(terms)
    case .extensionality(let line, let variables):
      append(line)
      append(variables)
    case .cases(let t, let branches):
      append(t)
      append(UInt32(branches.count))
      for branch in branches {
        append(branch.line)
        append(branch.variables)
      }
    case .linear(let divisor, let summands, let p):
      append(divisor)
      append(UInt32(summands.count))
      for summand in summands {
        append(summand.coefficient)
        append(summand.line)
      }
      append(p)
    case .divMod(let index, let s, let t):
      append(UInt32(clamping: index))
      append(s)
      append(t)
    case .induct(let parts):
      append(UInt32(parts.count))
      for part in parts { try append(part, &bank) }
    }
  }

  private mutating func append(
    _ part: InductionLines, _ bank: inout TermBank
  ) throws(RuleFailure) {
    append(part.function)
    append(part.types)
    append(part.variables)
    append(part.formula)
    append(UInt32(part.premises.count))
    for premise in part.premises {
      append(premise.line)
      append(premise.variables)
      append(UInt32(premise.hypotheses.count))
      for hypothesis in premise.hypotheses {
        append(hypothesis.function)
        try append(hypothesis.substitution, &bank)
      }
    }
  }

  private mutating func append(
    _ substitution: Substitution, _ bank: inout TermBank
  ) throws(RuleFailure) {
    append(UInt32(substitution.types.count))
    for (name, type) in substitution.types.sorted(by: { $0.key < $1.key }) {
      do throws(TermFailure) {
        append(try bank.type(.variable(name)).index)
      } catch {
        throw .term(error)
      }
      append(type.index)
    }
    append(UInt32(substitution.terms.count))
    if substitution.terms.count == 1, let (variable, term) = substitution.terms.first {
      append(variable)
      append(term)
    } else {
      for (variable, term) in substitution.terms.sorted(by: { $0.key < $1.key }) {
        append(variable)
        append(term)
      }
    }
  }

  private mutating func append(_ word: UInt32) { words.append(word) }

  private mutating func append(_ term: TermID) {
    words.append(term.index)
    terms.append(term)
  }

  private mutating func append(_ line: LineID) { words.append(line.index) }
  private mutating func append(_ symbol: SymbolID) { words.append(symbol.index) }

  private mutating func append(_ list: [TermID]) {
    words.append(UInt32(list.count))
    for term in list { append(term) }
  }

  private mutating func append(_ types: [TypeID]) {
    words.append(UInt32(types.count))
    for type in types { words.append(type.index) }
  }

  private mutating func append(_ number: Int128) {
    let bits = UInt128(truncatingIfNeeded: number)
    for shift in [0, 32, 64, 96] as [UInt128] {
      words.append(UInt32(truncatingIfNeeded: bits >> shift))
    }
  }
}

extension Rule {
  /// The number of the rule in its written form.
  var code: UInt32 {
    switch self {
    case .refl: 0
    case .rewrite: 1
    case .eqTrue: 2
    case .trueEq: 3
    case .assume: 4
    case .discharge: 5
    case .modusPonens: 6
    case .cut: 7
    case .instantiate: 8
    case .unfold: 9
    case .beta: 10
    case .extensionality: 11
    case .distinct: 12
    case .inject: 13
    case .acyclic: 14
    case .cases: 15
    case .ring: 16
    case .linear: 17
    case .antisym: 18
    case .ground: 19
    case .divMod: 20
    case .induct: 21
    }
  }
}
