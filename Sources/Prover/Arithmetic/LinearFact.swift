import Terms

/// A polynomial that is at most 0, or 0, and why.
struct LinearFact {
  var polynomial: Polynomial
  /// Whether the polynomial is 0.
  var isEquation: Bool
  var source: LinearSource
  /// Atoms that it is about beside its own: those that its quotients and remainders divide.
  var links: [TermID] = []
}

/// Where a linear fact comes from: decides how it is proved in the kernel.
indirect enum LinearSource {
  /// What a refutation assumes: the formula in question, or its negation.
  case assumption
  /// A hypothesis of the sequent: a comparison, a negated one or an equation.
  case hypothesis(TermID)
  /// An instance of a lemma or induction hypothesis.
  case instance(LinearInstance)
  /// A statement on `div` and `mod`.
  case division(DivisionFact)
  /// Two inequalities `p <= 0` and `q <= 0` give `0 <= p q`.
  case product(LinearFact, LinearFact)
  /// The square of a term is not negative.
  case square(TermID)
  /// `(< s t)`, since `(<= s t)` is implied and the hypothesis is `(not (= s t))` or
  /// `(not (= t s))`.
  case distinction(hypothesis: TermID, less: TermID, greater: TermID, LinearRefutation)

  var isAssumption: Bool {
    if case .assumption = self { true } else { false }
  }
}

/// An instance of a fact whose conclusion is a comparison or an equation of integers.
struct LinearInstance {
  var source: RewriteRule.Source
  var formula: TermID
  var substitution: Substitution
  var conditions: [ProvedCondition]
  /// The instance's conclusion, without a negation, and what its sides simplify it to.
  var conclusion: TermID
  var steps: [RewriteStep]
  var simplified: TermID
  var isNegated: Bool
}

/// One of the statements on `div` and `mod` of a term by a literal.
struct DivisionFact {
  enum Part { case decomposition, lowerBound, upperBound }

  var dividend: TermID
  var divisor: TermID
  var part: Part
}

/// Multiples of facts, and of what follows from them by rounding, that add up to a positive constant.
struct LinearRefutation {
  /// Node `i` for `i < facts.count` is a fact, the next ones are the cuts.
  var facts: [LinearFact]
  var cuts: [Cut]
  var sum: [Multiple]

  struct Multiple: Equatable {
    var node: Int
    var factor: Int
  }

  /// A sum of multiples divided and rounded up: `polynomial <= 0`.
  struct Cut {
    var sum: [Multiple]
    var divisor: Int
    var polynomial: Polynomial
  }
}

/// A comparison or an equation of integers.
struct IntegerComparison {
  enum Relation { case atMost, less, equal }

  var relation: Relation
  var left: TermID
  var right: TermID
}

extension TermBank {
  /// The atoms of what the quotients and remainders among some atoms divide.
  func dividedAtoms(in atoms: [TermID]) -> [TermID] {
    atoms.flatMap { atom -> [TermID] in
      guard shape(of: atom) == .application,
        case .builtin(let operation) = kind(of: head(of: atom)),
        operation == .div || operation == .mod
      else { return [] }
      return polynomial(of: argument(0, of: atom))?.atoms ?? []
    }
  }

  /// `(<= s t)`, `(< s t)` or `(= s t)` at `int`, or nil.
  func integerComparison(_ formula: TermID) -> IntegerComparison? {
    guard shape(of: formula) == .application, case .builtin(let head) = kind(of: head(of: formula))
    else { return nil }
    let relation: IntegerComparison.Relation
    switch head {
    case .lessOrEqual: relation = .atMost
    case .less: relation = .less
    case .equal where type(of: argument(0, of: formula)) == int: relation = .equal
    default: return nil
    }
    return IntegerComparison(
      relation: relation, left: argument(0, of: formula), right: argument(1, of: formula))
  }

  /// The polynomial that a comparison says to be at most 0 (or 0, for an equation).
  func polynomial(of comparison: IntegerComparison) -> Polynomial? {
    guard let left = polynomial(of: comparison.left),
      let right = polynomial(of: comparison.right),
      let difference = left.adding(-1, times: right)
    else { return nil }
    switch comparison.relation {
    case .atMost, .equal: return difference
    case .less: return difference.adding(1, times: Polynomial(1))
    }
  }
}

extension Polynomial {
  /// What is at most 0 where `self <= 0` is false: `1 - self`.
  var negatedInequality: Polynomial? { Polynomial(1).adding(-1, times: self) }
}
