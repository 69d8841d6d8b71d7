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
  private(set) var limits: EnumerationLimits
  var semantics: TermSemantics
  /// Arguments and result of each test case.
  private(set) var tests: [(arguments: [ValueID], result: ValueID)] = []
  var scopes: [LeafScope] = []
  var banks: [TermBank] = []
  var candidates: [LeafCandidates] = []
  var sketches: [Sketch] = []
  var work = 0
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

  var isExhausted: Bool { work >= limits.work }

  /// Where the search ends that has just found its first solution.
  private var laterWork: Int { work + work / 100 * limits.afterwards + limits.work / 20 }

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
      if !key.tests.isEmpty || candidates[list].least == nil {
        found = banks[key.bank].terms(of: key.type, size: next).filter { agrees($0, key) }
      }
      candidates[list].bySize.append(found)
    }
    return candidates[list].bySize[size]
  }

  private func agrees(_ term: Int32, _ key: LeafCandidates.Key) -> Bool {
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

// MARK: - The search

extension SketchSearch {
  /// Looks for programs in order of size until the work is used up.
  ///
  /// - Parameter accept: whether a program that passes the test cases is a solution, and one that
  ///   differs from those accepted before.
  /// - Returns: the accepted programs, smallest first.
  mutating func run(accept: (Expression) -> Bool) -> [Expression] {
    var solutions: [Expression] = []
    var largest = limits.size
    var size = 1
    while size <= largest, !isExhausted, solutions.count < limits.solutions {
      var index = 0
      while index < sketches.count, !isExhausted, solutions.count < limits.solutions {
        expand(index, size: size)
        for body in fill(index, size: size) where solutions.count < limits.solutions {
          work += limits.runCost
          guard accept(body) else { continue }
          solutions.append(body)
          if solutions.count == 1 { limits.work = min(limits.work, laterWork) }
          largest = min(largest, size + limits.slack)
        }
        index += 1
      }
      size += 1
    }
    return solutions
  }

  /// The programs of a sketch of at most that size that have not been tried and pass all test cases.
  private mutating func fill(_ index: Int, size: Int) -> [Expression] {
    var bodies: [Expression] = []
    let sketch = sketches[index]
    let lists = sketch.leaves.map { sketch.nodes[$0].candidates }
    let slack = size - sketch.cost
    guard slack >= lists.count else { return [] }
    var least = [Int](repeating: 1, count: lists.count)
    for position in lists.indices {
      let others = least.reduce(0, +) - least[position]
      guard let found = leastSize(lists[position], upTo: slack - others) else { return [] }
      least[position] = found
    }
    // A leaf may repeat a part of an earlier one over the same bank.
    for position in lists.indices.dropFirst() where sharesBank(lists, position) {
      least[position] = 1
    }
    let smallest = max(least.reduce(0, +), sketch.triedSize + 1 - sketch.cost)
    sketches[index].triedSize = size
    guard smallest <= slack else { return [] }
    for total in smallest...slack {
      var filling = SketchFilling(sketch: sketch)
      assign(lists, least, total, &filling, &bodies)
    }
    return bodies
  }

  /// Chooses a term for each leaf in turn; stops early where a test fails already.
  ///
  /// A leaf that repeats a part of an earlier one counts as one node.
  private mutating func assign(
    _ lists: [Int], _ least: [Int], _ rest: Int, _ filling: inout SketchFilling,
    _ bodies: inout [Expression]
  ) {
    let position = filling.terms.count
    if position == lists.count {
      bodies.append(expression(of: filling))
      return
    }
    let later = least.dropFirst(position + 1).reduce(0, +)
    let isLast = position == lists.count - 1
    let repeated = repeatedParts(lists, filling)
    if rest - later >= 1, !isLast || rest == 1 {
      for term in repeated { assign(term, 1, lists, least, rest, &filling, &bodies) }
    }
    guard rest - later >= least[position] else { return }
    for size in isLast ? rest...rest : least[position]...(rest - later) {
      for term in terms(lists[position], size: size) where !repeated.contains(term) {
        assign(term, size, lists, least, rest, &filling, &bodies)
      }
    }
  }

  private mutating func assign(
    _ term: Int32, _ size: Int, _ lists: [Int], _ least: [Int], _ rest: Int,
    _ filling: inout SketchFilling, _ bodies: inout [Expression]
  ) {
    guard !isExhausted, bodies.count < limits.solutions else { return }
    let list = lists[filling.terms.count]
    let old = (descent: filling.descent, runs: filling.runs)
    filling.descent &= banks[candidates[list].key.bank].descents[Int(term)]
    filling.terms.append(term)
    if filling.descent != 0, passes(&filling, needsRun: isOpen(term, list)) {
      assign(lists, least, rest - size, &filling, &bodies)
    }
    filling.terms.removeLast()
    (filling.descent, filling.runs) = old
  }

  private func sharesBank(_ lists: [Int], _ position: Int) -> Bool {
    lists[..<position].contains {
      candidates[$0].key.bank == candidates[lists[position]].key.bank
    }
  }

  /// The parts of at least two nodes of the terms at earlier leaves that may stand at the next one.
  private func repeatedParts(_ lists: [Int], _ filling: SketchFilling) -> [Int32] {
    let key = candidates[lists[filling.terms.count]].key
    guard !key.tests.isEmpty else { return [] }
    var found: [Int32] = []
    for (place, term) in filling.terms.enumerated()
    where candidates[lists[place]].key.bank == key.bank {
      for part in banks[key.bank].parts(of: term)
      where banks[key.bank].head(of: part).result == key.type && !found.contains(part) {
        if agrees(part, key) { found.append(part) }
      }
    }
    return found
  }

  /// Whether the test cases do not tell the term's value everywhere.
  private func isOpen(_ term: Int32, _ list: Int) -> Bool {
    let key = candidates[list].key
    return key.tests.contains { place in
      semantics.interpreter.bank.isPartial[Int(banks[key.bank].testValue(term, place))]
    }
  }

  /// Runs the tests on a sketch with some leaves filled; what is not known passes.
  private mutating func passes(_ filling: inout SketchFilling, needsRun: Bool) -> Bool {
    filling.runs = filling.runs || needsRun || filling.hasUntestedLeaf
    guard filling.runs else { return true }
    for test in tests {
      work += limits.runCost
      let value = run(filling, test.arguments)
      guard value >= 0,
        semantics.interpreter.bank.isCompatible(value, with: test.result)
      else { return false }
    }
    return true
  }
}
