/// What evaluation needs to know before it can go on.
enum NarrowingDemand {
  /// The constructor, or function, in the hole at this node.
  case hole(Int32)
  /// The value of the integer hole at this node.
  case value(Int32)
  /// Whether `left - right = difference`; these are variables of the ``DifferenceStore``.
  case equal(left: Int, right: Int, difference: Int64)
  /// Whether `left - right <= difference`.
  case atMost(left: Int, right: Int, difference: Int64)
}

/// A formula as a graph that is reduced step by step, each step once.
///
/// Arguments are evaluated by need and shared. Where a hole stops evaluation, the graph stays as
/// reduced as it is, and goes on from there when the hole has been refined; what was reduced since a
/// mark can be taken back, so that the next refinement begins with all the work done before it.
struct NarrowingGraph: ~Copyable {
  /// What became of an evaluation.
  enum Status {
    case value
    /// A hole is in the way; ``NarrowingGraph/demand`` says which.
    case stuck
    /// Undefined, overflow, or out of steps, depth or nodes.
    case failed
  }

  /// What ``undo(to:)`` goes back to.
  struct Mark {
    fileprivate var nodes: Int
    fileprivate var cells: Int
    fileprivate var changes: Int
    fileprivate var holes: Int
    fileprivate var variables: Int
    fileprivate var differences: DifferenceStore.Mark
  }

  /// A place in the input that is open.
  struct Hole {
    /// As ``InputTypes`` numbers them.
    var type: Int32
    /// Its variable in the ``DifferenceStore``; 0 if it has none yet.
    var variable: Int32
  }

  var code: NarrowingCode
  /// Bounds, see ``NarrowingLimits``; each by itself because they are read at each step.
  let depthLimit: Int
  let nodeLimit: Int
  let speculation: Int
  var nodes: ContiguousArray<GraphNode>
  var cells: ContiguousArray<Int32> = []
  var holes: ContiguousArray<Hole> = []
  var differences: DifferenceStore
  /// The holes of the store's variables but zero.
  private var variables: ContiguousArray<Int32> = []
  private var changes: ContiguousArray<(node: Int32, old: GraphNode)> = []
  /// Nodes below are older than the last mark.
  private var protected: Int32

  /// The first obstacle that the last evaluation met.
  var demand: NarrowingDemand?
  /// Reductions so far.
  var steps = 0
  /// The holes that the evaluation under way has met so far, as bits.
  var blockers: UInt64 = 0
  var stamps = StuckStamps()
  /// Where the current evaluation ends.
  var stepLimit = 0
  var depth = 0

  init(code: NarrowingCode, limits: NarrowingLimits) {
    self.code = code
    depthLimit = limits.depth
    nodeLimit = limits.nodes
    speculation = limits.speculation
    nodes = code.constants
    protected = Int32(nodes.count)
    differences = DifferenceStore(capacity: limits.integers)
  }

  // MARK: - Nodes

  static let truth: Int32 = 0
  static let falsehood: Int32 = 1

  mutating func add(_ node: GraphNode) -> Int32 {
    nodes.append(node)
    return Int32(truncatingIfNeeded: nodes.count - 1)
  }

  mutating func set(_ place: Int32, _ node: GraphNode) {
    if place < protected { changes.append((place, nodes[Int(place)])) }
    nodes[Int(place)] = node
  }

  mutating func frame(_ size: Int) -> Int32 {
    let place = Int32(truncatingIfNeeded: cells.count)
    for _ in 0..<size { cells.append(0) }
    return place
  }

  /// The node that a chain of links ends in.
  func resolved(_ place: Int32) -> Int32 {
    var place = place
    while nodes[Int(place)].kind == .link { place = nodes[Int(place)].a }
    return place
  }

  mutating func addHole(type: Int32, isInteger: Bool) -> Int32 {
    holes.append(Hole(type: type, variable: 0))
    return add(GraphNode(isInteger ? .integerHole : .hole, Int32(holes.count - 1)))
  }

  /// The variable of an integer hole; nil if there are too many.
  mutating func variable(of hole: Int32) -> Int? {
    let known = holes[Int(hole)].variable
    if known != 0 { return Int(known) }
    guard let new = differences.variable() else { return nil }
    holes[Int(hole)].variable = Int32(new)
    variables.append(hole)
    return new
  }

  /// The bit that stands for a hole, and for others.
  func bit(ofHole hole: Int32) -> UInt64 { 1 << UInt64(hole & 63) }

  /// The bit of a variable of the store; none for zero.
  func bit(ofVariable variable: Int) -> UInt64 {
    variable == 0 ? 0 : bit(ofHole: variables[variable - 1])
  }

  /// Says that a refinement was made, so that what waited for it is evaluated again.
  ///
  /// - Parameters:
  ///   - level: refinements on the path, this one included.
  ///   - hole: what was filled, if it was no integer.
  mutating func noteRefinement(level: Int, hole: Int32?, since mark: Mark) {
    var bits = hole.map { bit(ofHole: $0) } ?? 0
    differences.visitChanges(since: mark.differences) { bits |= bit(ofVariable: $0) }
    stamps.enter(level: level, changed: bits)
  }

  // MARK: - Going back

  mutating func mark() -> Mark {
    protected = Int32(nodes.count)
    return Mark(
      nodes: nodes.count, cells: cells.count, changes: changes.count, holes: holes.count,
      variables: variables.count, differences: differences.mark)
  }

  mutating func undo(to mark: Mark) {
    while changes.count > mark.changes {
      let (place, old) = changes.removeLast()
      nodes[Int(place)] = old
    }
    nodes.removeLast(nodes.count - mark.nodes)
    cells.removeLast(cells.count - mark.cells)
    while variables.count > mark.variables {
      holes[Int(variables.removeLast())].variable = 0
    }
    holes.removeLast(holes.count - mark.holes)
    differences.undo(to: mark.differences)
    protected = Int32(mark.nodes)
  }
}
