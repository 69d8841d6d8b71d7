import Kernel
import Terms

/// The functions `size-T` that count the constructors of a value.
///
/// A constructor that has a field of a data type counts 1, and its fields of data types with their
/// own sizes; every other value counts 0. What a type variable stands for is not looked into, so that
/// a list has the size of its length.
struct SizeFunctions {
  /// For each data type its size function.
  private(set) var functions: [SymbolID: SymbolID] = [:]

  /// For each type that was asked for, its weight function.
  var weights: [TypeID: SymbolID] = [:]

  /// The functions in the order in which they were declared.
  var inOrder: [SymbolID] { (Array(functions.values) + weights.values).sorted() }
}

extension SizeFunctions {
  /// `size-T` of a term, defined when it is first needed; nil if its type is no data type.
  mutating func size(of term: TermID, in theory: inout Theory) -> TermID? {
    guard case .data(let dataType, let types) = theory.bank.node(of: theory.bank.type(of: term)),
      let function = function(of: dataType, in: &theory)
    else { return nil }
    return try? theory.bank.application(function, types, [term])
  }

  private mutating func function(of dataType: SymbolID, in theory: inout Theory) -> SymbolID? {
    if let known = functions[dataType] { return known }
    var group: [SymbolID] = []
    collect(dataType, into: &group, in: theory.bank)
    do {
      for member in group { functions[member] = try declare(member, in: &theory) }
      var definitions: [FunctionDefinition] = []
      for member in group { definitions.append(try definition(of: member, in: &theory)) }
      for part in theory.bank.components(of: definitions) {
        try theory.define(part, evidence: .structural)
      }
    } catch {
      for member in group { functions[member] = nil }
    }
    return functions[dataType]
  }

  /// The data types that are reached through fields and have no size function yet.
  private func collect(
    _ dataType: SymbolID, into group: inout [SymbolID], in bank: borrowing TermBank
  ) {
    guard functions[dataType] == nil, !group.contains(dataType) else { return }
    group.append(dataType)
    for constructor in bank.constructors(of: dataType) {
      for field in bank.signature(of: constructor).parameters {
        if case .data(let inner, _) = bank.node(of: field) {
          collect(inner, into: &group, in: bank)
        }
      }
    }
  }

  private func declare(
    _ dataType: SymbolID, in theory: inout Theory
  ) throws(TermFailure) -> SymbolID {
    let name = theory.bank.freeName(like: "size-\(theory.bank.name(of: dataType))")
    let parameters = theory.bank.typeParameters(of: dataType)
    let type = try theory.bank.generalType(of: dataType)
    return try theory.bank.declareFunction(
      name, typeParameters: parameters, parameters: [type], result: theory.bank.int)
  }

  private func definition(
    of dataType: SymbolID, in theory: inout Theory
  ) throws(TermFailure) -> FunctionDefinition {
    let subject = theory.bank.variable("sized", try theory.bank.generalType(of: dataType))
    var branches: [Branch] = []
    for constructor in theory.bank.constructors(of: dataType) {
      var variables: [TermID] = []
      var sizes: [TermID] = []
      for (index, field) in theory.bank.signature(of: constructor).parameters.enumerated() {
        let variable = theory.bank.variable("field\(index)", field)
        variables.append(variable)
        if case .data(let inner, let types) = theory.bank.node(of: field),
          let function = functions[inner]
        {
          sizes.append(try theory.bank.application(function, types, [variable]))
        }
      }
      var result = theory.bank.integer(sizes.isEmpty ? 0 : 1)
      for size in sizes { result = try theory.bank.application(.plus, result, size) }
      branches.append(Branch(constructor: constructor, variables: variables, body: .term(result)))
    }
    return FunctionDefinition(
      symbol: functions[dataType] ?? dataType,
      typeParameters: theory.bank.typeParameters(of: dataType), parameters: [subject],
      result: theory.bank.int, body: .case(subject, branches))
  }
}

extension TermBank {
  /// A name that no symbol has: this one, with dashes behind it where it is taken.
  func freeName(like name: String) -> String {
    var candidate = name
    while !isFree(candidate) { candidate += "-" }
    return candidate
  }

  /// A data type at its own parameters.
  mutating func generalType(of dataType: SymbolID) throws(TermFailure) -> TypeID {
    var arguments: [TypeID] = []
    for parameter in typeParameters(of: dataType) {
      arguments.append(try type(.variable(parameter)))
    }
    return try type(.data(dataType, arguments))
  }

  mutating func application(
    _ builtin: Builtin, _ left: TermID, _ right: TermID
  ) throws(TermFailure) -> TermID {
    try application(self.builtin(builtin), [], [left, right])
  }

  /// The strongly connected groups of definitions, each after those that it uses.
  func components(of definitions: [FunctionDefinition]) -> [[FunctionDefinition]] {
    let count = definitions.count
    let position = Dictionary(
      uniqueKeysWithValues: definitions.enumerated().map { ($0.element.symbol, $0.offset) })
    var reach = definitions.map { definition in
      var row = [Bool](repeating: false, count: count)
      for symbol in mentioned(in: definition.body) {
        if let index = position[symbol] { row[index] = true }
      }
      return row
    }
    for middle in 0..<count {
      for from in 0..<count where reach[from][middle] {
        for to in 0..<count where reach[middle][to] { reach[from][to] = true }
      }
    }
    var placed = [Bool](repeating: false, count: count)
    var result: [[FunctionDefinition]] = []
    while let next = (0..<count).first(where: { index in
      !placed[index]
        && (0..<count).allSatisfy { placed[$0] || !reach[index][$0] || reach[$0][index] }
    }) {
      let members = (0..<count).filter { $0 == next || (reach[next][$0] && reach[$0][next]) }
      for member in members { placed[member] = true }
      result.append(members.map { definitions[$0] })
    }
    return result
  }

  /// The heads of a body's applications and function values, each once.
  func mentioned(in body: Body) -> Set<SymbolID> {
    var symbols: Set<SymbolID> = []
    for term in subterms(of: body.terms) {
      switch shape(of: term) {
      case .application, .functionValue: symbols.insert(head(of: term))
      case .variable, .integer, .call: continue
      }
    }
    return symbols
  }
}

extension Body {
  /// The terms of the body in reading order.
  fileprivate var terms: [TermID] {
    switch self {
    case .any: []
    case .term(let term): [term]
    case .case(let term, let branches): [term] + branches.flatMap(\.body.terms)
    }
  }
}
