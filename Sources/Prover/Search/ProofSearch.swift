import Kernel
import Terms

/// The search for a proof of one goal: simplify, distinguish cases, use hypotheses, generalise,
/// induct. It works on terms only; ``Replay`` proves again in the kernel what it finds.
///
/// The ideas are those of Boyer and Moore 1979, "A Computational Logic"; they are tried best first.
struct ProofSearch: ~Copyable {
  var theory: Theory
  var budget: InferenceBudget
  let limits: ProverLimits
  let scorer: any SearchScorer
  var order = TermOrder()
  /// Laws and lemmas.
  var rules = RuleTable()
  /// The same, and what is conjectured: decides only which terms discovery looks at.
  var pruning = RuleTable()
  /// What proofs may cite: the goal's lemmas, then those found on the way.
  var facts: [KnownFact] = []
  /// Facts that chain forward.
  var forwardRules: [ForwardRule] = []
  /// The induction with which the attempt under way begins, if that was prescribed.
  var inductionStart: InductionStart?
  /// What is known of occurrences in the results of functions.
  var occurrenceRules: [OccurrenceRule] = []
  var permutationRules: [PermutationRule] = []
  /// Facts that are recalled where hypotheses speak of the same term.
  var anchoredFacts: [AnchoredFact] = []
  /// The functions that conjectured lemmas may speak of.
  var usable: Set<SymbolID> = []
  /// Evaluates closed terms.
  var machine = GroundMachine(remembers: true)
  var tests = SequentTests()
  var replayState = ReplayState()
  var displayNames = DisplayNames()
  /// Induction hypotheses met so far; the last one's identifier.
  var hypothesisCount = 0
  /// For the variables of induction hypotheses that stand for anything, their names in the formula.
  var schematicNames: [TermID: TermID] = [:]
  /// Names of variables given out, with the number given last.
  private var freshNames: [String: Int] = [:]
  /// The sequents where the last attempt stood, the hardest first.
  var frontier: [Sequent] = []
  /// Whether the outermost induction may use its hypotheses with the order of terms, and against it.
  var firstDirections = [false, true]
  /// A proof of the goal that was found while lemmas were looked for.
  var goalProof: ProofTree?
  /// The goals of ``goalFrontier`` as the lemmas found by the last attempt simplify them.
  var frontierForms: [TermID] = []
  /// Attempts at the goal that single lemmas have caused.
  var relevantAttempts = 0
  /// Whether some rules are laws used from left to right, whatever the order says.
  var areLawsDirected = false
  /// Laws proved in which a variable stands for an argument.
  var abstractions = 0
  /// The goal, and where the last attempt at it stood.
  var goalFrontier: [Sequent] = []
  /// Functions that count the constructors of a data type's values, where equations suppose them.
  var sizes: [SymbolID: SymbolID] = [:]
  /// Functions that walk a data type, for structural induction.
  var walkers: [SymbolID: SymbolID] = [:]

  init(theory: consuming Theory, limits: ProverLimits, scorer: any SearchScorer = StandardScorer())
  {
    self.theory = theory
    self.scorer = scorer
    self.limits = limits
    budget = InferenceBudget(limit: limits.inferences)
  }

  /// A variable that occurs nowhere else.
  mutating func freshVariable(like name: String, type: TypeID) -> TermID {
    let stem = name.withoutTrailingDigits
    let base = stem.isEmpty ? "x" : stem
    let number = (freshNames[base] ?? 0) + 1
    freshNames[base] = number
    return theory.bank.variable("\(base)\(number)", type)
  }

  /// Makes sure that names of variables in a formula are not given out again.
  mutating func reserveNames(of formula: TermID) {
    for variable in theory.bank.freeVariables(of: formula) {
      let name = theory.bank.variableName(of: variable)
      let digits = String(name.reversed().prefix(while: \.isNumber).reversed())
      let stem = String(name.dropLast(digits.count))
      let number = Int(digits.suffix(9)) ?? 0
      freshNames[stem] = max(freshNames[stem] ?? 0, number)
    }
  }
}

extension String {
  /// The string without the digits at its end.
  fileprivate var withoutTrailingDigits: String {
    guard let last = utf8.last else { return self }
    if last < 0x80 {
      let kept = utf8.reversed().drop { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      if kept.count == utf8.count { return self }
      let end = utf8.index(startIndex, offsetBy: kept.count)
      if kept.first ?? 0 < 0x80 { return String(self[..<end]) }
    }
    return String(reversed().drop(while: \.isNumber).reversed())
  }
}
