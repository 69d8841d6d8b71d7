import Determinism
import Lisp

@testable import Evolution

/// Problems that the tests of the program side share.
enum TestProblems {
  static let reverse = """
    (problem reverse
      (target (reverse (xs (list a))) (list a))
      (components append)
      (require
        (= (reverse nil) nil)
        (= (reverse '(1 2 3)) '(3 2 1))
        (= (length (reverse xs)) (length xs)))
      (holdout (= (reverse '(5 6)) '(6 5))))
    """
  static let merge = """
    (problem merge
      (target (merge (xs (list nat)) (ys (list nat))) (list nat))
      (components leq)
      (require
        (= (merge nil '(2)) '(2)) (= (merge '(1) nil) '(1)) (= (merge '(1 3) '(2)) '(1 2 3))))
    """
  static let map = """
    (problem mapped
      (define (twice (n nat)) nat (plus n n))
      (target (mapped (f (-> nat nat)) (xs (list nat))) (list nat))
      (components twice)
      (require
        (= (mapped twice nil) nil) (= (mapped twice '(1 2)) '(2 4)) (= (mapped twice '(3)) '(6))))
    """
  static let sum = """
    (problem total
      (target (total (xs (list int))) int)
      (require (= (total nil) 0) (= (total '(1 2 3)) 6) (= (total '(5 -2)) 3)))
    """
  static let mirror = """
    (problem mirror
      (data (tree a) (leaf) (node (tree a) a (tree a)))
      (target (mirror (t (tree a))) (tree a))
      (require
        (= (mirror leaf) leaf)
        (= (mirror (node (node leaf 1 leaf) 2 leaf)) (node leaf 2 (node leaf 1 leaf)))
        (= (mirror (mirror t)) t)))
    """
  static let folded = """
    (problem folded
      (target (folded (f (-> a b b)) (z b) (xs (list a))) b)
      (components)
      (require (= (folded cons nil '(1 2)) '(1 2))))
    """
  /// Without a list of components: everything visible and the operators.
  static let free = """
    (problem free
      (target (free (n nat) (p (maybe int)) (q bool)) (pair nat bool))
      (require (= (free 0 none true) (pair 0 true))))
    """
  static let all = [reverse, merge, map, sum, mirror, folded, free]

  static func context(
    _ text: String, population: Int = 60, seed: UInt64 = 1
  ) throws -> ProgramContext {
    var configuration = RunConfiguration()
    configuration.seed = seed
    configuration.population = population
    configuration.tests = 30
    return ProgramContext(
      problem: try loadProblem(text: text), configuration: configuration)
  }
}

/// An independent check of types: computes types upwards and compares them where they meet.
struct TypeCheck {
  let environment: Environment
  let locals: [Local]

  /// The type of the expression, or nil if it is ill typed.
  func type(_ expression: Expression) -> Type? {
    switch expression {
    case .local(let slot): return locals.indices.contains(slot) ? locals[slot].type : nil
    case .integer: return .int
    case .undefined(let type): return type
    case .call(let function, let types, let arguments):
      return call(.function(function), types, arguments)
    case .construct(let constructor, let types, let arguments):
      return call(.constructor(constructor), types, arguments)
    case .primitive(let primitive, let types, let arguments):
      return call(.primitive(primitive), types, arguments)
    case .reference(let callable, let types):
      let (parameters, result) = environment.signature(of: callable, at: types)
      return .function(parameters, result)
    case .lambda(let slots, let body):
      guard let result = type(body) else { return nil }
      return .function(slots.map { locals[$0].type }, result)
    case .apply(let function, let arguments):
      guard case .function(let parameters, let result)? = type(function) else { return nil }
      return arguments.map(type) == parameters.map { Optional($0) } ? result : nil
    case .bind(let bindings, let body):
      let agree = bindings.allSatisfy { type($0.expression) == locals[$0.slot].type }
      return agree ? type(body) : nil
    case .match(let scrutinee, let branches): return match(scrutinee, branches)
    }
  }

  private func call(_ callable: Callable, _ types: [Type], _ arguments: [Expression]) -> Type? {
    guard environment.signature(of: callable).typeParameters.count == types.count else {
      return nil
    }
    let (parameters, result) = environment.signature(of: callable, at: types)
    return arguments.map(type) == parameters.map { Optional($0) } ? result : nil
  }

  private func match(_ scrutinee: Expression, _ branches: [Branch]) -> Type? {
    guard let matched = type(scrutinee), let dataType = environment.dataType(of: matched),
      branches.map(\.constructor) == environment[dataType].constructors
    else { return nil }
    for branch in branches {
      let fields = environment.fields(of: branch.constructor, in: matched)
      guard branch.slots.map({ locals[$0].type }) == fields else { return nil }
    }
    let results = Set(branches.map { type($0.body) })
    return results.count == 1 ? results.first ?? nil : nil
  }
}

/// An independent check of structural recursion by the size-change principle over single calls of
/// one function: every composition of call graphs that is its own square has a strict arc.
struct SizeChangeCheck {
  let target: FunctionID
  let parameterCount: Int

  private struct Graph: Hashable {
    /// For each pair of positions 0 (none), 1 (not larger) or 2 (smaller).
    var arcs: [[Int]]

    func composed(with next: Graph) -> Graph {
      let range = arcs.indices
      return Graph(
        arcs: range.map { row in
          range.map { column in
            range.map { middle in
              let pair = (arcs[row][middle], next.arcs[middle][column])
              return pair.0 == 0 || pair.1 == 0 ? 0 : max(pair.0, pair.1)
            }.max() ?? 0
          }
        })
    }
  }

  func admits(_ function: Function) -> Bool {
    guard let body = function.body else { return false }
    var graphs: Set<Graph> = []
    var below: [Int: (parameter: Int, strict: Bool)] = [:]
    for slot in 0..<parameterCount { below[slot] = (slot, false) }
    collect(body, below, &graphs)
    var old = 0
    while graphs.count != old {
      old = graphs.count
      for first in graphs { for second in graphs { graphs.insert(first.composed(with: second)) } }
      if graphs.count > 2_000 { return false }
    }
    return graphs.allSatisfy { graph in
      graph.composed(with: graph) != graph
        || graph.arcs.indices.contains { graph.arcs[$0][$0] == 2 }
    }
  }

  private func collect(
    _ expression: Expression, _ below: [Int: (parameter: Int, strict: Bool)],
    _ graphs: inout Set<Graph>
  ) {
    if case .call(target, _, let arguments) = expression {
      var arcs = Array(repeating: Array(repeating: 0, count: parameterCount), count: parameterCount)
      for (position, argument) in arguments.enumerated() {
        if case .local(let slot) = argument, let source = below[slot] {
          arcs[source.parameter][position] = source.strict ? 2 : 1
        }
      }
      graphs.insert(Graph(arcs: arcs))
    }
    if case .reference(.function(target), _) = expression {
      graphs.insert(
        Graph(
          arcs: Array(repeating: Array(repeating: 0, count: parameterCount), count: parameterCount))
      )
    }
    var inner = below
    if case .match(.local(let slot), let branches) = expression, let source = below[slot] {
      for branch in branches {
        for field in branch.slots { inner[field] = (source.parameter, true) }
      }
    }
    for child in expression.children { collect(child, inner, &graphs) }
  }
}

/// The numbers from 1 to `count`, for parameterised tests.
func seeds(_ count: Int) -> [UInt64] { (1...UInt64(count)).map { $0 } }
