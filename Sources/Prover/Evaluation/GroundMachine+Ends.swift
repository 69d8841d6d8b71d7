import Terms

// Compilation of what ends a call: calls in its place need no frame to return to.

extension GroundMachine {
  /// Compiles a term whose value is that of the call.
  mutating func compileEnd(
    _ term: TermID, in bank: borrowing TermBank, _ draft: inout GroundDraft
  ) {
    draft.depth += 1
    defer { draft.depth -= 1 }
    if draft.depth > GroundDraft.depth || draft.isTooLarge {
      draft.isTooLarge = true
      return
    }
    guard draft.path.registers[term] == nil, bank.shape(of: term) == .application else {
      draft.emit(.give, a: operand(term, in: bank, &draft))
      return
    }
    let head = bank.head(of: term)
    switch bank.kind(of: head) {
    case .function:
      compileTail(head, term, in: bank, &draft)
    case .builtin(let builtin) where builtin.strictOperation == nil:
      let condition = operand(bank.argument(0, of: term), in: bank, &draft)
      let toFalse = draft.emitJump(.branch, a: condition)
      let saved = draft.path
      compileEndChoice(builtin, true, term, in: bank, &draft)
      draft.land(toFalse)
      draft.path = saved
      compileEndChoice(builtin, false, term, in: bank, &draft)
    case .constructor:
      compileEndCell(descriptor(constructor: head, in: bank), term, in: bank, &draft)
    case .builtin, .dataType:
      draft.emit(.give, a: operand(term, in: bank, &draft))
    }
  }

  private mutating func compileEndChoice(
    _ builtin: Builtin, _ truth: Bool, _ term: TermID, in bank: borrowing TermBank,
    _ draft: inout GroundDraft
  ) {
    switch builtin.choice(truth) {
    case .argument(let position):
      compileEnd(bank.argument(position, of: term), in: bank, &draft)
    case .truth(let truth):
      draft.emit(.giveConstant, wide: truth ? GroundMachine.trueWord : GroundMachine.falseWord)
    }
  }

  /// A call in place of the present one. Arguments that stand where they should stay there.
  private mutating func compileTail(
    _ head: SymbolID, _ term: TermID, in bank: borrowing TermBank, _ draft: inout GroundDraft
  ) {
    let sources = operands(of: term, in: bank, &draft)
    let moves = sources.enumerated().filter { $0.offset != $0.element }
    switch moves.count {
    case 0:
      draft.emitCall(.again, head)
    case 1:
      draft.emitCall(.again1, a: moves[0].offset, b: moves[0].element, head)
    case 2 where moves.allSatisfy { $0.offset < 64 && $0.element < 64 }:
      let packed = moves.map { $0.element << 6 | $0.offset }
      draft.emitCall(.again2, a: packed[0], b: packed[1], head)
    default:
      let first = draft.path.next
      for source in sources { draft.emit(.move, a: draft.keep(1), b: source) }
      draft.emitCall(.tail, a: first, b: sources.count, head)
    }
  }

  private mutating func compileEndCell(
    _ number: Int?, _ term: TermID, in bank: borrowing TermBank, _ draft: inout GroundDraft
  ) {
    guard let number else {
      draft.isTooLarge = true
      return
    }
    let count = bank.argumentCount(of: term)
    let header = storage.descriptor(number).header
    if !remembers, let hole = lastCall(in: term, bank, draft) {
      compileExtension(number, term, hole: hole, in: bank, &draft)
      return
    }
    switch count {
    case 0:
      draft.emit(.giveConstant, wide: GroundMachine.fixedCell(number))
    case 1:
      draft.emit(.give1, b: operand(bank.argument(0, of: term), in: bank, &draft), wide: header)
    case 2:
      let fields = operands(of: term, in: bank, &draft)
      draft.emit(.give2, b: fields[0], c: fields[1], x: number)
    default:
      draft.emit(.give, a: operand(term, in: bank, &draft))
    }
  }

  /// Makes the cell before its last call, which then needs no frame of its own to return to.
  private mutating func compileExtension(
    _ number: Int, _ term: TermID, hole: Int, in bank: borrowing TermBank,
    _ draft: inout GroundDraft
  ) {
    let count = bank.argumentCount(of: term)
    if count == 1 {
      draft.emit(.extend1, wide: storage.descriptor(number).header)
    } else if count == 2, hole == 1 {
      let field = operand(bank.argument(0, of: term), in: bank, &draft)
      draft.emit(.extend2, b: field, x: number)
    } else {
      let first = draft.keep(count)
      for position in 0..<count where position != hole {
        compile(bank.argument(position, of: term), to: first + position, in: bank, &draft)
      }
      draft.emit(.extend, b: first, c: hole, x: number)
    }
    compileEnd(bank.argument(hole, of: term), in: bank, &draft)
  }

  /// The last argument of a constructor that ends in a call; nil if none does.
  private func lastCall(
    in term: TermID, _ bank: borrowing TermBank, _ draft: GroundDraft
  ) -> Int? {
    for position in (0..<bank.argumentCount(of: term)).reversed() {
      let argument = bank.argument(position, of: term)
      if endsInCall(argument, bank, draft, depth: 0) { return position }
    }
    return nil
  }

  private func endsInCall(
    _ term: TermID, _ bank: borrowing TermBank, _ draft: GroundDraft, depth: Int
  ) -> Bool {
    guard depth < 16, draft.path.registers[term] == nil, draft.path.shared[term] == nil,
      bank.shape(of: term) == .application
    else { return false }
    switch bank.kind(of: bank.head(of: term)) {
    case .function: return true
    case .dataType: return false
    case .builtin(let builtin):
      guard builtin.strictOperation == nil else { return false }
    case .constructor: break
    }
    for position in 0..<bank.argumentCount(of: term)
    where endsInCall(bank.argument(position, of: term), bank, draft, depth: depth + 1) {
      return true
    }
    return false
  }
}
