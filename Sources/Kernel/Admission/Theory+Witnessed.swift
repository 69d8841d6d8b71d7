import Terms

extension Theory {
  /// Each function of the group has an earlier symbol that satisfies its clauses, when all
  /// functions of the group are replaced by theirs.
  ///
  /// Function values of the group are allowed: they are replaced like calls.
  mutating func checkWitnessed(
    _ group: [FunctionDefinition], _ clauses: [[Clause]], by witnesses: [Witness]
  ) throws(AdmissionFailure) {
    guard witnesses.count == group.count else {
      throw .wrongEvidenceCount(expected: group.count, found: witnesses.count)
    }
    var replacements: [SymbolID: SymbolID] = [:]
    for (definition, witness) in zip(group, witnesses) {
      try checkSignature(of: witness.function, as: definition)
      replacements[definition.symbol] = witness.function
    }
    var replacement = SymbolReplacement(replacements)
    for ((definition, witness), list) in zip(zip(group, witnesses), clauses) {
      let numbers = list.indices.filter { list[$0].result != nil }
      guard witness.theorems.count == numbers.count else {
        throw .wrongTheoremCount(
          definition.symbol, expected: numbers.count, found: witness.theorems.count)
      }
      for (index, theorem) in zip(numbers, witness.theorems) {
        let (conditions, conclusion) = try claim(
          list[index], of: definition, by: witness.function, &replacement)
        guard theorem.conclusion == conclusion else {
          throw .wrongTheorem(clause: index, of: definition.symbol, expected: conclusion)
        }
        for term in theorem.hypotheses where !conditions.contains(term) {
          throw .foreignHypothesis(clause: index, of: definition.symbol, term)
        }
      }
    }
  }

  /// The witness takes and gives the same types, whatever its type parameters are called.
  private mutating func checkSignature(
    of witness: SymbolID, as definition: FunctionDefinition
  ) throws(AdmissionFailure) {
    let failure = AdmissionFailure.witnessSignatureDiffers(definition.symbol, witness: witness)
    let names = bank.typeParameters(of: witness)
    guard bank.kind(of: witness) != .dataType, names.count == definition.typeParameters.count
    else { throw failure }
    let signature = bank.signature(of: witness)
    var types: [String: TypeID] = [:]
    var parameters: [TypeID] = []
    let result: TypeID
    do throws(TermFailure) {
      for (name, type) in zip(names, try variables(definition.typeParameters)) {
        types[name] = type
      }
      for type in signature.parameters { parameters.append(try bank.substitute(type, types)) }
      result = try bank.substitute(signature.result, types)
    } catch {
      throw .term(error)
    }
    guard parameters == definition.parameters.map({ bank.type(of: $0) }),
      result == definition.result
    else { throw failure }
  }

  /// What the witness must satisfy for a clause with a result.
  private mutating func claim(
    _ clause: Clause, of definition: FunctionDefinition, by witness: SymbolID,
    _ replacement: inout SymbolReplacement
  ) throws(AdmissionFailure) -> (conditions: [TermID], conclusion: TermID) {
    guard let result = clause.result else {
      preconditionFailure("only clauses with results make claims")
    }
    do throws(TermFailure) {
      var conditions: [TermID] = []
      for condition in clause.conditions {
        conditions.append(try replacement.apply(to: condition, &bank))
      }
      let left = try bank.application(
        witness, variables(definition.typeParameters), clause.patterns)
      return (conditions, try bank.equation(left, replacement.apply(to: result, &bank)))
    } catch {
      throw .term(error)
    }
  }

  private mutating func variables(_ names: [String]) throws(TermFailure) -> [TypeID] {
    var result: [TypeID] = []
    for name in names { result.append(try bank.type(.variable(name))) }
    return result
  }
}

/// Puts symbols for symbols of the same signature, in heads of applications and function values.
private struct SymbolReplacement {
  private let symbols: [SymbolID: SymbolID]
  private var known: [TermID: TermID] = [:]

  init(_ symbols: [SymbolID: SymbolID]) { self.symbols = symbols }

  /// The term with the symbols replaced; no subterm is visited twice.
  mutating func apply(
    to root: TermID, _ bank: inout TermBank
  ) throws(TermFailure) -> TermID {
    var stack = [root]
    while true {
      let term = stack[stack.count - 1]
      if let value = known[term] {
        stack.removeLast()
        if stack.isEmpty { return value }
        continue
      }
      let arguments = bank.arguments(of: term)
      let missing = arguments.filter { known[$0] == nil }
      if missing.isEmpty {
        known[term] = try rebuilt(term, arguments.map { known[$0] ?? $0 }, &bank)
      } else {
        stack.append(contentsOf: missing)
      }
    }
  }

  private func rebuilt(
    _ term: TermID, _ arguments: [TermID], _ bank: inout TermBank
  ) throws(TermFailure) -> TermID {
    switch bank.shape(of: term) {
    case .variable, .integer, .call: return try bank.rebuild(term, arguments: arguments)
    case .application:
      guard let symbol = symbols[bank.head(of: term)] else {
        return try bank.rebuild(term, arguments: arguments)
      }
      return try bank.application(symbol, bank.typeArguments(of: term), arguments)
    case .functionValue:
      guard let symbol = symbols[bank.head(of: term)] else {
        return try bank.rebuild(term, arguments: arguments)
      }
      return try bank.functionValue(symbol, bank.typeArguments(of: term), arguments)
    }
  }
}
