import Determinism
import Kernel
import Terms

/// A theory with lists and `append`, as most tests need it.
func listTheory() throws -> Theory {
  var theory = Theory()
  _ = try theory.declareList()
  _ = try theory.defineAppend()
  return theory
}

extension Theory {
  mutating func declareList() throws -> SymbolID {
    try declare([
      DataDeclaration(
        name: "list", parameters: ["a"],
        constructors: [
          ConstructorDeclaration(name: "nil", fields: []),
          ConstructorDeclaration(
            name: "cons", fields: [.parameter("a"), .data("list", [.parameter("a")])]),
        ])
    ])
    return try named("list")
  }

  func named(_ name: String) throws -> SymbolID {
    guard let symbol = bank.symbol(named: name) else { throw MissingSymbol(name: name) }
    return symbol
  }

  mutating func listType(_ element: TypeID) throws -> TypeID {
    try bank.type(.data(named("list"), [element]))
  }

  mutating func defineAppend() throws -> SymbolID {
    let a = try bank.type(.variable("a"))
    let list = try listType(a)
    let append = try bank.declareFunction(
      "append", typeParameters: ["a"], parameters: [list, list], result: list)
    let (xs, ys) = (bank.variable("xs", list), bank.variable("ys", list))
    let (x, zs) = (bank.variable("x", a), bank.variable("zs", list))
    let rest = try bank.application(append, [a], [zs, ys])
    let body = Body.case(
      xs,
      [
        Branch(constructor: try named("nil"), variables: [], body: .term(ys)),
        Branch(
          constructor: try named("cons"), variables: [x, zs],
          body: .term(try bank.application(named("cons"), [a], [x, rest]))),
      ])
    try define(
      [
        FunctionDefinition(
          symbol: append, typeParameters: ["a"], parameters: [xs, ys], result: list, body: body)
      ], evidence: .structural)
    return append
  }

  /// `(append xs nil) = xs`, as the worked certificate proves it.
  mutating func proveAppendNil() throws -> Theorem {
    let append = try named("append")
    let a = try bank.type(.variable("a"))
    let list = try listType(a)
    let null = try bank.application(named("nil"), [a], [])
    let (xs, ys) = (bank.variable("xs", list), bank.variable("ys", list))
    let (w, ws) = (bank.variable("w", a), bank.variable("ws", list))
    let formula = try bank.equation(bank.application(append, [a], [xs, null]), xs)
    let base = try unfold(append, clause: 0, types: [a], terms: [null])
    let step = try unfold(append, clause: 1, types: [a], terms: [w, ws, null])
    let hypothesis = try assume(
      bank.equation(bank.application(append, [a], [ws, null]), ws))
    let cell = try bank.application(named("cons"), [a], [w, ws])
    let goal = try bank.equation(bank.application(append, [a], [cell, null]), cell)
    let rewritten = try rewrite(step, by: hypothesis, to: goal)
    return try induct([
      InductionPart(
        function: append, types: [a], variables: [xs, ys], formula: formula,
        premises: [
          InductionPremise(theorem: base, variables: [], hypotheses: []),
          InductionPremise(
            theorem: rewritten, variables: [w, ws],
            hypotheses: [
              InductionHypothesis(
                function: append, substitution: Substitution(terms: [xs: ws]))
            ]),
        ])
    ])
  }
}

struct MissingSymbol: Error {
  let name: String
}
