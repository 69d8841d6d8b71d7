import Lisp

extension SketchSearch {
  /// The programs that were accepted so far.
  struct Answers {
    var bodies: [Expression] = []
    /// The size beyond which nothing is looked for.
    var largest: Int
  }

  /// Looks for programs in order of size until the work is used up.
  ///
  /// - Parameter accept: whether a program that passes the test cases is a solution, and one that
  ///   differs from those accepted before.
  /// - Returns: the accepted programs, smallest first.
  mutating func run(accept: (Expression) -> Bool) -> [Expression] {
    var answers = Answers(largest: limits.size)
    var size = 1
    while size <= answers.largest, !isDone(answers) {
      var index = 0
      while index < sketches.count, !isDone(answers) {
        expand(index, size: size)
        fill(index, size: size, &answers, accept)
        index += 1
      }
      size += 1
    }
    return answers.bodies
  }

  private func isDone(_ answers: Answers) -> Bool {
    isExhausted || answers.bodies.count >= limits.solutions
  }

  /// Tries the programs of a sketch of at most that size that have not been tried.
  private mutating func fill(
    _ index: Int, size: Int, _ answers: inout Answers, _ accept: (Expression) -> Bool
  ) {
    let sketch = sketches[index]
    let lists = sketch.leaves.map { sketch.nodes[$0].candidates }
    let slack = size - sketch.cost
    guard slack >= lists.count else { return }
    var least = [Int](repeating: 1, count: lists.count)
    for position in lists.indices {
      let others = least.reduce(0, +) - least[position]
      guard let found = leastSize(lists[position], upTo: slack - others) else { return }
      least[position] = found
    }
    // A leaf may repeat a part of an earlier one over the same bank.
    for position in lists.indices.dropFirst() where sharesBank(lists, position) {
      least[position] = 1
    }
    let smallest = max(least.reduce(0, +), sketch.triedSize + 1 - sketch.cost)
    sketches[index].triedSize = size
    guard smallest <= slack else { return }
    for total in smallest...slack {
      var filling = SketchFilling(sketch: sketch, index: index, lists: lists, least: least)
      assign(0, rest: total, &filling, &answers, accept)
    }
  }

  private func sharesBank(_ lists: [Int], _ position: Int) -> Bool {
    lists[..<position].contains {
      candidates[$0].key.bank == candidates[lists[position]].key.bank
    }
  }

  /// Chooses a term for each leaf in turn; stops early where a test fails already.
  ///
  /// A leaf that repeats a part of an earlier one counts as one node.
  private mutating func assign(
    _ position: Int, rest: Int, _ filling: inout SketchFilling, _ answers: inout Answers,
    _ accept: (Expression) -> Bool
  ) {
    if position == filling.lists.count { return offer(filling, &answers, accept) }
    let later = filling.least.dropFirst(position + 1).reduce(0, +)
    let isLast = position == filling.lists.count - 1
    let repeated = repeatedParts(position, filling)
    if rest - later >= 1, !isLast || rest == 1 {
      for term in repeated { assign(term, 1, position, rest, &filling, &answers, accept) }
    }
    guard rest - later >= filling.least[position] else { return }
    for size in isLast ? rest...rest : filling.least[position]...(rest - later) {
      for term in lonelyTerms(filling.index, position, filling.lists[position], size: size)
      where !repeated.contains(term) {
        assign(term, size, position, rest, &filling, &answers, accept)
      }
    }
  }

  private mutating func assign(
    _ term: Int32, _ size: Int, _ position: Int, _ rest: Int, _ filling: inout SketchFilling,
    _ answers: inout Answers, _ accept: (Expression) -> Bool
  ) {
    guard !isDone(answers) else { return }
    let list = filling.lists[position]
    let old = (descent: filling.descent, open: filling.open)
    filling.descent &= banks[candidates[list].key.bank].descents[Int(term)]
    filling.terms[position] = term
    filling.open.formUnion(openTests(term, list))
    let wasRun = position == 0 && filling.lists.count > 1
    if filling.descent != 0, wasRun || passes(filling) {
      assign(position + 1, rest: rest - size, &filling, &answers, accept)
    }
    filling.terms[position] = -1
    (filling.descent, filling.open) = old
  }

  private mutating func offer(
    _ filling: SketchFilling, _ answers: inout Answers, _ accept: (Expression) -> Bool
  ) {
    work += limits.runCost
    let body = expression(of: filling)
    guard accept(body) else { return }
    answers.bodies.append(body)
    if answers.bodies.count == 1 { limits.work = min(limits.work, laterWork) }
    answers.largest = min(answers.largest, sketches[filling.index].triedSize + limits.slack)
  }

  /// The candidates for one leaf that no test rejects while the other leaves are open.
  private mutating func lonelyTerms(
    _ index: Int, _ position: Int, _ list: Int, size: Int
  ) -> [Int32] {
    if let known = sketches[index].lonely[position]?[size] { return known }
    var found: [Int32] = []
    var filling = SketchFilling(sketch: sketches[index], index: index, lists: [], least: [])
    for term in terms(list, size: size) {
      guard !isExhausted else { return [] }
      filling.terms[position] = term
      filling.open = sketches[index].open
      filling.open.formUnion(openTests(term, list))
      if passes(filling) { found.append(term) }
    }
    sketches[index].lonely[position, default: [:]][size] = found
    return found
  }

  /// The parts of at least two nodes of the terms at earlier leaves that may stand at the next one.
  private func repeatedParts(_ position: Int, _ filling: SketchFilling) -> [Int32] {
    let key = candidates[filling.lists[position]].key
    guard !key.tests.isEmpty else { return [] }
    var found: [Int32] = []
    for earlier in 0..<position where candidates[filling.lists[earlier]].key.bank == key.bank {
      for part in banks[key.bank].parts(of: filling.terms[earlier])
      where banks[key.bank].head(of: part).result == key.type && !found.contains(part) {
        if agrees(part, key) { found.append(part) }
      }
    }
    return found
  }

  /// The test cases that come to the leaf and do not tell the term's whole value.
  private func openTests(_ term: Int32, _ list: Int) -> TestSet {
    let key = candidates[list].key
    var open = TestSet()
    for place in key.tests
    where semantics.interpreter.bank.isPartial[Int(banks[key.bank].testValue(term, place))] {
      open.insert(banks[key.bank].scope.tests[place])
    }
    return open
  }

  /// Runs the open tests on a sketch with some leaves filled; what is not known passes.
  private mutating func passes(_ filling: SketchFilling) -> Bool {
    for (number, test) in tests.enumerated() where filling.open.contains(number) {
      work += limits.runCost
      runs += 1
      let value = run(filling, test.arguments)
      guard value >= 0,
        semantics.interpreter.bank.isCompatible(value, with: test.result)
      else { return false }
    }
    return true
  }
}
