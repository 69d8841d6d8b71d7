/// Arcs that end in one argument of a call: bit k tells of an arc from pattern k.
struct SizeChangeArcs: Hashable {
  /// All arcs.
  var any: UInt64 = 0
  /// Those from a pattern of which the argument is a proper subterm; a subset of ``any``.
  var strict: UInt64 = 0
}

/// How the arguments of one call, or of a path of calls, are bounded by the caller's parameters.
struct SizeChangeGraph: Hashable {
  let source: Int
  let target: Int
  /// One element for each parameter of the target.
  var arcs: [SizeChangeArcs] = []

  /// First this call, then `next`, whose source is this target.
  func followed(by next: SizeChangeGraph) -> SizeChangeGraph {
    var result = SizeChangeGraph(source: source, target: next.target)
    result.arcs.reserveCapacity(next.arcs.count)
    for end in next.arcs {
      var composed = SizeChangeArcs()
      var rest = end.any
      while rest != 0 {
        let middle = rest.trailingZeroBitCount
        rest &= rest - 1
        composed.any |= arcs[middle].any
        let isStrict = end.strict >> UInt64(middle) & 1 == 1
        composed.strict |= isStrict ? arcs[middle].any : arcs[middle].strict
      }
      result.arcs.append(composed)
    }
    return result
  }

  /// Whether some parameter has a strict arc to itself.
  var hasStrictLoop: Bool {
    arcs.indices.contains { arcs[$0].strict >> UInt64($0) & 1 == 1 }
  }
}

/// The size-change graphs of a group and all their compositions.
///
/// After Lee, Jones and Ben-Amram 2001, "The Size-Change Principle for Program Termination".
struct SizeChangeClosure {
  private let limit: Int
  private var graphs: [SizeChangeGraph] = []
  private var known: Set<SizeChangeGraph> = []

  init(limit: Int) {
    self.limit = limit
  }

  /// - Throws: `tooManyGraphs`.
  mutating func add(_ graph: SizeChangeGraph) throws(Cause) {
    guard known.insert(graph).inserted else { return }
    guard graphs.count < limit else { throw .tooManyGraphs }
    graphs.append(graph)
  }

  /// Adds all compositions.
  ///
  /// Each is a path of graphs of single calls, so it is enough to prolong by those.
  mutating func close() throws(Cause) {
    var calls: [Int: [SizeChangeGraph]] = [:]
    for graph in graphs { calls[graph.source, default: []].append(graph) }
    var next = 0
    while next < graphs.count {
      let graph = graphs[next]
      next += 1
      for call in calls[graph.target] ?? [] {
        try add(graph.followed(by: call))
      }
    }
  }

  /// Whether each idempotent graph from a function to itself has a strict arc from a parameter to
  /// itself; to be asked of a closed set.
  var descends: Bool {
    graphs.allSatisfy { graph in
      graph.source != graph.target || graph.hasStrictLoop || graph.followed(by: graph) != graph
    }
  }
}
