/// What a node of the graph is. Operands are nodes unless something else is said.
enum GraphKind: UInt8 {
  // Values.
  /// An integer.
  case integer
  /// Constructor a with c fields, cells from b.
  case data
  /// Hole a, an integer.
  case integerHole
  /// Node a, an integer hole, plus a number.
  case sum
  /// Function a by name.
  case function
  /// Constructor a by name.
  case constructor
  /// Operation a by name.
  case primitive
  /// The lambda at a in the frame b.
  case closure
  // What waits.
  /// Hole a, of a data type or function type.
  case hole
  /// Node a.
  case link
  /// The expression at a in the frame b.
  case suspended
  /// The match at a in the frame b, with subject c.
  case match
  /// a applied to c nodes, cells from b.
  case apply
  case and, or, not
  case conditional, truthConditional
  case equal, less, lessOrEqual
  case plus, minus, times, div, mod
  case undefined
}

/// A node of the graph that is reduced.
struct GraphNode {
  var kind: GraphKind
  var a: Int32
  var b: Int32
  var c: Int32

  init(_ kind: GraphKind, _ a: Int32 = 0, _ b: Int32 = 0, _ c: Int32 = 0) {
    self.kind = kind
    self.a = a
    self.b = b
    self.c = c
  }

  init(integer: Int64) {
    self.init(.integer)
    number = integer
  }

  /// The number of an `integer` or a `sum`.
  var number: Int64 {
    get { Int64(b) << 32 | Int64(UInt32(bitPattern: c)) }
    set {
      b = Int32(truncatingIfNeeded: newValue >> 32)
      c = Int32(truncatingIfNeeded: newValue)
    }
  }
}
