import Lisp

/// Evaluates terms over fixed inputs.
protocol TermEvaluator: ~Copyable {
  /// One word for each input, equal words for equal values; nil if some input gives no value.
  mutating func outcomes(of term: Expression, type: Type) -> [UInt64]?
}

/// A term that differs on some input from all smaller ones of its sort.
struct ExploredTerm: Sendable {
  var term: Expression
  var sort: Int
  var size: Int
  var outcomes: [UInt64]
}

/// Bounds on one exploration.
struct ExplorationLimits: Sendable {
  /// Terms that are evaluated.
  var terms: Int
  /// Nodes of the largest term.
  var size = 7
  /// Terms among which conditional equations are looked for.
  var conditionalTerms = 240
  /// Conditions that are tried, and their largest size.
  var conditions = 24
  var conditionSize = 4
  /// Conjectures that one condition may give.
  var conjecturesPerCondition = 8
}

/// Enumerates small terms by size and conjectures that those with equal outcomes are equal.
///
/// Smallbone, Johansson, Claessen and Algehed 2017, "Quick specifications for the busy
/// programmer". Larger terms are built only from terms that no smaller one equals.
struct TermExploration {
  let signature: StatementSignature
  let variables: StatementVariables
  let limits: ExplorationLimits
  private(set) var terms: [ExploredTerm] = []
  /// Equations between a term and the first one with its outcomes, in the order of discovery.
  private(set) var equations: [Formula] = []
  /// By sort and size, indices of ``terms``.
  private var index: [[[Int]]] = []
  private var firstWith: [OutcomeKey: Int] = [:]
  private var evaluations = 0

  private struct OutcomeKey: Hashable {
    var sort: Int
    var outcomes: [UInt64]
  }

  init(signature: StatementSignature, variables: StatementVariables, limits: ExplorationLimits) {
    self.signature = signature
    self.variables = variables
    self.limits = limits
    index = Array(
      repeating: Array(repeating: [], count: limits.size + 1), count: signature.sorts.count)
  }

  /// Enumerates until the limits are reached.
  mutating func run(_ evaluator: inout some TermEvaluator & ~Copyable) {
    addTruthValues(&evaluator)
    for size in 1...limits.size {
      if size == 1 { addVariables(&evaluator) }
      for production in signature.productions {
        for sizes in Self.compositions(of: size - 1, into: production.parameters.count) {
          combine(production, sizes, size, &evaluator)
        }
      }
    }
  }

  /// `true` and `false` stand for the Boolean terms that always give them.
  private mutating func addTruthValues(_ evaluator: inout some TermEvaluator & ~Copyable) {
    guard let bool = signature.sort(of: .bool) else { return }
    for value in [Expression.true, .false] { offer(value, sort: bool, size: 1, &evaluator) }
    index[bool][1] = []
  }

  private mutating func addVariables(_ evaluator: inout some TermEvaluator & ~Copyable) {
    for (sort, slots) in variables.slots.enumerated() {
      for slot in slots { offer(.local(slot), sort: sort, size: 1, &evaluator) }
    }
  }

  private mutating func combine(
    _ production: StatementProduction, _ sizes: [Int], _ size: Int,
    _ evaluator: inout some TermEvaluator & ~Copyable
  ) {
    let choices = zip(production.parameters, sizes).map { index[$0][$1] }
    guard choices.allSatisfy({ !$0.isEmpty }) else { return }
    var digits = Array(repeating: 0, count: choices.count)
    while evaluations < limits.terms {
      let arguments = zip(choices, digits).map { terms[$0[$1]].term }
      offer(production.term(arguments), sort: production.result, size: size, &evaluator)
      var place = digits.count - 1
      while place >= 0, digits[place] == choices[place].count - 1 {
        digits[place] = 0
        place -= 1
      }
      guard place >= 0 else { return }
      digits[place] += 1
    }
  }

  private mutating func offer(
    _ term: Expression, sort: Int, size: Int, _ evaluator: inout some TermEvaluator & ~Copyable
  ) {
    evaluations += 1
    let type = signature.sorts[sort]
    if case .function = type {
      add(ExploredTerm(term: term, sort: sort, size: size, outcomes: []))
      return
    }
    guard let outcomes = evaluator.outcomes(of: term, type: type) else { return }
    let key = OutcomeKey(sort: sort, outcomes: outcomes)
    if let first = firstWith[key] {
      equations.append(formula(.primitive(.equal, [type], [term, terms[first].term])))
    } else {
      firstWith[key] = terms.count
      add(ExploredTerm(term: term, sort: sort, size: size, outcomes: outcomes))
    }
  }

  private mutating func add(_ term: ExploredTerm) {
    index[term.sort][term.size].append(terms.count)
    terms.append(term)
  }

  /// The formula with this body over the exploration's variables.
  func formula(_ body: Expression) -> Formula {
    Formula(locals: variables.locals, variableCount: variables.locals.count, body: body)
  }

  /// All ways to write a total as a sum of so many positive numbers, in lexicographic order.
  static func compositions(of total: Int, into parts: Int) -> [[Int]] {
    if parts == 0 { return total == 0 ? [[]] : [] }
    guard total >= parts else { return [] }
    return (1...(total - parts + 1)).flatMap { first in
      compositions(of: total - first, into: parts - 1).map { [first] + $0 }
    }
  }
}
