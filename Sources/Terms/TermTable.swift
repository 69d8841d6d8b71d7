/// The terms of a bank, each once: nodes of 16 bytes, arguments in one pool, one hash index.
///
/// It knows nothing of types beyond storing them; ``TermBank`` decides what may be interned.
struct TermTable {
  /// One term. `header` is a head, a variable's name or the index of a literal, 0 for a call.
  struct Node {
    var header: UInt32
    var start: UInt32
    var type: TypeID
    /// Levels of the term, capped.
    var depth: UInt16
    var count: UInt8
    var bits: UInt8

    @inline(__always)
    var shape: TermShape {
      switch bits & 7 {
      case 0: .variable
      case 1: .integer
      case 2: .application
      case 3: .functionValue
      default: .call
      }
    }

    @inline(__always) var hasVariables: Bool { bits & Bits.variables != 0 }
    @inline(__always) var hasTypeVariables: Bool { bits & Bits.typeVariables != 0 }
  }

  enum Bits {
    static let variables: UInt8 = 8
    static let typeVariables: UInt8 = 16
  }

  private var index = HashIndex(capacity: 1024)
  private(set) var nodes: ContiguousArray<Node> = []
  private(set) var pool: ContiguousArray<TermID> = []

  @inline(__always)
  func node(_ term: TermID) -> Node { nodes[Int(term.index)] }

  @inline(__always)
  func argument(_ position: Int, of node: Node) -> TermID { pool[Int(node.start) &+ position] }

  @inline(__always)
  func hash(_ shape: TermShape, _ header: UInt32, _ arguments: Span<TermID>) -> UInt32 {
    var hash = hashStep(UInt64(shape.rawValue) &+ 1, header)
    for position in 0..<arguments.count { hash = hashStep(hash, arguments[position].index) }
    return hashEnd(hash)
  }

  /// The application, function value or call with these parts, if it is there.
  @inline(__always)
  func find(
    _ hash: UInt32, _ shape: TermShape, _ header: UInt32, _ arguments: Span<TermID>
  ) -> TermID? {
    let found = index.find(hash) { id in
      let node = nodes[Int(id)]
      guard node.header == header, node.bits & 7 == shape.rawValue else { return false }
      guard Int(node.count) == arguments.count else { return false }
      for position in 0..<arguments.count
      where pool[Int(node.start) &+ position] != arguments[position] {
        return false
      }
      return true
    }
    return found.map(TermID.init(index:))
  }

  /// The leaf with these parts, if it is there.
  func findLeaf(_ hash: UInt32, _ shape: TermShape, _ header: UInt32, _ type: TypeID) -> TermID? {
    let found = index.find(hash) { id in
      let node = nodes[Int(id)]
      return node.header == header && node.bits & 7 == shape.rawValue && node.type == type
    }
    return found.map(TermID.init(index:))
  }

  /// Adds a term that was not found. Depth and marks of the arguments are inherited.
  @inline(__always)
  mutating func append(
    _ hash: UInt32, _ shape: TermShape, _ header: UInt32, _ arguments: Span<TermID>,
    type: TypeID, marks: UInt8
  ) -> TermID {
    precondition(nodes.count < Int(UInt32.max) && pool.count < Int(UInt32.max), "the bank is full")
    var bits = shape.rawValue | marks
    var depth: UInt16 = 0
    let start = UInt32(pool.count)
    for position in 0..<arguments.count {
      let argument = arguments[position]
      let node = nodes[Int(argument.index)]
      bits |= node.bits & (Bits.variables | Bits.typeVariables)
      depth = max(depth, node.depth)
      pool.append(argument)
    }
    let id = UInt32(nodes.count)
    nodes.append(
      Node(
        header: header, start: start, type: type, depth: depth == .max ? .max : depth + 1,
        count: UInt8(arguments.count), bits: bits))
    index.insert(hash, id)
    return TermID(index: id)
  }
}
