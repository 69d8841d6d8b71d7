import Terms

/// Why a comparison of integers is true or false.
enum ArithmeticDecision {
  /// Its negation is refuted.
  case holds(LinearRefutation)
  /// It is refuted itself.
  case fails(LinearRefutation)
  /// `(= s t)`: neither `(<= s t)` nor `(<= t s)` can be false.
  case equal(LinearRefutation, LinearRefutation)

  var refutations: [LinearRefutation] {
    switch self {
    case .holds(let refutation), .fails(let refutation): [refutation]
    case .equal(let first, let second): [first, second]
    }
  }
}

/// What a simplifier knows of integers.
struct ArithmeticKnowledge {
  /// What the hypotheses say.
  var hypotheses: [LinearFact] = []
  /// Hypotheses `(not (= s t))`, and the sides.
  var distinctions: [(hypothesis: TermID, left: TermID, right: TermID)] = []
  /// Facts about single atoms, one table for each depth of conditions.
  var known: [[TermID: [LinearFact]]] = []

  mutating func forget() { known = [] }

  /// Takes in what a hypothesis says of a comparison.
  mutating func add(_ step: RewriteStep, in bank: borrowing TermBank) {
    guard case .rule(.hypothesis(let hypothesis), let reading, _, _, _) = step.reason else {
      return
    }
    switch reading {
    case .isTrue, .equation, .flipped:
      guard let comparison = bank.integerComparison(hypothesis),
        let polynomial = bank.polynomial(of: comparison)
      else { return }
      append(polynomial, isEquation: comparison.relation == .equal, hypothesis, in: bank)
    case .isFalse:
      guard let comparison = bank.integerComparison(step.left) else { return }
      if comparison.relation == .equal {
        distinctions.append((hypothesis, comparison.left, comparison.right))
      } else if let polynomial = bank.polynomial(of: comparison)?.negatedInequality {
        append(polynomial, isEquation: false, hypothesis, in: bank)
      }
    case .flippedIsTrue, .contrapositive: return
    }
  }

  private mutating func append(
    _ polynomial: Polynomial, isEquation: Bool, _ hypothesis: TermID, in bank: borrowing TermBank
  ) {
    hypotheses.append(
      LinearFact(
        polynomial: polynomial, isEquation: isEquation, source: .hypothesis(hypothesis),
        links: bank.dividedAtoms(in: polynomial.atoms)))
  }
}
