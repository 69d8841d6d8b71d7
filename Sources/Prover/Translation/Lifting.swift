import Kernel
import Lisp
import Terms

/// What is known while one body or formula is translated.
struct Lifting {
  /// By slot, of the function or formula being translated.
  let locals: [Local]
  /// Names the functions that are taken out of it.
  let owner: String
  /// The term that stands for each slot.
  var scope: [Int: TermID] = [:]
  /// Bound expressions that are translated where they are used.
  var deferred: [Int: Expression] = [:]
  /// For each term that an enclosing match distinguishes, the constructor term that it is there.
  var known: [TermID: TermID] = [:]
  /// Functions taken out, each after those that it uses, not yet defined.
  var pending: [FunctionDefinition] = []
  /// Whether a match inside another becomes a function of its own.
  let splits: Bool
  /// Matches around the expression under way, in this function.
  var depth = 0
  /// Results so far.
  var leaves = 0
  private var usedNames: Set<String> = []

  /// Results of a function that is not split.
  static let leafLimit = 128

  init(locals: [Local], owner: String, splits: Bool = false) {
    self.locals = locals
    self.owner = owner
    self.splits = splits
  }

  /// A name for a variable that no other variable of the definition has.
  mutating func variableName(_ name: String) -> String {
    let base = LogicNames.printable(name)
    var candidate = base
    var number = 1
    while !usedNames.insert(candidate).inserted {
      number += 1
      candidate = "\(base)\(number)"
    }
    return candidate
  }
}

// MARK: - Functions

extension Translation {
  /// Defines a strongly connected group of functions, unless it is defined already.
  mutating func define(
    _ group: [FunctionID], in theory: inout Theory
  ) throws(TranslationFailure) {
    if functions[group[0]] != nil { return }
    for id in group {
      try declareDataTypes(reachableFrom: environment.dataTypes(of: id), in: &theory)
    }
    var symbols: [SymbolID] = []
    for id in group {
      let symbol = try declare(id, in: &theory)
      functions[id] = symbol
      symbols.append(symbol)
    }
    var lifted = Lifting(locals: [], owner: environment[group[0]].name)
    let definitions: [FunctionDefinition]
    do {
      definitions = try bodies(group, symbols, &lifted, splitting: false, in: &theory)
    } catch TranslationFailure.tooLarge {
      lifted.pending = []
      definitions = try bodies(group, symbols, &lifted, splitting: true, in: &theory)
    }
    try admit(&lifted, symbols: symbols, definitions: definitions, in: &theory)
  }

  /// The definitions of a group; what is taken out of them is pending in `lifted`.
  private mutating func bodies(
    _ group: [FunctionID], _ symbols: [SymbolID], _ lifted: inout Lifting, splitting: Bool,
    in theory: inout Theory
  ) throws(TranslationFailure) -> [FunctionDefinition] {
    var definitions: [FunctionDefinition] = []
    for (id, symbol) in zip(group, symbols) {
      let function = environment[id]
      sharedParts = [:]
      var lifting = Lifting(locals: function.locals, owner: function.name, splits: splitting)
      let parameters = try bindParameters(function, &lifting, in: &theory)
      let body = try body(of: function, &lifting, in: &theory)
      definitions.append(
        FunctionDefinition(
          symbol: symbol, typeParameters: function.typeParameters, parameters: parameters,
          result: try type(function.result, in: &theory), body: body))
      lifted.pending += lifting.pending
    }
    return definitions
  }

  private mutating func declare(
    _ id: FunctionID, in theory: inout Theory
  ) throws(TranslationFailure) -> SymbolID {
    let function = environment[id]
    var parameters: [TypeID] = []
    for parameter in function.parameters {
      parameters.append(try type(parameter.type, in: &theory))
    }
    return try declare(
      function.name, typeParameters: function.typeParameters, parameters: parameters,
      result: try type(function.result, in: &theory), in: &theory)
  }

  mutating func declare(
    _ name: String, typeParameters: [String], parameters: [TypeID], result: TypeID,
    in theory: inout Theory
  ) throws(TranslationFailure) -> SymbolID {
    do {
      return try theory.bank.declareFunction(
        names.claim(name), typeParameters: typeParameters, parameters: parameters,
        result: result)
    } catch {
      throw TranslationFailure(reason: "the function \(name) is beyond the logic: \(error)")
    }
  }

  private func bindParameters(
    _ function: Function, _ lifting: inout Lifting, in theory: inout Theory
  ) throws(TranslationFailure) -> [TermID] {
    var parameters: [TermID] = []
    for slot in 0..<function.parameterCount {
      let local = function.locals[slot]
      let variable = theory.bank.variable(
        lifting.variableName(local.name), try type(local.type, in: &theory))
      lifting.scope[slot] = variable
      parameters.append(variable)
    }
    return parameters
  }

  private mutating func body(
    of function: Function, _ lifting: inout Lifting, in theory: inout Theory
  ) throws(TranslationFailure) -> Body {
    guard let expression = function.body else {
      throw TranslationFailure(reason: "the function \(function.name) has no definition")
    }
    return try body(expression, &lifting, in: &theory)
  }

  /// Defines functions and what was taken out of them: what does not mention the group comes
  /// before it, the rest belongs to it.
  mutating func admit(
    _ lifting: inout Lifting, symbols: [SymbolID], definitions: [FunctionDefinition],
    in theory: inout Theory
  ) throws(TranslationFailure) {
    var open = Set(symbols)
    var group = definitions
    for definition in lifting.pending {
      if definition.body.mentions(open, in: theory.bank) {
        open.insert(definition.symbol)
        group.append(definition)
      } else {
        try define([definition], parts: [definition.symbol], in: &theory)
      }
    }
    lifting.pending = []
    if !group.isEmpty {
      try define(group, parts: open.subtracting(symbols), in: &theory)
    }
  }

  private mutating func define(
    _ group: [FunctionDefinition], parts: Set<SymbolID>, in theory: inout Theory
  ) throws(TranslationFailure) {
    let start = theory.bank.symbolCount
    defer { names.avoid(symbolsFrom: start, in: theory.bank) }
    do {
      try admission.define(group, parts: parts, in: &theory)
    } catch {
      if isRecursionUnclear(error),
        defineByWitnesses(group, byMeasure: handsItselfOver(error), in: &theory)
          || defineByClosedForm(group, parts: parts, in: &theory)
      {
        return
      }
      let name = theory.bank.name(of: group[0].symbol)
      throw TranslationFailure(
        reason: "\(name) is not shown to be total: \(sentence(error, in: theory.bank))")
    }
  }
}

/// Whether witnesses might help where a group is not admitted.
private func isRecursionUnclear(_ obstacle: AdmissionObstacle) -> Bool {
  switch obstacle {
  case .noMeasure, .refused(.doesNotDecrease), .refused(.functionValueOfGroup): true
  case .refused: false
  }
}

/// Whether no measure was looked for, since a function value hides calls of the group.
private func handsItselfOver(_ obstacle: AdmissionObstacle) -> Bool {
  if case .refused(.functionValueOfGroup) = obstacle { true } else { false }
}

/// What a person should know of a group that is not admitted.
private func sentence(_ obstacle: AdmissionObstacle, in bank: borrowing TermBank) -> String {
  switch obstacle {
  case .refused(let failure): sentence(failure, in: bank)
  case .noMeasure(let call):
    "no measure of its arguments was proved to decrease at the call "
      + bank.description(of: call, limit: 200)
  }
}

/// What a person should know of a refused definition.
private func sentence(_ failure: AdmissionFailure, in bank: borrowing TermBank) -> String {
  switch failure {
  case .doesNotDecrease(let symbol):
    "no argument of \(bank.name(of: symbol)) gets structurally smaller in each recursion"
  case .functionValueOfGroup(let term):
    "it hands itself over as a function value, \(bank.description(of: term))"
  case .tooManyGraphs: "its recursion is too involved for the size-change test"
  case .undefinedSymbol(let symbol): "\(bank.name(of: symbol)) has no definition"
  case .textTooLong, .tooManyClauses, .bodyTooDeep, .termTooDeep: "its definition is too large"
  default: "the kernel refuses it (\(failure))"
  }
}

extension Body {
  /// Whether one of the symbols stands in the body.
  func mentions(_ symbols: Set<SymbolID>, in bank: borrowing TermBank) -> Bool {
    switch self {
    case .any: return false
    case .term(let term): return term.mentions(symbols, in: bank)
    case .case(let term, let branches):
      return term.mentions(symbols, in: bank)
        || branches.contains { $0.body.mentions(symbols, in: bank) }
    }
  }
}

extension TermID {
  func mentions(_ symbols: Set<SymbolID>, in bank: borrowing TermBank) -> Bool {
    for subterm in bank.subterms(of: self) {
      switch bank.shape(of: subterm) {
      case .application, .functionValue:
        if symbols.contains(bank.head(of: subterm)) { return true }
      case .variable, .integer, .call: continue
      }
    }
    return false
  }
}
