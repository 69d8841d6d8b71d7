/// Why a certificate is rejected: the one condition that failed first.
public enum Cause: String, Error, Equatable, CaseIterable, Sendable {
  // Bytes and tokens
  case fileTooLarge, illegalByte, unexpectedEnd, strayParenthesis, nestingTooDeep
  case illegalName, superfluousZero, numberTooLarge

  // Grammar
  case wrongHeader, unknownItem, unknownRule, malformed, wrongNumber

  // Limits
  case termTooDeep, typeTooDeep, tooManyArguments, tooManyTypeParameters, tooManyClauses
  case tooManyGraphs, tooManyNodes, tooManyPairs, identityTooLong, statementTooLong
  case tooManyIdentities, coefficientTooLarge, polynomialTooLarge

  // Names and numbers
  case nameTaken, nameRepeated, unknownType, unknownSymbol, unknownVariable, unknownTerm
  case unknownLine

  // Types and terms
  case wrongTypeCount, wrongArgumentCount, wrongArgumentType, notAFunctionValue, nothingAwaited
  case notAFormula

  // Declarations
  case repeatedTypeParameter, foreignTypeVariable, functionInField, uninhabited
  case wrongResultType, notData, wrongBranches, wrongVariableCount, alreadyBound
  case wrongVariableType, unboundVariable, groupFunctionValue, notDescending

  // Rules
  case notAnEquation, falseRewrite, notEqualToTrue, notAnImplication, antecedentDiffers
  case repeatedInSubstitution, substituteType, typeOfVariableChanges
  case notAFunction, noSuchClause, clauseWithoutResult, notARedex, notApplications
  case otherArguments, repeatedVariable, notFresh, notConstructors, sameConstructor
  case differentConstructors, noFields, notInside, wrongPremiseCount, differentConclusions
  case notGround, resultTooLarge

  // Integers
  case notAnInteger, notArithmetic, notAnInequality, notReversed, polynomialsDiffer
  case divisorNotPositive, negativeFactor, constantTooLarge, noSuchStatement, notZero

  // Evidence
  case wrongTupleCount, differentTupleLengths, measureNotDecreasing, measureNotBounded
  case wrongWitnessCount, otherSignature

  // Induction
  case noInduction, differentGroups, repeatedFunction, functionNotChosen, wrongPremise
  case notACall, foreignHypothesis

  // Theorems
  case otherConclusion, hypothesesLeft
}
