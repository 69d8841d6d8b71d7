import Terms

/// A fact that the simplifier may apply from left to right.
///
/// Schematic are the variables that matching may bind; every other variable stands for itself.
struct RewriteRule {
  /// Where the fact comes from: decides how a use of it is proved again in the kernel.
  enum Source: Hashable {
    /// A lemma of the goal, by index.
    case lemma(Int)
    /// An induction hypothesis in force, by index.
    case inductionHypothesis(Int)
    /// A law of the Boolean functions, by index into ``BooleanLaws``.
    case booleanLaw(Int)
    /// A hypothesis of the sequent.
    case hypothesis(TermID)
  }

  /// How the conclusion of the fact was read as an equation.
  enum Reading: Hashable {
    /// `l = r`, used from left to right.
    case equation
    /// `l = r`, used from right to left.
    case flipped
    /// `p`, used as `p = true`.
    case isTrue
    /// `not p`, used as `p = false`.
    case isFalse
    /// `l = r`, used as `(= r l) = true`.
    case flippedIsTrue
    /// `(=> c1 (=> c2 … c))`, used as `ci = false` where the others hold and `c` does not.
    case contrapositive(Int)
  }

  var source: Source
  var reading: Reading
  /// The whole fact: `(=> c1 (=> c2 … conclusion))`.
  var formula: TermID
  /// Each must simplify to `true` once the left side has matched.
  var conditions: [TermID]
  var left: TermID
  var right: TermID
  /// Variables of ``formula`` that matching may bind.
  var schematic: Set<TermID>
  /// Whether types of variables are matched too (a lemma) or stand for themselves.
  var isPolymorphic: Bool
  /// An equation that the term order cannot direct once and for all: an instance is used only if
  /// it makes the term smaller.
  var needsOrderCheck: Bool
  /// Whether it reduces equations to equations between numbers. That decides formulas, but puts no
  /// other terms in normal form: such a formula is worth being a lemma still.
  var isInterpretation = false
}

/// One use of an equation: every `left` in a formula becomes `right`.
struct RewriteStep {
  var left: TermID
  var right: TermID
  var reason: Reason

  /// Why `left = right` holds.
  indirect enum Reason {
    /// Clause `index` of a function, its conditions having been simplified to constructor terms.
    case clause(
      SymbolID, index: Int, types: [TypeID], terms: [TermID], conditions: [ProvedCondition])
    case beta
    /// `(= t t)` is `true`.
    case reflexivity
    case distinct
    case inject
    case acyclic
    case ground
    /// Both sides are the same polynomial.
    case ring
    /// A comparison of integers is `true` or `false`.
    case arithmetic(ArithmeticDecision)
    /// A comparison of integers without what both sides have in common, divided by a number.
    case cancellation(divisor: Int)
    /// `(= t s)` is `(= s t)`.
    case symmetry
    case rule(
      RewriteRule.Source, RewriteRule.Reading, formula: TermID, at: Instantiation,
      conditions: [ProvedCondition])
  }

  var isRing: Bool {
    if case .ring = reason { true } else { false }
  }
}

/// A formula and the steps that simplify it to `true` (or, for a clause, a term and the steps that
/// simplify it to the constructor term that the clause asks for).
struct ProvedCondition {
  var formula: TermID
  var steps: [RewriteStep]
}
