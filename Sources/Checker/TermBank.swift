/// A term in the ``TermBank`` of one check.
struct TermID: Hashable, Sendable {
  let index: UInt32
}

/// A symbol with a type for each of its type parameters.
struct HeadID: Hashable, Sendable {
  let index: UInt32
}

/// A variable of the file, in the order of declaration.
struct Variable: Hashable, Sendable {
  let index: Int
}

enum TermKind: UInt8 {
  /// A variable; the payload is its number.
  case variable
  /// An integer; the payload is its place among the bank's integers.
  case literal
  /// `h(t1 ... tn)`; the payload is the head.
  case application
  /// `fn h(t1 ... tk)`; the payload is the head.
  case partial
  /// `@(g t1 ... tn)`; the arguments are g t1 ... tn.
  case call
}

/// The terms of one check, each stored once: equal terms have equal ids.
///
/// A term is built from the top of ``stack``: push the arguments, then `make`. Arguments have
/// smaller ids than what they are in. Types are the business of ``Judge``, which alone calls
/// `make`.
struct TermBank: ~Copyable {
  /// Arguments of terms under construction.
  var stack = ContiguousArray<TermID>()
  private let limits: CheckLimits
  private var table = IdentifierTable()
  private var kinds = ContiguousArray<TermKind>()
  private var payloads = ContiguousArray<UInt32>()
  private var types = ContiguousArray<TypeID>()
  private var starts = ContiguousArray<UInt32>()
  private var counts = ContiguousArray<UInt8>()
  private var depths = ContiguousArray<UInt16>()
  private var masks = ContiguousArray<Mask>()
  private var children = ContiguousArray<TermID>()
  private var integers = ContiguousArray<Int64>()

  init(limits: CheckLimits) {
    self.limits = limits
  }

  // MARK: - Queries

  var count: Int { kinds.count }

  func kind(_ term: TermID) -> TermKind { kinds[Int(term.index)] }

  func type(_ term: TermID) -> TypeID { types[Int(term.index)] }

  func mask(_ term: TermID) -> Mask { masks[Int(term.index)] }

  func argumentCount(_ term: TermID) -> Int { Int(counts[Int(term.index)]) }

  func argument(_ term: TermID, _ position: Int) -> TermID {
    children[Int(starts[Int(term.index)]) + position]
  }

  /// The head of an application or a partial application.
  func head(_ term: TermID) -> HeadID? {
    switch kind(term) {
    case .application, .partial: HeadID(index: payloads[Int(term.index)])
    case .variable, .literal, .call: nil
    }
  }

  func variable(_ term: TermID) -> Variable? {
    kind(term) == .variable ? Variable(index: Int(payloads[Int(term.index)])) : nil
  }

  func literal(_ term: TermID) -> Int64? {
    kind(term) == .literal ? integers[Int(payloads[Int(term.index)])] : nil
  }

  // MARK: - Construction

  mutating func makeVariable(
    _ variable: Variable, type: TypeID, isOpen: Bool
  ) throws(Cause) -> TermID {
    let mask = Mask(variable).union(isOpen ? .typeVariables : .none)
    return try make(.variable, UInt32(variable.index), type, mask, count: 0)
  }

  mutating func makeLiteral(_ value: Int64, type: TypeID) throws(Cause) -> TermID {
    var hash = Mixer()
    hash.add(UInt64(TermKind.literal.rawValue))
    hash.add(UInt64(bitPattern: value))
    if let known = table.find(hash.value, where: { literal(TermID(index: $0)) == value }) {
      return TermID(index: known)
    }
    integers.append(value)
    let place = UInt32(integers.count - 1)
    return try insert(.literal, place, type, .none, stack.count, hash.value)
  }

  /// The term of this kind whose arguments are the `count` topmost of ``stack``, which are popped.
  ///
  /// `mask` tells what occurs in the term outside its arguments.
  mutating func make(
    _ kind: TermKind, _ payload: UInt32, _ type: TypeID, _ mask: Mask, count: Int
  ) throws(Cause) -> TermID {
    let base = stack.count - count
    var hash = Mixer()
    hash.add(UInt64(kind.rawValue) << 32 | UInt64(payload))
    for position in base..<stack.count { hash.add(UInt64(stack[position].index)) }
    let term: TermID
    if let known = table.find(hash.value, where: { matches($0, kind, payload, base) }) {
      term = TermID(index: known)
    } else {
      term = try insert(kind, payload, type, mask, base, hash.value)
    }
    stack.removeLast(count)
    return term
  }

  private func matches(_ id: UInt32, _ kind: TermKind, _ payload: UInt32, _ base: Int) -> Bool {
    let index = Int(id)
    let count = stack.count - base
    guard kinds[index] == kind, payloads[index] == payload, Int(counts[index]) == count
    else { return false }
    let start = Int(starts[index])
    for offset in 0..<count where children[start + offset] != stack[base + offset] {
      return false
    }
    return true
  }

  private mutating func insert(
    _ kind: TermKind, _ payload: UInt32, _ type: TypeID, _ mask: Mask, _ base: Int, _ hash: UInt32
  ) throws(Cause) -> TermID {
    let count = stack.count - base
    guard kinds.count < limits.nodes, children.count + count <= limits.references
    else { throw .tooManyNodes }
    var depth = 0
    var mask = mask
    for position in base..<stack.count {
      let child = Int(stack[position].index)
      depth = max(depth, Int(depths[child]))
      mask = mask.union(masks[child])
    }
    guard depth < limits.depth else { throw .termTooDeep }
    kinds.append(kind)
    payloads.append(payload)
    types.append(type)
    starts.append(UInt32(children.count))
    counts.append(UInt8(count))
    depths.append(UInt16(depth + 1))
    masks.append(mask)
    children.append(contentsOf: stack[base...])
    return TermID(index: table.insert(hash))
  }
}
