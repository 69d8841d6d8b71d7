import Determinism

/// A program's body as a flat array of nodes in prefix order.
///
/// A node names a head of the problem's ``HeadTable``. Variables are numbered by slots: first the
/// parameters, then what binders bind, in prefix order of the binders; equal genomes are those that
/// differ in the names of variables at most.
struct Genome: Hashable, Sendable {
  var nodes: [GenomeNode]

  var size: Int { nodes.count }

  /// A hash of the program that does not change between runs, nor with what else programs may call.
  func key(in table: HeadTable) -> UInt64 {
    var hasher = StableHasher()
    for node in nodes { hasher.combine(table.keys[Int(node.head)] &+ UInt64(node.slot)) }
    return hasher.finalize()
  }
}

/// One node of a ``Genome``.
struct GenomeNode: Hashable, Sendable {
  /// The number of its head.
  var head: UInt16
  /// The slot of a variable, the first slot that a binder binds, and otherwise 0.
  var slot: UInt16

  init(_ head: Int, slot: Int = 0) {
    self.head = UInt16(truncatingIfNeeded: head)
    self.slot = UInt16(truncatingIfNeeded: slot)
  }
}

/// A variable that a node may mention.
struct GenomeVariable: Hashable, Sendable {
  var slot: Int16
  var type: Int16
  /// The parameter whose value this variable is; -1 for other variables.
  var parameter: Int16 = -1
  /// The parameter of which it holds a proper subterm in every run; -1 if there is none.
  var below: Int16 = -1
  /// Whether a `match` around this place has told its constructor already.
  var isMatched = false
}
