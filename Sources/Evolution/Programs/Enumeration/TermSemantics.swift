import Lisp

/// What enumerated terms mean: the components' definitions, the oracles, and the known results.
struct TermSemantics {
  var interpreter: Interpreter
  /// The results that test cases give, by arguments.
  private(set) var known: [[ValueID]: ValueID] = [:]
  /// One position, or two in lexicographic order; as many as there are bits.
  let orders: [DescentOrder]

  init(interpreter: Interpreter, parameterCount: Int) {
    self.interpreter = interpreter
    var orders = (0..<parameterCount).map { DescentOrder(positions: [$0]) }
    for first in 0..<parameterCount {
      for second in 0..<parameterCount where second != first {
        orders.append(DescentOrder(positions: [first, second]))
      }
    }
    self.orders = Array(orders.prefix(32))
  }

  mutating func learn(_ arguments: [ValueID], gives result: ValueID) {
    known[arguments] = result
  }

  /// The orders along which every self-call of the new term descends, as bits.
  func descent(_ head: TermHead, _ children: [Int32], _ bank: TermBank) -> UInt32 {
    var descent = UInt32.max
    for child in children { descent &= bank.descents[Int(child)] }
    guard case .recursion(let fixed) = head.kind else { return descent }
    let variables = [Int?].merging(
      fixed.map { $0.map { Optional($0) } }, children.map { bank.variable($0) })
    let arcs = variables.enumerated().map { place, index -> DescentArc in
      guard let index else { return .unknown }
      let variable = bank.scope.variables[index]
      if variable.below == place { return .smaller }
      return variable.parameter == place ? .equal : .unknown
    }
    var own: UInt32 = 0
    for (bit, order) in orders.enumerated() where order.admits(arcs) { own |= 1 << UInt32(bit) }
    return descent & own
  }

  /// The value of a new term in a context of the bank, from its children's values.
  mutating func value(
    _ head: TermHead, _ children: [Int32], _ context: Int, _ bank: TermBank
  ) -> ValueID {
    let isModel = context < bank.modelCount
    func variable(_ index: Int) -> ValueID {
      isModel
        ? bank.scope.models[index][context]
        : bank.scope.testValues[index][context - bank.modelCount]
    }
    if case .variable(let index) = head.kind { return variable(index) }
    var arguments: [ValueID] = []
    arguments.reserveCapacity(children.count + 1)
    for child in children {
      let value = bank.value(child, context: context)
      if value < 0 { return ValueBank.failed }
      arguments.append(value)
    }
    switch head.kind {
    case .variable(let index): return variable(index)
    case .apply(let index):
      interpreter.refuel()
      return interpreter.apply(variable(index), arguments)
    case .recursion(let fixed):
      arguments = .merging(fixed.map { $0.map(variable) }, arguments)
      if isModel { return interpreter.oracles.result(bank.scope.oracles[context], arguments) }
      return known[arguments] ?? ValueBank.unknown
    case .production(let production): return value(of: production, arguments)
    }
  }

  /// The value of a node other than a variable or self-call.
  mutating func value(of production: Production, _ arguments: [ValueID]) -> ValueID {
    switch production.head {
    case .constructor(let constructor, _):
      return interpreter.bank.intern(.construct, Int64(constructor.index), arguments)
    case .function(let function, _):
      interpreter.refuel()
      return interpreter.call(Int32(function.index), arguments)
    case .primitive(let primitive, _): return interpreter.primitive(primitive, arguments)
    case .integer(let number): return interpreter.bank.integer(number)
    case .reference(let callable, _): return FlatCode.value(of: callable, &interpreter.bank)
    }
  }
}
