import Kernel
import Terms

extension Theory {
  /// Defines, for a data type, the function that calls itself on every field of the same type:
  /// `(walk-list nil) = true`, `(walk-list (cons x xs)) = (walk-list xs)`.
  ///
  /// Induction on it is structural induction on the type.
  ///
  mutating func defineWalker(of dataType: SymbolID) throws -> SymbolID {
    var name = "walk-\(bank.name(of: dataType))"
    while !bank.isFree(name) { name += "-" }
    let parameters = bank.typeParameters(of: dataType)
    var arguments: [TypeID] = []
    for parameter in parameters { arguments.append(try bank.type(.variable(parameter))) }
    let type = try bank.type(.data(dataType, arguments))
    let walker = try bank.declareFunction(
      name, typeParameters: parameters, parameters: [type], result: bank.bool)
    let subject = bank.variable("walked", type)
    var branches: [Branch] = []
    for constructor in bank.constructors(of: dataType) {
      var variables: [TermID] = []
      var calls: [TermID] = []
      for (index, field) in bank.signature(of: constructor).parameters.enumerated() {
        let variable = bank.variable("field\(index)", field)
        variables.append(variable)
        if field == type { calls.append(try bank.application(walker, arguments, [variable])) }
      }
      var result = calls.popLast() ?? bank.trueTerm
      for call in calls.reversed() { result = bank.logical(.and, call, result) }
      branches.append(Branch(constructor: constructor, variables: variables, body: .term(result)))
    }
    let definition = FunctionDefinition(
      symbol: walker, typeParameters: parameters, parameters: [subject], result: bank.bool,
      body: .case(subject, branches))
    try define([definition], evidence: .structural)
    return walker
  }

  /// The types of a constructor's fields for given arguments of its data type.
  mutating func fieldTypes(of constructor: SymbolID, _ arguments: [TypeID]) -> [TypeID] {
    let parameters = bank.typeParameters(of: constructor)
    let fields = bank.signature(of: constructor).parameters
    var substitution = Substitution()
    for (name, type) in zip(parameters, arguments) { substitution.types[name] = type }
    return fields.map { bank.typeInstance($0, substitution) }
  }
}
