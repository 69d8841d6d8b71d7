import Kernel
import Terms

/// Bounds on the search for facts about functions into the integers.
enum BoundLimits {
  static let rows = 50
  static let fuelOfRow = 2_000
  /// Rows that must have values.
  static let leastRows = 20
  /// Rows under a condition beside one for each coefficient that is fitted.
  static let spareRows = 3
  /// Inferences for one attempt at a conjecture.
  static let conjecture = 1_500
  static let conjectures = 60
  static let features = 8
  /// The greatest constant of a bound.
  static let constant = 2
  /// Numbers beyond this are not fitted.
  static let value = 1 << 20
}

/// Conjectures and proves what numbers that a goal's functions give have to do with one another.
///
/// Of a function into the integers: whether it is never negative; of each function into a data type
/// that has such measures: how the measure of the result depends on those of the arguments, as an
/// affine combination if the samples have one, otherwise as a bound. `size (append xs ys)` is
/// `size xs + size ys`, and `size (filter p xs)` at most `size xs`. What is proved becomes a rule and
/// a linear fact for the goal. Compare the measured subset of Boyer and Moore's "induction lemmas"
/// (1979) and the type prescriptions of their prover.
struct BoundDiscovery {
  /// A function into the integers (perhaps of what another function makes of a value), seen as a
  /// number of one of its arguments.
  struct Measure: Hashable {
    var function: Signature.Operation
    /// The argument that is measured.
    var position: Int
    /// What is applied to it first.
    var inner: Signature.Operation?

    var type: TypeID { inner?.parameters[0] ?? function.parameters[position] }
  }

  var measures: [Measure] = []
  /// Functions into the truth values.
  var predicates: [Signature.Operation] = []
  var table = SampleTable(rows: BoundLimits.rows, seed: 0xB0)
  var columns: [TermID: [Int?]] = [:]
  /// Which variable of its type each one is, from 0.
  var numbers: [TermID: Int] = [:]
  /// Conjectures, the first ones first, each once.
  var conjectures: [TermID] = []
  var seen: Set<TermID> = []

  mutating func add(_ conjecture: TermID) {
    if seen.insert(conjecture).inserted, conjectures.count < BoundLimits.conjectures {
      conjectures.append(conjecture)
    }
  }
}

extension ProofSearch {
  /// - Returns: how many facts were proved.
  mutating func discoverBounds(_ signature: Signature) throws(SearchFailure) -> Int {
    machine.compile(from: theory)
    var discovery = BoundDiscovery()
    let functions = signature.operations.filter { isDefined($0) }
    discovery.measures = measures(of: functions)
    if discovery.measures.isEmpty { return 0 }
    discovery.predicates = functions.filter { $0.result == theory.bank.bool }
    for function in functions where function.result == theory.bank.int {
      try conjectureValue(of: function, &discovery)
    }
    for measure in discovery.measures {
      for function in functions where function.result == measure.type {
        if let inner = measure.inner, inner.head == function.head { continue }
        try conjectureMeasure(measure, of: function, &discovery)
      }
      try conjectureSums(measure, of: functions, &discovery)
    }
    return try proveConjectures(discovery.conjectures)
  }

  private func isDefined(_ operation: Signature.Operation) -> Bool {
    guard case .application(let symbol, _) = operation.head else { return false }
    if case .function = theory.bank.kind(of: symbol) { return !operation.parameters.isEmpty }
    return false
  }

  private func isMeasured(_ type: TypeID) -> Bool {
    if case .data = theory.bank.node(of: type) { true } else { false }
  }

  private func measures(of functions: [Signature.Operation]) -> [BoundDiscovery.Measure] {
    var simple: [BoundDiscovery.Measure] = []
    for function in functions where function.result == theory.bank.int {
      for (position, type) in function.parameters.enumerated() where isMeasured(type) {
        simple.append(BoundDiscovery.Measure(function: function, position: position))
      }
    }
    var composite: [BoundDiscovery.Measure] = []
    for measure in simple {
      for inner in functions
      where inner.parameters.count == 1 && inner.result == measure.type
        && isMeasured(inner.parameters[0]) && inner.parameters[0] != inner.result
      {
        var whole = measure
        whole.inner = inner
        composite.append(whole)
      }
    }
    return simple + composite
  }

  /// Proves what can be proved; what fails is tried again after the others.
  private mutating func proveConjectures(_ all: [TermID]) throws(SearchFailure) -> Int {
    var waiting = all
    var proved = 0
    for _ in 0..<2 {
      let before = proved
      var failed: [TermID] = []
      for formula in waiting {
        if try isKnown(formula) { continue }
        if try isRefuted(Sequent(hypotheses: [], goal: formula)) { continue }
        if try attemptLemma(formula, limit: BoundLimits.conjecture) {
          proved += 1
        } else {
          failed.append(formula)
        }
      }
      if proved == before { break }
      waiting = failed
    }
    return proved
  }

  /// Whether rewriting and arithmetic with what is known are enough.
  mutating func isKnown(_ formula: TermID) throws(SearchFailure) -> Bool {
    var simplifier = Simplifier(base: rules, order: order)
    simplifier.interprets = false
    do {
      let normal = try simplifier.normalise(formula, in: &theory, spending: &budget)
      return normal == theory.bank.trueTerm
    } catch .rewritingLoops {
      return true
    } catch {
      throw error
    }
  }
}
