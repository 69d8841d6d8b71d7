import Kernel
import Terms

extension SizeFunctions {
  /// Types of one group of weight functions at most.
  private static let typeLimit = 8

  /// `weight-T` of a term, defined when it is first needed; nil if its type is no data type.
  ///
  /// A weight looks into what the type's arguments stand for, so that a list of trees has the weight
  /// of its trees, and it counts the first field of a data type twice: `C(x, y, z)` weighs
  /// `2 + 2 |x| + |y| + |z|`, and 0 without such fields. That decreases where a recursion turns a
  /// tree to the right, as polynomial interpretations do (Lankford 1979).
  mutating func weight(of term: TermID, in theory: inout Theory) -> TermID? {
    let type = theory.bank.type(of: term)
    guard let function = weightFunction(of: type, in: &theory) else { return nil }
    let types = theory.bank.typeVariables(of: type).compactMap {
      try? theory.bank.type(.variable($0))
    }
    return try? theory.bank.application(function, types, [term])
  }

  private mutating func weightFunction(
    of type: TypeID, in theory: inout Theory
  ) -> SymbolID? {
    if let known = weights[type] { return known }
    var group: [TypeID] = []
    guard collect(type, into: &group, in: &theory) else { return nil }
    do {
      for member in group { weights[member] = try declareWeight(of: member, in: &theory) }
      var definitions: [FunctionDefinition] = []
      for member in group { definitions.append(try weightDefinition(of: member, in: &theory)) }
      for part in theory.bank.components(of: definitions) {
        try theory.define(part, evidence: .structural)
      }
    } catch {
      for member in group { weights[member] = nil }
    }
    return weights[type]
  }

  /// The data types that are reached through fields, each at its arguments, that have no weight yet.
  ///
  /// - Returns: false if there are too many.
  private func collect(
    _ type: TypeID, into group: inout [TypeID], in theory: inout Theory
  ) -> Bool {
    guard case .data(let dataType, let arguments) = theory.bank.node(of: type) else {
      return !group.isEmpty
    }
    if weights[type] != nil || group.contains(type) { return true }
    group.append(type)
    guard group.count <= Self.typeLimit else { return false }
    for constructor in theory.bank.constructors(of: dataType) {
      for field in theory.fieldTypes(of: constructor, arguments) {
        if !collect(field, into: &group, in: &theory) { return false }
      }
    }
    return true
  }

  private func declareWeight(
    of type: TypeID, in theory: inout Theory
  ) throws(TermFailure) -> SymbolID {
    let name = theory.bank.dataType(of: type).map { theory.bank.name(of: $0.symbol) } ?? ""
    return try theory.bank.declareFunction(
      theory.bank.freeName(like: "weight-\(name)"),
      typeParameters: theory.bank.typeVariables(of: type), parameters: [type],
      result: theory.bank.int)
  }

  private func weightDefinition(
    of type: TypeID, in theory: inout Theory
  ) throws(TermFailure) -> FunctionDefinition {
    let subject = theory.bank.variable("sized", type)
    var branches: [Branch] = []
    if let (dataType, arguments) = theory.bank.dataType(of: type) {
      for constructor in theory.bank.constructors(of: dataType) {
        let fields = theory.fieldTypes(of: constructor, arguments)
        branches.append(try weightBranch(constructor, fields, in: &theory))
      }
    }
    return FunctionDefinition(
      symbol: weights[type] ?? theory.bank.boolSymbol,
      typeParameters: theory.bank.typeVariables(of: type), parameters: [subject],
      result: theory.bank.int, body: .case(subject, branches))
  }

  private func weightBranch(
    _ constructor: SymbolID, _ fields: [TypeID], in theory: inout Theory
  ) throws(TermFailure) -> Branch {
    var variables: [TermID] = []
    var parts: [TermID] = []
    for (index, field) in fields.enumerated() {
      let variable = theory.bank.variable("field\(index)", field)
      variables.append(variable)
      guard let function = weights[field] else { continue }
      var types: [TypeID] = []
      for name in theory.bank.typeVariables(of: field) {
        types.append(try theory.bank.type(.variable(name)))
      }
      let weight = try theory.bank.application(function, types, [variable])
      let two = theory.bank.integer(2)
      parts.append(
        parts.isEmpty ? try theory.bank.application(.times, two, weight) : weight)
    }
    var result = theory.bank.integer(parts.isEmpty ? 0 : 2)
    for part in parts { result = try theory.bank.application(.plus, result, part) }
    return Branch(constructor: constructor, variables: variables, body: .term(result))
  }
}
