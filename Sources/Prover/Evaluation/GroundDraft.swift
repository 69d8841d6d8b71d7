import Terms

/// What is known on one path through a body.
struct GroundPath {
  /// The registers of what has been computed: variables and shared subterms.
  var registers: [TermID: Int] = [:]
  /// The registers kept for subterms that occur more than once.
  var shared: [TermID: Int] = [:]
  /// The first free register.
  var next = 0
}

/// Code in the making: the body of one function, or one term, as a function of its variables.
///
/// Registers are given out upwards and never again within a path through the body. The arguments
/// of a call are computed where the callee's frame will be, above everything that is still needed.
struct GroundDraft {
  /// Levels of terms and bodies that are compiled; deeper ones have no code.
  static let depth = 1_000

  var words: [UInt64] = []
  /// Calls by the index of their word.
  var calls: [(word: Int, function: SymbolID)] = []
  var path = GroundPath()
  /// True once something did not fit.
  var isTooLarge = false
  /// Levels of terms and bodies around the present one.
  var depth = 0

  /// Keeps registers from the first free one on.
  mutating func keep(_ count: Int) -> Int {
    let first = path.next
    path.next += count
    if path.next > GroundInstruction.registers - 2 * TermLimits.arguments { isTooLarge = true }
    return first
  }

  /// Adds an instruction unless the draft is too large, where operands would not fit.
  mutating func emit(_ operation: GroundOperation, a: Int = 0, b: Int = 0, c: Int = 0, x: Int = 0) {
    if isTooLarge { return }
    words.append(GroundInstruction(operation, a: a, b: b, c: c, x: x).word)
  }

  mutating func emit(_ operation: GroundOperation, a: Int = 0, b: Int = 0, wide: UInt32) {
    if isTooLarge { return }
    words.append(GroundInstruction(operation, a: a, b: b, wide: wide).word)
  }

  /// Adds an instruction whose target is not known yet.
  mutating func emitJump(_ operation: GroundOperation, a: Int = 0) -> Int {
    emit(operation, a: a, wide: 0)
    return words.count - 1
  }

  /// Lets the jump at an index lead to the next instruction.
  mutating func land(_ jump: Int) {
    if isTooLarge { return }
    let distance = words.count - jump - 1
    words[jump] |= UInt64(UInt32(truncatingIfNeeded: distance)) << 32
  }

  /// Lets the `match` at an index lead to the next instruction.
  mutating func landMatch(_ match: Int) {
    if isTooLarge { return }
    let distance = words.count - match - 1
    guard distance < GroundInstruction.wideOperands else {
      isTooLarge = true
      return
    }
    words[match] |= UInt64(distance) << 44
  }

  /// Adds a call of a function, whose place is filled in when the code is installed.
  mutating func emitCall(_ operation: GroundOperation, a: Int = 0, b: Int = 0, _ symbol: SymbolID) {
    calls.append((words.count, symbol))
    emit(operation, a: a, b: b, wide: 0)
  }
}
