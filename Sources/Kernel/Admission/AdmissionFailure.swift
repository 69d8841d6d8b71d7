import Terms

/// Why a declaration or definition was refused.
public enum AdmissionFailure: Error, Equatable, Sendable {
  /// The theory's bank was exchanged for another.
  case foreignBank
  /// A theorem of another theory was cited.
  case foreignTheorem
  /// The group has no members.
  case emptyGroup
  /// A term or a type could not be built.
  case term(TermFailure)

  /// The name is reserved, in use, or declared twice in the group.
  case nameTaken(String)
  case repeatedTypeParameter(String)
  case tooManyTypeParameters(Int)
  case tooManyArguments(Int)
  /// A field names a type parameter that its data type does not have.
  case unboundTypeVariable(String)
  /// A field names a data type that is not declared.
  case unknownDataType(String)
  /// A field gives a data type too many or too few types.
  case wrongTypeArgumentCount(String, expected: Int, found: Int)
  /// A field's type nests too deeply.
  case typeTooDeep
  /// The data type might have no value.
  case uninhabited(String)

  /// The symbol is no declared function.
  case notAFunction(SymbolID)
  /// The function has a definition, or stands twice in the group.
  case alreadyDefined(SymbolID)
  /// Type parameters, parameter types or result type are not those of the symbol.
  case signatureDiffers(SymbolID)
  /// A parameter or a variable of a branch is no variable.
  case notAVariable(TermID)
  /// The variable is bound twice.
  case boundTwice(TermID)
  /// The variable is not bound where it is used.
  case unboundVariable(TermID)
  /// A leaf has not the result type.
  case wrongResultType(TermID)
  /// The term of a `case` has no declared data type.
  case notADataType(TermID)
  /// The branches are not the constructors, all, in order.
  case wrongBranches(TermID)
  /// The variables of a branch are not one for each field, of its type.
  case wrongBranchVariables(SymbolID)
  /// The body calls a function that has no definition and is not in the group.
  case undefinedSymbol(SymbolID)
  case tooManyClauses
  /// A body nests more than ``DefinitionLimits/bodyDepth`` levels.
  case bodyTooDeep
  /// A term has more levels than ``TermLimits/termDepth``.
  case termTooDeep(TermID)
  /// The text of the definition, terms in full, passes ``DefinitionLimits/textBytes``.
  case textTooLong

  /// A function of the group occurs as a function value.
  case functionValueOfGroup(TermID)
  /// A composition of calls from the function to itself decreases no argument.
  case doesNotDecrease(SymbolID)
  /// The closure of the size-change graphs has more than ``DefinitionLimits/graphs`` members.
  case tooManyGraphs

  /// The evidence, or a line that it rests on, mentions a function of the group.
  case evidenceMentionsGroup(SymbolID)
  /// The evidence wants one tuple or one witness for each function.
  case wrongEvidenceCount(expected: Int, found: Int)
  /// The function's tuple is not as long as that of the first.
  case tupleLengthsDiffer(SymbolID)
  /// A member of a tuple is not of type `int`.
  case notAnInteger(TermID)
  /// The theorems do not show that the tuple decreases at the call, or that it is bounded there.
  case measureNotShown(clause: Int, of: SymbolID, call: TermID)
  /// The witness has not the signature of its function.
  case witnessSignatureDiffers(SymbolID, witness: SymbolID)
  /// A witness wants one theorem for each clause with a result.
  case wrongTheoremCount(SymbolID, expected: Int, found: Int)
  /// The theorem does not say that the witness satisfies the clause.
  case wrongTheorem(clause: Int, of: SymbolID, expected: TermID)
  /// The theorem assumes what is no condition of the clause.
  case foreignHypothesis(clause: Int, of: SymbolID, TermID)
}

/// Bounds on definitions.
public enum DefinitionLimits {
  /// Leaves of the bodies of a group.
  public static let clauses = 1_000
  /// Size-change graphs of a group, closed under composition.
  public static let graphs = 10_000
  /// Levels of `case`; a certificate nests two parentheses for each.
  public static let bodyDepth = 150
  /// Bytes of the text that the identity of a definition is computed from.
  public static let textBytes = 64 << 20
}
