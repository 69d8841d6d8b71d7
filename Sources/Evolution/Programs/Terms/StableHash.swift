import Determinism
import Lisp

extension Expression {
  /// A hash that does not change between runs.
  var stableHash: UInt64 {
    var hasher = StableHasher()
    combine(into: &hasher)
    return hasher.finalize()
  }

  private func combine(into hasher: inout StableHasher) {
    switch self {
    case .local(let slot): hasher.combine(1 + 16 * slot)
    case .integer(let number):
      hasher.combine(2)
      hasher.combine(UInt64(bitPattern: number))
    case .call(let function, let types, _): hasher.combine(3, function.index, types)
    case .construct(let constructor, let types, _): hasher.combine(4, constructor.index, types)
    case .primitive(let primitive, let types, _): hasher.combine(5, primitive.place, types)
    case .match: hasher.combine(6)
    case .bind: hasher.combine(7)
    case .lambda(let slots, _): hasher.combine(8 + 16 * slots.count)
    case .apply: hasher.combine(9)
    case .undefined: hasher.combine(10)
    case .reference(let callable, let types):
      switch callable {
      case .function(let function): hasher.combine(11, function.index, types)
      case .constructor(let constructor): hasher.combine(12, constructor.index, types)
      case .primitive(let primitive): hasher.combine(13, primitive.place, types)
      }
    }
    let children = self.children
    hasher.combine(children.count)
    for child in children { child.combine(into: &hasher) }
  }
}

extension StableHasher {
  fileprivate mutating func combine(_ kind: Int, _ row: Int, _ types: [Type]) {
    combine(kind + 16 * row)
    for type in types { combine("\(type)") }
  }
}
