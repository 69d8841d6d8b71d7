import Lisp

/// A node of flat code; its children are consecutive entries of ``FlatCode/children``.
struct FlatNode {
  enum Kind: UInt8 {
    case local, constant, call, construct, primitive, match, bind, lambda, apply, undefined
  }
  var kind: Kind
  /// The slot, constant value, function, constructor, primitive, or start of a slot list.
  var operand: Int32
  var firstChild: Int32
  var childCount: Int32
}

/// Bodies of functions as arrays, which are interpreted several times faster than trees.
struct FlatCode {
  private(set) var nodes: [FlatNode] = []
  private(set) var children: [Int32] = []
  /// Lists of slots: of `match` for each branch its first slot, of `bind` each binding's slot, of
  /// `lambda` the number of parameters, their slots, and the slots of the captured variables.
  private(set) var slots: [Int32] = []

  /// Adds an expression and returns its node.
  mutating func add(_ expression: Expression, _ bank: inout ValueBank) -> Int32 {
    var node = FlatNode(kind: .undefined, operand: 0, firstChild: 0, childCount: 0)
    switch expression {
    case .local(let slot):
      node.kind = .local
      node.operand = Int32(slot)
    case .integer(let number):
      node.kind = .constant
      node.operand = bank.integer(number)
    case .reference(let callable, _):
      node.kind = .constant
      node.operand = Self.value(of: callable, &bank)
    case .undefined: break
    case .call(let function, _, _):
      node.kind = .call
      node.operand = Int32(function.index)
    case .construct(let constructor, _, _):
      node.kind = .construct
      node.operand = Int32(constructor.index)
    case .primitive(let primitive, _, _):
      node.kind = .primitive
      node.operand = Int32(primitive.place)
    case .match(_, let branches):
      node.kind = .match
      node.operand = Int32(slots.count)
      slots += branches.map { Int32($0.slots.first ?? 0) }
    case .bind(let bindings, _):
      node.kind = .bind
      node.operand = Int32(slots.count)
      slots += bindings.map { Int32($0.slot) }
    case .lambda(let parameters, _):
      node.kind = .lambda
      node.operand = Int32(slots.count)
      slots += [Int32(parameters.count)] + parameters.map { Int32($0) }
      let captured = expression.freeSlots
      slots += [Int32(captured.count)] + captured.map { Int32($0) }
    case .apply: node.kind = .apply
    }
    let inner = expression.children.map { add($0, &bank) }
    node.firstChild = Int32(children.count)
    node.childCount = Int32(inner.count)
    children += inner
    nodes.append(node)
    return Int32(nodes.count - 1)
  }

  static func value(of callable: Callable, _ bank: inout ValueBank) -> ValueID {
    switch callable {
    case .function(let function): bank.intern(.function, Int64(function.index), [])
    case .constructor(let constructor):
      bank.intern(.constructorFunction, Int64(constructor.index), [])
    case .primitive(let primitive): bank.intern(.primitiveFunction, Int64(primitive.place), [])
    }
  }
}

extension Primitive {
  /// Its place among all primitives.
  var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
