import Terms

/// A group of functions whose definition was found to have a meaning.
struct CheckedFunctions {
  let definitions: [FunctionDefinition]
  let clauses: [[Clause]]
  let evidence: Evidence
  let identity: String

  fileprivate init(
    definitions: [FunctionDefinition], clauses: [[Clause]], evidence: Evidence, identity: String
  ) {
    self.definitions = definitions
    self.clauses = clauses
    self.evidence = evidence
    self.identity = identity
  }
}

extension Theory {
  /// Defines functions together whose symbols the bank has already.
  ///
  /// - Throws: ``AdmissionFailure``; the theory is then unchanged, but for terms in its bank.
  public mutating func define(
    _ group: [FunctionDefinition], evidence: Evidence
  ) throws(AdmissionFailure) {
    install(try checked(group, evidence: evidence))
  }

  /// The clauses and the identity of a group that may be defined.
  ///
  /// - Throws: as ``define(_:evidence:)``.
  mutating func checked(
    _ group: [FunctionDefinition], evidence: Evidence
  ) throws(AdmissionFailure) -> CheckedFunctions {
    guard bank.serial == serial else { throw .foreignBank }
    guard !group.isEmpty else { throw .emptyGroup }
    let symbols = group.map(\.symbol)
    for (index, definition) in group.enumerated() {
      try checkSignature(of: definition, earlier: symbols[..<index])
    }
    var clauses: [[Clause]] = []
    var room = DefinitionLimits.clauses
    for definition in group {
      let made = try makeClauses(of: definition, group: symbols, limit: room)
      room -= made.count
      clauses.append(made)
    }
    for definition in group { try checkSymbols(of: definition, group: symbols) }
    try check(evidence, of: group, clauses)
    let identity = try identity(ofGroup: group)
    return CheckedFunctions(
      definitions: group, clauses: clauses, evidence: evidence, identity: identity)
  }

  private func checkSignature(
    of definition: FunctionDefinition, earlier: ArraySlice<SymbolID>
  ) throws(AdmissionFailure) {
    let symbol = definition.symbol
    guard bank.kind(of: symbol) == .function else { throw .notAFunction(symbol) }
    guard !isDefined(symbol), !earlier.contains(symbol) else { throw .alreadyDefined(symbol) }
    let signature = bank.signature(of: symbol)
    let types = definition.parameters.map { bank.type(of: $0) }
    guard definition.typeParameters == bank.typeParameters(of: symbol),
      types == signature.parameters, definition.result == signature.result
    else { throw .signatureDiffers(symbol) }
  }

  /// The clauses of a body that uses only bound variables and type variables.
  private mutating func makeClauses(
    of definition: FunctionDefinition, group: [SymbolID], limit: Int
  ) throws(AdmissionFailure) -> [Clause] {
    var builder = ClauseBuilder(definition, group: group)
    let declared = dataTypes
    try builder.build(limit: limit, bank: &bank, isDeclared: { declared[$0] != nil })
    for name in bank.typeVariables(ofTerms: builder.terms)
    where !definition.typeParameters.contains(name) {
      throw .unboundTypeVariable(name)
    }
    return builder.clauses
  }

  /// Everything that a definition mentions is declared, and defined before or together.
  private func checkSymbols(
    of definition: FunctionDefinition, group: [SymbolID]
  ) throws(AdmissionFailure) {
    var use = SymbolUse()
    use.add(definition, bank: bank)
    for symbol in use.symbols where !group.contains(symbol) && !isKnown(symbol) {
      throw .undefinedSymbol(symbol)
    }
  }

  private mutating func check(
    _ evidence: Evidence, of group: [FunctionDefinition], _ clauses: [[Clause]]
  ) throws(AdmissionFailure) {
    try checkPrecedence(of: evidence, group: group.map(\.symbol))
    switch evidence {
    case .structural:
      try checkFirstOrder(group)
      try checkStructural(group.map(\.symbol), clauses)
    case .measured(let tuples, let theorems):
      try checkFirstOrder(group)
      try checkMeasured(group, clauses, by: tuples, theorems)
    case .witnessed(let witnesses): try checkWitnessed(group, clauses, by: witnesses)
    }
  }

  /// No function of the group is hidden in a function value, where no call shows it.
  private func checkFirstOrder(_ group: [FunctionDefinition]) throws(AdmissionFailure) {
    let symbols = group.map(\.symbol)
    var hidden: TermID? = nil
    for definition in group {
      bank.visit(definition.body.terms) { term in
        if bank.shape(of: term) == .functionValue, symbols.contains(bank.head(of: term)) {
          hidden = term
        }
        return hidden == nil ? .descend : .stop
      }
    }
    if let hidden { throw .functionValueOfGroup(hidden) }
  }

  private func checkStructural(
    _ symbols: [SymbolID], _ clauses: [[Clause]]
  ) throws(AdmissionFailure) {
    var calls: [SizeChangeGraph] = []
    for (caller, list) in clauses.enumerated() {
      for clause in list {
        for call in clause.calls {
          guard let callee = symbols.firstIndex(of: bank.head(of: call)) else { continue }
          calls.append(graph(of: call, from: clause.patterns, caller: caller, callee: callee))
        }
      }
    }
    do throws(SizeChangeFailure) {
      try checkSizeChange(calls)
    } catch {
      switch error {
      case .doesNotDecrease(let member): throw .doesNotDecrease(symbols[member])
      case .tooManyGraphs: throw .tooManyGraphs
      }
    }
  }

  private func graph(
    of call: TermID, from patterns: [TermID], caller: Int, callee: Int
  ) -> SizeChangeGraph {
    let rows = [UInt64](repeating: 0, count: patterns.count)
    var graph = SizeChangeGraph(caller: caller, callee: callee, arcs: rows, strict: rows)
    for (row, pattern) in patterns.enumerated() {
      for column in 0..<bank.argumentCount(of: call) {
        let argument = bank.argument(column, of: call)
        guard bank.isSubterm(argument, of: pattern) else { continue }
        graph.arcs[row] |= 1 << UInt64(column)
        if argument != pattern { graph.strict[row] |= 1 << UInt64(column) }
      }
    }
    return graph
  }
}

extension Body {
  /// The terms of the body in reading order.
  var terms: [TermID] {
    switch self {
    case .any: []
    case .term(let term): [term]
    case .case(let term, let branches): [term] + branches.flatMap(\.body.terms)
    }
  }
}
