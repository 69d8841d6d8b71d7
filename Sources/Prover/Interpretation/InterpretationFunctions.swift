import Kernel
import Terms

extension InterpretationTable {
  /// Defines the function that computes an interpretation, `value-T`, by structural recursion.
  mutating func define(
    _ interpretation: LinearInterpretation, in theory: inout Theory
  ) -> SymbolID? {
    guard let (dataType, arguments) = theory.bank.dataType(of: interpretation.type) else {
      return nil
    }
    let name = theory.bank.freeName(like: "value-\(theory.bank.name(of: dataType))")
    do {
      let function = try theory.bank.declareFunction(
        name, typeParameters: [], parameters: [interpretation.type], result: theory.bank.int)
      functions[interpretation.type] = function
      let subject = theory.bank.variable("valued", interpretation.type)
      var branches: [Branch] = []
      for constructor in theory.bank.constructors(of: dataType) {
        let fields = theory.fieldTypes(of: constructor, arguments)
        guard let form = interpretation.forms[constructor] else { return nil }
        branches.append(try branch(constructor, fields, form, in: &theory))
      }
      let definition = FunctionDefinition(
        symbol: function, typeParameters: [], parameters: [subject], result: theory.bank.int,
        body: .case(subject, branches))
      try theory.define([definition], evidence: .structural)
      return function
    } catch {
      functions[interpretation.type] = nil
      return nil
    }
  }

  private func branch(
    _ constructor: SymbolID, _ fields: [TypeID], _ form: LinearInterpretation.Form,
    in theory: inout Theory
  ) throws(TermFailure) -> Branch {
    var variables: [TermID] = []
    var sum = Polynomial(form.constant)
    for (index, field) in fields.enumerated() {
      let variable = theory.bank.variable("field\(index)", field)
      variables.append(variable)
      guard let function = functions[field] else { continue }
      let value = try theory.bank.application(function, [], [variable])
      sum = sum.adding(form.coefficients[index], times: Polynomial(atom: value)) ?? sum
    }
    let result = theory.bank.term(of: sum) ?? theory.bank.integer(0)
    return Branch(constructor: constructor, variables: variables, body: .term(result))
  }
}
