import Kernel
import Terms

/// Bounds on the search for a measure.
enum MeasureLimits {
  /// Inferences for all obligations of a group.
  static let group = 100_000
  /// Inferences for one obligation and the lemmas it needs.
  static let obligation = 20_000
  /// Inferences for one attempt at an obligation.
  static let attempt = 4_000
  /// Assignments of measures to the functions of a group that are looked at.
  static let assignments = 400
  /// Measures of which lexicographic pairs are made.
  static let paired = 6
}

/// Looks for measures by which the calls of a group decrease, and proves that they do.
///
/// Conjectured inequalities are tested on sample values first; the proofs are those of the
/// ordinary search.
struct MeasureSearch: ~Copyable {
  var search: ProofSearch
  private let group: [FunctionDefinition]
  private let clauses: [[PlannedClause]]
  private let symbols: Set<SymbolID>
  private var decided: [TermID: Theorem?] = [:]
  private var refuted: [TermID: Bool] = [:]
  /// The call that no measure was shown to decrease at, of the assignment that came furthest.
  private(set) var obstacle: TermID?

  init(
    search: consuming ProofSearch, group: [FunctionDefinition], clauses: [[PlannedClause]]
  ) {
    self.search = search
    self.group = group
    self.clauses = clauses
    symbols = Set(group.map(\.symbol))
  }

  /// The evidence for the group, or nil.
  ///
  /// - Parameter candidates: the tuples that may be given to each function.
  mutating func evidence(_ candidates: [[[TermID]]]) -> Evidence? {
    var assignments: [[Int]] = []
    for total in 0...candidates.reduce(0, { $0 + $1.count }) {
      compositions(of: total, candidates.map(\.count), prefix: [], into: &assignments)
      if assignments.count >= MeasureLimits.assignments { break }
    }
    for assignment in assignments.prefix(MeasureLimits.assignments) {
      let tuples = zip(candidates, assignment).map { $0[$1] }
      if let evidence = evidence(for: tuples) { return evidence }
      if search.budget.spent >= search.budget.limit { break }
    }
    return nil
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

  // MARK: - One assignment

  /// One call with its clause and the tuples at the patterns and at the call.
  private struct Site {
    var caller: Int
    var callee: Int
    var conditions: [TermID]
    var call: TermID
    var before: [TermID]
    var after: [TermID]
  }

  private mutating func evidence(for tuples: [[TermID]]) -> Evidence? {
    guard let sites = sites(of: tuples) else { return nil }
    for site in sites where !mayDecrease(site) { return nil }
    var theorems: [Theorem] = []
    var level: [(Site, [Theorem])] = []
    for site in sites {
      switch proveDecrease(site) {
      case .strict(let proofs): theorems += proofs
      case .weak(let proofs): level.append((site, proofs))
      case .none:
        obstacle = site.call
        return nil
      }
    }
    if level.isEmpty { return .measured(tuples, theorems) }
    guard let ranks = ranks(level.map { ($0.0.caller, $0.0.callee) }) else {
      obstacle = level[0].0.call
      return nil
    }
    let literals = ranks.map { search.theory.bank.integer(Int64($0)) }
    for (site, proofs) in level {
      theorems += proofs
      let (low, high) = (literals[site.callee], literals[site.caller])
      guard let less = proved(.less, low, high, []),
        let bound = proved(.lessOrEqual, search.theory.bank.integer(0), high, [])
      else { return nil }
      theorems += [less, bound]
    }
    return .measured(zip(tuples, literals).map { $0 + [$1] }, theorems)
  }

  private mutating func sites(of tuples: [[TermID]]) -> [Site]? {
    var result: [Site] = []
    for (caller, list) in clauses.enumerated() {
      for clause in list {
        let patterns = Substitution(
          terms: Dictionary(uniqueKeysWithValues: zip(group[caller].parameters, clause.patterns)))
        let before = tuples[caller].compactMap { search.theory.bank.instance($0, patterns) }
        for call in clause.calls {
          let symbol = search.theory.bank.head(of: call)
          guard let callee = group.firstIndex(where: { $0.symbol == symbol }) else { return nil }
          let types = search.theory.bank.typeArguments(of: call)
          let arguments = Substitution(
            types: Dictionary(uniqueKeysWithValues: zip(group[callee].typeParameters, types)),
            terms: Dictionary(
              uniqueKeysWithValues: zip(
                group[callee].parameters, search.theory.bank.arguments(of: call))))
          let after = tuples[callee].compactMap { search.theory.bank.instance($0, arguments) }
          guard before.count == tuples[caller].count, after.count == tuples[callee].count,
            !after.contains(where: { $0.mentions(symbols, in: search.theory.bank) })
          else {
            obstacle = obstacle ?? call
            return nil
          }
          let conditions = clause.conditions.filter {
            !$0.mentions(symbols, in: search.theory.bank)
          }
          result.append(
            Site(
              caller: caller, callee: callee, conditions: conditions, call: call,
              before: before, after: after))
        }
      }
    }
    return result
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

  // MARK: - One call

  private enum Decrease {
    case strict([Theorem])
    /// No component grows.
    case weak([Theorem])
    case none
  }

  /// Whether no sample value speaks against a decrease; a group of several functions may also stay
  /// on a level.
  private mutating func mayDecrease(_ site: Site) -> Bool {
    for (after, before) in zip(site.after, site.before) {
      let zero = search.theory.bank.integer(0)
      if !isRefuted(.less, after, before, site.conditions),
        !isRefuted(.lessOrEqual, zero, before, site.conditions)
      {
        return true
      }
      if isRefuted(.lessOrEqual, after, before, site.conditions) { return false }
    }
    return group.count > 1
  }

  private mutating func proveDecrease(_ site: Site) -> Decrease {
    var theorems: [Theorem] = []
    for (after, before) in zip(site.after, site.before) {
      let zero = search.theory.bank.integer(0)
      if let less = proved(.less, after, before, site.conditions),
        let bound = proved(.lessOrEqual, zero, before, site.conditions)
      {
        return .strict(theorems + [less, bound])
      }
      guard let weak = proved(.lessOrEqual, after, before, site.conditions) else { return .none }
      theorems.append(weak)
    }
    return .weak(theorems)
  }

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
    _ relation: Builtin, _ left: TermID, _ right: TermID, _ conditions: [TermID]
  ) -> Theorem? {
    let formula = formula(relation, left, right, conditions)
    if let known = decided[formula] { return known }
    var theorem: Theorem?
    if !isRefuted(relation, left, right, conditions) {
      theorem = search.theorem(of: formula, limit: MeasureLimits.obligation)
      for condition in conditions {
        guard let implication = theorem, let assumed = try? search.theory.assume(condition) else {
          break
        }
        theorem = try? search.theory.modusPonens(implication, assumed)
      }
    }
    decided[formula] = .some(theorem)
    return theorem
  }
}

extension ProofSearch {
  /// Proves a formula, with lemmas found on the way, on a part of the budget.
  mutating func theorem(of formula: TermID, limit: Int) -> Theorem? {
    let outer = budget
    budget = InferenceBudget(limit: min(limit, outer.limit - outer.spent))
    let tree = (try? proveWithLemmas(formula)) ?? nil
    let spent = budget.spent
    budget = outer
    budget.note(spent)
    guard let tree else { return nil }
    return try? replay(tree)
  }
}
