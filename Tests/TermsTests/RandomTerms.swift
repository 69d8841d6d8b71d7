import Determinism
import Terms

/// Seeds for property tests; the seed stands in the name of each case.
func seeds(_ count: Int) -> Range<UInt64> { 0..<UInt64(count) }

/// Terms of a small language over a type variable, `int`, `bool` and functions.
struct RandomTerms: ~Copyable {
  var bank: TermBank
  var random: SeededGenerator
  let a: TypeID
  let unary: TypeID
  let functions: [SymbolID]

  init(seed: UInt64) throws {
    var bank = TermBank()
    let int = bank.int
    let a = try bank.type(.variable("a"))
    let unary = try bank.type(.function([int], int))
    let f = try bank.declareFunction("f", typeParameters: ["a"], parameters: [a, a], result: a)
    let g = try bank.declareFunction("g", typeParameters: [], parameters: [int], result: int)
    let h = try bank.declareFunction("h", typeParameters: [], parameters: [int, int], result: int)
    let k = try bank.declareFunction("k", typeParameters: ["a"], parameters: [unary, a], result: a)
    self.bank = bank
    self.a = a
    self.unary = unary
    functions = [f, g, h, k]
    random = .stream(seed: seed)
  }

  /// A term of the type, with so many levels at most.
  mutating func term(_ type: TypeID, depth: Int) throws -> TermID {
    if depth <= 1 || random.chance(1, in: 5) { return leaf(type) }
    if type == unary {
      return random.chance(1, in: 2)
        ? try bank.functionValue(functions[1], [], [])
        : try bank.functionValue(functions[2], [], [term(bank.int, depth: depth - 1)])
    }
    if type == bank.bool {
      let side = random.chance(1, in: 2) ? a : bank.int
      return try bank.equation(term(side, depth: depth - 1), term(side, depth: depth - 1))
    }
    let choice = random.index(below: type == bank.int ? 5 : 3)
    switch choice {
    case 0:
      return try bank.application(
        functions[0], [type], [term(type, depth: depth - 1), term(type, depth: depth - 1)])
    case 1:
      return try bank.application(
        functions[3], [type], [term(unary, depth: depth - 1), term(type, depth: depth - 1)])
    case 2:
      return try bank.application(
        bank.builtin(.if), [type],
        [
          term(bank.bool, depth: depth - 1), term(type, depth: depth - 1),
          term(type, depth: depth - 1),
        ])
    case 3:
      return try bank.call(term(unary, depth: depth - 1), [term(bank.int, depth: depth - 1)])
    default:
      let sides = [try term(bank.int, depth: depth - 1), try term(bank.int, depth: depth - 1)]
      return try bank.application(bank.builtin(.plus), [], sides)
    }
  }

  mutating func leaf(_ type: TypeID) -> TermID {
    if type == bank.int && random.chance(1, in: 3) {
      return bank.integer(Int64(random.index(below: 3)))
    }
    return bank.variable(["x", "y", "z"][random.index(below: 3)], type)
  }
}

/// Types and terms as trees, on which everything is obvious.
indirect enum TypeTree: Hashable {
  case variable(String)
  case other(String, [TypeTree])
}

indirect enum Tree: Hashable {
  case variable(String, TypeTree)
  case node(String, [TypeTree], [Tree])
}

extension TermBank {
  borrowing func tree(_ type: TypeID) -> TypeTree {
    switch node(of: type) {
    case .bool: .other("bool", [])
    case .int: .other("int", [])
    case .variable(let name): .variable(name)
    case .data(let symbol, let arguments): .other(name(of: symbol), arguments.map { tree($0) })
    case .function(let parameters, let result):
      .other("->", (parameters + [result]).map { tree($0) })
    }
  }

  borrowing func tree(_ term: TermID) -> Tree {
    let arguments = arguments(of: term).map { tree($0) }
    let types = typeArguments(of: term).map { tree($0) }
    return switch shape(of: term) {
    case .variable: .variable(variableName(of: term), tree(type(of: term)))
    case .integer: .node(String(integerValue(of: term)), [], [])
    case .application: .node(name(of: head(of: term)), types, arguments)
    case .functionValue: .node("fn " + name(of: head(of: term)), types, arguments)
    case .call: .node("@", [], arguments)
    }
  }
}

extension TypeTree {
  func substituted(_ types: [String: TypeTree]) -> TypeTree {
    switch self {
    case .variable(let name): types[name] ?? self
    case .other(let name, let parts): .other(name, parts.map { $0.substituted(types) })
    }
  }
}

extension Tree {
  /// Nil if a variable that is not listed would change its type.
  func substituted(_ types: [String: TypeTree], _ terms: [Tree: Tree]) -> Tree? {
    switch self {
    case .variable(_, let type):
      if let term = terms[self] { return term }
      return type.substituted(types) == type ? self : nil
    case .node(let name, let heads, let arguments):
      let new = arguments.compactMap { $0.substituted(types, terms) }
      guard new.count == arguments.count else { return nil }
      return .node(name, heads.map { $0.substituted(types) }, new)
    }
  }

  func replaced(_ old: Tree, with new: Tree) -> Tree {
    if self == old { return new }
    guard case .node(let name, let heads, let arguments) = self else { return self }
    return .node(name, heads, arguments.map { $0.replaced(old, with: new) })
  }

  var subtrees: [Tree] {
    guard case .node(_, _, let arguments) = self else { return [self] }
    return [self] + arguments.flatMap(\.subtrees)
  }

  var depth: Int {
    guard case .node(_, _, let arguments) = self else { return 1 }
    return 1 + (arguments.map(\.depth).max() ?? 0)
  }
}

/// The elements, each at its first occurrence only.
func unique<Element: Hashable>(_ elements: [Element]) -> [Element] {
  var seen: Set<Element> = []
  return elements.filter { seen.insert($0).inserted }
}
