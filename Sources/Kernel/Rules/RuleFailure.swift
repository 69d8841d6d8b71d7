import Terms

/// Why a rule gave no theorem.
public enum RuleFailure: Error, Equatable, Sendable {
  /// The theory's bank was exchanged for another.
  case foreignBank
  /// A theorem of another theory was used.
  case foreignTheorem
  /// A term of the rule could not be built.
  case term(TermFailure)
  /// The term has more levels than ``TermLimits/termDepth``.
  case tooDeep(TermID)

  case notAProposition(TermID)
  case notAnEquation(TermID)
  /// These two do not agree, are not the sides of the equation, and have no arguments to compare.
  case doesNotRewrite(TermID, TermID)
  /// The formula is not `p = true`.
  case notEqualToTrue(TermID)
  case notAnImplication(TermID)
  /// The second theorem does not prove the premise of the first.
  case premiseDiffers(expected: TermID, found: TermID)

  /// The symbol has no clauses.
  case notDefined(SymbolID)
  case noSuchClause(Int)
  /// The clause's result is `any`.
  case clauseWithoutResult(Int)
  /// The rule wants one term for each variable, or one variable for each field.
  case wrongCount(expected: Int, found: Int)
  case wrongTypeArgumentCount(expected: Int, found: Int)
  /// The term is not `@(fn h(s ...) t ...)`.
  case notABetaRedex(TermID)
  /// The equation is not `@(s x ...) = @(t x ...)` with these variables.
  case notExtensional(TermID)
  case notAVariable(TermID)
  case repeatedVariable(TermID)
  /// The variable occurs where the rule forbids it.
  case variableNotFresh(TermID)
  /// The variable has not the type of its field or parameter.
  case wrongVariableType(TermID, expected: TypeID)

  /// The term is not made by a constructor of a declared data type.
  case notAConstructor(TermID)
  case sameConstructor(SymbolID)
  case differentConstructors(SymbolID, SymbolID)
  case noFields(SymbolID)
  /// Neither term is properly inside the other under constructors only.
  case notInside(TermID, TermID)
  /// The term's type is no declared data type.
  case notADataType(TermID)
  case wrongBranchCount(expected: Int, found: Int)
  /// Two branches prove two formulas.
  case conclusionsDiffer(TermID, TermID)
  /// The term is not an operation on two literals.
  case notGround(TermID)
  /// The value does not fit 64 bits.
  case overflow(TermID)

  /// The term is not of type `int`.
  case notAnInteger(TermID)
  /// The polynomials of the rule pass a limit.
  case polynomial(PolynomialFailure)
  case polynomialsDiffer(TermID, TermID)
  case divisorNotPositive(Int128)
  /// The formula is none that `linear` can read, or none that it can prove.
  case notLinear(TermID)
  /// A formula that is no equation of integers was multiplied by a negative number.
  case negativeMultiple(TermID)
  /// The sum and the formula differ in more than their constants.
  case doesNotFollow(TermID)
  /// The formula says more than the sum divided and rounded up.
  case constantTooGreat(TermID)
  /// The formula is not `s <= t`.
  case notAtMost(TermID)
  /// The term is not the literal 0.
  case notZero(TermID)
  /// There is no statement on `div` and `mod` with this number.
  case noSuchStatement(Int)

  /// An induction without parts.
  case nothingToProve
  /// The function has no definition by which induction is sound.
  case notInductive(SymbolID)
  /// The function belongs to another group than the first.
  case anotherGroup(SymbolID)
  case repeatedFunction(SymbolID)
  /// The parts of an induction want one premise for each clause.
  case wrongPremiseCount(SymbolID, expected: Int, found: Int)
  /// The premise proves another formula than the clause demands.
  case wrongPremise(clause: Int, of: SymbolID, expected: TermID)
  /// The premise assumes what is neither a condition nor a listed hypothesis.
  case foreignHypothesis(clause: Int, of: SymbolID, TermID)
  /// The listed hypothesis is for a function without a formula, or for no call of the clause.
  case notACall(clause: Int, of: SymbolID, hypothesis: Int)
}
