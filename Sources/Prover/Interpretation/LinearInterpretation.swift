import Kernel
import Terms

/// A map from the values of a data type to integers, linear in the values of the fields: for binary
/// numbers `One` is 1, `(ZeroAnd x)` is `2 |x|` and `(OneAnd x)` is `2 |x| + 1`.
///
/// Lankford 1979, "On Proving Term Rewriting Systems Are Noetherian", interprets terms so for
/// termination; Reynolds and Kuncak 2015, "Induction for SMT Solvers", embed the natural numbers in
/// the integers to prove equations.
struct LinearInterpretation {
  /// What a constructor's value is made of.
  struct Form: Hashable {
    var constant: Int
    /// For each field its coefficient.
    var coefficients: [Int]
  }

  var type: TypeID
  var forms: [SymbolID: Form]
}

/// Interpretations of some types, and the numbers that they give to values.
struct InterpretationTable {
  /// In the order in which they were chosen: each one rests on those before it.
  private(set) var interpretations: [LinearInterpretation] = []
  private var positions: [TypeID: Int] = [:]
  /// The functions that compute them.
  var functions: [TypeID: SymbolID] = [:]

  /// Numbers beyond this are not looked at.
  static let largest = 1 << 30

  mutating func add(_ interpretation: LinearInterpretation) {
    positions[interpretation.type] = interpretations.count
    interpretations.append(interpretation)
  }

  mutating func removeLast() {
    if let last = interpretations.popLast() { positions[last.type] = nil }
  }

  func contains(_ type: TypeID) -> Bool { positions[type] != nil }

  subscript(type: TypeID) -> LinearInterpretation? { positions[type].map { interpretations[$0] } }
}

/// Field types of constructors at the types that are interpreted.
typealias FieldTypes = [TypeID: [SymbolID: [TypeID]]]

extension InterpretationTable {
  /// The number of a value; nil if it is too large or the type has no interpretation.
  func number(
    of value: GroundValue, _ type: TypeID, fields: FieldTypes, on machine: borrowing GroundMachine,
    known: inout [TypeID: [GroundValue: Int]]
  ) -> Int? {
    if let number = known[type]?[value] { return number }
    guard let interpretation = self[type], let constructor = machine.constructor(of: value),
      let form = interpretation.forms[constructor], let types = fields[type]?[constructor]
    else { return nil }
    var result = form.constant
    for (index, field) in machine.fields(of: value).enumerated() {
      let coefficient = form.coefficients[index]
      if coefficient == 0 { continue }
      guard
        let number = number(of: field, types[index], fields: fields, on: machine, known: &known)
      else { return nil }
      result += coefficient * number
      guard result.magnitude <= Self.largest else { return nil }
    }
    known[type, default: [:]][value] = result
    return result
  }
}
