/// The strongly connected components of the graph that is reached from some nodes; each comes after
/// those that it has arcs to.
///
/// Tarjan 1972, "Depth-first search and linear graph algorithms", with an explicit stack, so that
/// long chains do no harm. The order depends on the order of roots and arcs alone.
func stronglyConnectedGroups(roots: [Int], arcs: (Int) -> [Int]) -> [[Int]] {
  var search = ComponentSearch()
  for root in roots where search.number[root] == nil {
    search.run(from: root, arcs: arcs)
  }
  return search.groups
}

private struct ComponentSearch {
  var number: [Int: Int] = [:]
  var groups: [[Int]] = []
  private var lowest: [Int: Int] = [:]
  private var open: [Int] = []
  private var isOpen: Set<Int> = []
  private var path: [(node: Int, arcs: [Int], next: Int)] = []

  mutating func run(from root: Int, arcs: (Int) -> [Int]) {
    enter(root, arcs(root))
    while let step = path.last {
      if step.next == step.arcs.count {
        leave(step.node)
        continue
      }
      path[path.count - 1].next += 1
      let target = step.arcs[step.next]
      if number[target] == nil {
        enter(target, arcs(target))
      } else if isOpen.contains(target) {
        lower(step.node, to: number[target] ?? 0)
      }
    }
  }

  private mutating func enter(_ node: Int, _ arcs: [Int]) {
    number[node] = number.count
    lowest[node] = number[node]
    open.append(node)
    isOpen.insert(node)
    path.append((node, arcs, 0))
  }

  private mutating func lower(_ node: Int, to value: Int) {
    lowest[node] = min(lowest[node] ?? value, value)
  }

  private mutating func leave(_ node: Int) {
    path.removeLast()
    let low = lowest[node] ?? 0
    if let parent = path.last?.node { lower(parent, to: low) }
    guard low == number[node] else { return }
    var group: [Int] = []
    while let member = open.popLast() {
      isOpen.remove(member)
      group.append(member)
      if member == node { break }
    }
    groups.append(group.reversed())
  }
}
