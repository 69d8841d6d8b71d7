import Kernel
import Terms

/// The interpretations of a type that are tried, the simplest first.
enum InterpretationCandidates {
  /// Interpretations of one type at most.
  static let limit = 400
  /// Constructors of a type without recursion at most.
  static let constructors = 3

  /// Nil-like constructors, and what is added to the values of fields.
  private static let constants = [0, 1, -1]
  private static let summands = [1, 0, 2, -1]
  private static let recursive = [1, 2]
  private static let others = [1, -1, 2]
  /// Fields of a constructor; with more there is no interpretation.
  private static let mostFields = 6

  /// - Parameter fields: for each constructor in order the types of its fields, each of which is the
  ///   type itself or has an interpretation.
  static func all(
    for type: TypeID, _ constructors: [(symbol: SymbolID, fields: [TypeID])]
  ) -> [LinearInterpretation] {
    var result = [LinearInterpretation(type: type, forms: [:])]
    for constructor in constructors {
      let forms = forms(of: constructor.fields, in: type)
      var extended: [LinearInterpretation] = []
      for interpretation in result {
        for form in forms where extended.count < limit {
          var whole = interpretation
          whole.forms[constructor.symbol] = form
          extended.append(whole)
        }
      }
      result = extended
    }
    return result
  }

  private static func forms(
    of fields: [TypeID], in type: TypeID
  ) -> [LinearInterpretation.Form] {
    if fields.isEmpty {
      return constants.map { LinearInterpretation.Form(constant: $0, coefficients: []) }
    }
    guard fields.count <= mostFields else { return [] }
    var coefficients: [[Int]] = [[]]
    for field in fields {
      let choices = field == type ? recursive : others
      coefficients = coefficients.flatMap { list in choices.map { list + [$0] } }
    }
    return coefficients.flatMap { list in
      (list.allSatisfy { $0 == 1 } ? summands : summands.sorted { abs($0) < abs($1) }).map {
        LinearInterpretation.Form(constant: $0, coefficients: list)
      }
    }
  }
}
