import Determinism
import Lisp

/// A statement as a sequence of words, for comparison and hashing.
enum StatementCode {
  /// First how badly its equations are directed, then the nodes in reading order, then the types
  /// of the variables.
  static func words(of formula: Formula, order: StatementOrder) -> [UInt64] {
    var words = [misdirection(of: formula, order: order)]
    append(formula.body, to: &words)
    for local in formula.locals { words.append(word(of: local.type)) }
    return words
  }

  /// Lexicographic order.
  static func isBefore(_ left: [UInt64], _ right: [UInt64]) -> Bool {
    left.lexicographicallyPrecedes(right)
  }

  /// 0 if the left side of every equation is the greater one. Sides that the order does not
  /// compare should have the larger one on the left.
  private static func misdirection(of formula: Formula, order: StatementOrder) -> UInt64 {
    var sum: UInt64 = 0
    for node in formula.body.nodes {
      guard let (left, right) = node.equationSides else { continue }
      let variables = formula.variableCount
      if order.isGreater(left, than: right, schematic: variables) { continue }
      let isReversed = order.isGreater(right, than: left, schematic: variables)
      sum += isReversed ? 1 << 20 : UInt64(max(0, right.size - left.size))
    }
    return sum
  }

  private static func append(_ term: Expression, to words: inout [UInt64]) {
    words.append(word(of: term))
    for type in term.types { words.append(word(of: type)) }
    for child in term.children { append(child, to: &words) }
  }

  /// The node without its types and children: what it is in the upper half, which in the lower.
  private static func word(of term: Expression) -> UInt64 {
    switch term {
    case .local(let slot): pack(1, slot)
    case .integer(let value): (2 << 56) ^ UInt64(bitPattern: value)
    case .construct(let constructor, _, _): pack(3, constructor.index)
    case .reference(let callable, _): pack(4, index(of: callable))
    case .call(let function, _, _): pack(5, function.index)
    case .primitive(let primitive, _, _): pack(6, index(of: .primitive(primitive)))
    case .apply(_, let arguments): pack(7, arguments.count)
    case .match(_, let branches): pack(8, branches.count)
    case .bind(let bindings, _): pack(9, bindings.count)
    case .lambda(let slots, _): pack(10, slots.count)
    case .undefined: pack(11, 0)
    }
  }

  private static func pack(_ kind: UInt64, _ index: Int) -> UInt64 {
    kind << 56 | UInt64(index)
  }

  private static func index(of callable: Callable) -> Int {
    switch callable {
    case .function(let function): 3 * function.index
    case .constructor(let constructor): 3 * constructor.index + 1
    case .primitive(let primitive): 3 * (Primitive.allCases.firstIndex(of: primitive) ?? 0) + 2
    }
  }

  private static func word(of type: Type) -> UInt64 {
    var hasher = StableHasher()
    combine(type, into: &hasher)
    return hasher.finalize()
  }

  private static func combine(_ type: Type, into hasher: inout StableHasher) {
    switch type {
    case .bool: hasher.combine(0)
    case .int: hasher.combine(1)
    case .variable(let name):
      hasher.combine(2)
      hasher.combine(name)
    case .data(let name, let arguments):
      hasher.combine(3)
      hasher.combine(name)
      hasher.combine(arguments.count)
      for argument in arguments { combine(argument, into: &hasher) }
    case .function(let parameters, let result):
      hasher.combine(4)
      hasher.combine(parameters.count)
      for parameter in parameters { combine(parameter, into: &hasher) }
      combine(result, into: &hasher)
    }
  }
}
