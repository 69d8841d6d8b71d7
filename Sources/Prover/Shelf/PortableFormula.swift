import Kernel
import Terms

/// A formula apart from any theory: symbols by their identities, variables by number, so that equal
/// ones say the same of the same definitions, whatever these are called.
public struct PortableFormula: Hashable, Sendable {
  indirect enum PortableType: Hashable, Sendable {
    case bool
    case int
    case variable(Int)
    case data(String, [PortableType])
    case function([PortableType], PortableType)
  }

  /// A term whose arguments are earlier nodes, by index.
  enum Node: Hashable, Sendable {
    case variable(Int)
    case integer(Int64)
    case application(String, [PortableType], [Int])
    case functionValue(String, [PortableType], [Int])
    case call([Int])
  }

  /// Arguments before what they occur in; the last one is the formula.
  fileprivate(set) var nodes: [Node] = []
  /// The types of the variables, in the order of their first occurrence.
  fileprivate(set) var variables: [PortableType] = []
}

// MARK: - Out of a theory

extension Theory {
  /// The formula apart from this theory.
  borrowing func portable(_ formula: TermID) -> PortableFormula {
    var packing = Packing(bank.freeVariables(of: formula))
    for variable in packing.variables {
      packing.formula.variables.append(portable(bank.type(of: variable), &packing))
    }
    _ = portable(formula, &packing)
    return packing.formula
  }

  private struct Packing {
    var formula = PortableFormula()
    let variables: [TermID]
    var indices: [TermID: Int] = [:]
    var typeVariables: [String: Int] = [:]

    init(_ variables: [TermID]) { self.variables = variables }
  }

  private borrowing func portable(_ term: TermID, _ packing: inout Packing) -> Int {
    if let known = packing.indices[term] { return known }
    var arguments: [Int] = []
    for argument in bank.arguments(of: term) { arguments.append(portable(argument, &packing)) }
    let node: PortableFormula.Node
    switch bank.shape(of: term) {
    case .variable: node = .variable(packing.variables.firstIndex(of: term) ?? 0)
    case .integer: node = .integer(bank.integerValue(of: term))
    case .call: node = .call(arguments)
    case .application, .functionValue:
      let types = bank.typeArguments(of: term).map { portable($0, &packing) }
      let head = identity(of: bank.head(of: term))
      node =
        bank.shape(of: term) == .application
        ? .application(head, types, arguments) : .functionValue(head, types, arguments)
    }
    packing.formula.nodes.append(node)
    packing.indices[term] = packing.formula.nodes.count - 1
    return packing.formula.nodes.count - 1
  }

  private borrowing func portable(
    _ type: TypeID, _ packing: inout Packing
  ) -> PortableFormula.PortableType {
    switch bank.node(of: type) {
    case .bool: return .bool
    case .int: return .int
    case .variable(let name):
      let number = packing.typeVariables[name] ?? packing.typeVariables.count
      packing.typeVariables[name] = number
      return .variable(number)
    case .data(let symbol, let arguments):
      return .data(identity(of: symbol), arguments.map { portable($0, &packing) })
    case .function(let parameters, let result):
      return .function(parameters.map { portable($0, &packing) }, portable(result, &packing))
    }
  }
}

// MARK: - Into a theory

extension TermBank {
  /// The formula over symbols that are given by identity, its variables called as told; nil if it
  /// speaks of others.
  mutating func term(
    of formula: PortableFormula, names: [String], symbols: [String: SymbolID]
  ) -> TermID? {
    var variables: [TermID] = []
    for (type, name) in zip(formula.variables, names) {
      guard let type = self.type(of: type, symbols) else { return nil }
      variables.append(variable(name, type))
    }
    var terms: [TermID] = []
    for node in formula.nodes {
      guard let term = self.term(of: node, over: terms, variables, symbols) else { return nil }
      terms.append(term)
    }
    return terms.last
  }

  private mutating func term(
    of node: PortableFormula.Node, over terms: [TermID], _ variables: [TermID],
    _ symbols: [String: SymbolID]
  ) -> TermID? {
    switch node {
    case .variable(let index): return variables[index]
    case .integer(let value): return integer(value)
    case .call(let arguments):
      return try? call(terms[arguments[0]], arguments.dropFirst().map { terms[$0] })
    case .application(let head, let types, let arguments):
      guard let (symbol, types) = self.head(head, types, symbols) else { return nil }
      return try? application(symbol, types, arguments.map { terms[$0] })
    case .functionValue(let head, let types, let arguments):
      guard let (symbol, types) = self.head(head, types, symbols) else { return nil }
      return try? functionValue(symbol, types, arguments.map { terms[$0] })
    }
  }

  private mutating func head(
    _ identity: String, _ types: [PortableFormula.PortableType], _ symbols: [String: SymbolID]
  ) -> (SymbolID, [TypeID])? {
    guard let symbol = symbols[identity], let types = self.types(of: types, symbols) else {
      return nil
    }
    return (symbol, types)
  }

  private mutating func types(
    of list: [PortableFormula.PortableType], _ symbols: [String: SymbolID]
  ) -> [TypeID]? {
    var result: [TypeID] = []
    for type in list {
      guard let type = self.type(of: type, symbols) else { return nil }
      result.append(type)
    }
    return result
  }

  private mutating func type(
    of type: PortableFormula.PortableType, _ symbols: [String: SymbolID]
  ) -> TypeID? {
    switch type {
    case .bool: return bool
    case .int: return int
    case .variable(let number): return try? self.type(.variable("t\(number)"))
    case .data(let identity, let arguments):
      guard let symbol = symbols[identity], let arguments = types(of: arguments, symbols) else {
        return nil
      }
      return try? self.type(.data(symbol, arguments))
    case .function(let parameters, let result):
      guard let parameters = types(of: parameters, symbols),
        let result = self.type(of: result, symbols)
      else { return nil }
      return try? self.type(.function(parameters, result))
    }
  }
}
