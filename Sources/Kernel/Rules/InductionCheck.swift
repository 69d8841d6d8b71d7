import Terms

/// A part of an induction with what its function gives.
private struct InductionGoal {
  let part: InductionPart
  let function: DefinedFunction
  /// The types for the function's type parameters, by name.
  let types: [String: TypeID]
  /// `f(v ...)`
  let call: TermID
}

/// A clause with the parameters named as an induction names them, and fresh names for the rest.
private struct RenamedClause {
  let patterns: [TermID]
  let conditions: [TermID]
  let calls: [TermID]
}

extension Theory {
  /// The formula that an induction proves.
  mutating func inductionConclusion(_ parts: [InductionPart]) throws(RuleFailure) -> TermID {
    guard let first = parts.first else { throw .nothingToProve }
    var goals: [InductionGoal] = []
    for part in parts {
      guard !goals.contains(where: { $0.part.function == part.function }) else {
        throw .repeatedFunction(part.function)
      }
      goals.append(try goal(part, group: group(of: first.function)))
    }
    for goal in goals {
      let (expected, found) = (goal.function.clauses.count, goal.part.premises.count)
      guard expected == found else {
        throw .wrongPremiseCount(goal.part.function, expected: expected, found: found)
      }
      for index in 0..<expected { try checkPremise(index, of: goal, goals) }
    }
    return first.formula
  }

  private mutating func goal(
    _ part: InductionPart, group: [SymbolID]
  ) throws(RuleFailure) -> InductionGoal {
    guard let function = defined(part.function), function.isInductive else {
      throw .notInductive(part.function)
    }
    guard group.contains(part.function) else { throw .anotherGroup(part.function) }
    try checkProposition(part.formula)
    let types = try typeReplacements(of: function, part.types)
    let parameters = function.definition.parameters
    guard part.variables.count == parameters.count else {
      throw .wrongCount(expected: parameters.count, found: part.variables.count)
    }
    try checkDistinctVariables(part.variables)
    try checkTypes(of: part.variables, as: parameters, types)
    let call = try application(part.function, part.types, part.variables)
    return InductionGoal(part: part, function: function, types: types, call: call)
  }

  /// Each variable has the type of its model at the given types.
  private mutating func checkTypes(
    of variables: [TermID], as models: [TermID], _ types: [String: TypeID]
  ) throws(RuleFailure) {
    for (variable, model) in zip(variables, models) {
      let expected = try substitute(bank.type(of: model), types)
      guard bank.type(of: variable) == expected else {
        throw .wrongVariableType(variable, expected: expected)
      }
    }
  }

  private mutating func checkPremise(
    _ index: Int, of goal: InductionGoal, _ goals: [InductionGoal]
  ) throws(RuleFailure) {
    let (part, premise) = (goal.part, goal.part.premises[index])
    let clause = try renamed(goal.function.clauses[index], of: goal, premise.variables)
    let patterns = Dictionary(uniqueKeysWithValues: zip(part.variables, clause.patterns))
    let expected = try substitute(part.formula, Substitution(terms: patterns))
    guard premise.theorem.conclusion == expected else {
      throw .wrongPremise(clause: index, of: part.function, expected: expected)
    }
    var allowed = clause.conditions
    for (number, hypothesis) in premise.hypotheses.enumerated() {
      guard let other = goals.first(where: { $0.part.function == hypothesis.function }),
        clause.calls.contains(try substitute(other.call, hypothesis.substitution))
      else { throw .notACall(clause: index, of: part.function, hypothesis: number) }
      allowed.append(try substitute(other.part.formula, hypothesis.substitution))
    }
    for term in premise.theorem.hypotheses where !allowed.contains(term) {
      throw .foreignHypothesis(clause: index, of: part.function, term)
    }
  }

  /// The clause at the types of the goal, its parameters being the variables of the goal and its
  /// other variables the given ones.
  private mutating func renamed(
    _ clause: Clause, of goal: InductionGoal, _ fresh: [TermID]
  ) throws(RuleFailure) -> RenamedClause {
    let parameters = goal.function.definition.parameters
    let others = clause.variables.filter { !parameters.contains($0) }
    guard fresh.count == others.count else {
      throw .wrongCount(expected: others.count, found: fresh.count)
    }
    try checkDistinctVariables(fresh)
    try checkTypes(of: fresh, as: others, goal.types)
    for variable in fresh where goal.part.variables.contains(variable) {
      throw .variableNotFresh(variable)
    }
    try checkFresh(fresh, in: [goal.part.formula])
    let names = zip(parameters + others, goal.part.variables + fresh)
    let renaming = Substitution(
      types: goal.types, terms: Dictionary(uniqueKeysWithValues: names))
    return RenamedClause(
      patterns: try substitute(all: clause.patterns, renaming),
      conditions: try substitute(all: clause.conditions, renaming),
      calls: try substitute(all: clause.calls, renaming))
  }
}

extension InductionLines {
  /// The part with its theorems named by their lines.
  init(_ part: InductionPart) {
    self.init(
      function: part.function, types: part.types, variables: part.variables, formula: part.formula,
      premises: part.premises.map { premise in
        InductionPremiseLine(
          line: premise.theorem.line, variables: premise.variables,
          hypotheses: premise.hypotheses)
      })
  }
}
