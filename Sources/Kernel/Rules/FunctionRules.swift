import Terms

/// What the rules about functions conclude.
extension Theory {
  /// A clause with types for the type parameters and terms for its variables.
  mutating func unfolded(
    _ f: SymbolID, clause index: Int, types: [TypeID], terms: [TermID]
  ) throws(RuleFailure) -> (conditions: [TermID], conclusion: TermID) {
    guard let function = defined(f) else { throw .notDefined(f) }
    guard function.clauses.indices.contains(index) else { throw .noSuchClause(index) }
    let clause = function.clauses[index]
    guard let result = clause.result else { throw .clauseWithoutResult(index) }
    let typeParameters = function.definition.typeParameters
    guard types.count == typeParameters.count else {
      throw .wrongTypeArgumentCount(expected: typeParameters.count, found: types.count)
    }
    guard terms.count == clause.variables.count else {
      throw .wrongCount(expected: clause.variables.count, found: terms.count)
    }
    var replaced: [TermID]
    do throws(TermFailure) {
      replaced = try bank.substitute(
        all: clause.patterns + clause.conditions + [result], variables: clause.variables,
        values: terms, typeVariables: typeParameters, types: types)
    } catch {
      throw .term(error)
    }
    let value = replaced.removeLast()
    let arity = clause.patterns.count
    let left = try application(f, types, Array(replaced[..<arity]))
    return (Array(replaced[arity...]), try equation(left, value))
  }

  /// The types for the type parameters of a function, by name.
  func typeReplacements(
    of function: DefinedFunction, _ types: [TypeID]
  ) throws(RuleFailure) -> [String: TypeID] {
    let parameters = function.definition.typeParameters
    guard types.count == parameters.count else {
      throw .wrongTypeArgumentCount(expected: parameters.count, found: types.count)
    }
    return Dictionary(uniqueKeysWithValues: zip(parameters, types))
  }

  /// `h(s ... t ...)` for `@(fn h(s ...) t ...)`.
  mutating func betaReduct(of t: TermID) throws(RuleFailure) -> TermID {
    guard bank.shape(of: t) == .call else { throw .notABetaRedex(t) }
    let parts = bank.arguments(of: t)
    guard bank.shape(of: parts[0]) == .functionValue else { throw .notABetaRedex(t) }
    return try application(
      bank.head(of: parts[0]), bank.typeArguments(of: parts[0]),
      bank.arguments(of: parts[0]) + parts.dropFirst())
  }

  /// `s = t` from `@(s x ...) = @(t x ...)`.
  mutating func extensional(
    _ premise: TermID, _ variables: [TermID], hypotheses: [TermID]
  ) throws(RuleFailure) -> TermID {
    guard let (left, right) = bank.equationSides(premise), bank.shape(of: left) == .call,
      bank.shape(of: right) == .call
    else { throw .notExtensional(premise) }
    let (leftParts, rightParts) = (bank.arguments(of: left), bank.arguments(of: right))
    guard Array(leftParts.dropFirst()) == variables, Array(rightParts.dropFirst()) == variables
    else { throw .notExtensional(premise) }
    try checkDistinctVariables(variables)
    try checkFresh(variables, in: hypotheses + [leftParts[0], rightParts[0]])
    return try equation(leftParts[0], rightParts[0])
  }
}
