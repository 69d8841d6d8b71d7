/// What a call keeps or makes smaller: arcs from a caller's parameters to a callee's.
struct SizeChangeGraph: Hashable {
  /// Members of the group.
  var caller: Int
  var callee: Int
  /// Row k, bit l: parameter l of the callee is parameter k of the caller or a part of it.
  var arcs: [UInt64]
  /// Row k, bit l: it is a proper part.
  var strict: [UInt64]

  /// This call, and from within the callee the next.
  func composed(with next: SizeChangeGraph) -> SizeChangeGraph {
    var result = SizeChangeGraph(
      caller: caller, callee: next.callee, arcs: arcs, strict: strict)
    for row in arcs.indices {
      var reached: UInt64 = 0
      var smaller: UInt64 = 0
      var rest = arcs[row]
      while rest != 0 {
        let middle = rest.trailingZeroBitCount
        rest &= rest - 1
        reached |= next.arcs[middle]
        let isStrict = strict[row] & (1 << UInt64(middle)) != 0
        smaller |= isStrict ? next.arcs[middle] : next.strict[middle]
      }
      result.arcs[row] = reached
      result.strict[row] = smaller
    }
    return result
  }

  /// True if some parameter of a function is smaller when the function calls itself so.
  var decreases: Bool {
    strict.indices.contains { strict[$0] & (1 << UInt64($0)) != 0 }
  }
}

/// Why calls do not show that a recursion ends.
enum SizeChangeFailure: Error, Equatable {
  /// The member of the group has an idempotent composition that decreases nothing.
  case doesNotDecrease(Int)
  case tooManyGraphs
}

/// Checks the size-change principle (Lee, Jones and Ben-Amram 2001).
///
/// The closure is built by composing with single calls on the right, which reaches every composition
/// because composition is associative.
func checkSizeChange(
  _ calls: [SizeChangeGraph], limit: Int = DefinitionLimits.graphs
) throws(SizeChangeFailure) {
  var known: Set<SizeChangeGraph> = []
  var closure: [SizeChangeGraph] = []
  func add(_ graph: SizeChangeGraph) throws(SizeChangeFailure) {
    guard known.insert(graph).inserted else { return }
    guard closure.count < limit else { throw .tooManyGraphs }
    closure.append(graph)
  }
  for call in calls { try add(call) }
  let generators = closure
  var next = 0
  while next < closure.count {
    let graph = closure[next]
    for generator in generators where generator.caller == graph.callee {
      try add(graph.composed(with: generator))
    }
    next += 1
  }
  for graph in closure where graph.caller == graph.callee && !graph.decreases {
    if graph.composed(with: graph) == graph { throw .doesNotDecrease(graph.caller) }
  }
}
