import Terms

// Compilation of terms. A subterm that occurs more than once is computed once on each path.

extension GroundMachine {
  /// Keeps a register for each subterm that takes a computation and occurs more than once.
  mutating func shareSubterms(
    of roots: [TermID], in bank: borrowing TermBank, _ draft: inout GroundDraft
  ) {
    draft.path.shared = [:]
    var uses: [TermID: Int] = [:]
    var waiting = roots
    var order: [TermID] = []
    while let term = waiting.popLast() {
      guard bank.isComputed(term) else { continue }
      uses[term, default: 0] += 1
      if uses[term] == 2 { order.append(term) }
      if uses[term] == 1 { waiting += bank.arguments(of: term) }
    }
    for term in order where draft.path.registers[term] == nil {
      draft.path.shared[term] = draft.keep(1)
    }
  }

  /// The register where a term's value is after the code that this adds.
  mutating func operand(
    _ term: TermID, in bank: borrowing TermBank, _ draft: inout GroundDraft
  ) -> Int {
    if let register = draft.path.registers[term] { return register }
    let register = draft.path.shared[term] ?? draft.keep(1)
    compile(term, to: register, in: bank, &draft)
    return register
  }

  /// Registers of several terms.
  mutating func operands(
    of term: TermID, in bank: borrowing TermBank, _ draft: inout GroundDraft
  ) -> [Int] {
    var registers: [Int] = []
    for position in 0..<bank.argumentCount(of: term) {
      registers.append(operand(bank.argument(position, of: term), in: bank, &draft))
    }
    return registers
  }

  /// Computes a term into a register. What is kept meanwhile is free again afterwards.
  mutating func compile(
    _ term: TermID, to register: Int, in bank: borrowing TermBank, _ draft: inout GroundDraft
  ) {
    if let known = draft.path.registers[term] {
      if known != register { draft.emit(.move, a: register, b: known) }
      return
    }
    if let kept = draft.path.shared[term], kept != register {
      compile(term, to: kept, in: bank, &draft)
      draft.emit(.move, a: register, b: kept)
      return
    }
    draft.depth += 1
    defer { draft.depth -= 1 }
    if draft.depth > GroundDraft.depth || draft.isTooLarge {
      draft.isTooLarge = true
      return
    }
    let next = draft.path.next
    compileNode(term, to: register, in: bank, &draft)
    draft.path.next = next
    if draft.path.shared[term] == register { draft.path.registers[term] = register }
  }

  private mutating func compileNode(
    _ term: TermID, to register: Int, in bank: borrowing TermBank, _ draft: inout GroundDraft
  ) {
    switch bank.shape(of: term) {
    case .variable:
      draft.emit(.stuck)
    case .integer:
      compileInteger(bank.integerValue(of: term), to: register, &draft)
    case .functionValue:
      let count = bank.argumentCount(of: term)
      let number = descriptor(function: bank.head(of: term), captured: count, in: bank)
      compileCell(number, term, to: register, in: bank, &draft)
    case .call:
      let function = operand(bank.argument(0, of: term), in: bank, &draft)
      let count = bank.argumentCount(of: term) - 1
      let frame = window(&draft)
      for position in 0..<count {
        let place = draft.keep(1)
        compile(bank.argument(position + 1, of: term), to: place, in: bank, &draft)
      }
      draft.emit(.apply, a: register, b: frame, c: function, x: count)
    case .application:
      compileApplication(term, to: register, in: bank, &draft)
    }
  }

  private func compileInteger(_ value: Int64, to register: Int, _ draft: inout GroundDraft) {
    if let word = GroundMachine.small(value) {
      draft.emit(.constant, a: register, wide: word)
    } else {
      draft.emit(.integer, a: register)
      draft.words.append(UInt64(bitPattern: value))
    }
  }

  /// Keeps the words below a frame.
  private func window(_ draft: inout GroundDraft) -> Int {
    draft.keep(GroundMachine.linkage) + GroundMachine.linkage
  }

  private mutating func compileApplication(
    _ term: TermID, to register: Int, in bank: borrowing TermBank, _ draft: inout GroundDraft
  ) {
    let head = bank.head(of: term)
    switch bank.kind(of: head) {
    case .dataType:
      draft.emit(.stuck)
    case .constructor:
      compileCell(descriptor(constructor: head, in: bank), term, to: register, in: bank, &draft)
    case .function:
      let frame = window(&draft)
      compileArguments(of: term, in: bank, &draft)
      draft.emitCall(.call, a: register, b: frame, head)
    case .builtin(let builtin):
      compileBuiltin(builtin, term, to: register, in: bank, &draft)
    }
  }

  /// Computes arguments into registers that follow each other.
  private mutating func compileArguments(
    of term: TermID, in bank: borrowing TermBank, _ draft: inout GroundDraft
  ) {
    for position in 0..<bank.argumentCount(of: term) {
      let place = draft.keep(1)
      compile(bank.argument(position, of: term), to: place, in: bank, &draft)
    }
  }

  private mutating func compileCell(
    _ number: Int?, _ term: TermID, to register: Int, in bank: borrowing TermBank,
    _ draft: inout GroundDraft
  ) {
    guard let number else {
      draft.isTooLarge = true
      return
    }
    switch bank.argumentCount(of: term) {
    case 0:
      draft.emit(.constant, a: register, wide: GroundMachine.fixedCell(number))
    case 1:
      let field = operand(bank.argument(0, of: term), in: bank, &draft)
      draft.emit(.build1, a: register, b: field, wide: storage.descriptor(number).header)
    case 2:
      let fields = operands(of: term, in: bank, &draft)
      draft.emit(.build2, a: register, b: fields[0], c: fields[1], x: number)
    default:
      let first = draft.path.next
      compileArguments(of: term, in: bank, &draft)
      draft.emit(.build, a: register, b: first, x: number)
    }
  }

  private mutating func compileBuiltin(
    _ builtin: Builtin, _ term: TermID, to register: Int, in bank: borrowing TermBank,
    _ draft: inout GroundDraft
  ) {
    if let operation = builtin.strictOperation {
      let fields = operands(of: term, in: bank, &draft)
      draft.emit(operation, a: register, b: fields[0], c: fields.count > 1 ? fields[1] : 0)
      return
    }
    let condition = operand(bank.argument(0, of: term), in: bank, &draft)
    let toFalse = draft.emitJump(.branch, a: condition)
    let saved = draft.path
    compileChoice(builtin, true, term, to: register, in: bank, &draft)
    let toEnd = draft.emitJump(.jump)
    draft.land(toFalse)
    draft.path = saved
    compileChoice(builtin, false, term, to: register, in: bank, &draft)
    draft.land(toEnd)
    draft.path = saved
  }

  private mutating func compileChoice(
    _ builtin: Builtin, _ truth: Bool, _ term: TermID, to register: Int,
    in bank: borrowing TermBank, _ draft: inout GroundDraft
  ) {
    switch builtin.choice(truth) {
    case .argument(let position):
      compile(bank.argument(position, of: term), to: register, in: bank, &draft)
    case .truth(let truth):
      draft.emit(
        .constant, a: register, wide: truth ? GroundMachine.trueWord : GroundMachine.falseWord)
    }
  }
}

extension TermBank {
  /// Whether a term has arguments or calls a function.
  fileprivate borrowing func isComputed(_ term: TermID) -> Bool {
    if argumentCount(of: term) > 0 { return true }
    guard shape(of: term) == .application else { return false }
    if case .function = kind(of: head(of: term)) { return true }
    return false
  }
}
