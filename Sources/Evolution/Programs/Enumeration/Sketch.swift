import Lisp

/// A program in the making: a tree of matches and conditions whose leaves are still open.
struct Sketch {
  /// What a split looks at.
  enum Subject: Hashable {
    case variable(Int)
    case term(Int32)
  }

  /// How a leaf was made an inner node.
  enum Split {
    case match(Subject, TypeIndex)
    case construct(ConstructorID)
    /// It comes from a program to start from.
    case given(GivenHead)
  }

  struct Node {
    /// Which ``LeafScope`` the node stands in.
    var scope: Int
    /// Places in the bank's list of tests that come to this node for certain.
    var tests: [Int]
    /// For each of ``tests`` the value that the node must give.
    var goals: [ValueID]
    var type: TypeIndex
    /// The leaf's list of candidates.
    var candidates: Int
    /// Nil at a leaf.
    var split: Split? = nil
    /// The nodes for the cases, or for the fields.
    var children: [Int] = []
  }

  /// The root is first.
  var nodes: [Node]
  /// The nodes that are leaves, from left to right.
  var leaves: [Int]
  /// Nodes of the program outside its leaves.
  var cost: Int
  /// Leaves before this place stay as they are.
  var firstOpen = 0
  /// The orders along which every self-call in a subject descends.
  var descent = UInt32.max
  /// The tests for which it is not known where some split sends them.
  var open = TestSet()
  /// Splits of a cost up to this one have been put at the open leaves.
  var expandedCost = 0
  /// Programs up to this size have been tried.
  var triedSize = 0
  /// By leaf and size the candidates that no test rejects while the other leaves are open.
  var lonely: [Int: [Int: [Int32]]] = [:]

  /// The sketch with the leaf at that place split.
  func splitting(
    leaf place: Int, by split: Split, cost: Int, descent: UInt32, into cases: [Node]
  ) -> Sketch {
    var sketch = self
    let children = Array(nodes.count..<nodes.count + cases.count)
    sketch.nodes += cases
    sketch.nodes[leaves[place]].split = split
    sketch.nodes[leaves[place]].children = children
    sketch.leaves.replaceSubrange(place...place, with: children)
    sketch.cost += cost
    sketch.firstOpen = place
    sketch.descent &= descent
    sketch.expandedCost = 0
    sketch.triedSize = 0
    sketch.lonely = [:]
    return sketch
  }
}

/// The terms that may stand at a leaf: those that agree with the test cases that come there.
struct LeafCandidates {
  /// What decides them.
  struct Key: Hashable {
    var bank: Int
    var type: TypeIndex
    var tests: [Int]
    var goals: [ValueID]
  }
  let key: Key
  /// By size, as far as they have been looked for.
  var bySize: [[Int32]] = [[]]

  /// The smallest size at which there are candidates, or nil if there are none so far.
  var least: Int? { bySize.firstIndex { !$0.isEmpty } }
}

/// A scope of the search with the terms over it.
struct LeafScope {
  /// The scope whose bank this one uses: its own, unless it has no variables of its own.
  var bank: Int
  var scope: SearchScope
}
