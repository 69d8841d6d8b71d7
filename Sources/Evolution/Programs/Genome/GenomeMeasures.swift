import Determinism

/// What of a program's form decides between programs that pass as many tests.
struct GenomeMeasures: Comparable, Hashable, Sendable {
  /// The number of nodes when a part of two nodes and more that occurs again counts as one.
  private(set) var complexity = 0
  /// How many of its variables the body never uses, and how many constants it passes to itself.
  private(set) var arbitrariness = 0

  init(complexity: Int, arbitrariness: Int) {
    self.complexity = complexity
    self.arbitrariness = arbitrariness
  }

  static func + (left: GenomeMeasures, right: GenomeMeasures) -> GenomeMeasures {
    GenomeMeasures(
      complexity: left.complexity + right.complexity,
      arbitrariness: left.arbitrariness + right.arbitrariness)
  }

  static func < (left: GenomeMeasures, right: GenomeMeasures) -> Bool {
    (left.complexity, left.arbitrariness) < (right.complexity, right.arbitrariness)
  }

  init(_ genome: Genome, _ table: HeadTable) {
    let nodes = genome.nodes
    var sizes = [Int](repeating: 1, count: nodes.count)
    var hashes = [UInt64](repeating: 0, count: nodes.count)
    for index in nodes.indices.reversed() {
      var hasher = StableHasher()
      hasher.combine(UInt64(nodes[index].head) << 16 | UInt64(nodes[index].slot))
      var child = index + 1
      for _ in 0..<table.arity(Int(nodes[index].head)) {
        hasher.combine(hashes[child])
        child += sizes[child]
      }
      sizes[index] = child - index
      hashes[index] = hasher.finalize()
    }
    countComplexity(sizes, hashes)
    countArbitrariness(nodes, sizes, table)
  }

  private mutating func countComplexity(_ sizes: [Int], _ hashes: [UInt64]) {
    var seen: [UInt64] = []
    var index = 0
    while index < sizes.count {
      complexity += 1
      if sizes[index] > 1, seen.contains(hashes[index]) {
        index += sizes[index]
        continue
      }
      if sizes[index] > 1 { seen.append(hashes[index]) }
      index += 1
    }
  }

  private mutating func countArbitrariness(
    _ nodes: [GenomeNode], _ sizes: [Int], _ table: HeadTable
  ) {
    var slots = table.parameters.count
    // What is bound inside a part has a slot from here on.
    var before: [Int] = []
    for node in nodes {
      before.append(slots)
      slots += table.binderCounts[Int(node.head)]
    }
    var used = [Bool](repeating: false, count: slots)
    for index in nodes.indices {
      let head = Int(nodes[index].head)
      if head == HeadTable.local { used[Int(nodes[index].slot)] = true }
      guard table.kinds[head] == .selfCall else { continue }
      var argument = index + 1
      for _ in 0..<table.arity(head) {
        let part = argument..<argument + sizes[argument]
        let isConstant = !part.contains {
          Int(nodes[$0].head) == HeadTable.local && Int(nodes[$0].slot) < before[argument]
        }
        if isConstant { arbitrariness += 1 }
        argument += sizes[argument]
      }
    }
    for isUsed in used where !isUsed { arbitrariness += 1 }
  }
}
