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
    for index in nodes.indices.reversed() {
      var child = index + 1
      for _ in 0..<table.arity(Int(nodes[index].head)) { child += sizes[child] }
      sizes[index] = child - index
    }
    countComplexity(nodes, sizes)
    countArbitrariness(nodes, sizes, table)
  }

  private mutating func countComplexity(_ nodes: [GenomeNode], _ sizes: [Int]) {
    // Where the parts met so far begin.
    var parts: [Int] = []
    var index = 0
    while index < nodes.count {
      complexity += 1
      let size = sizes[index]
      if size > 1 {
        let isMet = parts.contains { part in
          sizes[part] == size && (0..<size).allSatisfy { nodes[part + $0] == nodes[index + $0] }
        }
        if isMet {
          index += size
          continue
        }
        parts.append(index)
      }
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
