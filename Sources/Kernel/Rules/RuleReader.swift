import Terms

/// Reads a rule back from the numbers that ``RuleWords`` wrote.
struct RuleReader {
  private let words: ArraySlice<UInt32>
  private var position: Int

  init(_ words: ArraySlice<UInt32>) {
    self.words = words
    position = words.startIndex
  }

  mutating func read(bank: borrowing TermBank) -> Rule {
    switch word() {
    case 0: return .refl(term())
    case 1: return .rewrite(line(), by: line(), to: term())
    case 2: return .eqTrue(line())
    case 3: return .trueEq(line())
    case 4: return .assume(term())
    case 5: return .discharge(term(), line())
    case 6: return .modusPonens(line(), line())
    case 7: return .cut(line(), line())
    case 8: return .instantiate(line(), substitution(bank))
    case 9: return .unfold(symbol(), clause: Int(word()), types: types(), terms: terms())
    case 10: return .beta(term())
    case 11: return .extensionality(line(), terms())
    case 12: return .distinct(term(), term())
    case 13: return .inject(term(), term())
    case 14: return .acyclic(term(), term())
    case 15: return .cases(term(), branches())
    case 16: return .ring(term(), term())
    case 17: return .linear(divisor: number(), summands(), term())
    case 18: return .antisym(line(), line())
    case 19: return .ground(term())
    case 20: return .divMod(Int(word()), term(), term())
    default: return .induct(parts(bank))
    }
  }

  private mutating func word() -> UInt32 {
    defer { position += 1 }
    return words[position]
  }

  private mutating func term() -> TermID { TermID(index: word()) }
  private mutating func line() -> LineID { LineID(index: word()) }
  private mutating func symbol() -> SymbolID { SymbolID(index: word()) }

  private mutating func terms() -> [TermID] {
    let count = word()
    return (0..<count).map { _ in term() }
  }

  private mutating func types() -> [TypeID] {
    let count = word()
    return (0..<count).map { _ in TypeID(index: word()) }
  }

  private mutating func number() -> Int128 {
    var bits: UInt128 = 0
    for shift in [0, 32, 64, 96] as [UInt128] { bits |= UInt128(word()) << shift }
    return Int128(truncatingIfNeeded: bits)
  }

  private mutating func branches() -> [CaseLine] {
    let count = word()
    return (0..<count).map { _ in CaseLine(line: line(), variables: terms()) }
  }

  private mutating func summands() -> [LinearSummand] {
    let count = word()
    return (0..<count).map { _ in LinearSummand(coefficient: number(), line: line()) }
  }

  private mutating func substitution(_ bank: borrowing TermBank) -> Substitution {
    var result = Substitution()
    let typeCount = word()
    for _ in 0..<typeCount {
      let variable = TypeID(index: word())
      let type = TypeID(index: word())
      if case .variable(let name) = bank.node(of: variable) { result.types[name] = type }
    }
    let termCount = word()
    for _ in 0..<termCount {
      let variable = term()
      result.terms[variable] = term()
    }
    return result
  }

  private mutating func parts(_ bank: borrowing TermBank) -> [InductionLines] {
    let count = word()
    var result: [InductionLines] = []
    for _ in 0..<count {
      result.append(
        InductionLines(
          function: symbol(), types: types(), variables: terms(), formula: term(),
          premises: premises(bank)))
    }
    return result
  }

  private mutating func premises(_ bank: borrowing TermBank) -> [InductionPremiseLine] {
    let count = word()
    var result: [InductionPremiseLine] = []
    for _ in 0..<count {
      result.append(
        InductionPremiseLine(line: line(), variables: terms(), hypotheses: hypotheses(bank)))
    }
    return result
  }

  private mutating func hypotheses(_ bank: borrowing TermBank) -> [InductionHypothesis] {
    let count = word()
    var result: [InductionHypothesis] = []
    for _ in 0..<count {
      result.append(
        InductionHypothesis(function: symbol(), substitution: substitution(bank)))
    }
    return result
  }
}
