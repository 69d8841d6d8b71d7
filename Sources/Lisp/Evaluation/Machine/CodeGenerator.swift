/// Translates one function at closed types into instructions.
///
/// An expression is translated for a destination register, or in tail position for the end of the
/// function. Variables have registers of their own; temporary ones lie above them like a stack.
struct CodeGenerator {
  let environment: Environment
  var instances: Instances
  /// The closed types of type variables.
  let variables: [String: Int]
  /// The machine's code, at the end of which the function's is written.
  private(set) var code: [UInt64]
  /// The next free register, and the number of registers that are used at all.
  var next = 0
  private(set) var registers = 0
  /// The register of each slot.
  private var places: [Int] = []
  /// By slot, whether some expression mentions it.
  private var usedSlots: [Bool] = []
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
    code: consuming [UInt64]
  ) {
    self.environment = environment
    self.instances = instances
    self.variables = variables
    self.code = code
  }

  /// Gives back the tables and the code.
  consuming func end() -> (Instances, [UInt64]) { (instances, code) }

  /// Translates a body over parameters; the lambdas in it follow.
  mutating func generate(_ body: Expression, parameterCount: Int) {
    body.markMentionedSlots(&usedSlots)
    for slot in 0..<parameterCount { setPlace(of: slot, allocate()) }
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
    next = 0
    registers = 0
    for slot in lambda.slots + lambda.captured { setPlace(of: slot, allocate()) }
    let header = code.count
    code[lambda.instruction] |= UInt64(header) << 40
    emit(0)
    tail(lambda.body)
    code[header] = UInt64(registers) | UInt64(lambda.slots.count) << 32
  }

  // MARK: - Emitting

  var here: Int { code.count }

  func place(of slot: Int) -> Int { slot < places.count ? places[slot] : 0 }

  mutating func setPlace(of slot: Int, _ register: Int) {
    while places.count <= slot { places.append(0) }
    places[slot] = register
  }

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

  func isUsed(_ slot: Int) -> Bool { slot < usedSlots.count && usedSlots[slot] }

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
  /// Marks every slot that it mentions.
  fileprivate func markMentionedSlots(_ marks: inout [Bool]) {
    switch self {
    case .local(let slot):
      while marks.count <= slot { marks.append(false) }
      marks[slot] = true
    case .integer, .reference, .undefined: break
    case .call(_, _, let parts), .construct(_, _, let parts), .primitive(_, _, let parts):
      for part in parts { part.markMentionedSlots(&marks) }
    case .match(let subject, let branches):
      subject.markMentionedSlots(&marks)
      for branch in branches { branch.body.markMentionedSlots(&marks) }
    case .bind(let bindings, let body):
      for binding in bindings { binding.expression.markMentionedSlots(&marks) }
      body.markMentionedSlots(&marks)
    case .lambda(_, let body): body.markMentionedSlots(&marks)
    case .apply(let function, let arguments):
      function.markMentionedSlots(&marks)
      for argument in arguments { argument.markMentionedSlots(&marks) }
    }
  }
}
