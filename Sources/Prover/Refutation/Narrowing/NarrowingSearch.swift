import Determinism
import Lisp

/// A search for an input that makes a formula false, by needed narrowing.
///
/// The formula is evaluated on an input of which nothing is known. Where evaluation demands more,
/// the place that it demands is refined in each possible way, one after the other; `true`, and what
/// is undefined, prunes all inputs of that shape (Antoy, Echahed and Hanus 2000, "A needed narrowing
/// strategy"; Runciman, Naylor and Lindblad 2008, "SmallCheck and Lazy SmallCheck"; Naylor and
/// Runciman 2007, "Finding inputs that reach a target expression"). A connective whose first operand
/// is open is decided by the second one where that is possible, so the order of premises does not
/// matter. Integers are not guessed: comparisons are decided both ways and collected.
///
/// Each level goes depth first through the inputs up to a bound on their cost. The levels take turns
/// with growing shares of steps, for it is not known which one has the counterexample, and whether
/// the levels before it can be exhausted. Half the steps go to searches that take the refinements in
/// random order and begin anew often, because the order may hide what there is in plenty (Gomes,
/// Selman and Kautz 1998, "Boosting combinatorial search through randomization").
struct NarrowingSearch: ~Copyable {
  /// Steps that confirming a counterexample counts for.
  private static let confirmationCost = 500
  /// Values that are tried for the integers of one counterexample.
  private static let labellings = 2_000
  /// Searches in random order that follow each search in order.
  private static let restarts = 8
  /// Steps that every evaluation may take.
  private static let leastEvaluation = 2_000

  private struct ChoicePoint {
    var mark: NarrowingGraph.Mark
    var demand: NarrowingDemand
    var next: Int
    /// Where the ways to refine begin.
    var turn: Int
    /// The cost of the input before the choice.
    var cost: Int
  }

  private var graph: NarrowingGraph
  private var types: InputTypes
  private let limits: NarrowingLimits
  private let root: Int32
  private let inputs: [Int32]
  private let base: NarrowingGraph.Mark
  private let integers: [Int64]
  private var points: [ChoicePoint] = []
  /// The cost of the present input.
  private var cost = 0
  /// Whether the present level has left something out for another reason than its bound.
  private var wasCut = false
  /// Whether it has left something out because of its bound.
  private var wasBounded = false
  /// The hole that was filled last.
  private var filled: Int32 = 0
  private var isRandom = false
  private var random = SeededGenerator.stream(seed: 1, path: 0x4E)

  /// - Parameter formula: closed in types, over the functions of `code`.
  init(
    formula: Int32, locals: Int, variables: [Type], code: NarrowingCode, types: InputTypes,
    limits: NarrowingLimits
  ) {
    self.limits = limits
    var types = types
    var graph = NarrowingGraph(code: code, limits: limits)
    let frame = graph.frame(locals)
    var inputs: [Int32] = []
    for (slot, type) in variables.enumerated() {
      let number = types.number(of: type)
      let hole = graph.addHole(type: number, isInteger: types.isInteger(number))
      graph.cells[Int(frame) + slot] = hole
      inputs.append(hole)
    }
    self.inputs = inputs
    root = graph.add(GraphNode(.suspended, formula, frame))
    graph.stamps.enter(level: 0, changed: 0)
    graph.stepLimit = limits.evaluation
    // What does not depend on the input is evaluated once.
    _ = graph.evaluate(root)
    base = graph.mark()
    integers = Self.candidates(code.literals, limits.integerValues)
    self.graph = consume graph
    self.types = types
  }

  /// Small integers, then those of the program and their neighbours.
  private static func candidates(_ literals: [Int64], _ count: Int) -> [Int64] {
    var candidates: [Int64] = [0, 1, -1, 2, -2, 3]
    let neighbours = literals.filter { $0.magnitude < UInt64(DifferenceStore.largest) }
      .flatMap { [$0, $0 + 1, $0 - 1] }
    for value in neighbours + (4...100) where !candidates.contains(value) {
      guard candidates.count < count else { break }
      candidates.append(value)
    }
    return candidates
  }

  /// Looks for a counterexample until nothing is left or the steps are used up.
  ///
  /// - Parameter isFalse: whether the formula is false on an input, by ordinary evaluation.
  mutating func run(
    steps limit: Int, _ generator: inout InputGenerator, isFalse: ([Value]) -> Bool
  ) -> [Value]? {
    var open = levels
    var share = limits.firstRound
    while !open.isEmpty {
      var remaining: [Int] = []
      // In order, larger bounds do the same where this one was not reached.
      var isSame = false
      for bound in open {
        if !isSame {
          let end = min(limit, graph.steps + share)
          switch search(bound, until: end, share, &generator, isFalse) {
          case .found(let input): return input
          case .exhausted:
            if !wasCut && !wasBounded { return nil }
            continue
          case .outOfSteps: isSame = !wasBounded
          }
        }
        remaining.append(bound)
        if let input = restart(bound, share, limit, &generator, isFalse) { return input }
        if graph.steps >= limit { return nil }
      }
      open = remaining
      share *= 4
    }
    return nil
  }

  /// Searches a level in random orders, some searches twice as long as the others.
  private mutating func restart(
    _ bound: Int, _ share: Int, _ limit: Int, _ generator: inout InputGenerator,
    _ isFalse: ([Value]) -> Bool
  ) -> [Value]? {
    isRandom = true
    defer { isRandom = false }
    for index in 0..<Self.restarts where graph.steps < limit {
      let size = 2 * share / (3 * Self.restarts) << (index & 1)
      let end = min(limit, graph.steps + size)
      if case .found(let input) = search(bound, until: end, share, &generator, isFalse) {
        return input
      }
    }
    return nil
  }

  /// How the search of a level ended.
  private enum End {
    case found([Value])
    case exhausted
    case outOfSteps
  }

  /// Goes through the inputs of a level.
  private mutating func search(
    _ bound: Int, until end: Int, _ share: Int, _ generator: inout InputGenerator,
    _ isFalse: ([Value]) -> Bool
  ) -> End {
    begin()
    let most = min(limits.evaluation, max(Self.leastEvaluation, share / 4))
    repeat {
      guard graph.steps < end else { return .outOfSteps }
      graph.stepLimit = min(end, graph.steps + most)
      if let input = visit(&generator), isFalse(input) { return .found(input) }
    } while advance(bound)
    return .exhausted
  }

  /// The bounds of the levels, each half as large again as the one before.
  private var levels: [Int] {
    var levels: [Int] = []
    var bound = limits.smallestBound
    while bound <= limits.largestBound {
      levels.append(bound)
      bound += max(1, bound * 2 / 5)
    }
    return levels
  }

  /// Goes back to the input of which nothing is known.
  private mutating func begin() {
    points = []
    cost = 0
    wasCut = false
    wasBounded = false
    graph.undo(to: base)
    graph.stamps.enter(level: 0, changed: 0)
  }

  /// Evaluates the formula on the present input.
  ///
  /// - Returns: the input, if it makes the formula false; a choice point is added if more has to be
  ///   known about it.
  private mutating func visit(_ generator: inout InputGenerator) -> [Value]? {
    graph.demand = nil
    switch graph.evaluate(root) {
    case .failed:
      wasCut = true
      return nil
    case .value:
      guard !graph.isTrue(root) else { return nil }
      graph.steps += Self.confirmationCost
      var attempts = Self.labellings
      guard let numbers = graph.differences.model(attempts: &attempts) else {
        wasCut = true
        return nil
      }
      return inputs.map { value($0, numbers, &generator) }
    case .stuck:
      guard let demand = graph.demand else {
        wasCut = true
        return nil
      }
      let turn = isRandom ? Int(truncatingIfNeeded: random.next() >> 40) : 0
      points.append(
        ChoicePoint(mark: graph.mark(), demand: demand, next: 0, turn: turn, cost: cost))
      return nil
    }
  }

  /// Goes on to the next input: refines the last open place in its next way.
  ///
  /// - Returns: false if the level has no others.
  private mutating func advance(_ bound: Int) -> Bool {
    while let last = points.indices.last {
      let point = points[last]
      if point.next > 0 { graph.undo(to: point.mark) }
      points[last].next += 1
      graph.steps += 1
      switch refine(point.demand, alternative: point.next, turn: point.turn) {
      case .done(let added):
        cost = point.cost + added
        if cost <= bound {
          note(point)
          return true
        }
        wasBounded = true
      case .impossible: break
      case .none: points.removeLast()
      }
    }
    return false
  }

  private mutating func note(_ point: ChoicePoint) {
    var hole: Int32?
    if case .hole = point.demand { hole = filled }
    graph.noteRefinement(level: points.count, hole: hole, since: point.mark)
  }

  private enum Refinement {
    case done(cost: Int)
    case impossible
    /// There are no more alternatives.
    case none
  }

  private mutating func refine(
    _ demand: NarrowingDemand, alternative: Int, turn: Int
  ) -> Refinement {
    switch demand {
    case .hole(let place): return fill(place, alternative, turn)
    case .value(let place):
      guard alternative < integers.count else {
        wasCut = true
        return .none
      }
      guard let variable = graph.variable(of: graph.nodes[Int(place)].a) else {
        wasCut = true
        return .none
      }
      let isPossible = graph.differences.addEqual(variable, 0, integers[alternative])
      return isPossible ? .done(cost: 1 + alternative / 2) : .impossible
    case .equal(let left, let right, let difference):
      guard alternative < 2 else { return .none }
      // An equation is free: there are no more of them than open integers.
      guard (alternative + turn) % 2 == 0 else {
        let isPossible = graph.differences.addUnequal(left, right, difference)
        return isPossible ? .done(cost: 1) : .impossible
      }
      let isPossible = graph.differences.addEqual(left, right, difference)
      return isPossible ? .done(cost: 0) : .impossible
    case .atMost(let left, let right, let difference):
      guard alternative < 2 else { return .none }
      let isPossible =
        (alternative + turn) % 2 == 0
        ? graph.differences.addAtMost(left, right, difference)
        : graph.differences.addAtMost(right, left, -difference - 1)
      return isPossible ? .done(cost: 1) : .impossible
    }
  }

  private mutating func fill(_ place: Int32, _ alternative: Int, _ turn: Int) -> Refinement {
    filled = graph.nodes[Int(place)].a
    let type = graph.holes[Int(filled)].type
    let alternatives = types.alternatives(of: type)
    guard alternative < alternatives.count else { return .none }
    let chosen = alternatives[(alternative + turn) % alternatives.count]
    if types.isFunction(type) {
      graph.set(place, GraphNode(.function, chosen.number))
      return .done(cost: chosen.cost)
    }
    let fields = graph.frame(chosen.fields.count)
    for (index, field) in chosen.fields.enumerated() {
      let hole = graph.addHole(type: field, isInteger: types.isInteger(field))
      graph.cells[Int(fields) + index] = hole
    }
    graph.set(
      place, GraphNode(.data, chosen.number, fields, Int32(chosen.fields.count)))
    return .done(cost: chosen.cost)
  }

  /// The value of a place in the input; what is open becomes the smallest value.
  private func value(
    _ place: Int32, _ numbers: [Int64], _ generator: inout InputGenerator
  ) -> Value {
    let node = graph.nodes[Int(graph.resolved(place))]
    switch node.kind {
    case .data:
      return .construct(
        ConstructorID(Int(node.a)),
        (0..<node.c).map { value(graph.cells[Int(node.b + $0)], numbers, &generator) })
    case .function: return .function(FunctionID(Int(node.a)), [])
    case .integerHole:
      let variable = Int(graph.holes[Int(node.a)].variable)
      return .integer(variable == 0 ? 0 : numbers[variable - 1])
    default:
      let type = types.types[Int(graph.holes[Int(node.a)].type)]
      return generator.smallest(1, of: type).first ?? .closure
    }
  }
}
