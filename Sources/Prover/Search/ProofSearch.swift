import Kernel
import Terms

/// The search for a proof of one goal: simplify, distinguish cases, use hypotheses, generalise,
/// induct. It works on terms only; ``Replay`` proves again in the kernel what it finds.
///
/// Boyer and Moore 1979, "A Computational Logic": the order of attempts is theirs, with
/// backtracking over inductions and generalisations.
struct ProofSearch: ~Copyable {
  var theory: Theory
  var budget: InferenceBudget
  let limits: ProverLimits
  var order = TermOrder()
  /// Laws and lemmas.
  var rules = RuleTable()
  /// What proofs may cite: the goal's lemmas, then those found on the way.
  var facts: [KnownFact] = []
  /// The functions that conjectured lemmas may speak of.
  var usable: Set<SymbolID> = []
  /// Evaluates ground terms: rewriting without hypotheses.
  var evaluator = Simplifier(order: TermOrder())
  var replayState = ReplayState()
  var displayNames = DisplayNames()
  /// Induction hypotheses met so far; the last one's identifier.
  var hypothesisCount = 0
  /// Names of variables given out, with the number given last.
  private var freshNames: [String: Int] = [:]
  /// Inductions inside one another that the search at present allows; it begins with none.
  var round = 0
  /// Sequents where the search stood, the outermost first.
  var openSequents: [Sequent] = []
  /// Functions that walk a data type, for structural induction.
  var walkers: [SymbolID: SymbolID] = [:]
  /// Sequents under way, so that none is attempted inside itself.
  var underWay: Set<Sequent> = []
  /// Sequents that were not proved, with the depths that were left to them.
  var failed: [Sequent: Depth] = [:]

  init(theory: consuming Theory, limits: ProverLimits) {
    self.theory = theory
    self.limits = limits
    budget = InferenceBudget(limit: limits.inferences)
  }

  /// Inductions and case distinctions that may still be nested.
  struct Depth: Hashable {
    var inductions: Int
    var splits: Int
  }

  /// A variable that occurs nowhere else.
  mutating func freshVariable(like name: String, type: TypeID) -> TermID {
    let stem = String(name.reversed().drop(while: \.isNumber).reversed())
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

extension ProofSearch {
  /// Looks for a proof of a formula without hypotheses.
  ///
  /// - Throws: ``SearchFailure/outOfInferences``.
  mutating func prove(_ formula: TermID, depth: Int) throws(SearchFailure) -> ProofTree? {
    reserveNames(of: formula)
    for inductions in 0...min(depth, limits.inductionDepth) {
      round = inductions
      failed = [:]
      openSequents = []
      let tree = try prove(
        Sequent(hypotheses: [], goal: formula), inductionHypotheses: [],
        depth: Depth(inductions: inductions, splits: limits.splitDepth))
      if let tree { return tree }
    }
    return nil
  }

  /// Looks for a proof of a sequent. Nil also where its rules rewrite without end.
  mutating func prove(
    _ sequent: Sequent, inductionHypotheses: [RewriteRule], depth: Depth
  ) throws(SearchFailure) -> ProofTree? {
    do {
      return try attempt(sequent, inductionHypotheses: inductionHypotheses, depth: depth)
    } catch .rewritingLoops {
      return nil
    } catch {
      throw error
    }
  }

  private mutating func attempt(
    _ sequent: Sequent, inductionHypotheses: [RewriteRule], depth: Depth
  ) throws(SearchFailure) -> ProofTree? {
    try budget.spend(1)
    var moves: [ProofTree.Move] = []
    var current = sequent
    let closed = try simplify(&current, with: inductionHypotheses, moves: &moves)
    if let closed { return ProofTree(moves: moves, ending: closed) }
    guard
      var tree = try end(current, inductionHypotheses: inductionHypotheses, depth: depth)
    else { return nil }
    tree.moves = moves + tree.moves
    return tree
  }

  /// Closes a simplified sequent by splitting it, or by induction.
  private mutating func end(
    _ sequent: Sequent, inductionHypotheses: [RewriteRule], depth: Depth
  ) throws(SearchFailure) -> ProofTree? {
    if let parts = theory.bank.operands(of: sequent.goal, .and) {
      return try proveConjunction(
        parts[0], parts[1], of: sequent, inductionHypotheses: inductionHypotheses, depth: depth)
    }
    if let term = splitCandidate(in: sequent), depth.splits > 0 {
      return try split(
        sequent, on: term, inductionHypotheses: inductionHypotheses, depth: depth)
    }
    if let previous = failed[sequent], previous.inductions >= depth.inductions,
      inductionHypotheses.isEmpty
    {
      return nil
    }
    guard underWay.insert(sequent).inserted else { return nil }
    defer { underWay.remove(sequent) }
    let tree = try proveBySplitsAndInduction(
      sequent, inductionHypotheses: inductionHypotheses, depth: depth)
    if tree == nil {
      if inductionHypotheses.isEmpty { failed[sequent] = depth }
      openSequents.append(sequent)
    }
    return tree
  }

  /// First the cases of a variable that blocks evaluation, without induction in them; then an
  /// induction; then, in the outermost induction only, the cases with an induction in them.
  private mutating func proveBySplitsAndInduction(
    _ sequent: Sequent, inductionHypotheses: [RewriteRule], depth: Depth
  ) throws(SearchFailure) -> ProofTree? {
    let canSplit = !inductionHypotheses.isEmpty && depth.splits > 0
    let blocked = canSplit ? blockedVariable(in: sequent) : nil
    var inner = Depth(inductions: 0, splits: min(depth.splits, 3))
    if let blocked,
      let tree = try split(
        sequent, on: blocked, inductionHypotheses: inductionHypotheses, depth: inner)
    {
      return tree
    }
    let tree = try proveByInduction(
      sequent, inductionHypotheses: inductionHypotheses, depth: depth)
    if let tree { return tree }
    guard let blocked, depth.inductions + 1 == round, depth.inductions > 0 else { return nil }
    inner.inductions = 1
    return try split(
      sequent, on: blocked, inductionHypotheses: inductionHypotheses, depth: inner)
  }

  private mutating func proveConjunction(
    _ left: TermID, _ right: TermID, of sequent: Sequent, inductionHypotheses: [RewriteRule],
    depth: Depth
  ) throws(SearchFailure) -> ProofTree? {
    let first = Sequent(hypotheses: sequent.hypotheses, goal: left)
    guard
      let leftTree = try prove(first, inductionHypotheses: inductionHypotheses, depth: depth)
    else { return nil }
    let second = Sequent(hypotheses: sequent.hypotheses, goal: right)
    guard
      let rightTree = try prove(second, inductionHypotheses: inductionHypotheses, depth: depth)
    else { return nil }
    return ProofTree(ending: .conjunction(left, leftTree, right, rightTree))
  }
}
