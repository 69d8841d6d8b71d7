/// Why a type, a term or a declaration was not built.
public enum TermFailure: Error, Equatable, Sendable {
  /// The name belongs to another symbol or to the language.
  case nameTaken(String)
  /// Two type parameters have this name.
  case repeatedTypeParameter(String)
  /// The type variable is no type parameter of the symbol.
  case unboundTypeVariable(String)
  /// More than ``TermLimits/typeParameters``.
  case tooManyTypeParameters(Int)
  /// More than ``TermLimits/arguments``.
  case tooManyArguments(Int)
  /// More levels than ``TermLimits/typeDepth``.
  case typeTooDeep
  /// A function type without arguments.
  case functionTypeWithoutArguments
  /// A type was to be made of a symbol that is no data type.
  case notADataType(SymbolID)
  /// A term was to be made of a data type.
  case notATermHead(SymbolID)
  case wrongTypeArgumentCount(SymbolID, expected: Int, found: Int)
  case wrongArgumentCount(expected: Int, found: Int)
  case wrongArgumentType(position: Int, expected: TypeID, found: TypeID)
  /// The function value of a symbol with all its arguments awaits none.
  case nothingAwaited(SymbolID)
  /// The function of a call has no function type.
  case notAFunction(TermID)
  /// The sides of an equation have two types.
  case sidesDiffer(TypeID, TypeID)
  /// A substitution puts something for a term that is no variable.
  case notAVariable(TermID)
  /// A substitution puts a term of a type that the variable does not get.
  case wrongReplacement(of: TermID, expected: TypeID, found: TypeID)
  /// A substitution would change the type of a variable that it does not list.
  case typeOfVariableChanges(TermID)
}
