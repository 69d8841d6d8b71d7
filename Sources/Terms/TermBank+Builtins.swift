extension TermBank {
  /// Declares what every bank has, in the order that the constants of the bank promise.
  mutating func declareBuiltins() {
    precondition(types.intern(.bool) == bool && types.intern(.int) == int)
    let dataType = symbols.append(
      .init(name: "bool", kind: .dataType, typeParameters: [], parameters: [], result: bool))
    precondition(dataType == boolSymbol)
    let truths = [declareTruth("true", index: 0), declareTruth("false", index: 1)]
    precondition(truths == [trueTerm, falseTerm])
    for builtin in Builtin.allCases { declare(builtin) }
  }

  private mutating func declareTruth(_ name: String, index: Int) -> TermID {
    let symbol = symbols.append(
      .init(
        name: name, kind: .constructor(of: boolSymbol, index: index), typeParameters: [],
        parameters: [], result: bool))
    symbols.append(symbol, to: boolSymbol)
    let head = heads.append(symbol, [], parameters: [], result: bool, hasTypeVariables: false)
    let none = InlineArray<0, TermID>(repeating: trueTerm)
    let hash = terms.hash(.application, head.index, none.span)
    return terms.append(hash, .application, head.index, none.span, type: bool, marks: 0)
  }

  private mutating func declare(_ builtin: Builtin) {
    let any = types.intern(.variable("a"))
    let (parameters, result): ([TypeID], TypeID) =
      switch builtin {
      case .equal: ([any, any], bool)
      case .plus, .minus, .times, .div, .mod: ([int, int], int)
      case .less, .lessOrEqual: ([int, int], bool)
      case .not: ([bool], bool)
      case .and, .or, .implies: ([bool, bool], bool)
      case .if: ([bool, any, any], any)
      }
    let typeParameters = parameters.contains(any) ? ["a"] : []
    builtins.append(
      symbols.append(
        .init(
          name: builtin.rawValue, kind: .builtin(builtin), typeParameters: typeParameters,
          parameters: parameters, result: result)))
  }
}
