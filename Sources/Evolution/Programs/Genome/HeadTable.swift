import Determinism
import Lisp

/// What stands at a node of a ``Genome``.
enum HeadForm: Hashable, Sendable {
  case local
  case production(Production.Head)
  case match(TypeIndex)
  /// `let` of variables of these types.
  case bind([TypeIndex])
  case lambda(TypeIndex)
  case apply(TypeIndex)
  /// A `?` of a start program.
  case hole(TypeIndex)

  /// The function that a node with it calls or passes by name.
  var function: FunctionID? {
    switch self {
    case .production(.function(let id, _)), .production(.reference(.function(let id), _)): id
    default: nil
    }
  }

  /// The form with other numbers for its types; nil where one has none.
  fileprivate func mapping(_ types: (TypeIndex) -> TypeIndex?) -> HeadForm? {
    switch self {
    case .local, .production: return self
    case .match(let type): return types(type).map { .match($0) }
    case .bind(let bound):
      let mapped = bound.compactMap(types)
      return mapped.count == bound.count ? .bind(mapped) : nil
    case .lambda(let type): return types(type).map { .lambda($0) }
    case .apply(let type): return types(type).map { .apply($0) }
    case .hole(let type): return types(type).map { .hole($0) }
    }
  }

  /// A hash that does not change between runs.
  ///
  /// - Parameter definitions: hashes of the definitions of functions whose number does not tell them.
  fileprivate func key(_ grammar: Grammar, _ definitions: [FunctionID: UInt64]) -> UInt64 {
    var hasher = StableHasher()
    func combine(_ kind: Int, _ types: [TypeIndex]) {
      hasher.combine(kind)
      for type in types { hasher.combine("\(grammar.types[type])") }
    }
    switch self {
    case .local: combine(0, [])
    case .production(let head):
      let node = Production(head: head, arguments: [], result: 0).expression([])
      hasher.combine(6)
      hasher.combine(node.stableHash)
      if let definition = function.flatMap({ definitions[$0] }) { hasher.combine(definition) }
    case .match(let type): combine(1, [type])
    case .bind(let types): combine(2, types)
    case .lambda(let type): combine(3, [type])
    case .apply(let type): combine(4, [type])
    case .hole(let type): combine(5, [type])
    }
    return hasher.finalize()
  }
}

/// All heads that programs for a problem may have, numbered.
///
/// A class because it is large, never changes, and is shared by all programs of a run.
final class HeadTable: Sendable {
  enum Kind: UInt8, Sendable {
    case local, leaf, hole, call, selfCall, selfReference, match, bind, lambda, apply
  }

  /// In the place of a type: that of the node itself.
  static let own: TypeIndex = -1
  /// The head of variables.
  static let local = 0

  let grammar: Grammar
  /// The types of the target's parameters.
  let parameters: [TypeIndex]
  let forms: [HeadForm]
  let kinds: [Kind]
  /// The type of the value, or ``own``.
  let results: [TypeIndex]
  private let starts: [Int]
  private let argumentTypes: [TypeIndex]
  /// By head: the types of the variables that a binder binds, for each of its scopes.
  let scopes: [[[TypeIndex]]]
  /// By head, how many variables it binds.
  let binderCounts: [Int]
  private let numbers: [HeadForm: Int]
  /// By head, a hash that does not change between runs, nor with the other heads.
  let keys: [UInt64]
  /// By type: the heads of ``Grammar/productions``, in their order.
  let productions: [[Int]]
  /// By production head, whether it is a constructor.
  let isConstructor: [Bool]
  /// By type, the heads of a match on it, of its lambda, of its application, of `if`, and of a `let`
  /// of one variable; -1 where there is none.
  let matchHeads: [Int]
  let lambdaHeads: [Int]
  let applyHeads: [Int]
  let conditionHeads: [Int]
  let bindHeads: [Int]
  let selfCall: Int
  /// By head of something passed by name, the head of its call; -1 for other heads.
  let callOfReference: [Int]

  /// - Parameters:
  ///   - further: programs whose heads are added where their types are in the grammar.
  ///   - definitions: hashes of the definitions of functions whose number does not tell them.
  init(
    grammar: Grammar, further: [Expression], definitions: [FunctionID: UInt64] = [:]
  ) {
    self.grammar = grammar
    parameters = grammar.parameterTypes
    var builder = Builder(grammar: grammar)
    builder.addGrammar()
    for program in further { builder.add(program) }
    builder.addCalls()
    forms = builder.forms
    keys = builder.forms.map { $0.key(grammar, definitions) }
    kinds = builder.kinds
    results = builder.results
    argumentTypes = builder.arguments.flatMap { $0 }
    var starts = [0]
    for list in builder.arguments { starts.append(starts[starts.count - 1] + list.count) }
    self.starts = starts
    scopes = builder.scopes
    binderCounts = builder.scopes.map { $0.reduce(0) { $0 + $1.count } }
    let numbers = builder.numbers
    self.numbers = numbers
    productions = grammar.productions.map { list in
      list.compactMap { numbers[.production($0.head)] }
    }
    isConstructor = builder.forms.map { form in
      if case .production(.constructor) = form { return true }
      return false
    }
    let types = grammar.types.indices
    matchHeads = types.map { numbers[.match($0)] ?? -1 }
    lambdaHeads = types.map { numbers[.lambda($0)] ?? -1 }
    applyHeads = types.map { numbers[.apply($0)] ?? -1 }
    conditionHeads = types.map {
      numbers[.production(.primitive(.if, [grammar.types[$0]]))] ?? -1
    }
    bindHeads = types.map { numbers[.bind([$0])] ?? -1 }
    selfCall = numbers[.production(.function(grammar.target, grammar.targetTypes))] ?? -1
    callOfReference = builder.forms.map { form in
      guard case .production(.reference(let callable, let types)) = form else { return -1 }
      return numbers[.production(Builder.call(callable, types))] ?? -1
    }
  }

  func number(of form: HeadForm) -> Int? { numbers[form] }

  /// Whether programs take values of the type apart by `match`; for truth values there is `if`.
  func isMatchable(_ type: TypeIndex) -> Bool {
    type != grammar.boolIndex && matchHeads[type] >= 0
  }

  /// A hash of all heads in their order that does not change between runs.
  var fingerprint: UInt64 {
    var hasher = StableHasher()
    for key in keys { hasher.combine(key) }
    return hasher.finalize()
  }

  /// By head of another table, the number of the same head here; -1 where there is none.
  func numbers(of other: HeadTable) -> [Int] {
    let types = other.grammar.types.map { grammar.index(of: $0) }
    return other.forms.map { form in
      form.mapping { types[$0] }.flatMap { numbers[$0] } ?? -1
    }
  }

  @inline(__always)
  func arity(_ head: Int) -> Int { starts[head + 1] - starts[head] }

  /// The type of an argument of a node that has the given type itself.
  @inline(__always)
  func argument(_ place: Int, of head: Int, at type: TypeIndex) -> TypeIndex {
    let found = argumentTypes[starts[head] + place]
    return found == Self.own ? type : found
  }

  /// The types of all arguments; ``own`` stands for the node's.
  func arguments(of head: Int) -> ArraySlice<TypeIndex> {
    argumentTypes[starts[head]..<starts[head + 1]]
  }
}

// MARK: - Building

extension HeadTable {
  fileprivate struct Builder {
    let grammar: Grammar
    var forms: [HeadForm] = [.local]
    var kinds: [Kind] = [.local]
    var results: [TypeIndex] = [HeadTable.own]
    var arguments: [[TypeIndex]] = [[]]
    var scopes: [[[TypeIndex]]] = [[]]
    var numbers: [HeadForm: Int] = [.local: 0]

    init(grammar: Grammar) {
      self.grammar = grammar
    }

    mutating func add(
      _ form: HeadForm, _ kind: Kind, _ result: TypeIndex, _ arguments: [TypeIndex],
      _ scopes: [[TypeIndex]] = []
    ) {
      guard numbers[form] == nil, forms.count < Int(UInt16.max) else { return }
      numbers[form] = forms.count
      forms.append(form)
      kinds.append(kind)
      results.append(result)
      self.arguments.append(arguments)
      self.scopes.append(scopes)
    }

    mutating func addGrammar() {
      for productions in grammar.productions {
        for production in productions { add(production) }
      }
      add(
        Production(
          head: .function(grammar.target, grammar.targetTypes),
          arguments: grammar.parameterTypes, result: grammar.result))
      for type in grammar.types.indices { addBinders(type) }
    }

    private mutating func add(_ production: Production) {
      let kind: Kind
      switch production.head {
      case .function(grammar.target, _): kind = .selfCall
      case .reference(.function(grammar.target), _): kind = .selfReference
      default: kind = production.arguments.isEmpty ? .leaf : .call
      }
      add(.production(production.head), kind, production.result, production.arguments)
    }

    private mutating func addBinders(_ type: TypeIndex) {
      let own = HeadTable.own
      add(.hole(type), .hole, type, [])
      if let split = grammar.splits[type] {
        add(
          .match(type), .match, own, [type] + split.cases.map { _ in own },
          split.cases.map(\.fields))
      }
      if let bool = grammar.boolIndex {
        add(
          Production(
            head: .primitive(.if, [grammar.types[type]]), arguments: [bool, type, type],
            result: type))
      }
      addBind([type])
      guard let shape = grammar.lambdas[type] else { return }
      add(.lambda(type), .lambda, type, [shape.result], [shape.parameters])
      add(.apply(type), .apply, shape.result, [type] + shape.parameters)
      addBind(shape.parameters)
    }

    private mutating func addBind(_ types: [TypeIndex]) {
      add(.bind(types), .bind, HeadTable.own, types + [HeadTable.own], [types])
    }

    /// Calls of everything that is passed by name.
    mutating func addCalls() {
      for form in forms {
        guard case .production(.reference(let callable, let types)) = form else { continue }
        add(Self.call(callable, types), callable, types)
      }
    }

    static func call(_ callable: Callable, _ types: [Type]) -> Production.Head {
      switch callable {
      case .function(let id): .function(id, types)
      case .constructor(let id): .constructor(id, types)
      case .primitive(let primitive): .primitive(primitive, types)
      }
    }

    private mutating func add(_ head: Production.Head, _ callable: Callable, _ types: [Type]) {
      let (parameters, result) = grammar.reader.signature(callable, types)
      let places = parameters.compactMap { grammar.index(of: $0) }
      guard places.count == parameters.count, let index = grammar.index(of: result) else { return }
      add(Production(head: head, arguments: places, result: index))
    }

    /// The heads of a program that are not there yet.
    mutating func add(_ program: Expression) {
      program.visit { node in
        switch node {
        case .integer(let number):
          guard let int = grammar.index(of: .int) else { return }
          add(Production(head: .integer(number), arguments: [], result: int))
        case .call(let id, let types, _): add(.function(id, types), .function(id), types)
        case .construct(let id, let types, _): add(.constructor(id, types), .constructor(id), types)
        case .primitive(let primitive, let types, _):
          add(.primitive(primitive, types), .primitive(primitive), types)
        case .reference(let callable, let types):
          let (parameters, result) = grammar.reader.signature(callable, types)
          guard let index = grammar.index(of: .function(parameters, result)) else { return }
          add(Production(head: .reference(callable, types), arguments: [], result: index))
        case .local, .match, .bind, .lambda, .apply, .undefined: break
        }
      }
    }
  }
}
