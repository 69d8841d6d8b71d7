extension UInt64 {
  /// The operands of an instruction.
  @inline(__always) var a: Int { Int(truncatingIfNeeded: self >> 8 & 0xFFFF) }
  @inline(__always) var b: Int { Int(truncatingIfNeeded: self >> 24 & 0xFFFF) }
  @inline(__always) var c: Int { Int(truncatingIfNeeded: self >> 40) }
  /// The place of the fields of data.
  @inline(__always) var fields: Int { Int(truncatingIfNeeded: self >> 16) }
  /// The constructor of data.
  @inline(__always) var tag: Int { Int(truncatingIfNeeded: self & 0xFFFF) }
  @inline(__always) var signed: Int64 { Int64(bitPattern: self) }
}

/// Why the loop was left.
enum LoopExit {
  case finished
  case failed(AnswerKind)
  /// The instruction at the address calls an instance that has no code.
  case translate(Int)
  /// The instruction at the address needs so many places of the stack.
  case growStack(Int)
  /// The instruction at the address needs so many more places of the arena.
  case growArena(Int)
  /// The instruction at the address compares data.
  case compare
}

/// The word that ends a run when it is returned to.
let finalLink = UInt64.max

/// Runs from a state until something needs more than the loop has.
///
/// Instructions that make the loop end have had no effect yet, and are done again.
func runLoop(
  _ state: inout MachineState, code: [UInt64], entries: [UInt64], stack: inout [UInt64],
  arena: inout [UInt64]
) -> LoopExit {
  let end = min(arena.count, state.limit)
  let code = code.span
  let entries = entries.span
  var stack = stack.mutableSpan
  var arena = arena.mutableSpan
  let depthLimit = state.depthLimit
  var pc = state.address
  var frame = state.frame
  var top = state.top
  var fuel = state.fuel
  var depth = state.depth
  var exit = LoopExit.finished

  run: while true {
    let word = code[pc]
    guard let opcode = Opcode(rawValue: UInt8(truncatingIfNeeded: word)) else {
      exit = .failed(.undefined)
      break run
    }
    switch opcode {
    case .move: stack[frame + word.a] = stack[frame + word.b]
    case .constant: stack[frame + word.a] = UInt64(bitPattern: word.signed >> 24)
    case .wide:
      pc += 1
      stack[frame + word.a] = code[pc]

    // Data
    case .construct:
      let count = word.c
      guard top + count <= end else {
        exit = .growArena(count)
        break run
      }
      for index in 0..<count {
        let registers = code[pc + 1 + index >> 2]
        let register = Int(truncatingIfNeeded: registers >> UInt64(16 * (index & 3)) & 0xFFFF)
        arena[top + index] = stack[frame + register]
      }
      stack[frame + word.a] = UInt64(truncatingIfNeeded: top << 16 | word.b)
      top += count
      pc += (count + 3) >> 2
    case .construct1:
      guard top + 1 <= end else {
        exit = .growArena(1)
        break run
      }
      arena[top] = stack[frame + word.b]
      stack[frame + word.a] = UInt64(truncatingIfNeeded: top << 16 | word.c)
      top += 1
    case .construct2:
      guard top + 2 <= end else {
        exit = .growArena(2)
        break run
      }
      arena[top] = stack[frame + word.b]
      arena[top + 1] = stack[frame + word.c & 0xFFFF]
      stack[frame + word.a] = UInt64(truncatingIfNeeded: top << 16 | word.c >> 16)
      top += 2
    case .field:
      stack[frame + word.a] = arena[stack[frame + word.b].fields + word.c]

    // Branches
    case .select:
      pc = Int(truncatingIfNeeded: code[pc + 1 + stack[frame + word.a].tag])
      continue run
    case .unlessTag:
      if stack[frame + word.a].tag != word.b {
        pc = word.c
        continue run
      }
    case .jump:
      pc = word.c
      continue run
    case .unless:
      if stack[frame + word.a] != 0 {
        pc = word.c
        continue run
      }
    case .when:
      if stack[frame + word.a] == 0 {
        pc = word.c
        continue run
      }
    case .unlessLess:
      if stack[frame + word.a].signed >= stack[frame + word.b].signed {
        pc = word.c
        continue run
      }
    case .unlessLessOrEqual:
      if stack[frame + word.a].signed > stack[frame + word.b].signed {
        pc = word.c
        continue run
      }
    case .unlessSame:
      if stack[frame + word.a] != stack[frame + word.b] {
        pc = word.c
        continue run
      }

    // Numbers
    case .plus, .minus, .times:
      let left = stack[frame + word.b].signed
      let right = stack[frame + word.c].signed
      let (value, overflow) =
        opcode == .plus
        ? left.addingReportingOverflow(right)
        : opcode == .minus
          ? left.subtractingReportingOverflow(right)
          : left.multipliedReportingOverflow(by: right)
      if overflow {
        exit = .failed(.overflow)
        break run
      }
      stack[frame + word.a] = UInt64(bitPattern: value)
    case .div:
      let left = stack[frame + word.b].signed
      let right = stack[frame + word.c].signed
      guard let quotient = euclideanQuotient(left, right) else {
        exit = .failed(.overflow)
        break run
      }
      stack[frame + word.a] = UInt64(bitPattern: quotient)
    case .mod:
      let left = stack[frame + word.b].signed
      let right = stack[frame + word.c].signed
      stack[frame + word.a] = UInt64(bitPattern: euclideanRemainder(left, right))
    case .less:
      let isLess = stack[frame + word.b].signed < stack[frame + word.c].signed
      stack[frame + word.a] = isLess ? 0 : 1
    case .lessOrEqual:
      let isLess = stack[frame + word.b].signed <= stack[frame + word.c].signed
      stack[frame + word.a] = isLess ? 0 : 1
    case .same:
      stack[frame + word.a] = stack[frame + word.b] == stack[frame + word.c] ? 0 : 1
    case .equal:
      exit = .compare
      break run
    case .not: stack[frame + word.a] = stack[frame + word.b] ^ 1

    // Calls
    case .call:
      let entry = entries[word.c]
      let callee = frame + word.b
      guard entry != 0 else {
        exit = .translate(word.c)
        break run
      }
      guard callee + Int(truncatingIfNeeded: entry >> 32) <= stack.count else {
        exit = .growStack(callee + Int(truncatingIfNeeded: entry >> 32))
        break run
      }
      if fuel == 0 || depth == depthLimit {
        exit = .failed(fuel == 0 ? .outOfFuel : .tooDeep)
        fuel = max(0, fuel - 1)
        break run
      }
      fuel -= 1
      depth += 1
      stack[callee - 1] = UInt64(truncatingIfNeeded: pc + 1)
      frame = callee
      pc = Int(truncatingIfNeeded: entry & 0xFFFF_FFFF)
      continue run
    case .tailCall:
      let entry = entries[word.c]
      guard entry != 0 else {
        exit = .translate(word.c)
        break run
      }
      guard frame + Int(truncatingIfNeeded: entry >> 32) <= stack.count else {
        exit = .growStack(frame + Int(truncatingIfNeeded: entry >> 32))
        break run
      }
      if fuel == 0 {
        exit = .failed(.outOfFuel)
        break run
      }
      fuel -= 1
      let window = frame + word.b
      for index in 0..<word.a { stack[frame + index] = stack[window + index] }
      pc = Int(truncatingIfNeeded: entry & 0xFFFF_FFFF)
      continue run
    case .apply, .tailApply:
      let function = stack[frame + word.c >> 8]
      let count = word.c & 0xFF
      let window = frame + word.b
      let isTail = opcode == .tailApply
      let target = isTail ? frame : window
      let isInstance = function & 1 == 1
      let place = Int(truncatingIfNeeded: function >> 1)
      // A closure's code begins after a header with the number of its registers.
      let entry =
        isInstance ? entries[place] : code[Int(truncatingIfNeeded: arena[place] >> 32)] << 32
      guard entry != 0 else {
        exit = .translate(place)
        break run
      }
      guard target + Int(truncatingIfNeeded: entry >> 32) <= stack.count else {
        exit = .growStack(target + Int(truncatingIfNeeded: entry >> 32))
        break run
      }
      if fuel == 0 || !isTail && depth == depthLimit {
        exit = .failed(fuel == 0 ? .outOfFuel : .tooDeep)
        fuel = max(0, fuel - 1)
        break run
      }
      fuel -= 1
      if isTail {
        for index in 0..<count { stack[frame + index] = stack[window + index] }
      } else {
        depth += 1
        stack[window - 1] = UInt64(truncatingIfNeeded: pc + 1)
        frame = window
      }
      if isInstance {
        pc = Int(truncatingIfNeeded: entry & 0xFFFF_FFFF)
      } else {
        let captured = Int(truncatingIfNeeded: arena[place] & 0xFFFF)
        for index in 0..<captured { stack[frame + count + index] = arena[place + 1 + index] }
        pc = Int(truncatingIfNeeded: arena[place] >> 32) + 1
      }
      continue run
    case .leave:
      let value = stack[frame + word.a]
      let link = stack[frame - 1]
      if link == finalLink {
        state.result = value
        break run
      }
      pc = Int(truncatingIfNeeded: link)
      let call = code[pc - 1]
      frame -= call.b
      stack[frame + call.a] = value
      depth -= 1
      continue run
    case .closure:
      let captured = word.b
      guard top + 1 + captured <= end else {
        exit = .growArena(1 + captured)
        break run
      }
      arena[top] = UInt64(truncatingIfNeeded: word.c << 32 | captured)
      for index in 0..<captured {
        let registers = code[pc + 1 + index >> 2]
        let register = Int(truncatingIfNeeded: registers >> UInt64(16 * (index & 3)) & 0xFFFF)
        arena[top + 1 + index] = stack[frame + register]
      }
      stack[frame + word.a] = UInt64(truncatingIfNeeded: top << 1)
      top += 1 + captured
      pc += (captured + 3) >> 2
    case .undefined:
      exit = .failed(.undefined)
      break run
    case .tooLarge:
      exit = .failed(.tooDeep)
      break run
    }
    pc += 1
  }

  state.address = pc
  state.frame = frame
  state.top = top
  state.fuel = fuel
  state.depth = depth
  return exit
}

/// The quotient that leaves a remainder that is not negative; nil if it does not fit. 0 for 0.
func euclideanQuotient(_ left: Int64, _ right: Int64) -> Int64? {
  if right == 0 { return 0 }
  let (quotient, overflow) = left.dividedReportingOverflow(by: right)
  if overflow { return nil }
  if euclideanSign(left, right) >= 0 { return quotient }
  return right > 0 ? quotient - 1 : quotient + 1
}

/// The remainder that is not negative; `left` for 0.
func euclideanRemainder(_ left: Int64, _ right: Int64) -> Int64 {
  if right == 0 { return left }
  if right == -1 { return 0 }
  let remainder = left % right
  if remainder >= 0 { return remainder }
  return right > 0 ? remainder + right : remainder - right
}

private func euclideanSign(_ left: Int64, _ right: Int64) -> Int64 {
  right == -1 ? 0 : left % right
}
