extension ReferenceRun {
  /// Calls what a name stands for; nil if a body is to be evaluated first.
  mutating func call(
    named name: String, _ arguments: [ReferenceValue]
  ) throws(ReferenceFailure) -> ReferenceValue? {
    if let function = environment.function(named: name) {
      try enter()
      return try evaluateBody(of: function, arguments)
    }
    return try immediate(name, arguments)
  }

  /// Applies a function value; nil if a body is to be evaluated first.
  mutating func apply(
    _ function: ReferenceValue, _ arguments: [ReferenceValue]
  ) throws(ReferenceFailure) -> ReferenceValue? {
    try enter()
    switch function {
    case .closure(let place):
      let closure = closures[place]
      next(closure.body, extend(closure.scope, closure.parameters, arguments))
      return nil
    case .named(let name):
      if let function = environment.function(named: name) {
        return try evaluateBody(of: function, arguments)
      }
      if let primitive = Keywords.exchanged[name] {
        return try immediate(primitive.rawValue, arguments.reversed())
      }
      return try immediate(name, arguments)
    case .integer, .data: throw .undefined
    }
  }

  /// Pays for a call. A call that is followed by nothing but returning is a tail call.
  private mutating func enter() throws(ReferenceFailure) {
    if fuel == 0 { throw .outOfFuel }
    fuel -= 1
    if frames.isEmpty { return }
    if case .leave? = frames.last { return }
    if depth == budget.depth { throw .tooDeep }
    depth += 1
    frames.append(.leave)
  }

  private mutating func evaluateBody(
    of function: FunctionID, _ arguments: [ReferenceValue]
  ) throws(ReferenceFailure) -> ReferenceValue? {
    let row = environment[function]
    if row.isSelector { return try select(row, arguments[0]) }
    guard let definition = program.definitions[row.name], let body = definition.body else {
      throw .undefined
    }
    next(body, extend([:], definition.parameters.map(\.name), arguments))
    return nil
  }

  private func select(
    _ selector: Function, _ value: ReferenceValue
  ) throws(ReferenceFailure) -> ReferenceValue {
    guard case .data(let constructor, let place) = value,
      let field = environment[constructor].selectors.firstIndex(of: selector.name)
    else { throw .undefined }
    return heap[place][field]
  }

  // MARK: - Constructors and primitives

  private mutating func immediate(
    _ name: String, _ arguments: [ReferenceValue]
  ) throws(ReferenceFailure) -> ReferenceValue {
    if let constructor = environment.constructor(named: name) {
      return try construct(constructor, arguments)
    }
    guard let primitive = Primitive(rawValue: name) else { throw .undefined }
    switch primitive {
    case .equal: return bool(try areEqual(arguments[0], arguments[1]))
    case .not: return bool(!isTrue(arguments[0]))
    case .and: return bool(isTrue(arguments[0]) && isTrue(arguments[1]))
    case .or: return bool(isTrue(arguments[0]) || isTrue(arguments[1]))
    case .implies: return bool(!isTrue(arguments[0]) || isTrue(arguments[1]))
    case .if: return isTrue(arguments[0]) ? arguments[1] : arguments[2]
    case .plus, .minus, .times, .div, .mod, .less, .lessOrEqual:
      guard case .integer(let left) = arguments[0], case .integer(let right) = arguments[1] else {
        throw .undefined
      }
      return try arithmetic(primitive, left, right)
    }
  }

  private func bool(_ truth: Bool) -> ReferenceValue { .data(truth ? .true : .false, 0) }

  private func arithmetic(
    _ primitive: Primitive, _ left: Int64, _ right: Int64
  ) throws(ReferenceFailure) -> ReferenceValue {
    let result: (partialValue: Int64, overflow: Bool)
    switch primitive {
    case .plus: result = left.addingReportingOverflow(right)
    case .minus: result = left.subtractingReportingOverflow(right)
    case .times: result = left.multipliedReportingOverflow(by: right)
    case .div: result = try euclidean(left, right, quotient: true)
    case .mod: result = try euclidean(left, right, quotient: false)
    case .less: return bool(left < right)
    default: return bool(left <= right)
    }
    if result.overflow { throw .overflow }
    return .integer(result.partialValue)
  }

  /// The remainder is never negative; only the quotient of the least number by -1 does not fit.
  private func euclidean(
    _ left: Int64, _ right: Int64, quotient: Bool
  ) throws(ReferenceFailure) -> (partialValue: Int64, overflow: Bool) {
    if right == 0 { return (quotient ? 0 : left, false) }
    let remainder = right == -1 ? 0 : left % right
    let isNegative = remainder < 0
    if !quotient {
      // Adding the divisor's magnitude cannot leave the range.
      return (isNegative ? (right > 0 ? remainder + right : remainder - right) : remainder, false)
    }
    let (truncated, overflow) = left.dividedReportingOverflow(by: right)
    if overflow { return (0, true) }
    return (isNegative ? (right > 0 ? truncated - 1 : truncated + 1) : truncated, false)
  }

  /// Compares from left to right; each so many pairs of nodes cost a unit of fuel.
  private mutating func areEqual(
    _ left: ReferenceValue, _ right: ReferenceValue
  ) throws(ReferenceFailure) -> Bool {
    var work = [(left, right)]
    var count = 0
    while let (first, second) = work.popLast() {
      count += 1
      if count % HardCaps.nodesPerUnit == 0 {
        if fuel == 0 { throw .outOfFuel }
        fuel -= 1
      }
      switch (first, second) {
      case (.integer(let a), .integer(let b)):
        if a != b { return false }
      case (.data(let a, let fields), .data(let b, let others)):
        if a != b { return false }
        work += zip(heap[fields], heap[others]).reversed()
      default: throw .undefined
      }
    }
    return true
  }
}
