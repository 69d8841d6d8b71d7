import Terms

/// The induction with which a proof is to begin.
enum InductionStart {
  /// Whichever seems best.
  case any
  /// Along the recursion of a function, if it has one that fits.
  case recursion(SymbolID)
  /// On a variable.
  case variable(TermID)
}

extension ProofSearch {
  /// The schemes for a sequent that stands under no induction.
  mutating func startingSchemes(for sequent: Sequent) -> [InductionScheme] {
    let all = schemes(for: sequent)
    switch inductionStart {
    case nil, .any:
      return all
    case .recursion(let function):
      return all.along(function)
    case .variable(let variable):
      return all.filter { $0.inducted == [variable] }
    }
  }
}

extension [InductionScheme] {
  /// Those along the recursion of a function, all if there are none.
  fileprivate func along(_ function: SymbolID) -> [InductionScheme] {
    let chosen = filter { $0.function == function }
    return chosen.isEmpty ? self : chosen
  }
}
