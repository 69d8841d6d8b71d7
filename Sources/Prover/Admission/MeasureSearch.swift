import Kernel
import Terms

/// Bounds on the search for a measure.
enum MeasureLimits {
  /// Inferences for all obligations of a group.
  static let group = 100_000
  /// Inferences for one obligation and the lemmas it needs.
  static let obligation = 20_000
  /// Inferences for one attempt at an obligation.
  static let attempt = 2_000
  /// Assignments of measures to the functions of a group that are looked at.
  static let assignments = 400
  /// Components of a lexicographic order.
  static let components = 4
}

/// Looks for measures by which the calls of a group decrease, and proves that they do.
///
/// One component of a lexicographic order after the other: measures that grow at no remaining call
/// and decrease at some, which then remain no longer (Bulwahn, Krauss and Nipkow 2007). Conjectured
/// inequalities are tested on sample values first; the proofs are those of the ordinary search.
struct MeasureSearch: ~Copyable {
  var search: ProofSearch
  var sizes: SizeFunctions
  private let group: [FunctionDefinition]
  private let sites: [Site]
  private let symbols: Set<SymbolID>
  private var proofs: [TermID: Theorem] = [:]
  /// Formulas that an attempt of some effort did not prove.
  private var failures: [TermID: Effort] = [:]
  private var refuted: [TermID: Bool] = [:]
  /// A call that no measure was shown to decrease at.
  private(set) var obstacle: TermID?

  /// A call in a clause.
  private struct Site {
    var caller: Int
    var callee: Int
    var patterns: [TermID]
    /// The conditions that do not mention the group.
    var conditions: [TermID]
    var call: TermID
  }

  /// How hard a proof is looked for.
  private enum Effort: Comparable {
    case quick, full
  }

  init(
    search: consuming ProofSearch, sizes: SizeFunctions, group: [FunctionDefinition],
    clauses: [[PlannedClause]]
  ) {
    let symbols = Set(group.map(\.symbol))
    var sites: [Site] = []
    for (caller, list) in clauses.enumerated() {
      for clause in list {
        let conditions = clause.conditions.filter {
          !$0.mentions(symbols, in: search.theory.bank)
        }
        for call in clause.calls {
          let symbol = search.theory.bank.head(of: call)
          guard let callee = group.firstIndex(where: { $0.symbol == symbol }) else { continue }
          sites.append(
            Site(
              caller: caller, callee: callee, patterns: clause.patterns, conditions: conditions,
              call: call))
        }
      }
    }
    self.search = search
    self.sizes = sizes
    self.group = group
    self.sites = sites
    self.symbols = symbols
  }

  /// The evidence for the group, or nil.
  ///
  /// - Parameter candidates: the measures that may be given to each function.
  mutating func evidence(_ candidates: [[TermID]]) -> Evidence? {
    obstacle = nil
    for effort in [Effort.quick, .full] {
      if let evidence = evidence(candidates, effort) { return evidence }
    }
    return nil
  }

  private mutating func evidence(_ candidates: [[TermID]], _ effort: Effort) -> Evidence? {
    var assignments: [[Int]] = []
    // Without a candidate for some function there is no assignment, however long one looks.
    let isHopeless = candidates.contains(where: \.isEmpty)
    for total in isHopeless ? 0...0 : 0...candidates.reduce(0, { $0 + $1.count }) {
      compositions(of: total, candidates.map(\.count), prefix: [], into: &assignments)
    }
    var tuples = group.map { _ in [TermID]() }
    var theorems: [Theorem] = []
    var remaining = Array(sites.indices)
    while !remaining.isEmpty, tuples[0].count < MeasureLimits.components {
      let calls = remaining.map { (caller: sites[$0].caller, callee: sites[$0].callee) }
      if let ranks = ranks(calls) {
        let literals = ranks.map { search.theory.bank.integer(Int64($0)) }
        guard let level = level(literals, remaining, mustBeStrict: true, effort) else { return nil }
        return .measured(zip(tuples, literals).map { $0 + [$1] }, theorems + level.theorems)
      }
      var found: (measures: [TermID], level: Level)?
      for mustBeStrict in [true, false] where found == nil {
        for assignment in assignments where found == nil {
          let measures = zip(candidates, assignment).map { $0[$1] }
          if let level = level(measures, remaining, mustBeStrict: mustBeStrict, effort) {
            found = (measures, level)
          }
        }
      }
      guard let found else {
        obstacle = obstacle ?? sites[remaining[0]].call
        return nil
      }
      for index in tuples.indices { tuples[index].append(found.measures[index]) }
      theorems += found.level.theorems
      remaining = found.level.remaining
    }
    return remaining.isEmpty ? .measured(tuples, theorems) : nil
  }

  /// All choices of indices with a sum, in lexicographic order.
  private func compositions(
    of total: Int, _ counts: [Int], prefix: [Int], into result: inout [[Int]]
  ) {
    guard result.count < MeasureLimits.assignments else { return }
    if prefix.count == counts.count {
      if total == 0 { result.append(prefix) }
      return
    }
    for index in 0..<min(counts[prefix.count], total + 1) {
      compositions(of: total - index, counts, prefix: prefix + [index], into: &result)
    }
  }

  // MARK: - One component

  /// What one component of the tuples does.
  private struct Level {
    var theorems: [Theorem] = []
    /// The calls at which it stays the same.
    var remaining: [Int] = []
  }

  /// The component with some measures if no remaining call lets it grow and some call, or each one,
  /// lets it decrease.
  private mutating func level(
    _ measures: [TermID], _ remaining: [Int], mustBeStrict: Bool, _ effort: Effort
  ) -> Level? {
    var values: [(before: TermID, after: TermID)] = []
    var mayBeStrict = false
    for index in remaining {
      guard let value = self.values(of: measures, at: sites[index]) else { return nil }
      values.append(value)
      if isRefuted(.lessOrEqual, value.after, value.before, sites[index].conditions) {
        return nil
      }
      let decreases = mayDecrease(value, sites[index].conditions)
      if mustBeStrict && !decreases { return nil }
      mayBeStrict = mayBeStrict || decreases
    }
    guard mayBeStrict else { return nil }
    var level = Level()
    let zero = search.theory.bank.integer(0)
    for (index, value) in zip(remaining, values) {
      let conditions = sites[index].conditions
      if mayDecrease(value, conditions),
        let less = proved(.less, value.after, value.before, conditions, effort),
        let bound = proved(.lessOrEqual, zero, value.before, conditions, effort)
      {
        level.theorems += [less, bound]
      } else if !mustBeStrict,
        let weak = proved(.lessOrEqual, value.after, value.before, conditions, effort)
      {
        level.theorems.append(weak)
        level.remaining.append(index)
      } else {
        obstacle = sites[index].call
        return nil
      }
    }
    return level.remaining.count < remaining.count ? level : nil
  }

  /// The measures at the patterns of a call's clause and at the call; nil if that mentions the group.
  private mutating func values(
    of measures: [TermID], at site: Site
  ) -> (before: TermID, after: TermID)? {
    let (caller, callee) = (group[site.caller], group[site.callee])
    let patterns = Substitution(
      terms: Dictionary(uniqueKeysWithValues: zip(caller.parameters, site.patterns)))
    let types = zip(callee.typeParameters, search.theory.bank.typeArguments(of: site.call))
    let arguments = Substitution(
      types: Dictionary(uniqueKeysWithValues: types),
      terms: Dictionary(
        uniqueKeysWithValues: zip(
          callee.parameters, search.theory.bank.arguments(of: site.call))))
    guard let before = search.theory.bank.instance(measures[site.caller], patterns),
      let after = search.theory.bank.instance(measures[site.callee], arguments),
      !after.mentions(symbols, in: search.theory.bank)
    else { return nil }
    return (before, after)
  }

  private mutating func mayDecrease(
    _ value: (before: TermID, after: TermID), _ conditions: [TermID]
  ) -> Bool {
    !isRefuted(.less, value.after, value.before, conditions)
      && !isRefuted(.lessOrEqual, search.theory.bank.integer(0), value.before, conditions)
  }

  /// Numbers for the functions such that those that a call leads to without decreasing have smaller
  /// ones; nil if such calls form a circle.
  private func ranks(_ calls: [(caller: Int, callee: Int)]) -> [Int]? {
    var ranks = group.map { _ in 0 }
    for _ in 0...group.count {
      var changed = false
      for (caller, callee) in calls where ranks[caller] <= ranks[callee] {
        ranks[caller] = ranks[callee] + 1
        changed = true
      }
      if !changed { return ranks }
    }
    return nil
  }

  // MARK: - One inequality

  private mutating func formula(
    _ relation: Builtin, _ left: TermID, _ right: TermID, _ conditions: [TermID]
  ) -> TermID {
    let conclusion = search.theory.bank.logical(relation, left, right)
    return search.theory.bank.implication(conditions, conclusion)
  }

  private mutating func isRefuted(
    _ relation: Builtin, _ left: TermID, _ right: TermID, _ conditions: [TermID]
  ) -> Bool {
    let formula = formula(relation, left, right, conditions)
    if let known = refuted[formula] { return known }
    let answer = (try? search.isRefuted(Sequent(hypotheses: [], goal: formula))) ?? true
    refuted[formula] = answer
    return answer
  }

  /// A theorem with the relation as conclusion and conditions as hypotheses.
  private mutating func proved(
    _ relation: Builtin, _ left: TermID, _ right: TermID, _ conditions: [TermID],
    _ effort: Effort
  ) -> Theorem? {
    let formula = formula(relation, left, right, conditions)
    if let known = proofs[formula] { return known }
    if let failure = failures[formula], failure >= effort { return nil }
    guard !isRefuted(relation, left, right, conditions),
      var theorem = search.theorem(of: formula, within: MeasureLimits.attempt)
        ?? (effort == .full ? theoremWithLemmas(of: formula) : nil)
    else {
      failures[formula] = effort
      return nil
    }
    for condition in conditions {
      guard let assumed = try? search.theory.assume(condition),
        let conclusion = try? search.theory.modusPonens(theorem, assumed)
      else { return nil }
      theorem = conclusion
    }
    proofs[formula] = theorem
    return theorem
  }
}

extension MeasureSearch {
  /// Proves a formula with lemmas about the sizes of all that occurs in it.
  private mutating func theoremWithLemmas(of formula: TermID) -> Theorem? {
    let zero = search.theory.bank.integer(0)
    var bounds: [TermID] = []
    for subterm in search.theory.bank.subterms(of: formula)
    where !subterm.mentions(symbols, in: search.theory.bank) {
      if let size = sizes.size(of: subterm, in: &search.theory) {
        bounds.append(search.theory.bank.logical(.lessOrEqual, zero, size))
      }
    }
    search.proveSizesNotNegative(sizes)
    search.usable.formUnion(sizes.inOrder)
    let usable = search.usable
    let widened = search.theory.bank.implication(bounds, formula)
    let signature = Signature(of: widened, in: &search.theory) { usable.contains($0) }
    search.discoverBounds(signature, within: MeasureLimits.obligation)
    return search.theorem(of: formula, within: MeasureLimits.attempt)
  }
}

extension ProofSearch {
  /// Proves a formula on a part of the budget.
  mutating func theorem(of formula: TermID, within limit: Int) -> Theorem? {
    guard let tree = (try? attempt(formula, limit: limit)) ?? nil else { return nil }
    return try? replay(tree)
  }

  /// Looks for facts about numbers on a part of the budget.
  mutating func discoverBounds(_ signature: Signature, within limit: Int) {
    let outer = budget
    budget = InferenceBudget(limit: min(limit, outer.limit - outer.spent))
    _ = try? discoverBounds(signature)
    let spent = budget.spent
    budget = outer
    budget.note(spent)
  }
}
