/// A type under inference: a node of a ``TypeStore``.
struct InferredType: Hashable, Sendable {
  let index: Int
}

/// Types under inference, with variables that unification binds.
struct TypeStore: Sendable {
  /// A type variable that a person wrote, which no other type may be put for.
  struct Rigid: Hashable, Sendable {
    /// The definition that it was written in.
    var owner: Int
    var name: String
  }

  enum Node: Sendable {
    case free
    /// The type of an integer literal: `int` or the natural numbers.
    case literal
    case rigid([Rigid])
    case link(InferredType)
    case bool
    case int
    case data(String, [InferredType])
    case function([InferredType], InferredType)
  }

  enum Failure: Hashable, Sendable {
    case mismatch
    case infinite
    case rigid(String)
  }

  private var nodes: [Node] = [.bool, .int]
  /// The data type whose values integer literals may denote.
  let natural: String?

  init(natural: String?) { self.natural = natural }

  static let bool = InferredType(index: 0)
  static let int = InferredType(index: 1)

  mutating func make(_ node: Node) -> InferredType {
    nodes.append(node)
    return InferredType(index: nodes.count - 1)
  }

  mutating func fresh() -> InferredType { make(.free) }

  /// Follows links to the node that stands for a type.
  func resolved(_ type: InferredType) -> InferredType {
    var type = type
    while case .link(let next) = nodes[type.index] { type = next }
    return type
  }

  func node(_ type: InferredType) -> Node { nodes[resolved(type).index] }

  /// A type over named variables, with types put for them; variables that are not listed are added.
  mutating func instance(
    of type: Type, _ variables: inout [String: InferredType]
  ) -> InferredType {
    switch type {
    case .bool: return TypeStore.bool
    case .int: return TypeStore.int
    case .variable(let name):
      if let known = variables[name] { return known }
      let new = fresh()
      variables[name] = new
      return new
    case .data(let name, let arguments):
      var inner: [InferredType] = []
      for argument in arguments { inner.append(instance(of: argument, &variables)) }
      return make(.data(name, inner))
    case .function(let parameters, let result):
      var inner: [InferredType] = []
      for parameter in parameters { inner.append(instance(of: parameter, &variables)) }
      return make(.function(inner, instance(of: result, &variables)))
    }
  }

  func children(_ node: Node) -> [InferredType] {
    switch node {
    case .free, .literal, .rigid, .link, .bool, .int: []
    case .data(_, let arguments): arguments
    case .function(let parameters, let result): parameters + [result]
    }
  }

  // MARK: - Unification

  /// Makes two types equal; nil if that succeeds.
  mutating func unify(_ left: InferredType, _ right: InferredType) -> Failure? {
    var work = [(left, right)]
    var done: Set<[Int]> = []
    while let (first, second) = work.popLast() {
      let (a, b) = (resolved(first), resolved(second))
      if a == b || !done.insert([a.index, b.index]).inserted { continue }
      switch (nodes[a.index], nodes[b.index]) {
      case (.data(let name, let arguments), .data(let other, let others)):
        guard name == other, arguments.count == others.count else { return .mismatch }
        work += zip(arguments, others).reversed()
      case (.function(let parameters, let result), .function(let others, let other)):
        guard parameters.count == others.count else { return .mismatch }
        work.append((result, other))
        work += zip(parameters, others).reversed()
      default:
        if let failure = bind(a, b) { return failure }
      }
    }
    return nil
  }

  private mutating func bind(_ a: InferredType, _ b: InferredType) -> Failure? {
    switch (nodes[a.index], nodes[b.index]) {
    case (.free, _): return link(a, to: b)
    case (_, .free): return link(b, to: a)
    case (.literal, .literal), (.literal, .int): return link(a, to: b)
    case (.int, .literal): return link(b, to: a)
    case (.literal, .data(let name, _)) where name == natural: return link(a, to: b)
    case (.data(let name, _), .literal) where name == natural: return link(b, to: a)
    case (.rigid(let names), .rigid(let others)):
      for name in names {
        for other in others where name.owner == other.owner && name.name != other.name {
          return .rigid(name.name)
        }
      }
      nodes[b.index] = .rigid(others + names.filter { !others.contains($0) })
      return link(a, to: b)
    case (.rigid(let names), _), (_, .rigid(let names)): return .rigid(names[0].name)
    case (.bool, .bool), (.int, .int): return nil
    default: return .mismatch
    }
  }

  private mutating func link(_ variable: InferredType, to type: InferredType) -> Failure? {
    if occurs(variable, in: type) { return .infinite }
    nodes[variable.index] = .link(type)
    return nil
  }

  private func occurs(_ variable: InferredType, in type: InferredType) -> Bool {
    var work = [type]
    var seen: Set<Int> = []
    while let next = work.popLast() {
      let type = resolved(next)
      if type == variable { return true }
      guard seen.insert(type.index).inserted else { continue }
      work += children(nodes[type.index])
    }
    return false
  }

  /// The number of nodes of a type as a tree, or a bound if it is more.
  func size(_ type: InferredType, atMost bound: Int) -> Int {
    var work = [type]
    var count = 0
    while let next = work.popLast(), count < bound {
      count += 1
      work += children(node(next))
    }
    return count
  }

  /// The variables of a type, in order of occurrence; literals are none.
  func variables(in types: [InferredType]) -> [InferredType] {
    var work = Array(types.reversed())
    var seen: Set<Int> = []
    var order: [InferredType] = []
    while let next = work.popLast() {
      let type = resolved(next)
      guard seen.insert(type.index).inserted else { continue }
      switch nodes[type.index] {
      case .free, .rigid: order.append(type)
      case let node: work += children(node).reversed()
      }
    }
    return order
  }
}
