import Kernel
import Terms

extension Theory {
  /// The data types, constructors and functions that a formula rests on, those that are built in
  /// left out, in the order of their symbols: what occurs in it, and in the definitions of what it
  /// rests on. What is introduced together counts together; evidence does not count.
  borrowing func foundations(of formula: TermID) -> [SymbolID] {
    var found: Set<SymbolID> = []
    var pending = bank.symbols(in: [formula])
    while let symbol = pending.popLast() {
      let isBuiltin = if case .builtin = bank.kind(of: symbol) { true } else { false }
      guard !isBuiltin, bank.owner(of: symbol) != bank.boolSymbol, found.insert(symbol).inserted
      else { continue }
      switch bank.kind(of: symbol) {
      case .builtin: break
      case .constructor, .dataType:
        let dataType = bank.owner(of: symbol)
        pending.append(dataType)
        for constructor in bank.constructors(of: dataType) {
          pending.append(constructor)
          for field in bank.signature(of: constructor).parameters {
            bank.collectDataTypes(of: field, into: &pending)
          }
        }
      case .function:
        for member in group(of: symbol) {
          pending.append(member)
          guard let definition = definition(of: member) else { continue }
          pending += bank.symbols(in: definition.parameters + definition.body.termsAndVariables)
          bank.collectDataTypes(of: definition.result, into: &pending)
        }
      }
    }
    return found.sorted()
  }
}

extension TermBank {
  /// The data type of a constructor, any other symbol itself.
  fileprivate func owner(of symbol: SymbolID) -> SymbolID {
    if case .constructor(let dataType, _) = kind(of: symbol) { dataType } else { symbol }
  }

  /// The symbols of heads, and those of their types and of the types of variables.
  fileprivate func symbols(in terms: [TermID]) -> [SymbolID] {
    var result: [SymbolID] = []
    for term in subterms(of: terms) {
      collectDataTypes(of: type(of: term), into: &result)
      switch shape(of: term) {
      case .variable, .integer, .call: continue
      case .application, .functionValue:
        result.append(head(of: term))
        for type in typeArguments(of: term) { collectDataTypes(of: type, into: &result) }
      }
    }
    return result
  }

  fileprivate func collectDataTypes(of type: TypeID, into symbols: inout [SymbolID]) {
    switch node(of: type) {
    case .bool, .int, .variable: break
    case .data(let symbol, let arguments):
      symbols.append(symbol)
      for argument in arguments { collectDataTypes(of: argument, into: &symbols) }
    case .function(let parameters, let result):
      for parameter in parameters { collectDataTypes(of: parameter, into: &symbols) }
      collectDataTypes(of: result, into: &symbols)
    }
  }
}

extension Body {
  /// The terms of the body, and the variables of its branches.
  fileprivate var termsAndVariables: [TermID] {
    switch self {
    case .any: []
    case .term(let term): [term]
    case .case(let term, let branches):
      [term] + branches.flatMap { $0.variables + $0.body.termsAndVariables }
    }
  }
}
