import Kernel
import Terms

/// The functions `occurrences-T`: how often a value of one type, the element type, stands in a value
/// of type T.
///
/// They look into all fields, so that a list of lists, a heap or a pair of lists is a multiset like a
/// list: what sorting, merging and splitting keep is the number of occurrences of every value.
struct OccurrenceFunctions {
  let element: TypeID
  /// The function of each type that elements can stand in.
  private(set) var functions: [TypeID: SymbolID] = [:]
  /// Types that were asked for and hold no elements.
  private var isWithout: Set<TypeID> = []

  /// Types of one group of functions at most.
  private static let typeLimit = 8

  init(of element: TypeID) {
    self.element = element
  }

  /// The functions in the order in which they were declared.
  var inOrder: [SymbolID] { functions.values.sorted() }
}

extension OccurrenceFunctions {
  /// How often a value stands in a term, 0 or 1 if the term is an element itself; nil if its type
  /// holds no elements.
  mutating func count(of value: TermID, in term: TermID, _ theory: inout Theory) -> TermID? {
    let type = theory.bank.type(of: term)
    if type == element { return theory.bank.indicator(theory.bank.equationOf(value, term)) }
    guard let function = function(of: type, in: &theory) else { return nil }
    return try? application(function, at: type, [value, term], in: &theory.bank)
  }

  private func typeNames(of type: TypeID, in bank: borrowing TermBank) -> [String] {
    let names = bank.typeVariables(of: element)
    return names + bank.typeVariables(of: type).filter { !names.contains($0) }
  }

  private func application(
    _ function: SymbolID, at type: TypeID, _ arguments: [TermID], in bank: inout TermBank
  ) throws(TermFailure) -> TermID {
    var types: [TypeID] = []
    for name in typeNames(of: type, in: bank) { types.append(try bank.type(.variable(name))) }
    return try bank.application(function, types, arguments)
  }

  private mutating func function(of type: TypeID, in theory: inout Theory) -> SymbolID? {
    if let known = functions[type] { return known }
    if isWithout.contains(type) { return nil }
    var reached: [TypeID] = []
    guard collect(type, into: &reached, in: &theory) else {
      isWithout.insert(type)
      return nil
    }
    let group = holders(among: reached, in: &theory)
    guard group.contains(type) else {
      isWithout.insert(type)
      return nil
    }
    do {
      for member in group { functions[member] = try declare(member, in: &theory) }
      var definitions: [FunctionDefinition] = []
      for member in group { definitions.append(try definition(of: member, in: &theory)) }
      for part in theory.bank.components(of: definitions) {
        try theory.define(part, evidence: .structural)
      }
    } catch {
      for member in group { functions[member] = nil }
      isWithout.insert(type)
    }
    return functions[type]
  }

  /// The data types that are reached through fields and have no function yet.
  ///
  /// - Returns: false if there are too many.
  private func collect(
    _ type: TypeID, into reached: inout [TypeID], in theory: inout Theory
  ) -> Bool {
    guard type != element, functions[type] == nil, !reached.contains(type),
      case .data(let dataType, let arguments) = theory.bank.node(of: type)
    else { return true }
    reached.append(type)
    guard reached.count <= Self.typeLimit else { return false }
    for constructor in theory.bank.constructors(of: dataType) {
      for field in theory.fieldTypes(of: constructor, arguments) {
        if !collect(field, into: &reached, in: &theory) { return false }
      }
    }
    return true
  }

  /// Those of some types that elements can stand in.
  private func holders(among types: [TypeID], in theory: inout Theory) -> [TypeID] {
    var result: [TypeID] = []
    var changed = true
    while changed {
      changed = false
      for type in types where !result.contains(type) {
        guard let (dataType, arguments) = theory.bank.dataType(of: type) else { continue }
        for constructor in theory.bank.constructors(of: dataType) where !result.contains(type) {
          let holds = theory.fieldTypes(of: constructor, arguments).contains {
            $0 == element || functions[$0] != nil || result.contains($0)
          }
          if holds {
            result.append(type)
            changed = true
          }
        }
      }
    }
    return types.filter(result.contains)
  }

  private func declare(_ type: TypeID, in theory: inout Theory) throws(TermFailure) -> SymbolID {
    let name = theory.bank.dataType(of: type).map { theory.bank.name(of: $0.symbol) } ?? ""
    return try theory.bank.declareFunction(
      theory.bank.freeName(like: "occurrences-\(name)"),
      typeParameters: typeNames(of: type, in: theory.bank), parameters: [element, type],
      result: theory.bank.int)
  }

  private func definition(
    of type: TypeID, in theory: inout Theory
  ) throws(TermFailure) -> FunctionDefinition {
    let value = theory.bank.variable("sought", element)
    let subject = theory.bank.variable("searched", type)
    var branches: [Branch] = []
    if let (dataType, arguments) = theory.bank.dataType(of: type) {
      for constructor in theory.bank.constructors(of: dataType) {
        var variables: [TermID] = []
        var counts: [TermID] = []
        for (index, field) in theory.fieldTypes(of: constructor, arguments).enumerated() {
          let variable = theory.bank.variable("field\(index)", field)
          variables.append(variable)
          if field == element {
            counts.append(theory.bank.indicator(theory.bank.equationOf(value, variable)))
          } else if let function = functions[field] {
            counts.append(
              try application(function, at: field, [value, variable], in: &theory.bank))
          }
        }
        let body = Body.term(theory.bank.sum(counts) ?? theory.bank.integer(0))
        branches.append(Branch(constructor: constructor, variables: variables, body: body))
      }
    }
    return FunctionDefinition(
      symbol: functions[type] ?? theory.bank.boolSymbol,
      typeParameters: typeNames(of: type, in: theory.bank), parameters: [value, subject],
      result: theory.bank.int, body: .case(subject, branches))
  }
}

extension TermBank {
  /// `(if p 1 0)`
  mutating func indicator(_ formula: TermID) -> TermID {
    conditional(formula, integer(1), integer(0))
  }
}
