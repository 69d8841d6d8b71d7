/// Translates one function at closed types into instructions.
///
/// An expression is translated for a destination register, or in tail position for the end of the
/// function. Variables have registers of their own; temporary ones lie above them like a stack.
struct CodeGenerator {
  let environment: Environment
  var instances: Instances
  /// The closed types of type variables.
  let variables: [String: Int]
  /// The code, which will stand at `base`.
  private(set) var code: [UInt64] = []
  private let base: Int
  /// The next free register, and the number of registers that are used at all.
  var next = 0
  private(set) var registers = 0
  /// The register of each slot.
  var places: [Int: Int] = [:]
  /// Slots that some expression mentions.
  private let usedSlots: Set<Int>
  private var lambdas: [Lambda] = []
  private(set) var isTooLarge = false

  private struct Lambda {
    var instruction: Int
    var slots: [Int]
    var captured: [Int]
    var body: Expression
  }

  init(
    _ environment: Environment, _ instances: consuming Instances, _ variables: [String: Int],
    base: Int, body: Expression
  ) {
    self.environment = environment
    self.instances = instances
    self.variables = variables
    self.base = base
    usedSlots = body.mentionedSlots
  }

  /// Translates a body over parameters; the lambdas in it follow.
  mutating func generate(_ body: Expression, parameterCount: Int) {
    for slot in 0..<parameterCount { places[slot] = allocate() }
    tail(body)
    let own = registers
    var done = 0
    while done < lambdas.count {
      generate(lambdas[done])
      done += 1
    }
    registers = own
  }

  private mutating func generate(_ lambda: Lambda) {
    places = [:]
    next = 0
    registers = 0
    for slot in lambda.slots + lambda.captured { places[slot] = allocate() }
    let header = code.count
    code[lambda.instruction] |= UInt64(base + header) << 40
    emit(0)
    tail(lambda.body)
    code[header] = UInt64(registers) | UInt64(lambda.slots.count) << 32
  }

  // MARK: - Emitting

  var here: Int { base + code.count }

  mutating func emit(_ word: UInt64) {
    code.append(word)
    if here >= Instruction.addresses { isTooLarge = true }
  }

  mutating func emit(_ opcode: Opcode, _ a: Int = 0, _ b: Int = 0, _ c: Int = 0) {
    emit(Instruction.word(opcode, a, b, c))
  }

  /// Emits a jump whose target is not known yet; returns its place.
  mutating func emitJump(_ opcode: Opcode, _ a: Int = 0, _ b: Int = 0) -> Int {
    emit(opcode, a, b)
    return code.count - 1
  }

  /// Makes jumps lead here.
  mutating func land(_ jumps: [Int]) {
    for jump in jumps { code[jump] |= UInt64(here) << 40 }
  }

  mutating func setTarget(at place: Int) { code[place] = UInt64(here) }

  /// Registers, four to a word.
  mutating func emitRegisters(_ list: [Int]) {
    for start in stride(from: 0, to: list.count, by: 4) {
      var word: UInt64 = 0
      for (index, register) in list[start..<min(start + 4, list.count)].enumerated() {
        word |= UInt64(register) << (16 * index)
      }
      emit(word)
    }
  }

  mutating func allocate(_ count: Int = 1) -> Int {
    let first = next
    next += count
    registers = max(registers, next)
    if registers >= Instruction.registers {
      isTooLarge = true
      next = first
      registers = 0
    }
    return first
  }

  func isUsed(_ slot: Int) -> Bool { usedSlots.contains(slot) }

  mutating func addLambda(_ slots: [Int], _ captured: [Int], _ body: Expression) {
    lambdas.append(
      Lambda(instruction: code.count - 1, slots: slots, captured: captured, body: body))
  }

  mutating func closedType(_ type: Type) -> Int {
    instances.types.intern(type, variables, in: environment)
  }

  mutating func closedTypes(_ types: [Type]) -> [Int] {
    instances.types.intern(types, variables, in: environment)
  }
}

extension Expression {
  /// Every slot that it mentions.
  fileprivate var mentionedSlots: Set<Int> {
    var slots: Set<Int> = []
    var work = [self]
    while let node = work.popLast() {
      if case .local(let slot) = node { slots.insert(slot) }
      work += node.children
    }
    return slots
  }
}
