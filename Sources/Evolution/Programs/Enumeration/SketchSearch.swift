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
  let limits: EnumerationLimits
  var semantics: TermSemantics
  /// Arguments and result of each test case.
  private(set) var tests: [(arguments: [ValueID], result: ValueID)] = []
  var scopes: [LeafScope] = []
  var banks: [TermBank] = []
  var candidates: [LeafCandidates] = []
  var sketches: [Sketch] = []
  var work = 0
  private var termCount = 0
  private var candidateIndex: [CandidateKey: Int] = [:]
  var branchIndex: [BranchKey: [Int]] = [:]

  private struct CandidateKey: Hashable {
    var scope: Int
    var tests: [Int]
  }

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
    let all = Array(tests.indices)
    sketches = [
      Sketch(
        nodes: [.init(scope: 0, tests: all, split: nil, candidates: candidateList(0, all))],
        leaves: [0], cost: 0)
    ]
  }

  var isExhausted: Bool { work >= limits.work }

  mutating func addScope(_ scope: SearchScope, bank: Int?) {
    scopes.append(LeafScope(bank: bank ?? banks.count, scope: scope))
    if bank == nil { banks.append(TermBank(scope: scope, grammar: grammar)) }
  }

  /// The list of candidates for a leaf that these tests reach, made if it is new.
  mutating func candidateList(_ scope: Int, _ tests: [Int]) -> Int {
    let key = CandidateKey(scope: scopes[scope].bank, tests: tests)
    if let known = candidateIndex[key] { return known }
    candidates.append(LeafCandidates(scope: scopes[scope].bank, tests: tests))
    candidateIndex[key] = candidates.count - 1
    return candidates.count - 1
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
      let bank = candidates[list].scope
      growBank(bank, to: next)
      guard banks[bank].completeSize >= next else { return [] }
      let tests = candidates[list].tests
      var found: [Int32] = []
      if !tests.isEmpty || candidates[list].least == nil {
        found = banks[bank].terms(of: grammar.result, size: next).filter { term in
          agrees(term, bank, tests)
        }
      }
      candidates[list].bySize.append(found)
    }
    return candidates[list].bySize[size]
  }

  private func agrees(_ term: Int32, _ bank: Int, _ places: [Int]) -> Bool {
    let numbers = banks[bank].scope.tests
    return places.allSatisfy { place in
      let value = banks[bank].testValue(term, place)
      return value >= 0
        && semantics.interpreter.bank.isCompatible(value, with: tests[numbers[place]].result)
    }
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
          largest = min(largest, body.size + limits.slack)
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
    guard rest - later >= least[position] else { return }
    for size in isLast ? rest...rest : least[position]...(rest - later) {
      for term in terms(lists[position], size: size) {
        guard !isExhausted, bodies.count < limits.solutions else { return }
        let bank = candidates[lists[position]].scope
        let old = filling.descent
        filling.descent &= banks[bank].descents[Int(term)]
        filling.terms.append(term)
        if filling.descent != 0, passes(&filling, needsRun: isOpen(term, lists[position])) {
          assign(lists, least, rest - size, &filling, &bodies)
        }
        filling.terms.removeLast()
        filling.descent = old
      }
    }
  }

  /// Whether the test cases do not tell the term's value everywhere.
  private func isOpen(_ term: Int32, _ list: Int) -> Bool {
    let bank = candidates[list].scope
    return candidates[list].tests.contains { place in
      semantics.interpreter.bank.isPartial[Int(banks[bank].testValue(term, place))]
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
