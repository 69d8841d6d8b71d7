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
    let (kind, operand) = head(of: expression, &bank)
    let inner = expression.children.map { add($0, &bank) }
    nodes.append(
      FlatNode(
        kind: kind, operand: operand, firstChild: Int32(children.count),
        childCount: Int32(inner.count)))
    children += inner
    return Int32(nodes.count - 1)
  }

  private mutating func head(
    of expression: Expression, _ bank: inout ValueBank
  ) -> (FlatNode.Kind, Int32) {
    switch expression {
    case .local(let slot): (.local, Int32(slot))
    case .integer(let number): (.constant, bank.integer(number))
    case .reference(let callable, _): (.constant, Self.value(of: callable, &bank))
    case .undefined: (.undefined, 0)
    case .call(let function, _, _): (.call, Int32(function.index))
    case .construct(let constructor, _, _): (.construct, Int32(constructor.index))
    case .primitive(let primitive, _, _): (.primitive, Int32(primitive.place))
    case .match(_, let branches): (.match, add(slots: branches.map { $0.slots.first ?? 0 }))
    case .bind(let bindings, _): (.bind, add(slots: bindings.map(\.slot)))
    case .lambda(let parameters, _):
      (.lambda, add(slots: counted(parameters) + counted(expression.freeSlots)))
    case .apply: (.apply, 0)
    }
  }

  private func counted(_ slots: [Int]) -> [Int] { [slots.count] + slots }

  /// Adds a list of slots and returns where it starts.
  private mutating func add(slots new: [Int]) -> Int32 {
    defer { slots += new.map { Int32($0) } }
    return Int32(slots.count)
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
