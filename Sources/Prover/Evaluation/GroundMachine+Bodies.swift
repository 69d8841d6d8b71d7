import Kernel
import Terms

// Compilation of functions. A body is a tree of distinctions already; its leaves become code that
// ends the call.

extension GroundMachine {
  /// Compiles all functions that the theory defines and the machine has no code for.
  ///
  /// It takes time in proportion to what is new and to the functions without a definition.
  package mutating func compile(from theory: borrowing Theory) {
    bind(to: theory.bank)
    for number in symbolCount..<theory.bank.symbolCount {
      let symbol = SymbolID(index: UInt32(number))
      if case .function = theory.bank.kind(of: symbol) { undefined.append(symbol) }
    }
    symbolCount = theory.bank.symbolCount
    var rest: [SymbolID] = []
    for symbol in undefined {
      if let definition = theory.definition(of: symbol) {
        compile(definition, in: theory.bank)
      } else {
        rest.append(symbol)
      }
    }
    // Terms may have been compiled while these functions had no code.
    if rest.count < undefined.count { procedures = [:] }
    undefined = rest
  }

  /// Compiles a function that is not admitted; a call of it may not end.
  mutating func compile(draft: FunctionDefinition, in bank: borrowing TermBank) {
    bind(to: bank)
    compile(draft, in: bank)
  }

  /// Refuses terms of another bank than before.
  func checkBank(_ bank: borrowing TermBank) {
    precondition(bankSerial == nil || bankSerial == bank.serial, "a machine knows one bank")
  }

  mutating func bind(to bank: borrowing TermBank) {
    checkBank(bank)
    bankSerial = bank.serial
  }

  func entry(of symbol: SymbolID) -> UInt32? {
    let number = Int(symbol.index)
    guard number < entries.count, entries[number] != 0 else { return nil }
    return entries[number]
  }

  private mutating func compile(_ definition: FunctionDefinition, in bank: borrowing TermBank) {
    var draft = GroundDraft()
    let first = draft.keep(definition.parameters.count)
    for (offset, parameter) in definition.parameters.enumerated() {
      draft.path.registers[parameter] = first + offset
    }
    compile(definition.body, in: bank, &draft)
    install(draft, of: definition.symbol, parameters: definition.parameters.count)
  }

  /// Makes a draft the code of a function; one that is too large becomes `stuck`.
  mutating func install(_ draft: GroundDraft, of symbol: SymbolID, parameters: Int) {
    var words = draft.words
    if draft.isTooLarge { words = [GroundInstruction(.stuck).word] }
    storage.place([UInt64(parameters)] + words)
    let start = storage.codeCount + 1
    storage.codeCount = start + words.count
    setEntry(UInt32(start), of: symbol)
    if draft.isTooLarge { return }
    for call in draft.calls {
      if let target = entry(of: call.function) {
        link(start + call.word, to: target)
      } else {
        link(start + call.word, to: UInt32(Code.stuck))
        openCalls[call.function, default: []].append(start + call.word)
      }
    }
  }

  private mutating func setEntry(_ entry: UInt32, of symbol: SymbolID) {
    while entries.count <= Int(symbol.index) { entries.append(0) }
    entries[Int(symbol.index)] = entry
    for word in openCalls.removeValue(forKey: symbol) ?? [] { link(word, to: entry) }
    for number in 0..<storage.descriptorCount where storage.descriptor(number).symbol == symbol {
      storage.setEntry(entry, of: number)
    }
  }

  private func link(_ word: Int, to entry: UInt32) {
    storage.setCode(word, storage.codeWord(word) & 0xFFFF_FFFF | UInt64(entry) << 32)
  }
}

// MARK: - Distinctions

extension GroundMachine {
  /// Compiles what ends a call.
  private mutating func compile(
    _ body: Body, in bank: borrowing TermBank, _ draft: inout GroundDraft
  ) {
    draft.depth += 1
    defer { draft.depth -= 1 }
    if draft.depth > GroundDraft.depth {
      draft.isTooLarge = true
      return
    }
    switch body {
    case .any:
      draft.emit(.stuck)
    case .term(let term):
      shareSubterms(of: [term], in: bank, &draft)
      compileEnd(term, in: bank, &draft)
    case .case(let subject, let branches):
      shareSubterms(of: [subject], in: bank, &draft)
      let register = operand(subject, in: bank, &draft)
      draft.path.registers[subject] = register
      if branches.count > 2 {
        compileSelection(register, branches, in: bank, &draft)
      } else {
        compileMatches(register, branches, in: bank, &draft)
      }
    }
  }

  /// One or two constructors: that with more fields is expected, the other one is jumped to.
  private mutating func compileMatches(
    _ register: Int, _ branches: [Branch], in bank: borrowing TermBank,
    _ draft: inout GroundDraft
  ) {
    let counts = branches.map(\.variables.count)
    let expected = counts.count == 2 && counts[1] > counts[0] ? 1 : 0
    let saved = draft.path
    let branch = branches[expected]
    let used = bank.variablesUsed(in: branch.body)
    let match = draft.words.count
    let isShort = branch.variables.count <= 2 && branch.variables.contains(where: used.contains)
    let count = isShort ? branch.variables.count : 0
    let first = draft.keep(count)
    let operation = [GroundOperation.match0, .match1, .match2][count]
    draft.emit(operation, a: register, b: first, c: expected)
    if isShort {
      bind(branch.variables, from: first, &draft)
    } else {
      load(branch.variables, used, from: register, &draft)
    }
    compile(branch.body, in: bank, &draft)
    guard branches.count == 2 else { return }
    draft.landMatch(match)
    draft.path = saved
    let other = branches[1 - expected]
    load(other.variables, bank.variablesUsed(in: other.body), from: register, &draft)
    compile(other.body, in: bank, &draft)
  }

  private mutating func compileSelection(
    _ register: Int, _ branches: [Branch], in bank: borrowing TermBank,
    _ draft: inout GroundDraft
  ) {
    draft.emit(.select, a: register)
    let table = draft.words.count
    if !draft.isTooLarge { draft.words += branches.map { _ in 0 } }
    for (number, branch) in branches.enumerated() {
      let saved = draft.path
      if !draft.isTooLarge { draft.words[table + number] = UInt64(draft.words.count - table) }
      load(branch.variables, bank.variablesUsed(in: branch.body), from: register, &draft)
      compile(branch.body, in: bank, &draft)
      draft.path = saved
    }
  }

  private func bind(_ variables: [TermID], from first: Int, _ draft: inout GroundDraft) {
    for (offset, variable) in variables.enumerated() {
      draft.path.registers[variable] = first + offset
    }
  }

  /// Loads the fields that are used.
  private func load(
    _ variables: [TermID], _ used: Set<TermID>, from register: Int, _ draft: inout GroundDraft
  ) {
    guard variables.contains(where: used.contains) else { return }
    let first = draft.keep(variables.count)
    bind(variables, from: first, &draft)
    for (field, variable) in variables.enumerated() where used.contains(variable) {
      draft.emit(.field, a: first + field, b: register, c: field)
    }
  }
}

extension TermBank {
  /// The variables that occur in the terms of a body, those that it binds itself included.
  fileprivate borrowing func variablesUsed(in body: Body) -> Set<TermID> {
    var terms: [TermID] = []
    body.collectTerms(into: &terms)
    return Set(freeVariables(of: terms))
  }
}

extension Body {
  fileprivate func collectTerms(into terms: inout [TermID]) {
    switch self {
    case .any: break
    case .term(let term): terms.append(term)
    case .case(let subject, let branches):
      terms.append(subject)
      for branch in branches { branch.body.collectTerms(into: &terms) }
    }
  }
}
