/// A type in the ``TypeBank`` of one check.
struct TypeID: Hashable, Sendable {
  let index: UInt32
}

enum TypeKind: UInt8 {
  case integer, variable, data, arrow
}

/// The types of one check, each stored once: equal types have equal ids.
///
/// A type is built from the top of ``stack``: push the arguments, then ``make(_:_:count:)``.
/// Arguments have smaller ids than what they are in.
struct TypeBank: ~Copyable {
  /// Arguments of types and heads under construction.
  var stack = ContiguousArray<TypeID>()
  private let limits: CheckLimits
  private var table = IdentifierTable()
  private var kinds = ContiguousArray<TypeKind>()
  /// The name of a variable or the number of a data type.
  private var payloads = ContiguousArray<UInt32>()
  private var starts = ContiguousArray<UInt32>()
  private var counts = ContiguousArray<UInt8>()
  private var depths = ContiguousArray<UInt16>()
  private var open = ContiguousArray<Bool>()
  private var children = ContiguousArray<TypeID>()
  /// The last walk that met each type.
  private var stamps = ContiguousArray<UInt64>()
  private var walk: UInt64 = 0

  init(limits: CheckLimits) {
    self.limits = limits
  }

  // MARK: - Queries

  var count: Int { kinds.count }

  func kind(_ type: TypeID) -> TypeKind { kinds[Int(type.index)] }

  func payload(_ type: TypeID) -> Int { Int(payloads[Int(type.index)]) }

  /// How many arguments: of `(-> t1 ... tn t)`, n + 1.
  func argumentCount(_ type: TypeID) -> Int { Int(counts[Int(type.index)]) }

  func argument(_ type: TypeID, _ position: Int) -> TypeID {
    children[Int(starts[Int(type.index)]) + position]
  }

  func arguments(_ type: TypeID) -> ContiguousArray<TypeID> {
    let start = Int(starts[Int(type.index)])
    return ContiguousArray(children[start..<start + argumentCount(type)])
  }

  /// Whether a type variable occurs in `type`.
  func isOpen(_ type: TypeID) -> Bool { open[Int(type.index)] }

  // MARK: - Construction

  /// The type of this kind whose arguments are the `count` topmost of ``stack``, which are popped.
  mutating func make(_ kind: TypeKind, _ payload: Int, count: Int) throws(Cause) -> TypeID {
    let base = stack.count - count
    var hash = Mixer()
    hash.add(UInt64(kind.rawValue) << 32 | UInt64(payload))
    for position in base..<stack.count { hash.add(UInt64(stack[position].index)) }
    let type: TypeID
    if let known = table.find(hash.value, where: { matches($0, kind, payload, base) }) {
      type = TypeID(index: known)
    } else {
      type = try insert(kind, payload, base, hash.value)
    }
    stack.removeLast(count)
    return type
  }

  private func matches(_ id: UInt32, _ kind: TypeKind, _ payload: Int, _ base: Int) -> Bool {
    let index = Int(id)
    let count = stack.count - base
    guard kinds[index] == kind, Int(payloads[index]) == payload, Int(counts[index]) == count
    else { return false }
    let start = Int(starts[index])
    for offset in 0..<count where children[start + offset] != stack[base + offset] {
      return false
    }
    return true
  }

  private mutating func insert(
    _ kind: TypeKind, _ payload: Int, _ base: Int, _ hash: UInt32
  ) throws(Cause) -> TypeID {
    let count = stack.count - base
    guard kinds.count < limits.nodes, children.count + count <= limits.references
    else { throw .tooManyNodes }
    var depth = 0
    var isOpen = kind == .variable
    for position in base..<stack.count {
      depth = max(depth, Int(depths[Int(stack[position].index)]))
      isOpen = isOpen || open[Int(stack[position].index)]
    }
    guard depth < limits.depth else { throw .typeTooDeep }
    kinds.append(kind)
    payloads.append(UInt32(payload))
    starts.append(UInt32(children.count))
    counts.append(UInt8(count))
    depths.append(UInt16(depth + 1))
    open.append(isOpen)
    children.append(contentsOf: stack[base...])
    stamps.append(0)
    return TypeID(index: table.insert(hash))
  }

  // MARK: - Walks

  /// Begins a walk: no type is met yet.
  mutating func beginWalk() { walk += 1 }

  /// Appends `root` and all types in it that this walk has not met to `order`, arguments first.
  mutating func visit(_ root: TypeID, into order: inout ContiguousArray<TypeID>) {
    guard stamps[Int(root.index)] != walk else { return }
    let base = order.count
    stamps[Int(root.index)] = walk
    order.append(root)
    var next = base
    while next < order.count {
      let type = order[next]
      next += 1
      for position in 0..<argumentCount(type) {
        let child = argument(type, position)
        if stamps[Int(child.index)] != walk {
          stamps[Int(child.index)] = walk
          order.append(child)
        }
      }
    }
    // Arguments have smaller ids.
    order[base...].sort { $0.index < $1.index }
  }
}
