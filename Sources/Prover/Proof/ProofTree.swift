import Kernel
import Terms

/// A proof that the search has found, not yet trusted: ``Replay`` turns it into a theorem.
///
/// A tree proves a sequent: first the moves change it, one after the other, then the ending closes
/// what is left.
struct ProofTree {
  var moves: [Move] = []
  var ending: Ending

  /// A change of the sequent that loses nothing but what later steps do not need.
  enum Move {
    case rewriteGoal(from: TermID, steps: [RewriteStep], to: TermID)
    case rewriteHypothesis(from: TermID, steps: [RewriteStep], to: TermID)
    /// The hypothesis says `s <= t`, the others refute `s < t`: it becomes `(= s t)`.
    case tightenHypothesis(from: TermID, LinearRefutation, to: TermID)
    /// From a hypothesis `(= s t)`, `(= (f s) (f t))`.
    case measure(TermID, by: SymbolID, TermID)
    /// One equation used at some of its places only.
    case replaceInGoal(from: TermID, step: RewriteStep, to: TermID)
    /// The hypothesis `(and a b)` becomes the two hypotheses `a`, `b`.
    case splitHypothesis(TermID, TermID, TermID)
    /// The goal `(=> a b)` becomes `b` with the hypothesis `a`.
    case introduce(TermID)
    /// The goal `(not a)` becomes `false` with the hypothesis `a`.
    case introduceNegation(TermID)
    /// A term becomes a variable that occurs nowhere else.
    case generalise(TermID, to: TermID)
    /// An instance of an induction hypothesis joins the hypotheses.
    case assume(RewriteRule, at: Substitution, TermID)
    /// The goal `f(s) = f(t)` becomes `s = t`.
    case cancel(from: TermID, to: TermID)
    /// From the hypothesis `(= s t)`, that a value occurs in both equally often, as laws put it.
    case compareOccurrences(OccurrenceComparison)
    /// An instance of a lemma, by index, joins the hypotheses.
    case cite(Int, at: Substitution, TermID)
  }

  indirect enum Ending {
    case goalIsTrue
    /// A hypothesis is `false`; the goal is given.
    case falseHypothesis(goal: TermID)
    case conjunction(TermID, ProofTree, TermID, ProofTree)
    case cases(TermID, [Case])
    case induction(Induction)
  }

  struct Case {
    var constructor: SymbolID
    var variables: [TermID]
    /// The equation of the term with this constructor term.
    var equation: TermID
    var tree: ProofTree
  }

  /// Induction on the recursion of ``function``, or on the structure of a type through a function
  /// that walks it.
  struct Induction {
    var function: SymbolID
    var types: [TypeID]
    /// A distinct variable for each parameter.
    var variables: [TermID]
    /// `(=> h1 (=> … goal))`, the hypotheses being ``hypotheses``.
    var formula: TermID
    var hypotheses: [TermID]
    /// What the variables of the first hypotheses, equations, stand for.
    var pins: [InductionScheme.Pin] = []
    /// Where the goal is `false`: the hypothesis whose negation the formula concludes instead.
    var negated: TermID?
    var premises: [Premise]
    /// Inductions along other functions of the group, whose formulas are hypotheses as well.
    var partners: [Induction] = []

    struct Premise {
      /// Names for the clause's variables beside the parameters, in order.
      var variables: [TermID]
      /// The formula to be proved in this case.
      var formula: TermID
      var hypotheses: [Hypothesis]
      var tree: ProofTree
    }

    /// An induction hypothesis: the formula at a call of the clause.
    struct Hypothesis {
      var identifier: Int
      /// The function that is called.
      var function: SymbolID
      /// Arguments of the call for the ``Induction/variables`` of the function's induction.
      var call: [TermID: TermID]
      /// For the variables that stand for anything, their names in the formula.
      var names: [TermID: TermID]
    }
  }
}
