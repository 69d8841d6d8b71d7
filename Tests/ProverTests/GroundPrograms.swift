import Determinism
import Kernel
import Terms

/// Draws random functions and closed terms over them.
///
/// Bodies distinguish parameters, parts of them and computed terms, nested, with `any` here and
/// there; groups of two call each other; function values are passed, captured and applied.
struct GroundPrograms: ~Copyable {
  var theory = Theory()
  private var random: SeededGenerator
  private var dataTypes: [TypeID] = []
  private var functionTypes: [TypeID] = []
  private var callable: [SymbolID] = []

  /// A variable in scope; a *part* is properly inside the first parameter, and *split* if its
  /// constructor is known.
  struct Local {
    var term: TermID
    var type: TypeID
    var isPart: Bool
    var isSplit = false
  }

  static let library = """
    (lakatos-certificate 1)
    (data (nat (zero) (succ nat)))
    (data (colour (red) (green) (blue)))
    (data ((list 'a) (nil) (cons 'a (list 'a))))
    (data ((pair 'a 'b) (mk 'a 'b)))
    (data (tree (leaf) (node tree int tree)))
    (var x 'a) (var xs (list 'a)) (var ys (list 'a)) (var zs (list 'a))
    (var f (-> 'a 'b)) (var h (-> 'a 'b 'b)) (var b 'b)
    (define ((append ('a) (xs ys) (list 'a)
      (case xs ((nil) ys) ((cons x zs) ((cons 'a) x ((append 'a) zs ys)))))) structural)
    (define ((map ('a 'b) (f xs) (list 'b)
      (case xs ((nil) ((nil 'b))) ((cons x zs) ((cons 'b) (@ f x) ((map 'a 'b) f zs))))))
      structural)
    (define ((fold ('a 'b) (h b xs) 'b
      (case xs ((nil) b) ((cons x zs) (@ h x ((fold 'a 'b) h b zs)))))) structural)

    """

  init(seed: UInt64) throws {
    random = .stream(seed: seed, path: 2)
    _ = try replay(GroundPrograms.library, in: &theory)
    try declareTypes()
    for number in 0..<5 { try addGroup(number) }
  }

  private func named(_ name: String) -> SymbolID {
    guard let symbol = theory.bank.symbol(named: name) else {
      preconditionFailure("the library has \(name)")
    }
    return symbol
  }

  private mutating func declareTypes() throws {
    let (bool, int) = (theory.bank.bool, theory.bank.int)
    let nat = try theory.bank.type(.data(named("nat"), []))
    let colour = try theory.bank.type(.data(named("colour"), []))
    let tree = try theory.bank.type(.data(named("tree"), []))
    let ints = try theory.bank.type(.data(named("list"), [int]))
    let nats = try theory.bank.type(.data(named("list"), [nat]))
    let pair = try theory.bank.type(.data(named("pair"), [int, bool]))
    dataTypes = [bool, int, nat, colour, tree, ints, nats, pair]
    for (parameters, result) in [([int], int), ([nat], bool), ([int, int], int), ([colour], nat)] {
      functionTypes.append(try theory.bank.type(.function(parameters, result)))
    }
    callable = ["append", "map", "fold"].map { named($0) }
  }

  /// A data type of whose values one can be inside another.
  private mutating func recursiveType() -> TypeID {
    dataTypes[[2, 4, 5, 6][random.index(below: 4)]]
  }

  private mutating func addGroup(_ number: Int) throws {
    let first = recursiveType()
    var symbols: [SymbolID] = []
    for member in 0...random.index(below: 2) {
      var parameters = [first]
      for _ in 0..<random.index(below: 3) {
        parameters.append(random.element(of: dataTypes + functionTypes))
      }
      symbols.append(
        try theory.bank.declareFunction(
          "f\(number)\(member)", typeParameters: [], parameters: parameters,
          result: random.element(of: dataTypes)))
    }
    var definitions: [FunctionDefinition] = []
    for symbol in symbols {
      let (types, result) = theory.bank.signature(of: symbol)
      var scope: [Local] = []
      for type in types { scope.append(Local(term: variable(type), type: type, isPart: false)) }
      let body = try self.body(result, scope, symbols, subject: scope[0].term, depth: 3)
      definitions.append(
        FunctionDefinition(
          symbol: symbol, typeParameters: [], parameters: scope.map(\.term), result: result,
          body: body))
    }
    try theory.define(definitions, evidence: .structural)
    callable += symbols
  }

  private var names = 0

  private mutating func variable(_ type: TypeID) -> TermID {
    names += 1
    return theory.bank.variable("v\(names)", type)
  }

  // MARK: - Bodies

  private mutating func body(
    _ type: TypeID, _ scope: [Local], _ group: [SymbolID], subject: TermID?, depth: Int
  ) throws -> Body {
    if random.chance(1, in: 30) { return .any }
    var subject = subject
    if subject == nil, depth > 0, random.chance(1, in: 2) {
      let data = scope.filter { isData($0.type) }
      if !data.isEmpty, random.chance(3, in: 4) {
        subject = random.element(of: data).term
      } else {
        subject = try term(random.element(of: dataTypes.filter { isData($0) }), scope, group, 2)
      }
    }
    guard let subject else { return .term(try term(type, scope, group, 4)) }
    var scope = scope
    var hasParts = false
    if let place = scope.firstIndex(where: { $0.term == subject }), !scope[place].isSplit {
      hasParts = place == 0 || scope[place].isPart
      scope[place].isSplit = true
    }
    var branches: [Branch] = []
    for (constructor, fields) in constructors(of: theory.bank.type(of: subject)) {
      var variables: [TermID] = []
      var inner = scope
      for field in fields {
        let variable = variable(field)
        variables.append(variable)
        inner.append(Local(term: variable, type: field, isPart: hasParts))
      }
      branches.append(
        Branch(
          constructor: constructor, variables: variables,
          body: try body(type, inner, group, subject: nil, depth: depth - 1)))
    }
    return .case(subject, branches)
  }

  private func isData(_ type: TypeID) -> Bool {
    switch theory.bank.node(of: type) {
    case .bool, .data: true
    case .int, .variable, .function: false
    }
  }

  private mutating func constructors(of type: TypeID) -> [(SymbolID, [TypeID])] {
    switch theory.bank.node(of: type) {
    case .bool: return [(theory.bank.trueSymbol, []), (theory.bank.falseSymbol, [])]
    case .data(let symbol, let arguments):
      var result: [(SymbolID, [TypeID])] = []
      for constructor in theory.bank.constructors(of: symbol) {
        result.append((constructor, parameters(of: constructor, arguments)))
      }
      return result
    case .int, .variable, .function: return []
    }
  }

  private mutating func parameters(of symbol: SymbolID, _ types: [TypeID]) -> [TypeID] {
    let bound = Dictionary(uniqueKeysWithValues: zip(theory.bank.typeParameters(of: symbol), types))
    return theory.bank.signature(of: symbol).parameters.map {
      (try? theory.bank.substitute($0, bound)) ?? $0
    }
  }
}

// MARK: - Terms

extension GroundPrograms {
  /// A closed term of a data type or `int`.
  mutating func closedTerm() throws -> TermID {
    try term(random.element(of: dataTypes), [], [], 5)
  }

  /// A term over what is in scope; calls of the group have a part of the first parameter.
  private mutating func term(
    _ type: TypeID, _ scope: [Local], _ group: [SymbolID], _ depth: Int
  ) throws -> TermID {
    let fitting = scope.filter { $0.type == type }
    if !fitting.isEmpty, random.chance(depth > 0 ? 1 : 3, in: 3) {
      return random.element(of: fitting).term
    }
    if case .function(let parameters, let result) = theory.bank.node(of: type) {
      return try function(parameters, result, scope, group, depth)
    }
    if depth > 0 {
      for _ in 0..<2 {
        if let call = try call(type, scope, group, depth) { return call }
      }
    }
    if type == theory.bank.int { return try integer(scope, group, depth) }
    if type == theory.bank.bool, depth > 0, random.chance(2, in: 3) {
      return try truth(scope, group, depth)
    }
    var choices = constructors(of: type)
    if depth <= 0 {
      let small = choices.filter { !$0.1.contains(type) }
      if !small.isEmpty { choices = small }
    }
    let (symbol, fields) = random.element(of: choices)
    var types: [TypeID] = []
    if case .data(_, let arguments) = theory.bank.node(of: type) { types = arguments }
    return try theory.bank.application(
      symbol, types, terms(fields, scope, group, depth - 1))
  }

  private mutating func terms(
    _ types: [TypeID], _ scope: [Local], _ group: [SymbolID], _ depth: Int
  ) throws -> [TermID] {
    var result: [TermID] = []
    for type in types { result.append(try term(type, scope, group, depth)) }
    return result
  }

  private mutating func call(
    _ type: TypeID, _ scope: [Local], _ group: [SymbolID], _ depth: Int
  ) throws -> TermID? {
    if random.chance(1, in: 5) {
      let first = try term(theory.bank.bool, scope, group, depth - 1)
      let rest = try terms([type, type], scope, group, depth - 1)
      return try theory.bank.application(theory.bank.builtin(.if), [type], [first] + rest)
    }
    let functions = scope.filter {
      if case .function(_, type) = theory.bank.node(of: $0.type) { true } else { false }
    }
    if !functions.isEmpty, random.chance(1, in: 2) {
      let function = random.element(of: functions)
      guard case .function(let types, _) = theory.bank.node(of: function.type) else { return nil }
      return try theory.bank.call(function.term, terms(types, scope, group, depth - 1))
    }
    let symbol = random.element(of: callable + group + group)
    let (parameters, result) = theory.bank.signature(of: symbol)
    if !theory.bank.typeParameters(of: symbol).isEmpty {
      return try libraryCall(symbol, type, scope, group, depth)
    }
    guard result == type else { return nil }
    guard group.contains(symbol) else {
      return try theory.bank.application(
        symbol, [], terms(parameters, scope, group, depth - 1))
    }
    let parts = scope.filter { $0.isPart && $0.type == parameters[0] }
    guard !parts.isEmpty else { return nil }
    let rest = try terms(Array(parameters.dropFirst()), scope, group, depth - 1)
    return try theory.bank.application(symbol, [], [random.element(of: parts).term] + rest)
  }

  /// `append`, `map` or `fold` at types that fit.
  private mutating func libraryCall(
    _ symbol: SymbolID, _ type: TypeID, _ scope: [Local], _ group: [SymbolID], _ depth: Int
  ) throws -> TermID? {
    let int = theory.bank.int
    var types: [TypeID]
    switch theory.bank.name(of: symbol) {
    case "fold":
      guard type == int else { return nil }
      types = [int, int]
    default:
      guard case .data(named("list"), let elements) = theory.bank.node(of: type) else {
        return nil
      }
      types = elements
      if theory.bank.typeParameters(of: symbol).count == 2 {
        guard elements == [int] else { return nil }
        types = [int, int]
      }
    }
    return try theory.bank.application(
      symbol, types, terms(parameters(of: symbol, types), scope, group, depth - 1))
  }

  /// A function value with some arguments captured.
  private mutating func function(
    _ parameters: [TypeID], _ result: TypeID, _ scope: [Local], _ group: [SymbolID], _ depth: Int
  ) throws -> TermID {
    var choices: [(SymbolID, [TypeID])] = []
    let builtins: [Builtin] = [.plus, .minus, .times, .div, .mod]
    for symbol in builtins.map({ theory.bank.builtin($0) }) + callable {
      let (types, value) = theory.bank.signature(of: symbol)
      guard value == result, types.count >= parameters.count,
        theory.bank.typeParameters(of: symbol).isEmpty,
        Array(types.suffix(parameters.count)) == parameters
      else { continue }
      choices.append((symbol, Array(types.dropLast(parameters.count))))
    }
    if choices.isEmpty { return try constantFunction(parameters, result) }
    let (symbol, captured) = random.element(of: choices)
    return try theory.bank.functionValue(symbol, [], terms(captured, scope, group, depth - 1))
  }

  /// A new function of which nothing is known.
  private mutating func constantFunction(
    _ parameters: [TypeID], _ result: TypeID
  ) throws -> TermID {
    let symbol = try theory.bank.declareFunction(
      "unknown\(theory.bank.symbolCount)", typeParameters: [], parameters: parameters,
      result: result)
    let names = parameters.map { variable($0) }
    let body = try random.chance(1, in: 4) ? Body.any : .term(term(result, [], [], 0))
    try theory.define(
      [
        FunctionDefinition(
          symbol: symbol, typeParameters: [], parameters: names, result: result, body: body)
      ], evidence: .structural)
    return try theory.bank.functionValue(symbol, [], [])
  }

  private mutating func integer(
    _ scope: [Local], _ group: [SymbolID], _ depth: Int
  ) throws -> TermID {
    if depth > 0, random.chance(2, in: 3) {
      let operation = random.element(of: [Builtin.plus, .minus, .times, .div, .mod])
      return try theory.bank.application(
        theory.bank.builtin(operation), [],
        terms([theory.bank.int, theory.bank.int], scope, group, depth - 1))
    }
    let extremes: [Int64] = [.max, .min, 1 << 30, -(1 << 30), (1 << 30) - 1, -(1 << 30) - 1]
    if random.chance(1, in: 8) { return theory.bank.integer(random.element(of: extremes)) }
    return theory.bank.integer(Int64(random.index(below: 9)) - 4)
  }

  private mutating func truth(
    _ scope: [Local], _ group: [SymbolID], _ depth: Int
  ) throws -> TermID {
    let (bool, int) = (theory.bank.bool, theory.bank.int)
    let builtin = random.element(of: [
      Builtin.equal, .equal, .less, .lessOrEqual, .not, .and, .or, .implies,
    ])
    switch builtin {
    case .equal:
      let type = random.element(of: dataTypes + functionTypes.prefix(1))
      let sides = try terms([type, type], scope, group, depth - 1)
      return try theory.bank.equation(sides[0], sides[1])
    case .less, .lessOrEqual:
      return try theory.bank.application(
        theory.bank.builtin(builtin), [], terms([int, int], scope, group, depth - 1))
    case .not:
      return try theory.bank.application(
        theory.bank.builtin(builtin), [], terms([bool], scope, group, depth - 1))
    default:
      return try theory.bank.application(
        theory.bank.builtin(builtin), [], terms([bool, bool], scope, group, depth - 1))
    }
  }
}
