import Kernel
import Terms

/// What conjectured lemmas about a goal are built from: functions, constructors and variables, each
/// at the types at which the goal has it.
struct Signature {
  /// Something that makes a term of other terms.
  struct Operation: Hashable {
    enum Head: Hashable {
      case application(SymbolID, [TypeID])
      /// A function value that has captured its arguments.
      case value(SymbolID, [TypeID])
      /// A variable of a function type, applied.
      case call(TermID)
    }

    var head: Head
    var parameters: [TypeID]
    var result: TypeID
    /// What the operation adds to the weight of a term: 1 for what the goal mentions, 2 for what
    /// only the definitions of that mention, and so on.
    var weight: Int
  }

  private(set) var operations: [Operation] = []
  /// Terms of weight 1 without arguments: variables, each type's first one first, and function
  /// values.
  private(set) var leaves: [TermID] = []
  /// Variables of each type, in the order in which terms take them.
  private(set) var variables: [TypeID: [TermID]] = [:]
  private var types: [TypeID] = []

  /// Bounds on how much of the definitions is taken in.
  private enum Bound {
    static let operations = 24
    static let weight = 3
  }
}

extension Signature {
  /// The signature of a goal.
  ///
  /// - Parameter isUsable: whether lemmas may speak of a function.
  init(of goal: TermID, in theory: inout Theory, isUsable: (SymbolID) -> Bool) {
    var frontier = theory.bank.subterms(of: goal)
    for weight in 1...Bound.weight {
      var added: [Operation] = []
      for term in frontier { add(term, weight: weight, in: &theory, isUsable, to: &added) }
      operations += added
      if operations.count >= Bound.operations { break }
      frontier = []
      for operation in added {
        guard case .application(let symbol, let types) = operation.head else { continue }
        frontier += theory.definingTerms(of: symbol, at: types)
      }
    }
    operations = Array(operations.prefix(Bound.operations))
    for type in types { addConstructors(of: type, in: &theory) }
    leaves += [theory.bank.trueTerm, theory.bank.falseTerm]
    if operations.contains(where: { $0.result == theory.bank.bool }) {
      addConnectives(in: theory.bank)
    }
    addVariables(in: &theory)
  }

  /// Takes in an operation that neither the goal nor the definitions mention.
  mutating func add(_ operation: Operation) { operations.append(operation) }

  private mutating func add(
    _ term: TermID, weight: Int, in theory: inout Theory, _ isUsable: (SymbolID) -> Bool,
    to added: inout [Operation]
  ) {
    note(theory.bank.type(of: term), in: theory.bank)
    switch theory.bank.shape(of: term) {
    case .variable, .integer:
      return
    case .functionValue:
      let arguments = theory.bank.arguments(of: term)
      if arguments.isEmpty {
        if !leaves.contains(term), weight == 1 { leaves.append(term) }
        return
      }
      let head = Operation.Head.value(
        theory.bank.head(of: term), theory.bank.typeArguments(of: term))
      guard !(operations + added).contains(where: { $0.head == head }) else { return }
      added.append(
        Operation(
          head: head, parameters: arguments.map { theory.bank.type(of: $0) },
          result: theory.bank.type(of: term), weight: 1))
    case .call:
      return
    case .application:
      let symbol = theory.bank.head(of: term)
      let types = theory.bank.typeArguments(of: term)
      switch theory.bank.kind(of: symbol) {
      case .dataType, .constructor: return
      case .function: if !isUsable(symbol) { return }
      case .builtin(let builtin):
        switch builtin {
        case .plus, .minus, .times, .less, .lessOrEqual: break
        default: return
        }
      }
      let head = Operation.Head.application(symbol, types)
      guard !(operations + added).contains(where: { $0.head == head }) else { return }
      added.append(
        Operation(
          head: head, parameters: theory.bank.arguments(of: term).map { theory.bank.type(of: $0) },
          result: theory.bank.type(of: term), weight: weight))
    }
  }

  private mutating func note(_ type: TypeID, in bank: borrowing TermBank) {
    if !types.contains(type) { types.append(type) }
  }

  private mutating func addConstructors(of type: TypeID, in theory: inout Theory) {
    guard case .data(let symbol, let arguments) = theory.bank.node(of: type),
      symbol != theory.bank.boolSymbol
    else { return }
    for constructor in theory.bank.constructors(of: symbol) {
      operations.append(
        Operation(
          head: .application(constructor, arguments),
          parameters: theory.fieldTypes(of: constructor, arguments), result: type, weight: 1))
    }
  }

  private mutating func addConnectives(in bank: borrowing TermBank) {
    for (builtin, count) in [(Builtin.not, 1), (.and, 2), (.or, 2)] {
      operations.append(
        Operation(
          head: .application(bank.builtin(builtin), []),
          parameters: Array(repeating: bank.bool, count: count), result: bank.bool, weight: 1))
    }
  }

  /// Three variables of each type that terms have arguments of, one of a function type.
  private mutating func addVariables(in theory: inout Theory) {
    var wanted: [TypeID] = []
    for operation in operations {
      for type in operation.parameters where !wanted.contains(type) { wanted.append(type) }
    }
    var functions: [TermID] = []
    var names: [String: Int] = [:]
    for type in wanted {
      var count = 3
      var stem: String
      switch theory.bank.node(of: type) {
      case .bool: continue
      case .int: stem = "i"
      case .variable: stem = "x"
      case .function:
        stem = "f"
        count = 1
      case .data(let symbol, let arguments):
        let initial = theory.bank.name(of: symbol).prefix(1).lowercased()
        stem = arguments.isEmpty ? initial : initial + "s"
      }
      var list: [TermID] = []
      for _ in 0..<count {
        names[stem, default: 0] += 1
        list.append(theory.bank.variable("\(stem)\(names[stem] ?? 0)", type))
      }
      variables[type] = list
      leaves += list
      if count == 1 { functions += list }
    }
    for function in functions {
      guard
        case .function(let parameters, let result) =
          theory.bank.node(of: theory.bank.type(of: function))
      else { continue }
      operations.append(
        Operation(head: .call(function), parameters: parameters, result: result, weight: 1))
    }
  }
}

extension TermBank {
  /// The term that an operation makes; nil if it would be too deep.
  mutating func term(_ operation: Signature.Operation, _ arguments: [TermID]) -> TermID? {
    switch operation.head {
    case .application(let symbol, let types): try? application(symbol, types, arguments)
    case .value(let symbol, let types): try? functionValue(symbol, types, arguments)
    case .call(let function): try? call(function, arguments)
    }
  }
}
