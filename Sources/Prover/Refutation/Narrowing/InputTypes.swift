import Lisp

/// The types of open places in inputs, numbered, with the ways to fill them.
struct InputTypes {
  /// One constructor of a type, or one function.
  struct Alternative {
    /// The number of the constructor or function.
    var number: Int32
    /// The types of its fields.
    var fields: [Int32]
    var cost: Int
  }

  private let environment: Environment
  /// For each function type the functions that stand for its values.
  private let functions: [Type: [FunctionID]]
  private(set) var types: [Type] = []
  private var numbers: [Type: Int32] = [:]
  private var known: [[Alternative]?] = []

  init(environment: Environment, functions: [Type: [FunctionID]]) {
    self.environment = environment
    self.functions = functions
  }

  mutating func number(of type: Type) -> Int32 {
    if let known = numbers[type] { return known }
    let number = Int32(types.count)
    types.append(type)
    known.append(nil)
    numbers[type] = number
    return number
  }

  func isInteger(_ number: Int32) -> Bool { types[Int(number)] == .int }

  func isFunction(_ number: Int32) -> Bool {
    if case .function = types[Int(number)] { return true }
    return false
  }

  /// The ways to fill a place of this type, those without further places first.
  mutating func alternatives(of number: Int32) -> [Alternative] {
    if let alternatives = known[Int(number)] { return alternatives }
    let type = types[Int(number)]
    var alternatives: [Alternative] = []
    if case .function = type {
      for (rank, function) in (functions[type] ?? []).enumerated() {
        alternatives.append(
          Alternative(number: Int32(function.index), fields: [], cost: 1 + rank / 2))
      }
    } else if let dataType = environment.dataType(of: type) {
      let constructors = environment[dataType].constructors
      for constructor in constructors {
        let fields = environment.fields(of: constructor, in: type).map { self.number(of: $0) }
        let isLeaf = fields.isEmpty || constructors.count == 1
        alternatives.append(
          Alternative(
            number: Int32(constructor.index), fields: fields,
            cost: isLeaf ? Self.leafCost : Self.innerCost))
      }
      alternatives =
        alternatives.filter { $0.fields.isEmpty } + alternatives.filter { !$0.fields.isEmpty }
    }
    known[Int(number)] = alternatives
    return alternatives
  }

  private static let leafCost = 1
  private static let innerCost = 3
}
