import Terms

/// A lexicographic path order on terms, total on terms whose variables are taken as constants.
///
/// Kamin and Lévy 1980. Precedence: variables below constructors and literals below functions;
/// among functions those defined later are greater, and of one depth of definition unary ones are
/// greater than others, so that `(rev (append xs ys))` goes to `(append (rev ys) (rev xs))`.
struct TermOrder {
  /// Greater is greater in the precedence; symbols that are absent rank by their index.
  var ranks: [SymbolID: Int] = [:]

  /// Whether `s` is greater than `t` for every instance of the variables in `schematic`; other
  /// variables are constants.
  func isGreater(
    _ s: TermID, than t: TermID, schematic: Set<TermID>, in bank: borrowing TermBank
  ) -> Bool {
    if s == t || schematic.contains(s) { return false }
    if schematic.contains(t) { return bank.isSubterm(t, of: s) }
    let sArguments = bank.arguments(of: s)
    if sArguments.contains(where: {
      $0 == t || isGreater($0, than: t, schematic: schematic, in: bank)
    }) {
      return true
    }
    let tArguments = bank.arguments(of: t)
    switch compareHeads(s, t, in: bank) {
    case .less: return false
    case .greater:
      return tArguments.allSatisfy { isGreater(s, than: $0, schematic: schematic, in: bank) }
    case .equal:
      guard
        tArguments.allSatisfy({ isGreater(s, than: $0, schematic: schematic, in: bank) })
      else { return false }
      for (a, b) in zip(sArguments, tArguments) where a != b {
        return isGreater(a, than: b, schematic: schematic, in: bank)
      }
      return sArguments.count > tArguments.count
    }
  }

  private enum Comparison { case less, equal, greater }

  private func compareHeads(_ s: TermID, _ t: TermID, in bank: borrowing TermBank) -> Comparison {
    let a = key(s, in: bank)
    let b = key(t, in: bank)
    return a == b ? .equal : (a.lexicographicallyPrecedes(b) ? .less : .greater)
  }

  /// Class of the head, its rank, and what tells two heads of one rank apart.
  private func key(_ t: TermID, in bank: borrowing TermBank) -> [Int] {
    switch bank.shape(of: t) {
    case .variable: return [0, 0, Int(t.index)]
    case .integer: return [1, 0, Int(t.index)]
    case .application:
      let head = bank.head(of: t)
      if case .constructor(_, let index) = bank.kind(of: head) {
        return [2, index, Int(head.index)]
      }
      return [4, ranks[head] ?? 0, Int(head.index)] + bank.typeArguments(of: t).map { Int($0.index) }
    case .functionValue:
      let head = bank.head(of: t)
      return [3, 0, Int(head.index)] + bank.typeArguments(of: t).map { Int($0.index) }
    case .call: return [5, 0, 0]
    }
  }
}
