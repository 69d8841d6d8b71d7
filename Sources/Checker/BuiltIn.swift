/// What is there before the first item.
struct BuiltIn {
  var integer = TypeID(index: 0)
  var boolean = TypeID(index: 0)
  /// The terms `(true)` and `(false)`.
  var truth = TermID(index: 0)
  var falsity = TermID(index: 0)
  /// In the order in which they are declared, which ``symbol(_:)`` knows.
  fileprivate var symbols: [SymbolID] = []

  /// The symbol that a taken word names.
  func symbol(_ word: Word) -> SymbolID {
    switch word {
    case .yes: symbols[0]
    case .no: symbols[1]
    case .equal: symbols[2]
    case .plus: symbols[3]
    case .minus: symbols[4]
    case .times: symbols[5]
    case .div: symbols[6]
    case .mod: symbols[7]
    case .less: symbols[8]
    case .atMost: symbols[9]
    case .not: symbols[10]
    case .and: symbols[11]
    case .or: symbols[12]
    case .implies: symbols[13]
    default: symbols[14]
    }
  }
}

extension Judge {
  /// Declares `bool`, `int`, `=`, arithmetic, and the five functions whose body is a `case`.
  mutating func declareBuiltIn() throws(Cause) {
    builtIn.integer = try types.make(.integer, 0, count: 0)
    let truthValues = signature.declare(
      DataType(
        name: forms.names.name(.bool), typeParameters: [], origin: nil, inhabited: [true]))
    builtIn.boolean = try types.make(.data, truthValues.index, count: 0)
    for word in [Word.yes, .no] {
      let symbol = declare(word, .constructor(truthValues), [], [], builtIn.boolean)
      signature.dataTypes[truthValues.index].constructors.append(symbol)
    }
    let anyName = forms.names.intern(Array("'a".utf8)[...])
    let any = try types.make(.variable, anyName.index, count: 0)
    _ = declare(.equal, .primitive(.equal), [anyName], [any, any], builtIn.boolean)
    let integers = [builtIn.integer, builtIn.integer]
    for word in [Word.plus, .minus, .times, .div, .mod] {
      _ = declare(word, .primitive(word), [], integers, builtIn.integer)
    }
    for word in [Word.less, .atMost] {
      _ = declare(word, .primitive(word), [], integers, builtIn.boolean)
    }
    builtIn.truth = try application(.yes, [])
    builtIn.falsity = try application(.no, [])
    try declareConnectives()
    try declareChoice(anyName, any)
  }

  private mutating func declare(
    _ word: Word, _ kind: SymbolKind, _ typeParameters: [Name], _ parameters: [TypeID],
    _ result: TypeID
  ) -> SymbolID {
    let symbol = signature.declare(
      Symbol(
        name: forms.names.name(word), kind: kind, typeParameters: typeParameters,
        parameters: parameters, result: result, origin: nil))
    builtIn.symbols.append(symbol)
    return symbol
  }

  private mutating func declareConnectives() throws(Cause) {
    let p = try declareVariable("p", builtIn.boolean)
    let q = try declareVariable("q", builtIn.boolean)
    let (yes, no, second) = (builtIn.truth, builtIn.falsity, term(q))
    try declareCase(.not, [p], [], builtIn.boolean, no, yes)
    try declareCase(.and, [p, q], [], builtIn.boolean, second, no)
    try declareCase(.or, [p, q], [], builtIn.boolean, yes, second)
    try declareCase(.implies, [p, q], [], builtIn.boolean, second, yes)
  }

  private mutating func declareChoice(_ anyName: Name, _ any: TypeID) throws(Cause) {
    let p = try declareVariable("p", builtIn.boolean)
    let x = try declareVariable("x", any)
    let y = try declareVariable("y", any)
    try declareCase(.if, [p, x, y], [anyName], any, term(x), term(y))
  }

  /// A function whose body is `case p` of its first parameter, with these two results.
  private mutating func declareCase(
    _ word: Word, _ parameters: [Variable], _ typeParameters: [Name], _ result: TypeID,
    _ ifTrue: TermID, _ ifFalse: TermID
  ) throws(Cause) {
    let function = FunctionID(index: signature.functions.count)
    let parameterTypes = parameters.map { variables[$0.index].type }
    let symbol = declare(word, .function(function), typeParameters, parameterTypes, result)
    let others = Array(parameters.dropFirst())
    var patterns: [TermID] = []
    for variable in others { patterns.append(term(variable)) }
    var entry = Function(symbol: symbol, parameters: parameters)
    for (value, result) in [(builtIn.truth, ifTrue), (builtIn.falsity, ifFalse)] {
      entry.clauses.append(
        Clause(
          patterns: [value] + patterns, conditions: [], result: result, variables: others))
    }
    signature.functions.append(entry)
  }

  /// A variable that no certificate can name.
  private mutating func declareVariable(
    _ spelling: String, _ type: TypeID
  ) throws(Cause) -> Variable {
    let name = forms.names.intern(Array(spelling.utf8)[...])
    return try declareVariable(name, type)
  }

  private func term(_ variable: Variable) -> TermID { variables[variable.index].term }
}
