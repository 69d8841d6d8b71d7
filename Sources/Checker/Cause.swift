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
  case tooManyIdentities

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

  // Induction
  case noInduction, differentGroups, repeatedFunction, functionNotChosen, wrongPremise
  case notACall, foreignHypothesis

  // Theorems
  case otherConclusion, hypothesesLeft

  // Places kept for what this version does not implement
  case notYetRing, notYetLinear, notYetAntisym, notYetDivMod, notYetMeasured, notYetWitnessed
}
