import Kernel
import Lisp
import Terms

/// The definitions of a Lisp program in a theory of their own, with a machine that evaluates them.
package struct GroundProgram: ~Copyable {
  package private(set) var theory = Theory()
  package var machine: GroundMachine
  private var translation: Translation

  package init(
    _ environment: Environment, remembers: Bool = false, limits: GroundLimits = GroundLimits()
  ) {
    translation = Translation(environment: environment)
    machine = GroundMachine(remembers: remembers, limits: limits)
  }

  /// The term of a formula, with code for what it calls.
  ///
  /// - Returns: nil if the logic has no counterpart for the formula or what it calls.
  package mutating func term(of formula: Formula) -> TermID? {
    let term = try? translation.translate(formula, in: &theory)
    machine.compile(from: theory)
    return term
  }

  /// The value of a term for values of its variables.
  package mutating func evaluate(
    _ term: TermID, _ variables: [TermID: GroundValue] = [:], fuel: inout Int
  ) -> GroundValue? {
    machine.evaluate(term, variables, in: theory.bank, fuel: &fuel)
  }

  /// The term of a value of a type without functions.
  package mutating func term(of value: GroundValue, _ type: TypeID) -> TermID? {
    machine.term(of: value, type, in: &theory.bank)
  }
}
