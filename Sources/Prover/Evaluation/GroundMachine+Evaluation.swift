import Terms

/// A term compiled as a function of some of its variables.
package struct GroundProcedure: Sendable {
  let words: [UInt64]
  package let parameters: [TermID]
}

extension GroundMachine {
  /// The value of a function, constructor or built-in function at some arguments.
  ///
  /// - Parameter fuel: rewrites that may be done, reduced by those that were. One is an application
  ///   of a clause, a built-in operation, or an unknown function.
  /// - Returns: nil, with the reason in ``stop``, if there is no value.
  package mutating func apply(
    _ function: SymbolID, _ arguments: [GroundValue], in bank: borrowing TermBank,
    fuel: inout Int
  ) -> GroundValue? {
    if let known = entry(of: function) {
      return apply(entry: known, arguments, fuel: &fuel)
    }
    bind(to: bank)
    return apply(entry: entry(of: function, in: bank), arguments, fuel: &fuel)
  }

  /// The value of a function value at some arguments.
  package mutating func call(
    _ function: GroundValue, _ arguments: [GroundValue], fuel: inout Int
  ) -> GroundValue? {
    guard function.word & 1 == 0 else {
      stop = .stuck
      return nil
    }
    let frame = GroundMachine.linkage + 2
    place(arguments, at: GroundMachine.linkage + frame)
    storage.setStack(GroundMachine.linkage + 1, function.word)
    storage.place(GroundInstruction(.apply, a: 0, b: frame, c: 1, x: arguments.count))
    return value(run(at: storage.codeCount, fuel: &fuel))
  }

  private mutating func apply(
    entry: UInt32, _ arguments: [GroundValue], fuel: inout Int
  ) -> GroundValue? {
    guard storage.codeWord(Int(entry) - 1) == UInt64(arguments.count) else {
      stop = .stuck
      return nil
    }
    let frame = GroundMachine.linkage + 1
    place(arguments, at: GroundMachine.linkage + frame)
    storage.place(GroundInstruction(.call, a: 0, b: frame, wide: entry))
    return value(run(at: storage.codeCount, fuel: &fuel))
  }

  private func place(_ arguments: [GroundValue], at first: Int) {
    precondition(arguments.count <= 2 * TermLimits.arguments, "a call has few arguments")
    for offset in arguments.indices { storage.setStack(first + offset, arguments[offset].word) }
  }

  private func value(_ word: UInt32?) -> GroundValue? { word.map(GroundValue.init(word:)) }
}

// MARK: - Terms

extension GroundMachine {
  /// Compiles a term whose other variables do not occur.
  ///
  /// Functions that are defined later are unknown to it.
  ///
  /// - Returns: nil if the term is too large.
  package mutating func procedure(
    for term: TermID, parameters: [TermID], in bank: borrowing TermBank
  ) -> GroundProcedure? {
    bind(to: bank)
    var draft = GroundDraft()
    let first = draft.keep(parameters.count)
    for (offset, parameter) in parameters.enumerated() {
      draft.path.registers[parameter] = first + offset
    }
    shareSubterms(of: [term], in: bank, &draft)
    compileEnd(term, in: bank, &draft)
    if draft.isTooLarge {
      stop = .tooLarge
      return nil
    }
    for call in draft.calls {
      let target = entry(of: call.function) ?? UInt32(Code.stuck)
      draft.words[call.word] |= UInt64(target) << 32
    }
    return GroundProcedure(words: draft.words, parameters: parameters)
  }

  /// The value of a compiled term for values of its parameters.
  ///
  /// - Returns: nil, with the reason in ``stop``, if there is no value.
  package mutating func run(
    _ procedure: borrowing GroundProcedure, _ arguments: [GroundValue], fuel: inout Int
  ) -> GroundValue? {
    precondition(arguments.count == procedure.parameters.count, "a value for each parameter")
    place(arguments, at: GroundMachine.linkage)
    storage.place(procedure.words)
    return value(run(at: storage.codeCount, fuel: &fuel))
  }

  /// The value of a term for values of its variables. What was compiled for it is kept.
  ///
  /// - Returns: nil, with the reason in ``stop``, if there is no value.
  package mutating func evaluate(
    _ term: TermID, _ variables: [TermID: GroundValue] = [:], in bank: borrowing TermBank,
    fuel: inout Int
  ) -> GroundValue? {
    bind(to: bank)
    if !bank.hasVariables(term), let value = constructed(term, in: bank) { return value }
    let known = procedures[term]
    guard
      let procedure = known
        ?? procedure(for: term, parameters: bank.freeVariables(of: term), in: bank)
    else { return nil }
    if known == nil {
      if procedures.count >= 1 << 14 { procedures = [:] }
      procedures[term] = procedure
    }
    var arguments: [GroundValue] = []
    for parameter in procedure.parameters {
      guard let value = variables[parameter] else {
        stop = .stuck
        return nil
      }
      arguments.append(value)
    }
    return run(procedure, arguments, fuel: &fuel)
  }
}
