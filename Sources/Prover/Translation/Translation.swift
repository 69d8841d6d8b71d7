import Kernel
import Lisp
import Terms

/// Why a program or formula has no counterpart in the logic.
struct TranslationFailure: Error, Equatable {
  var reason: String

  static let tooLarge = TranslationFailure(reason: "a definition is too large")
}

/// Puts programs of the language into a theory of the logic.
///
/// A `match` in tail position becomes a `case`; any other `match`, and each `lambda`, becomes a
/// function of its own that has the captured variables first; `let` is substituted; a `?` and what
/// a selector gives for another constructor become a function of which nothing is known.
/// Nothing here is trusted: what a theorem is about is decided by the identities in its
/// certificate.
struct Translation {
  let environment: Environment
  var names = LogicNames()
  var admission = Admission()
  /// What the admission of functions has proved that their clauses do not say.
  var laws: [KnownFact] = []
  /// The functions of which the laws tell all that is to be known.
  var lawful: [SymbolID] = []
  private var dataTypes: [DataTypeID: SymbolID] = [:]
  private var constructors: [ConstructorID: SymbolID] = [:]
  var functions: [FunctionID: SymbolID] = [:]
  /// Calls of the functions taken out of the function under way, by what they were made of.
  var sharedParts: [Expression: TermID] = [:]

  init(environment: Environment) {
    self.environment = environment
  }
}

// MARK: - Formulas

extension Translation {
  /// The term of a formula, after the definitions that it rests on.
  ///
  /// - Throws: ``TranslationFailure`` where the logic has no counterpart.
  mutating func translate(
    _ formula: Formula, in theory: inout Theory
  ) throws(TranslationFailure) -> TermID {
    var roots: [DataTypeID] = []
    for local in formula.locals { roots += environment.dataTypes(in: local.type) }
    formula.body.visit { node in
      for type in node.types { roots += environment.dataTypes(in: type) }
      if case .construct(let id, _, _) = node { roots.append(environment[id].dataType) }
      if case .reference(.constructor(let id), _) = node {
        roots.append(environment[id].dataType)
      }
    }
    try declareDataTypes(reachableFrom: roots, in: &theory)
    let groups = environment.groups(reachableFrom: environment.functions(in: formula.body))
    for group in groups { try define(group, in: &theory) }
    var lifting = Lifting(locals: formula.locals, owner: "formula")
    for slot in 0..<formula.variableCount {
      let local = formula.locals[slot]
      let name = lifting.variableName(local.name)
      lifting.scope[slot] = theory.bank.variable(name, try type(local.type, in: &theory))
    }
    let term = try term(formula.body, &lifting, in: &theory)
    try admit(&lifting, symbols: [], definitions: [], in: &theory)
    return term
  }
}

// MARK: - Types

extension Translation {
  func type(
    _ type: Type, in theory: inout Theory
  ) throws(TranslationFailure) -> TypeID {
    switch type {
    case .bool: return theory.bank.bool
    case .int: return theory.bank.int
    case .variable(let name): return try intern(.variable(name), in: &theory)
    case .data(let name, let arguments):
      guard let id = environment.dataTypes.firstIndex(where: { $0.name == name }),
        let symbol = dataTypes[DataTypeID(id)]
      else { throw TranslationFailure(reason: "the data type \(name) is not declared") }
      return try intern(.data(symbol, try types(arguments, in: &theory)), in: &theory)
    case .function(let parameters, let result):
      let parameters = try types(parameters, in: &theory)
      return try intern(.function(parameters, try self.type(result, in: &theory)), in: &theory)
    }
  }

  func types(
    _ list: [Type], in theory: inout Theory
  ) throws(TranslationFailure) -> [TypeID] {
    var result: [TypeID] = []
    for element in list { result.append(try type(element, in: &theory)) }
    return result
  }

  private func intern(
    _ node: TypeNode, in theory: inout Theory
  ) throws(TranslationFailure) -> TypeID {
    do {
      return try theory.bank.type(node)
    } catch {
      throw TranslationFailure(reason: "a type is beyond the logic: \(error)")
    }
  }

  /// Declares the data types that are reached from some and are not yet declared.
  mutating func declareDataTypes(
    reachableFrom roots: [DataTypeID], in theory: inout Theory
  ) throws(TranslationFailure) {
    for group in environment.dataTypeGroups(reachableFrom: roots) where group != [.bool] {
      if dataTypes[group[0]] == nil { try declare(group, in: &theory) }
    }
  }

  private mutating func declare(
    _ group: [DataTypeID], in theory: inout Theory
  ) throws(TranslationFailure) {
    var typeNames: [DataTypeID: String] = [:]
    var constructorNames: [ConstructorID: String] = [:]
    for id in group { typeNames[id] = names.claim(environment[id].name) }
    for id in group {
      for constructor in environment[id].constructors {
        let name = environment[constructor].name
        constructorNames[constructor] = names.claim(name)
      }
    }
    var declarations: [DataDeclaration] = []
    for id in group {
      var rows: [ConstructorDeclaration] = []
      for constructor in environment[id].constructors {
        var fields: [FieldType] = []
        for field in environment[constructor].fields {
          fields.append(try fieldType(field, names: typeNames, in: theory))
        }
        rows.append(
          ConstructorDeclaration(name: constructorNames[constructor] ?? "", fields: fields))
      }
      declarations.append(
        DataDeclaration(
          name: typeNames[id] ?? "", parameters: environment[id].typeParameters,
          constructors: rows))
    }
    do {
      try theory.declare(declarations)
    } catch {
      let name = environment[group[0]].name
      throw TranslationFailure(reason: "the data type \(name) is not admitted: \(error)")
    }
    for (id, name) in typeNames { dataTypes[id] = theory.bank.symbol(named: name) }
    for (id, name) in constructorNames { constructors[id] = theory.bank.symbol(named: name) }
  }

  private func fieldType(
    _ type: Type, names: [DataTypeID: String], in theory: borrowing Theory
  ) throws(TranslationFailure) -> FieldType {
    switch type {
    case .bool: return .bool
    case .int: return .int
    case .variable(let name): return .parameter(name)
    case .function: throw TranslationFailure(reason: "a field of a function type")
    case .data(let name, let arguments):
      var inner: [FieldType] = []
      for argument in arguments {
        inner.append(try fieldType(argument, names: names, in: theory))
      }
      let id = environment.dataTypes.firstIndex { $0.name == name }.map { DataTypeID($0) }
      let logicName = id.flatMap { id in
        names[id] ?? dataTypes[id].map { theory.bank.name(of: $0) }
      }
      return .data(logicName ?? name, inner)
    }
  }

  func symbol(of constructor: ConstructorID, in bank: borrowing TermBank) -> SymbolID {
    switch constructor {
    case .true: return bank.trueSymbol
    case .false: return bank.falseSymbol
    default:
      guard let symbol = constructors[constructor] else {
        preconditionFailure("the data types of a term are declared before it")
      }
      return symbol
    }
  }
}
