extension CodeGenerator {
  // MARK: - match

  /// Translates a match; `body` translates a branch and sees to what follows it.
  mutating func match(
    _ subject: Expression, _ branches: [Branch],
    body: (inout CodeGenerator, Expression) -> Void
  ) {
    let register = operand(subject)
    if branches.count > 2 {
      emit(.select, register)
      let table = code.count
      for _ in branches { emit(0) }
      for (index, branch) in branches.enumerated() {
        setTarget(at: table + index)
        self.branch(branch, register, body)
      }
      return
    }
    guard branches.count == 2 else { return branch(branches[0], register, body) }
    let start = next
    let split = split(register, branches)
    branch(branches[0], register, body)
    land([split.jump])
    if split.loads {
      for (index, slot) in branches[1].slots.enumerated() {
        setPlace(of: slot, split.window + index)
      }
      next = split.window + branches[1].slots.count
      body(&self, branches[1].body)
    } else {
      branch(branches[1], register, body)
    }
    next = start
  }

  /// The jump to the second of two branches; it loads the fields there if they are few and some of
  /// them are used.
  private mutating func split(
    _ subject: Int, _ branches: [Branch]
  ) -> (jump: Int, window: Int, loads: Bool) {
    let slots = branches[1].slots
    guard (1...3).contains(slots.count), slots.contains(where: { isUsed($0) }) else {
      return (emitJump(.unlessTag, subject, 0), 0, false)
    }
    let window = allocate(slots.count)
    next = window
    let opcode: Opcode = slots.count == 1 ? .split1 : slots.count == 2 ? .split2 : .split3
    return (emitJump(opcode, subject, window), window, true)
  }

  private mutating func branch(
    _ branch: Branch, _ subject: Int, _ body: (inout CodeGenerator, Expression) -> Void
  ) {
    let start = next
    defer { next = start }
    for (index, slot) in branch.slots.enumerated() where isUsed(slot) {
      let register = allocate()
      setPlace(of: slot, register)
      emit(.field, register, subject, index)
    }
    body(&self, branch.body)
  }

  // MARK: - Conditions

  /// Translates a condition; returns the jumps that are taken where it is false.
  mutating func branchUnless(_ condition: Expression) -> [Int] {
    let start = next
    defer { next = start }
    switch condition {
    case .primitive(.and, _, _):
      var jumps: [Int] = []
      var rest = condition
      while case .primitive(.and, _, let parts) = rest {
        jumps += branchUnless(parts[0])
        rest = parts[1]
      }
      return jumps + branchUnless(rest)
    case .primitive(.less, _, let parts):
      if case .integer(let number) = parts[1], Instruction.fitsOperand(number) {
        return compare(.unlessLessThanConstant, parts[0], number)
      }
      if case .integer(let number) = parts[0], Instruction.fitsOperand(number) {
        return compare(.unlessConstantLess, parts[1], number)
      }
      return compare(.unlessLess, parts)
    case .primitive(.lessOrEqual, _, let parts): return compare(.unlessLessOrEqual, parts)
    case .primitive(.equal, let types, let parts):
      let type = closedType(types[0])
      if case .integer(let number) = parts[1], Instruction.fitsOperand(number) {
        return compare(.unlessConstant, parts[0], number)
      }
      if instances.types.isFlat(type) { return compare(.unlessSame, parts) }
    case .primitive(.not, _, let parts):
      let register = operand(parts[0])
      return [emitJump(.when, register)]
    default: break
    }
    let register = operand(condition)
    return [emitJump(.unless, register)]
  }

  private mutating func compare(
    _ opcode: Opcode, _ part: Expression, _ number: Int64
  ) -> [Int] {
    let register = operand(part)
    return [emitJump(opcode, register, Int(number))]
  }

  private mutating func compare(_ opcode: Opcode, _ parts: [Expression]) -> [Int] {
    let left = operand(parts[0])
    let right = operand(parts[1])
    return [emitJump(opcode, left, right)]
  }

  struct Exits {
    var toFalse: [Int] = []
    var toTrue: [Int] = []
  }

  /// Translates `and`, `or` and `=>` along their last arguments; `last` translates what is left.
  /// Returns the jumps that are taken where the result is known before.
  mutating func connective(
    _ expression: Expression, last: (inout CodeGenerator, Expression) -> Void
  ) -> Exits {
    var exits = Exits()
    var node = expression
    while case .primitive(let primitive, _, let parts) = node,
      [.and, .or, .implies].contains(primitive)
    {
      let start = next
      if primitive == .or {
        let register = operand(parts[0])
        exits.toTrue.append(emitJump(.when, register))
      } else if primitive == .and {
        exits.toFalse += branchUnless(parts[0])
      } else {
        exits.toTrue += branchUnless(parts[0])
      }
      next = start
      node = parts[1]
    }
    last(&self, node)
    return exits
  }

  /// Returns what is known at exits.
  mutating func leave(_ exits: Exits) {
    for (jumps, tag) in [(exits.toFalse, 1), (exits.toTrue, 0)] where !jumps.isEmpty {
      land(jumps)
      emit(Instruction.constant(.leaveConstant, 0, Int64(tag)))
    }
  }

  private mutating func join(_ exits: Exits, _ destination: Int) {
    var ends = [emitJump(.jump)]
    for (jumps, tag) in [(exits.toFalse, 1), (exits.toTrue, 0)] where !jumps.isEmpty {
      land(jumps)
      constant(Int64(tag), destination)
      ends.append(emitJump(.jump))
    }
    land(ends)
  }

  // MARK: - Primitives

  mutating func primitive(
    _ primitive: Primitive, _ types: [Type], _ arguments: [Expression], _ whole: Expression,
    _ destination: Int
  ) {
    switch primitive {
    case .if:
      let otherwise = branchUnless(arguments[0])
      value(arguments[1], destination)
      let end = emitJump(.jump)
      land(otherwise)
      value(arguments[2], destination)
      land([end])
    case .and, .or, .implies:
      let exits = connective(whole) { $0.value($1, destination) }
      join(exits, destination)
    case .not:
      let register = operand(arguments[0])
      emit(.not, destination, register)
    case .equal: equal(types[0], arguments, destination)
    case .plus:
      if case .integer(let number) = arguments[1], Instruction.fitsOperand(number) {
        return addition(of: number, arguments[0], destination)
      }
      if case .integer(let number) = arguments[0], Instruction.fitsOperand(number) {
        return addition(of: number, arguments[1], destination)
      }
      binary(.plus, arguments, destination)
    case .minus:
      if case .integer(let number) = arguments[1], Instruction.fitsOperand(number) {
        return addition(of: -number, arguments[0], destination)
      }
      binary(.minus, arguments, destination)
    case .times: binary(.times, arguments, destination)
    case .div: binary(.div, arguments, destination)
    case .mod: binary(.mod, arguments, destination)
    case .less: binary(.less, arguments, destination)
    case .lessOrEqual: binary(.lessOrEqual, arguments, destination)
    }
  }

  private mutating func binary(
    _ opcode: Opcode, _ arguments: [Expression], _ destination: Int
  ) {
    let left = operand(arguments[0])
    let right = operand(arguments[1])
    emit(opcode, destination, left, right)
  }

  private mutating func addition(
    of number: Int64, _ argument: Expression, _ destination: Int
  ) {
    let register = operand(argument)
    emit(.plusConstant, destination, register, Int(number))
  }

  private mutating func equal(
    _ type: Type, _ arguments: [Expression], _ destination: Int
  ) {
    let closed = closedType(type)
    if instances.types.isFlat(closed) { return binary(.same, arguments, destination) }
    binary(.equal, arguments, destination)
    emit(UInt64(closed))
  }
}
