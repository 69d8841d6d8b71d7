import Determinism
import Lisp

/// A search for the smallest programs that pass the test cases, in order of size.
///
/// A program is a sketch, a tree of matches and conditions, with a term at each leaf. Terms are
/// enumerated once per scope and merged where they behave alike; at a leaf only those remain that
/// agree with the test cases that come there, recursive calls being answered by the test cases
/// themselves where these know the result, else taken as unknown. What remains is combined and run.
/// It joins the enumeration of Escher (Albarghouthi, Gulwani and Kincaid 2013) with the candidate
/// filtering of Trio (Lee and Cho 2023, "Inductive Synthesis of Structurally Recursive Functional
/// Programs from Non-recursive Expressions"), without its library of inverses.
struct SketchSearch {
  let grammar: Grammar
  var limits: EnumerationLimits
  var semantics: TermSemantics
  /// Arguments and result of each test case.
  private(set) var tests: [(arguments: [ValueID], result: ValueID)] = []
  var scopes: [LeafScope] = []
  var banks: [TermBank] = []
  var candidates: [LeafCandidates] = []
  var sketches: [Sketch] = []
  /// What has been done, in the units of ``EnumerationLimits/work``.
  var work = 0
  /// Runs of candidates on one test case each.
  var runs = 0
  private var termCount = 0
  private var candidateIndex: [LeafCandidates.Key: Int] = [:]
  var branchIndex: [BranchKey: [Int]] = [:]

  struct BranchKey: Hashable {
    var scope: Int
    var subject: Sketch.Subject
  }

  init(
    grammar: Grammar, limits: EnumerationLimits, semantics: TermSemantics,
    tests: [(arguments: [ValueID], result: ValueID)], root: SearchScope
  ) {
    self.grammar = grammar
    self.limits = limits
    self.semantics = semantics
    self.tests = tests
    addScope(root, bank: nil)
    sketches = [
      Sketch(
        nodes: [
          leaf(0, tests: Array(tests.indices), goals: tests.map(\.result), type: grammar.result)
        ],
        leaves: [0], cost: 0)
    ]
  }

  var isExhausted: Bool {
    work >= limits.work || semantics.interpreter.bank.count >= limits.values
  }

  /// Whether acceptance tells programs apart that the test cases do not.
  var isPartial = false

  /// Whether places that no test case comes to are filled with more than the smallest terms.
  var isBlind: Bool { isPartial || tests.isEmpty }

  /// Where the search ends that has just found its first solution.
  var laterWork: Int { work + work / 100 * limits.afterwards + limits.work / 20 }

  mutating func addScope(_ scope: SearchScope, bank: Int?) {
    scopes.append(LeafScope(bank: bank ?? banks.count, scope: scope))
    if bank == nil { banks.append(TermBank(scope: scope, grammar: grammar)) }
  }

  /// A leaf with its list of candidates, which is made if it is new.
  mutating func leaf(
    _ scope: Int, tests: [Int], goals: [ValueID], type: TypeIndex
  ) -> Sketch.Node {
    let key = LeafCandidates.Key(
      bank: scopes[scope].bank, type: type, tests: tests, goals: goals)
    let list = candidateIndex[key] ?? candidates.count
    if list == candidates.count {
      candidates.append(LeafCandidates(key: key))
      candidateIndex[key] = list
    }
    return .init(scope: scope, tests: tests, goals: goals, type: type, candidates: list)
  }

  /// Makes the bank complete up to that size as far as the limits allow.
  mutating func growBank(_ bank: Int, to size: Int) {
    while banks[bank].completeSize < size, !isExhausted {
      let before = banks[bank].count
      let room = max(0, min(limits.terms, limits.allTerms - termCount + before))
      work += banks[bank].grow(limit: room, &semantics)
      termCount += banks[bank].count - before
    }
  }

  /// The candidates of exactly that size.
  ///
  /// A leaf that no test reaches takes the smallest terms only: nothing tells others apart.
  mutating func terms(_ list: Int, size: Int) -> [Int32] {
    while candidates[list].bySize.count <= size {
      let next = candidates[list].bySize.count
      let key = candidates[list].key
      growBank(key.bank, to: next)
      guard banks[key.bank].completeSize >= next else { return [] }
      var found: [Int32] = []
      if isBlind || !key.tests.isEmpty || candidates[list].least == nil {
        found = banks[key.bank].terms(of: key.type, size: next).filter { agrees($0, key) }
      }
      candidates[list].bySize.append(found)
    }
    return candidates[list].bySize[size]
  }

  func agrees(_ term: Int32, _ key: LeafCandidates.Key) -> Bool {
    for (place, goal) in zip(key.tests, key.goals) {
      let value = banks[key.bank].testValue(term, place)
      guard value >= 0, semantics.interpreter.bank.isCompatible(value, with: goal) else {
        return false
      }
    }
    return true
  }

  /// The smallest size of a candidate of at most `bound` nodes, or nil.
  mutating func leastSize(_ list: Int, upTo bound: Int) -> Int? {
    if let least = candidates[list].least { return least <= bound ? least : nil }
    for size in candidates[list].bySize.count..<max(candidates[list].bySize.count, bound + 1)
    where !terms(list, size: size).isEmpty {
      return size
    }
    return nil
  }
}
