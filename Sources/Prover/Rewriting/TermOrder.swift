import Terms

/// A lexicographic path order on terms, total on terms whose variables are taken as constants.
///
/// Kamin and Lévy 1980. Precedence: variables below constructors and literals below functions;
/// among functions those defined later are greater, and of one depth of definition unary ones are
/// greater than others, so that `(rev (append xs ys))` goes to `(append (rev ys) (rev xs))`.
struct TermOrder {
  /// Greater is greater in the precedence; symbols that are absent rank 0; of one rank, those declared later are greater.
  private var ranks: ContiguousArray<Int> = []
  /// Symbols that count as the same one, by the one that stands for them.
  private var likenesses: [SymbolID: SymbolID] = [:]

  /// The rank of a symbol, 0 where none was given.
  subscript(symbol: SymbolID) -> Int {
    get {
      let index = Int(symbol.index)
      return index < ranks.count ? ranks[index] : 0
    }
    set {
      let index = Int(symbol.index)
      if index >= ranks.count {
        ranks.append(contentsOf: repeatElement(0, count: index + 1 - ranks.count))
      }
      ranks[index] = newValue
    }
  }

  /// Ranks a symbol; where another is given, of the same rank, both count as one symbol.
  mutating func rank(_ symbol: SymbolID, _ rank: Int, like other: SymbolID?) {
    self[symbol] = rank
    if let other, other != symbol { likenesses[symbol] = likenesses[other] ?? other }
  }

  /// Whether `s` is greater than `t` for every instance of the variables in `schematic`; other
  /// variables are constants.
  func isGreater(
    _ s: TermID, than t: TermID, schematic: Set<TermID>, in bank: borrowing TermBank
  ) -> Bool {
    var steps = 0
    return isGreater(s, than: t, schematic: schematic, in: bank, steps: &steps)
  }

  /// The same, counting the pairs of subterms that are looked at.
  func isGreater(
    _ s: TermID, than t: TermID, schematic: Set<TermID>, in bank: borrowing TermBank,
    steps: inout Int
  ) -> Bool {
    var decided = DecidedPairs()
    let result = isGreater(s, than: t, schematic: schematic, in: bank, &decided)
    steps += decided.count
    return result
  }

  /// Pairs of subterms after which two terms count as incomparable.
  private static let comparisonLimit = 400

  private func isGreater(
    _ s: TermID, than t: TermID, schematic: Set<TermID>, in bank: borrowing TermBank,
    _ decided: inout DecidedPairs
  ) -> Bool {
    if s == t || schematic.contains(s) { return false }
    if schematic.contains(t) { return bank.isSubterm(t, of: s) }
    if let known = decided[s, t] { return known }
    // Comparing two terms may take as many steps as they have pairs of subterms.
    if decided.count >= Self.comparisonLimit { return false }
    let result = isGreaterByHeads(s, than: t, schematic: schematic, in: bank, &decided)
    decided[s, t] = result
    return result
  }

  private func isGreaterByHeads(
    _ s: TermID, than t: TermID, schematic: Set<TermID>, in bank: borrowing TermBank,
    _ decided: inout DecidedPairs
  ) -> Bool {
    switch compareHeads(s, t, in: bank) {
    case .less:
      return reaches(from: s, 0, t, schematic: schematic, in: bank, &decided)
    case .greater:
      return dominates(s, t, from: 0, schematic: schematic, in: bank, &decided)
    case .equal:
      return isGreaterByArguments(s, t, schematic: schematic, in: bank, &decided)
    }
  }

  /// Heads are equal: the first arguments that differ decide.
  ///
  /// Löchner 2006, "Things to Know when Implementing LPO": what stands to the left of them need
  /// not be looked at again, which keeps the comparison from growing exponentially.
  private func isGreaterByArguments(
    _ s: TermID, _ t: TermID, schematic: Set<TermID>, in bank: borrowing TermBank,
    _ decided: inout DecidedPairs
  ) -> Bool {
    let count = min(bank.argumentCount(of: s), bank.argumentCount(of: t))
    for index in 0..<count {
      let a = bank.argument(index, of: s)
      let b = bank.argument(index, of: t)
      if a == b { continue }
      if isGreater(a, than: b, schematic: schematic, in: bank, &decided) {
        return dominates(s, t, from: index + 1, schematic: schematic, in: bank, &decided)
      }
      return reaches(from: s, index + 1, t, schematic: schematic, in: bank, &decided)
    }
    return bank.argumentCount(of: s) > bank.argumentCount(of: t)
  }

  /// Whether `s` is greater than each argument of `t` from one on.
  private func dominates(
    _ s: TermID, _ t: TermID, from start: Int, schematic: Set<TermID>,
    in bank: borrowing TermBank, _ decided: inout DecidedPairs
  ) -> Bool {
    for index in start..<max(start, bank.argumentCount(of: t)) {
      let argument = bank.argument(index, of: t)
      if !isGreater(s, than: argument, schematic: schematic, in: bank, &decided) { return false }
    }
    return true
  }

  /// Whether an argument of `s` from one on is `t` or greater.
  private func reaches(
    from s: TermID, _ start: Int, _ t: TermID, schematic: Set<TermID>,
    in bank: borrowing TermBank, _ decided: inout DecidedPairs
  ) -> Bool {
    for index in start..<max(start, bank.argumentCount(of: s)) {
      let argument = bank.argument(index, of: s)
      if argument == t || isGreater(argument, than: t, schematic: schematic, in: bank, &decided) {
        return true
      }
    }
    return false
  }

  private enum Comparison { case less, equal, greater }

  private func compareHeads(_ s: TermID, _ t: TermID, in bank: borrowing TermBank) -> Comparison {
    let a = key(s, in: bank)
    let b = key(t, in: bank)
    if a != b { return a < b ? .less : .greater }
    switch bank.shape(of: s) {
    case .variable, .integer, .call: return .equal
    case .application, .functionValue: break
    }
    for (x, y) in zip(bank.typeArguments(of: s), bank.typeArguments(of: t)) where x != y {
      return x < y ? .less : .greater
    }
    return .equal
  }

  /// Class of the head, its rank, and what tells two heads of one rank apart but for their types.
  private func key(_ t: TermID, in bank: borrowing TermBank) -> (Int, Int, Int) {
    switch bank.shape(of: t) {
    case .variable: return (0, 0, Int(t.index))
    case .integer: return (1, 0, Int(t.index))
    case .application:
      let head = bank.head(of: t)
      if case .constructor(_, let index) = bank.kind(of: head) {
        return (2, index, Int(head.index))
      }
      let rank = self[head]
      if rank != 0, let other = likenesses[head] { return (4, rank, Int(other.index)) }
      return (4, rank, Int(head.index))
    case .functionValue: return (3, 0, Int(bank.head(of: t).index))
    case .call: return (5, 0, 0)
    }
  }
}
