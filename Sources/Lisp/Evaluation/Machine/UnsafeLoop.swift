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
  _ state: inout MachineState, code: inout [UInt64], entries: inout [UInt64],
  stack: inout [UInt64], arena: inout [UInt64]
) -> LoopExit {
  unsafe code.withUnsafeMutableBufferPointer { code in
    unsafe entries.withUnsafeMutableBufferPointer { entries in
      unsafe stack.withUnsafeMutableBufferPointer { stack in
        unsafe arena.withUnsafeMutableBufferPointer { arena in
          guard let codeStart = code.baseAddress,
            let entryStart = entries.baseAddress,
            let stackStart = stack.baseAddress,
            let arenaStart = arena.baseAddress
          else { return .failed(.undefined) }
          return unsafe interpret(
            &state, Words(code, codeStart), Words(entries, entryStart),
            Words(stack, stackStart), stack.count, Words(arena, arenaStart),
            min(arena.count, state.limit))
        }
      }
    }
  }
}

@inline(never)
private func interpret(
  _ state: inout MachineState, _ code: Words, _ entries: Words, _ stack: Words, _ stackCount: Int,
  _ arena: Words, _ end: Int
) -> LoopExit {
  let depthLimit = state.depthLimit
  var pc = state.address
  var frame = stack.from(state.frame)
  var top = state.top
  var fuel = state.fuel
  var depth = state.depth
  var exit = LoopExit.finished
  var value: UInt64 = 0

  run: while true {
    var word = code[pc]
    step: do {
      // Every word in the place of an instruction was made from an opcode.
      switch unsafe unsafeBitCast(UInt8(truncatingIfNeeded: word), to: Opcode.self) {
      case .move: frame[word.a] = frame[word.b]
      case .constant: frame[word.a] = UInt64(bitPattern: word.signed >> 24)
      case .wide:
        pc &+= 1
        frame[word.a] = code[pc]

      // Data
      case .construct:
        let count = word.c
        guard top &+ count <= end else {
          exit = .growArena(count)
          break run
        }
        for index in 0..<count {
          let registers = code[pc &+ 1 &+ index >> 2]
          let register = Int(truncatingIfNeeded: registers >> UInt64(16 &* (index & 3)) & 0xFFFF)
          arena[top &+ index] = frame[register]
        }
        frame[word.a] = UInt64(truncatingIfNeeded: top << 16 | word.b)
        top &+= count
        pc &+= (count &+ 3) >> 2
      case .construct1:
        guard top < end else {
          exit = .growArena(1)
          break run
        }
        arena[top] = frame[word.b]
        frame[word.a] = UInt64(truncatingIfNeeded: top << 16 | word.c)
        top &+= 1
      case .construct2:
        guard top &+ 2 <= end else {
          exit = .growArena(2)
          break run
        }
        arena[top] = frame[word.b]
        arena[top &+ 1] = frame[word.c & 0xFFFF]
        frame[word.a] = UInt64(truncatingIfNeeded: top << 16 | word.c >> 16)
        top &+= 2
      case .field: frame[word.a] = arena[frame[word.b].fields &+ word.c]

      // Branches
      case .split1:
        let subject = frame[word.a]
        if subject.tag != 0 {
          frame[word.b] = arena[subject.fields]
          pc = word.c
          continue run
        }
      case .split2:
        let subject = frame[word.a]
        if subject.tag != 0 {
          frame[word.b] = arena[subject.fields]
          frame[word.b &+ 1] = arena[subject.fields &+ 1]
          pc = word.c
          continue run
        }
      case .split3:
        let subject = frame[word.a]
        if subject.tag != 0 {
          frame[word.b] = arena[subject.fields]
          frame[word.b &+ 1] = arena[subject.fields &+ 1]
          frame[word.b &+ 2] = arena[subject.fields &+ 2]
          pc = word.c
          continue run
        }
      case .select:
        pc = Int(truncatingIfNeeded: code[pc &+ 1 &+ frame[word.a].tag])
        continue run
      case .unlessTag:
        if frame[word.a].tag != word.b {
          pc = word.c
          continue run
        }
      case .jump:
        pc = word.c
        continue run
      case .unless:
        if frame[word.a] != 0 {
          pc = word.c
          continue run
        }
      case .when:
        if frame[word.a] == 0 {
          pc = word.c
          continue run
        }
      case .unlessLessThanConstant:
        if frame[word.a].signed >= word.signedB {
          pc = word.c
          continue run
        }
      case .unlessConstantLess:
        if word.signedB >= frame[word.a].signed {
          pc = word.c
          continue run
        }
      case .unlessConstant:
        if frame[word.a].signed != word.signedB {
          pc = word.c
          continue run
        }
      case .unlessLess:
        if frame[word.a].signed >= frame[word.b].signed {
          pc = word.c
          continue run
        }
      case .unlessLessOrEqual:
        if frame[word.a].signed > frame[word.b].signed {
          pc = word.c
          continue run
        }
      case .unlessSame:
        if frame[word.a] != frame[word.b] {
          pc = word.c
          continue run
        }

      // Numbers
      case .plus:
        let (sum, overflow) = frame[word.b].signed.addingReportingOverflow(frame[word.c].signed)
        if overflow {
          exit = .failed(.overflow)
          break run
        }
        frame[word.a] = UInt64(bitPattern: sum)
      case .plusConstant:
        let (sum, overflow) = frame[word.b].signed.addingReportingOverflow(word.signedC)
        if overflow {
          exit = .failed(.overflow)
          break run
        }
        frame[word.a] = UInt64(bitPattern: sum)
      case .minus:
        let (difference, overflow) = frame[word.b].signed
          .subtractingReportingOverflow(frame[word.c].signed)
        if overflow {
          exit = .failed(.overflow)
          break run
        }
        frame[word.a] = UInt64(bitPattern: difference)
      case .times:
        let (product, overflow) = frame[word.b].signed
          .multipliedReportingOverflow(by: frame[word.c].signed)
        if overflow {
          exit = .failed(.overflow)
          break run
        }
        frame[word.a] = UInt64(bitPattern: product)
      case .div:
        guard let quotient = euclideanQuotient(frame[word.b].signed, frame[word.c].signed) else {
          exit = .failed(.overflow)
          break run
        }
        frame[word.a] = UInt64(bitPattern: quotient)
      case .mod:
        let remainder = euclideanRemainder(frame[word.b].signed, frame[word.c].signed)
        frame[word.a] = UInt64(bitPattern: remainder)
      case .less: frame[word.a] = frame[word.b].signed < frame[word.c].signed ? 0 : 1
      case .lessOrEqual: frame[word.a] = frame[word.b].signed <= frame[word.c].signed ? 0 : 1
      case .same: frame[word.a] = frame[word.b] == frame[word.c] ? 0 : 1
      case .equal:
        exit = .compare
        break run
      case .not: frame[word.a] = frame[word.b] ^ 1

      // Calls
      case .movesCall:
        frame[word.moved(22)] = frame[word.moved(8)]
        frame[word.moved(50)] = frame[word.moved(36)]
        pc &+= 1
        word = code[pc]
        fallthrough
      case .call:
        let entry = entries[word.c]
        let callee = frame.from(word.b)
        guard entry != 0 else {
          exit = .translate(word.c)
          break run
        }
        let needed = callee.place(in: stack) &+ Int(truncatingIfNeeded: entry >> 32)
        guard needed <= stackCount else {
          exit = .growStack(needed)
          break run
        }
        if fuel == 0 || depth == depthLimit {
          exit = .failed(fuel == 0 ? .outOfFuel : .tooDeep)
          fuel = max(0, fuel &- 1)
          break run
        }
        fuel &-= 1
        depth &+= 1
        callee[-1] = UInt64(truncatingIfNeeded: pc &+ 1)
        frame = callee
        pc = Int(truncatingIfNeeded: entry & 0xFFFF_FFFF)
        continue run
      case .tailCall:
        let entry = entries[word.c]
        if let refusal = refusal(of: entry, word.c, frame.place(in: stack), stackCount, fuel) {
          exit = refusal
          break run
        }
        fuel &-= 1
        for index in 0..<word.a { frame[index] = frame[word.b &+ index] }
        pc = Int(truncatingIfNeeded: entry & 0xFFFF_FFFF)
        continue run
      case .tailCall1:
        let entry = entries[word.c]
        if let refusal = refusal(of: entry, word.c, frame.place(in: stack), stackCount, fuel) {
          exit = refusal
          break run
        }
        fuel &-= 1
        frame[0] = frame[word.a]
        pc = Int(truncatingIfNeeded: entry & 0xFFFF_FFFF)
        continue run
      case .tailCall2:
        let entry = entries[word.c]
        if let refusal = refusal(of: entry, word.c, frame.place(in: stack), stackCount, fuel) {
          exit = refusal
          break run
        }
        fuel &-= 1
        let (first, second) = (frame[word.a], frame[word.b])
        frame[0] = first
        frame[1] = second
        pc = Int(truncatingIfNeeded: entry & 0xFFFF_FFFF)
        continue run
      case .apply, .tailApply:
        let function = frame[word.c >> 8]
        let count = word.c & 0xFF
        let window = frame.from(word.b)
        let isTail = UInt8(truncatingIfNeeded: word) == Opcode.tailApply.rawValue
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
        let needed = target.place(in: stack) &+ Int(truncatingIfNeeded: entry >> 32)
        guard needed <= stackCount else {
          exit = .growStack(needed)
          break run
        }
        if fuel == 0 || !isTail && depth == depthLimit {
          exit = .failed(fuel == 0 ? .outOfFuel : .tooDeep)
          fuel = max(0, fuel &- 1)
          break run
        }
        fuel &-= 1
        if isTail {
          for index in 0..<count { frame[index] = window[index] }
        } else {
          depth &+= 1
          window[-1] = UInt64(truncatingIfNeeded: pc &+ 1)
          frame = window
        }
        if isInstance {
          pc = Int(truncatingIfNeeded: entry & 0xFFFF_FFFF)
        } else {
          let captured = Int(truncatingIfNeeded: arena[place] & 0xFFFF)
          for index in 0..<captured { frame[count &+ index] = arena[place &+ 1 &+ index] }
          pc = Int(truncatingIfNeeded: arena[place] >> 32) &+ 1
        }
        continue run
      case .leave:
        value = frame[word.a]
        break step
      case .leaveConstant:
        value = UInt64(bitPattern: word.signed >> 24)
        break step
      case .leaveConstruct1:
        guard top < end else {
          exit = .growArena(1)
          break run
        }
        arena[top] = frame[word.b]
        value = UInt64(truncatingIfNeeded: top << 16 | word.c)
        top &+= 1
        break step
      case .leaveConstruct2:
        guard top &+ 2 <= end else {
          exit = .growArena(2)
          break run
        }
        arena[top] = frame[word.b]
        arena[top &+ 1] = frame[word.c & 0xFFFF]
        value = UInt64(truncatingIfNeeded: top << 16 | word.c >> 16)
        top &+= 2
        break step
      case .closure:
        let captured = word.b
        guard top &+ 1 &+ captured <= end else {
          exit = .growArena(1 &+ captured)
          break run
        }
        arena[top] = UInt64(truncatingIfNeeded: word.c << 32 | captured)
        for index in 0..<captured {
          let registers = code[pc &+ 1 &+ index >> 2]
          let register = Int(truncatingIfNeeded: registers >> UInt64(16 &* (index & 3)) & 0xFFFF)
          arena[top &+ 1 &+ index] = frame[register]
        }
        frame[word.a] = UInt64(truncatingIfNeeded: top << 1)
        top &+= 1 &+ captured
        pc &+= (captured &+ 3) >> 2
      case .undefined:
        exit = .failed(.undefined)
        break run
      case .tooLarge:
        exit = .failed(.tooDeep)
        break run
      }
      pc &+= 1
      continue run
    }
    let link = frame[-1]
    if link == finalLink {
      state.result = value
      break run
    }
    pc = Int(truncatingIfNeeded: link)
    let call = code[pc &- 1]
    frame = frame.from(0 &- call.b)
    frame[call.a] = value
    depth &-= 1
  }

  state.address = pc
  state.frame = frame.place(in: stack)
  state.top = top
  state.fuel = fuel
  state.depth = depth
  return exit
}

/// Why an instance cannot be entered from a frame by a tail call; nil if it can.
@inline(__always)
private func refusal(
  of entry: UInt64, _ instance: Int, _ frame: Int, _ stackCount: Int, _ fuel: Int
) -> LoopExit? {
  if entry == 0 { return .translate(instance) }
  let needed = frame &+ Int(truncatingIfNeeded: entry >> 32)
  if needed > stackCount { return .growStack(needed) }
  return fuel == 0 ? .failed(.outOfFuel) : nil
}
