import Lisp

/// Evaluates component functions on interned values, and remembers what calls gave.
///
/// It is what the enumeration of terms needs: values may be unknown, equality is free, and a call
/// is looked up when it was made before. The virtual machine stays the judge of whole programs.
struct Interpreter {
  /// Calls of one evaluation.
  static let fuelLimit = 4_000
  /// Nested calls.
  static let depthLimit = 400
  /// Remembered calls; when there are more, all are forgotten.
  static let memoryLimit = 1 << 20

  var bank = ValueBank()
  let environment: Environment
  let target: FunctionID
  private var code = FlatCode()
  private var entries: [Int32]
  private var memory: [CallKey: ValueID] = [:]
  private var stack: [ValueID] = []
  private(set) var fuel = 0
  private var depth = 0
  /// For each oracle and arguments the result; filled by ``OracleTable``.
  var oracles: OracleTable
  /// Place of each constructor among those of its type.
  private let places: [Int]

  private struct CallKey: Hashable {
    var function: Int32
    var first: ValueID
    var second: ValueID
    var rest: [ValueID]

    init(_ function: Int32, _ arguments: ArraySlice<ValueID>) {
      self.function = function
      first = arguments.first ?? 0
      second = arguments.dropFirst().first ?? 0
      rest = arguments.count > 2 ? Array(arguments.dropFirst(2)) : []
    }
  }

  init(environment: Environment, target: FunctionID) {
    self.environment = environment
    self.target = target
    entries = [Int32](repeating: -1, count: environment.functions.count)
    oracles = OracleTable()
    places = environment.constructors.map(\.index)
  }

  /// Starts the count of calls anew.
  mutating func refuel() {
    fuel = Self.fuelLimit
    depth = 0
  }

  func place(ofConstructorOf value: ValueID) -> Int {
    places[Int(bank.payloads[Int(value)])]
  }

  /// The value of a closed expression, or ``ValueBank/failed``.
  mutating func value(of expression: Expression, locals: Int) -> ValueID {
    refuel()
    let node = code.add(expression, &bank)
    let base = stack.count
    stack += [ValueID](repeating: ValueBank.unknown, count: locals)
    defer { stack.removeLast(stack.count - base) }
    return evaluate(node, base)
  }

  /// The result of calling a function other than the target.
  mutating func call(_ function: Int32, _ arguments: [ValueID]) -> ValueID {
    let base = stack.count
    stack += arguments
    defer { stack.removeLast(stack.count - base) }
    return callOnStack(function, base, arguments.count)
  }

  /// Applies a function value.
  mutating func apply(_ function: ValueID, _ arguments: [ValueID]) -> ValueID {
    if arguments.contains(ValueBank.failed) { return ValueBank.failed }
    let payload = bank.payloads[Int(function)]
    switch bank.kinds[Int(function)] {
    case .function: return call(Int32(payload), arguments)
    case .constructorFunction: return bank.intern(.construct, payload, arguments)
    case .primitiveFunction:
      return primitive(Primitive.allCases[Int(payload)], arguments)
    case .closure: return applyClosure(function, arguments)
    case .oracle: return oracles.result(Int(payload), arguments)
    case .unknown: return ValueBank.unknown
    case .integer, .construct: return ValueBank.failed
    }
  }

  private mutating func callOnStack(_ function: Int32, _ base: Int, _ count: Int) -> ValueID {
    guard function != Int32(target.index) else { return ValueBank.unknown }
    let key = CallKey(function, stack[base..<base + count])
    if let known = memory[key] { return known }
    fuel -= 1
    guard fuel > 0, depth < Self.depthLimit else { return ValueBank.failed }
    guard let entry = entry(of: function) else { return ValueBank.failed }
    let locals = environment.functions[Int(function)].locals.count
    if locals > count {
      stack += [ValueID](repeating: ValueBank.unknown, count: locals - count)
    }
    depth += 1
    let result = evaluate(entry, base)
    depth -= 1
    guard result >= 0 else { return result }
    if memory.count >= Self.memoryLimit { memory.removeAll(keepingCapacity: true) }
    memory[key] = result
    return result
  }

  private mutating func entry(of function: Int32) -> Int32? {
    if entries[Int(function)] >= 0 { return entries[Int(function)] }
    guard let body = environment.functions[Int(function)].body else { return nil }
    let entry = code.add(body, &bank)
    entries[Int(function)] = entry
    return entry
  }

  private mutating func applyClosure(_ closure: ValueID, _ arguments: [ValueID]) -> ValueID {
    fuel -= 1
    guard fuel > 0, depth < Self.depthLimit else { return ValueBank.failed }
    let node = code.nodes[Int(bank.payloads[Int(closure)])]
    let list = Int(node.operand)
    let parameters = Int(code.slots[list])
    let captured = Int(code.slots[list + 1 + parameters])
    var highest = 0
    for offset in 0..<parameters { highest = max(highest, Int(code.slots[list + 1 + offset])) }
    let body = code.children[Int(node.firstChild)]
    let base = stack.count
    stack += [ValueID](repeating: ValueBank.unknown, count: max(highest + 1, 64))
    for offset in 0..<parameters {
      stack[base + Int(code.slots[list + 1 + offset])] = arguments[offset]
    }
    for offset in 0..<captured {
      let slot = Int(code.slots[list + 2 + parameters + offset])
      stack[base + slot] = bank.argument(offset, of: closure)
    }
    depth += 1
    let result = evaluate(body, base)
    depth -= 1
    stack.removeLast(stack.count - base)
    return result
  }
}

// MARK: - Evaluation

extension Interpreter {
  private mutating func evaluate(_ index: Int32, _ base: Int) -> ValueID {
    let node = code.nodes[Int(index)]
    let first = Int(node.firstChild)
    switch node.kind {
    case .local: return stack[base + Int(node.operand)]
    case .constant: return node.operand
    case .undefined: return ValueBank.failed
    case .call: return evaluateCall(node, base)
    case .construct:
      guard let values = values(first, Int(node.childCount), base) else { return ValueBank.failed }
      return bank.intern(.construct, Int64(node.operand), values)
    case .primitive:
      return primitive(Primitive.allCases[Int(node.operand)], first, base)
    case .match: return match(node, base)
    case .bind:
      guard let values = values(first, Int(node.childCount) - 1, base) else {
        return ValueBank.failed
      }
      for (offset, value) in values.enumerated() {
        store(value, base + Int(code.slots[Int(node.operand) + offset]))
      }
      return evaluate(code.children[first + Int(node.childCount) - 1], base)
    case .lambda: return closure(index, node, base)
    case .apply:
      guard let values = values(first, Int(node.childCount), base) else { return ValueBank.failed }
      return apply(values[0], Array(values.dropFirst()))
    }
  }

  private mutating func evaluateCall(_ node: FlatNode, _ base: Int) -> ValueID {
    let start = stack.count
    defer { stack.removeLast(stack.count - start) }
    for child in 0..<Int(node.childCount) {
      let value = evaluate(code.children[Int(node.firstChild) + child], base)
      guard value >= 0 else { return value }
      stack.append(value)
    }
    return callOnStack(node.operand, start, Int(node.childCount))
  }

  private mutating func closure(_ index: Int32, _ node: FlatNode, _ base: Int) -> ValueID {
    let list = Int(node.operand)
    let parameters = Int(code.slots[list])
    let captured = (0..<Int(code.slots[list + 1 + parameters])).map { offset in
      stack[base + Int(code.slots[list + 2 + parameters + offset])]
    }
    return bank.intern(.closure, Int64(index), captured)
  }

  private mutating func store(_ value: ValueID, _ position: Int) {
    while stack.count <= position { stack.append(ValueBank.unknown) }
    stack[position] = value
  }

  private mutating func values(_ first: Int, _ count: Int, _ base: Int) -> [ValueID]? {
    var values: [ValueID] = []
    values.reserveCapacity(count)
    for child in 0..<count {
      let value = evaluate(code.children[first + child], base)
      guard value >= 0 else { return nil }
      values.append(value)
    }
    return values
  }

  private mutating func match(_ node: FlatNode, _ base: Int) -> ValueID {
    let first = Int(node.firstChild)
    let subject = evaluate(code.children[first], base)
    guard subject > 0 else { return subject }
    let place = place(ofConstructorOf: subject)
    let slot = base + Int(code.slots[Int(node.operand) + place])
    for field in 0..<bank.argumentCount(subject) {
      store(bank.argument(field, of: subject), slot + field)
    }
    return evaluate(code.children[first + 1 + place], base)
  }

  private mutating func primitive(_ primitive: Primitive, _ first: Int, _ base: Int) -> ValueID {
    switch primitive {
    case .if, .and, .or, .implies:
      let condition = evaluate(code.children[first], base)
      guard condition > 0 else { return condition }
      let isTrue = bank.payloads[Int(condition)] == Int64(ConstructorID.true.index)
      switch primitive {
      case .if: return evaluate(code.children[first + (isTrue ? 1 : 2)], base)
      case .and: return isTrue ? evaluate(code.children[first + 1], base) : condition
      case .or: return isTrue ? condition : evaluate(code.children[first + 1], base)
      default: return isTrue ? evaluate(code.children[first + 1], base) : bank.bool(true)
      }
    default:
      let count = primitive.parameters.count
      guard let values = values(first, count, base) else { return ValueBank.failed }
      return self.primitive(primitive, values)
    }
  }

  /// A primitive on values that are there already.
  mutating func primitive(_ primitive: Primitive, _ values: [ValueID]) -> ValueID {
    if values.contains(ValueBank.failed) { return ValueBank.failed }
    if values.contains(where: { bank.isPartial[Int($0)] }) { return partial(primitive, values) }
    switch primitive {
    case .equal: return bank.bool(values[0] == values[1])
    case .not: return bank.bool(!isTrue(values[0]))
    case .and: return bank.bool(isTrue(values[0]) && isTrue(values[1]))
    case .or: return bank.bool(isTrue(values[0]) || isTrue(values[1]))
    case .implies: return bank.bool(!isTrue(values[0]) || isTrue(values[1]))
    case .if: return isTrue(values[0]) ? values[1] : values[2]
    case .plus, .minus, .times, .div, .mod, .less, .lessOrEqual:
      return arithmetic(primitive, bank.payloads[Int(values[0])], bank.payloads[Int(values[1])])
    }
  }

  private func isTrue(_ value: ValueID) -> Bool {
    bank.payloads[Int(value)] == Int64(ConstructorID.true.index)
  }

  private mutating func partial(_ primitive: Primitive, _ values: [ValueID]) -> ValueID {
    if primitive == .if, values[0] != ValueBank.unknown {
      return isTrue(values[0]) ? values[1] : values[2]
    }
    return ValueBank.unknown
  }

  private mutating func arithmetic(_ primitive: Primitive, _ left: Int64, _ right: Int64) -> ValueID
  {
    switch primitive {
    case .less: return bank.bool(left < right)
    case .lessOrEqual: return bank.bool(left <= right)
    case .plus: return integer(left.addingReportingOverflow(right))
    case .minus: return integer(left.subtractingReportingOverflow(right))
    case .times: return integer(left.multipliedReportingOverflow(by: right))
    default:
      guard right != 0 else { return primitive == .div ? bank.integer(0) : bank.integer(left) }
      // Euclidean: the remainder is not negative.
      guard right != .min, left != .min else { return ValueBank.failed }
      var remainder = left % right
      if remainder < 0 { remainder += abs(right) }
      if primitive == .mod { return bank.integer(remainder) }
      let (difference, overflow) = left.subtractingReportingOverflow(remainder)
      return overflow ? ValueBank.failed : bank.integer(difference / right)
    }
  }

  private mutating func integer(_ result: (partialValue: Int64, overflow: Bool)) -> ValueID {
    result.overflow ? ValueBank.failed : bank.integer(result.partialValue)
  }
}
