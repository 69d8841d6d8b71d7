/// unfold, beta, ext.
extension Judge {
  /// `c1S, ..., cnS |- f(p ...)S = rS`
  ///
  /// - Throws: `notAFunction`, `noSuchClause`, `clauseWithoutResult`, `wrongTypeCount`,
  ///   `wrongVariableCount`, `substituteType`.
  mutating func unfold(_ parts: inout Elements) throws(Cause) -> Sequent {
    let symbol = try readSymbol(forms.take(&parts))
    guard let id = signature.function(symbol) else { throw .notAFunction }
    let number = try forms.number(forms.take(&parts))
    let arguments = try readTypes(forms.take(&parts))
    let function = signature.functions[id.index]
    guard number >= 0, number < function.clauses.count else { throw .noSuchClause }
    let clause = function.clauses[Int(number)]
    guard let result = clause.result else { throw .clauseWithoutResult }
    let values = try readTerms(forms.take(&parts))
    let head = try head(symbol, arguments)
    try substitute(clause, signature[symbol].typeParameters, arguments, values)
    let left = try application(head, images(clause.patterns))
    return Sequent(
      hypotheses: try sets.set(of: ContiguousArray(images(clause.conditions))),
      conclusion: try equation(left, image(result)))
  }

  /// Reads `(term ...)`.
  mutating func readTerms(_ form: Int) throws(Cause) -> [TermID] {
    var parts = try forms.elements(form)
    var result: [TermID] = []
    while !parts.isEmpty { result.append(try takeTerm(&parts)) }
    return result
  }

  /// Fills the substitution for all variables of a clause.
  private mutating func substitute(
    _ clause: Clause, _ typeParameters: [Name], _ arguments: ContiguousArray<TypeID>,
    _ values: [TermID]
  ) throws(Cause) {
    guard values.count == clause.variables.count else { throw .wrongVariableCount }
    beginSubstitution()
    for (parameter, type) in zip(typeParameters, arguments) {
      try substitute(type, for: parameter)
    }
    for (variable, value) in zip(clause.variables, values) {
      try substitute(value, for: variable)
    }
  }

  /// `|- @(fn h(s ...) t ...) = h(s ... t ...)`
  ///
  /// - Throws: `notARedex`.
  mutating func beta(_ parts: inout Elements) throws(Cause) -> Sequent {
    let redex = try takeTerm(&parts)
    guard terms.kind(redex) == .call, let function = arguments(redex).first,
      terms.kind(function) == .partial, let head = terms.head(function)
    else { throw .notARedex }
    let all = arguments(function) + arguments(redex).dropFirst()
    let reduct = try application(head, all)
    return Sequent(hypotheses: .empty, conclusion: try equation(redex, reduct))
  }

  /// `G |- @(s x ...) = @(t x ...)  ==>  G |- s = t`
  ///
  /// - Throws: `notAnEquation`, `notApplications`, `otherArguments`, `repeatedVariable`,
  ///   `notFresh`.
  mutating func ext(_ parts: inout Elements) throws(Cause) -> Sequent {
    let line = try takeSequent(&parts)
    let listed = try readDistinctVariables(&parts)
    guard let sides = sides(line.conclusion) else { throw .notAnEquation }
    guard terms.kind(sides.left) == .call, terms.kind(sides.right) == .call
    else { throw .notApplications }
    let left = arguments(sides.left)
    let right = arguments(sides.right)
    let expected = listed.map { variables[$0.index].term }
    guard left.dropFirst().elementsEqual(expected), right.dropFirst().elementsEqual(expected)
    else { throw .otherArguments }
    let (s, t) = (left[0], right[0])
    try requireFresh(listed, in: sets.members(line.hypotheses) + [s, t])
    return Sequent(hypotheses: line.hypotheses, conclusion: try equation(s, t))
  }

  // MARK: - Freshness

  /// - Throws: `notFresh` if one of the variables occurs in one of the terms.
  mutating func requireFresh(
    _ fresh: [Variable], in roots: ContiguousArray<TermID>
  ) throws(Cause) {
    guard !fresh.isEmpty else { return }
    let mask = fresh.reduce(Mask.none) { $0.union(Mask($1)) }
    var found = ContiguousArray<TermID>()
    marks.reset(terms.count)
    for root in roots { marks.visit(root, in: terms, touching: mask, into: &found) }
    let forbidden = Set(fresh.map { variables[$0.index].term })
    guard !found.contains(where: forbidden.contains) else { throw .notFresh }
  }
}
