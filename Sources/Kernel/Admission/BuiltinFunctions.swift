import Terms

/// `not`, `and`, `or`, `=>` and `if`, whose body is a `case` of the first parameter.
///
/// No induction uses them, since no group was admitted.
func builtinFunctions(_ bank: inout TermBank) -> [DefinedFunction] {
  do throws(TermFailure) {
    let (p, q) = (bank.variable("p", bank.bool), bank.variable("q", bank.bool))
    let any = try bank.type(.variable("a"))
    let (x, y) = (bank.variable("x", any), bank.variable("y", any))
    return [
      builtinFunction(.not, [p], bank.falseTerm, bank.trueTerm, bank),
      builtinFunction(.and, [p, q], q, bank.falseTerm, bank),
      builtinFunction(.or, [p, q], bank.trueTerm, q, bank),
      builtinFunction(.implies, [p, q], q, bank.trueTerm, bank),
      builtinFunction(.if, [p, x, y], x, y, bank),
    ]
  } catch {
    preconditionFailure("a type variable is a type")
  }
}

/// A function with these results where its first parameter is true and where it is false.
private func builtinFunction(
  _ builtin: Builtin, _ parameters: [TermID], _ whenTrue: TermID, _ whenFalse: TermID,
  _ bank: borrowing TermBank
) -> DefinedFunction {
  let symbol = bank.builtin(builtin)
  let branches = [
    Branch(constructor: bank.trueSymbol, variables: [], body: .term(whenTrue)),
    Branch(constructor: bank.falseSymbol, variables: [], body: .term(whenFalse)),
  ]
  let definition = FunctionDefinition(
    symbol: symbol, typeParameters: bank.typeParameters(of: symbol), parameters: parameters,
    result: bank.signature(of: symbol).result, body: .case(parameters[0], branches))
  let rest = parameters.dropFirst()
  let clauses = [(bank.trueTerm, whenTrue), (bank.falseTerm, whenFalse)].map { truth, result in
    Clause(
      patterns: [truth] + rest, conditions: [], result: result, variables: Array(rest), calls: [])
  }
  return DefinedFunction(
    definition: definition, clauses: clauses, group: [symbol], isInductive: false)
}
