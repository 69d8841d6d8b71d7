extension CodeGenerator {
  /// Translates an expression whose value is the result of the function.
  mutating func tail(_ expression: Expression) {
    let start = next
    defer { next = start }
    switch expression {
    case .primitive(.if, _, let parts):
      let otherwise = branchUnless(parts[0])
      tail(parts[1])
      land(otherwise)
      tail(parts[2])
    case .primitive(.and, _, _), .primitive(.or, _, _), .primitive(.implies, _, _):
      let exits = connective(expression) { $0.tail($1) }
      leave(exits)
    case .match(let subject, let branches): match(subject, branches) { $0.tail($1) }
    case .bind(let bindings, let body):
      bind(bindings)
      tail(body)
    case .call(let id, let types, let arguments):
      tailCall(instance(of: id, types), arguments)
    case .apply(let function, let arguments):
      let register = operand(function)
      let window = self.arguments(arguments)
      emitApply(.tailApply, 0, window, register, arguments.count)
    case .undefined: emit(.undefined)
    case .integer(let number) where Instruction.fitsConstant(number):
      emit(Instruction.constant(.leaveConstant, 0, number))
    case .construct(let id, _, let arguments):
      guard !arguments.isEmpty else {
        return emit(Instruction.constant(.leaveConstant, 0, Int64(environment[id].index)))
      }
      construct(expression, allocate(), leaves: true)
    default:
      let register = operand(expression)
      emit(.leave, register)
    }
  }

  /// The register of a variable, or a new one that holds the value of an expression.
  mutating func operand(_ expression: Expression) -> Int {
    if case .local(let slot) = expression { return place(of: slot) }
    let register = allocate()
    value(expression, register)
    return register
  }

  /// Translates an expression whose value goes to a register; temporary registers are free again.
  mutating func value(_ expression: Expression, _ destination: Int) {
    let start = next
    defer { next = start }
    switch expression {
    case .local(let slot):
      let register = place(of: slot)
      if register != destination { emit(.move, destination, register) }
    case .integer(let number): constant(number, destination)
    case .construct: construct(expression, destination)
    case .primitive(let primitive, let types, let arguments):
      self.primitive(primitive, types, arguments, expression, destination)
    case .match(let subject, let branches):
      var ends: [Int] = []
      match(subject, branches) { generator, body in
        generator.value(body, destination)
        ends.append(generator.emitJump(.jump))
      }
      land(ends)
    case .bind(let bindings, let body):
      bind(bindings)
      value(body, destination)
    case .call(let id, let types, let arguments):
      call(instance(of: id, types), arguments, destination)
    case .apply(let function, let arguments):
      let register = operand(function)
      let window = self.arguments(arguments)
      emitApply(.apply, destination, window, register, arguments.count)
    case .lambda(let slots, let body): closure(slots, body, destination)
    case .reference(let callable, let types): reference(callable, types, destination)
    case .undefined: emit(.undefined)
    }
  }

  // MARK: - Calls

  private mutating func instance(of id: FunctionID, _ types: [Type]) -> Int {
    let closed = closedTypes(types)
    return instances.instance(of: id, closed, in: environment)
  }

  /// Calls with arguments in neighbouring registers. Variables are moved there last, two of them by
  /// the calling instruction.
  private mutating func call(_ instance: Int, _ arguments: [Expression], _ destination: Int) {
    _ = allocate()
    let window = allocate(arguments.count)
    var moves: [(from: Int, to: Int)] = []
    for (index, argument) in arguments.enumerated() {
      if case .local(let slot) = argument {
        moves.append((place(of: slot), window + index))
      } else {
        value(argument, window + index)
      }
    }
    for move in moves.dropLast(2) { emit(.move, move.to, move.from) }
    if let last = moves.last, registers < Instruction.movedRegisters {
      emit(Instruction.moves(moves.count > 1 ? moves[moves.count - 2] : last, last))
    } else {
      for move in moves.suffix(2) { emit(.move, move.to, move.from) }
    }
    emit(.call, destination, window, instance)
  }

  private mutating func tailCall(_ instance: Int, _ arguments: [Expression]) {
    switch arguments.count {
    case 1:
      let register = operand(arguments[0])
      emit(.tailCall1, register, 0, instance)
    case 2:
      let first = operand(arguments[0])
      let second = operand(arguments[1])
      emit(.tailCall2, first, second, instance)
    default:
      let window = self.arguments(arguments)
      emit(.tailCall, arguments.count, window, instance)
    }
  }

  /// Puts arguments into neighbouring registers, below which one is free; returns the first.
  private mutating func arguments(_ arguments: [Expression]) -> Int {
    _ = allocate()
    let window = allocate(arguments.count)
    for (index, argument) in arguments.enumerated() { value(argument, window + index) }
    return window
  }

  private mutating func emitApply(
    _ opcode: Opcode, _ destination: Int, _ window: Int, _ function: Int, _ count: Int
  ) {
    guard count < 256 else { return emit(.tooLarge) }
    emit(opcode, destination, window, function << 8 | count)
  }

  private mutating func closure(_ slots: [Int], _ body: Expression, _ destination: Int) {
    let captured = body.freeSlots.filter { !slots.contains($0) }
    emit(.closure, destination, captured.count)
    addLambda(slots, captured, body)
    emitRegisters(captured.map { place(of: $0) })
  }

  private mutating func reference(
    _ callable: Callable, _ types: [Type], _ destination: Int
  ) {
    let instance: Int
    switch callable {
    case .function(let id): instance = self.instance(of: id, types)
    case .constructor(let id): instance = instances.instance(of: id)
    case .primitive(let primitive):
      let closed = closedTypes(types)
      instance = instances.instance(of: primitive, closed)
    }
    constant(Int64(instance << 1 | 1), destination)
  }

  // MARK: - Data

  mutating func constant(_ number: Int64, _ destination: Int) {
    if Instruction.fitsConstant(number) {
      emit(Instruction.constant(.constant, destination, number))
    } else {
      emit(.wide, destination)
      emit(UInt64(bitPattern: number))
    }
  }

  /// Walks along last arguments in a loop, so that long lists and numbers need no stack.
  private mutating func construct(
    _ expression: Expression, _ destination: Int, leaves: Bool = false
  ) {
    if case .construct(let id, _, let arguments) = expression, arguments.isEmpty {
      emit(Instruction.constant(.constant, destination, Int64(environment[id].index)))
      return
    }
    var pending: [(tag: Int, registers: [Int])] = []
    var node = expression
    var last = 0
    while true {
      guard case .construct(let id, _, let arguments) = node, let final = arguments.last else {
        last = operand(node)
        break
      }
      var registers: [Int] = []
      for argument in arguments.dropLast() { registers.append(operand(argument)) }
      pending.append((environment[id].index, registers))
      node = final
    }
    let inner = pending.count > 1 ? allocate() : destination
    for (index, step) in pending.enumerated().reversed() {
      let target = index == 0 ? destination : inner
      emitConstruct(step.tag, step.registers + [last], target, leaves: leaves && index == 0)
      last = target
    }
  }

  private mutating func emitConstruct(
    _ tag: Int, _ fields: [Int], _ destination: Int, leaves: Bool
  ) {
    if fields.count == 1 {
      emit(leaves ? .leaveConstruct1 : .construct1, destination, fields[0], tag)
    } else if fields.count == 2, tag < 256 {
      let opcode: Opcode = leaves ? .leaveConstruct2 : .construct2
      emit(opcode, destination, fields[0], fields[1] | tag << 16)
    } else {
      emit(.construct, destination, tag, fields.count)
      emitRegisters(fields)
      if leaves { emit(.leave, destination) }
    }
  }

  private mutating func bind(_ bindings: [Binding]) {
    for binding in bindings {
      let register = allocate()
      value(binding.expression, register)
      setPlace(of: binding.slot, register)
    }
  }
}
