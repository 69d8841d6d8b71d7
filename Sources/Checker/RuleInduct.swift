/// induct.
extension Judge {
  /// Induction along the recursion of functions of one group. The conclusion is `|- P1`.
  ///
  /// For each clause of each chosen function there is a line `G |- Q`: Q is P with the clause's
  /// patterns put for the v, and each member of G is a condition of the clause or some Pj S, hj S
  /// being a call of the clause.
  ///
  /// - Throws: of the choice, `notAFunction`, `noInduction`, `differentGroups`, `repeatedFunction`,
  ///   `wrongTypeCount`, `wrongVariableCount`, `wrongVariableType`, `repeatedVariable`,
  ///   `notAFormula`; of the premises, `wrongPremiseCount`, `notFresh`, `functionNotChosen`,
  ///   `notACall`, `wrongPremise`, `foreignHypothesis`, and what reading S throws.
  mutating func induct(_ parts: inout Elements) throws(Cause) -> Sequent {
    let first = try readChoice(forms.take(&parts))
    var chosen = [first.symbol: first]
    var order = [first]
    while !parts.isEmpty {
      let choice = try readChoice(forms.take(&parts))
      guard group(of: choice) == group(of: first) else { throw .differentGroups }
      guard chosen.updateValue(choice, forKey: choice.symbol) == nil
      else { throw .repeatedFunction }
      order.append(choice)
    }
    for choice in order { try checkPremises(of: choice, among: chosen) }
    return Sequent(hypotheses: .empty, conclusion: first.formula)
  }

  // MARK: - The choice

  /// Reads `(f (type ...) (v ...) P (premise ...))`, but not the premises.
  private mutating func readChoice(_ form: Int) throws(Cause) -> ChosenFunction {
    var parts = try forms.elements(form)
    let symbol = try readSymbol(forms.take(&parts))
    guard let function = signature.function(symbol) else { throw .notAFunction }
    guard signature.functions[function.index].hasInduction else { throw .noInduction }
    let arguments = try readTypes(forms.take(&parts))
    let variables = try readDistinctVariables(forms.take(&parts))
    let formula = try takeFormula(&parts)
    let premises = try forms.elements(forms.take(&parts))
    try forms.finish(parts)
    let head = try head(symbol, arguments)
    guard variables.count == heads.parameterCount(head) else { throw .wrongVariableCount }
    for (position, variable) in variables.enumerated()
    where self.variables[variable.index].type != heads.parameter(head, position) {
      throw .wrongVariableType
    }
    let call = try application(head, variables.map { self.variables[$0.index].term })
    return ChosenFunction(
      symbol: symbol, function: function, typeArguments: arguments, variables: variables,
      formula: formula, call: call, premises: premises)
  }

  private func group(of choice: ChosenFunction) -> ItemID? {
    signature[choice.symbol].origin?.item
  }

  // MARK: - The premises

  private mutating func checkPremises(
    of choice: ChosenFunction, among chosen: [SymbolID: ChosenFunction]
  ) throws(Cause) {
    var premises = choice.premises
    for clause in signature.functions[choice.function.index].clauses {
      guard !premises.isEmpty else { throw .wrongPremiseCount }
      try checkPremise(forms.take(&premises), clause, of: choice, among: chosen)
    }
    guard premises.isEmpty else { throw .wrongPremiseCount }
  }

  /// Checks `(N (y ...) (f S) ...)`.
  private mutating func checkPremise(
    _ form: Int, _ clause: Clause, of choice: ChosenFunction,
    among chosen: [SymbolID: ChosenFunction]
  ) throws(Cause) {
    var parts = try forms.elements(form)
    let line = try takeSequent(&parts)
    let others = try readDistinctVariables(forms.take(&parts))
    try requireFresh(others, for: choice)
    let renamed = try rename(clause, others, of: choice)
    let hypotheses = try readHypotheses(&parts, renamed, chosen)
    guard line.conclusion == (try instance(of: choice, at: renamed.patterns))
    else { throw .wrongPremise }
    let allowed = Set(renamed.conditions + hypotheses)
    guard sets.members(line.hypotheses).allSatisfy(allowed.contains)
    else { throw .foreignHypothesis }
  }

  /// The y are neither among the v nor in P.
  private mutating func requireFresh(
    _ others: [Variable], for choice: ChosenFunction
  ) throws(Cause) {
    let parameters = choice.variables.map { variables[$0.index].term }
    try requireFresh(others, in: [choice.formula] + parameters)
  }

  /// The clause at the chosen types, its parameters being the v and its other variables the y.
  private mutating func rename(
    _ clause: Clause, _ others: [Variable], of choice: ChosenFunction
  ) throws(Cause) -> Clause {
    let parameters = signature.functions[choice.function.index].parameters
    let renamed = clause.variables.filter { !parameters.contains($0) }
    guard renamed.count == others.count else { throw .wrongVariableCount }
    beginSubstitution()
    for (name, type) in zip(signature[choice.symbol].typeParameters, choice.typeArguments) {
      try substitute(type, for: name)
    }
    for (old, new) in zip(parameters + renamed, choice.variables + others) {
      let type = try substitution.types.image(of: variables[old.index].type, in: &types)
      guard variables[new.index].type == type else { throw .wrongVariableType }
      try substitute(variables[new.index].term, for: old)
    }
    let result = clause.result.map { [$0] } ?? []
    return Clause(
      patterns: try images(clause.patterns), conditions: try images(clause.conditions),
      result: try images(result).first, variables: [])
  }

  /// P with the patterns put for the v.
  private mutating func instance(
    of choice: ChosenFunction, at patterns: [TermID]
  ) throws(Cause) -> TermID {
    beginSubstitution()
    for (variable, pattern) in zip(choice.variables, patterns) {
      try substitute(pattern, for: variable)
    }
    return try image(choice.formula)
  }

  // MARK: - Induction hypotheses

  /// Reads `(f S) ...` and gives each Pj S.
  private mutating func readHypotheses(
    _ parts: inout Elements, _ clause: Clause, _ chosen: [SymbolID: ChosenFunction]
  ) throws(Cause) -> [TermID] {
    var hypotheses: [TermID] = []
    var calls: [TermID] = []
    while !parts.isEmpty {
      var entry = try forms.elements(forms.take(&parts))
      let symbol = try readSymbol(forms.take(&entry))
      guard let choice = chosen[symbol] else { throw .functionNotChosen }
      try readSubstitution(&entry)
      try forms.finish(entry)
      calls.append(try image(choice.call))
      hypotheses.append(try image(choice.formula))
    }
    try requireCalls(calls, of: clause)
    return hypotheses
  }

  /// - Throws: `notACall` unless all of `calls` are in the conditions or the result.
  private mutating func requireCalls(_ calls: [TermID], of clause: Clause) throws(Cause) {
    guard !calls.isEmpty else { return }
    var found = ContiguousArray<TermID>()
    marks.reset(terms.count)
    for root in clause.conditions + (clause.result.map { [$0] } ?? []) {
      marks.visit(root, in: terms, into: &found)
    }
    for call in calls where !marks.contains(call) { throw .notACall }
  }
}

/// One of the functions f of an induction, with its P.
private struct ChosenFunction {
  let symbol: SymbolID
  let function: FunctionID
  let typeArguments: ContiguousArray<TypeID>
  /// The v.
  let variables: [Variable]
  /// P
  let formula: TermID
  /// h, which is f(v ...)
  let call: TermID
  let premises: Elements
}
