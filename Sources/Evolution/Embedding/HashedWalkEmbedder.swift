import Determinism
import Lisp

/// Counts hashed walks over a term: short paths from a node down, and each node with the row of
/// its children.
///
/// The features of ENIGMA (Jakubův and Urban 2017, "ENIGMA: Efficient learning-based inference
/// guiding machine"), hashed with signs (Weinberger et al. 2009, "Feature hashing for large scale
/// multitask learning"). A defined function is known by the shape of its definition, never by its
/// name: the walks of its body are counted once for each call, and a call's own label is a hash of
/// that shape. Sums are integers, so their order does not matter; the vector has length 1.
public struct HashedWalkEmbedder: Embedder {
  /// Nodes on the longest path.
  static let pathLength = 3
  /// Weight of a statement's own walks against those of the definitions that it calls.
  static let ownWeight = 2

  public let dimensions: Int

  public init(dimensions: Int = 128) {
    self.dimensions = dimensions
  }

  public func embed(program: Function, in environment: Environment) -> [Float] {
    var counter = WalkCounter(environment: environment, dimensions: dimensions)
    if let body = program.body {
      counter.own = environment.function(named: program.name)
      counter.count(body, locals: program.locals, weight: Self.ownWeight, unfolds: true)
    }
    return counter.vector
  }

  public func embed(formula: Formula, in environment: Environment) -> [Float] {
    var counter = WalkCounter(environment: environment, dimensions: dimensions)
    counter.count(formula.body, locals: formula.locals, weight: Self.ownWeight, unfolds: true)
    return counter.vector
  }
}

/// Counts walks into hashed, signed buckets.
private struct WalkCounter {
  var labels: DefinitionLabels
  /// The function whose body is counted: its calls are recursion.
  var own: FunctionID?
  private var counts: [Int]

  init(environment: Environment, dimensions: Int) {
    labels = DefinitionLabels(environment: environment)
    counts = Array(repeating: 0, count: dimensions)
  }

  /// Length 1, or all zeros if nothing was counted.
  var vector: [Float] {
    let squares = counts.reduce(0.0) { $0 + Double($1 * $1) }
    let length = squares.squareRoot()
    return counts.map { length == 0 ? 0 : Float(Double($0) / length) }
  }

  mutating func count(_ term: Expression, locals: [Local], weight: Int, unfolds: Bool) {
    for node in term.nodes {
      countRow(of: node, locals: locals, weight: weight)
      countPaths(from: node, locals: locals, path: [], weight: weight)
      guard unfolds, case .call(let function, _, _) = node, function != own else { continue }
      unfold(function)
    }
  }

  private mutating func unfold(_ function: FunctionID) {
    let definition = labels.environment[function]
    guard let body = definition.body else { return }
    let outer = own
    own = function
    count(body, locals: definition.locals, weight: 1, unfolds: false)
    own = outer
  }

  private mutating func countRow(of node: Expression, locals: [Local], weight: Int) {
    let children = node.children
    guard !children.isEmpty else { return }
    var row = [1, labels.label(of: node, locals: locals, own: own)]
    for child in children { row.append(labels.label(of: child, locals: locals, own: own)) }
    add(row, weight: weight)
  }

  private mutating func countPaths(
    from node: Expression, locals: [Local], path: [UInt64], weight: Int
  ) {
    let path = path + [labels.label(of: node, locals: locals, own: own)]
    add([2] + path, weight: weight)
    guard path.count < 2 * HashedWalkEmbedder.pathLength - 1 else { return }
    for (place, child) in node.children.enumerated() {
      countPaths(from: child, locals: locals, path: path + [UInt64(place)], weight: weight)
    }
  }

  private mutating func add(_ feature: [UInt64], weight: Int) {
    var hasher = StableHasher()
    for word in feature { hasher.combine(word) }
    let hash = hasher.finalize()
    let bucket = Int((hash >> 1) % UInt64(counts.count))
    counts[bucket] += hash & 1 == 0 ? weight : -weight
  }
}
