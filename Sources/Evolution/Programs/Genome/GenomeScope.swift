/// The variables that a new part may mention, and the smallest parts of each type over them.
struct GenomeScope: Sendable {
  private(set) var variables: [GenomeVariable]
  /// The row of ``MinimaRows`` for the types of the variables.
  fileprivate(set) var row: Int
}

/// The sizes of the smallest expressions for every set of available types that was asked for.
///
/// Kept by those who make many programs. It depends on the grammar alone.
struct MinimaRows: Sendable {
  private let grammar: Grammar
  private let width: Int
  private var sizes: [Int] = []
  private var rows: [UInt64: Int] = [:]

  init(grammar: Grammar) {
    precondition(grammar.types.count <= 64, "a set of types is a word")
    self.grammar = grammar
    width = grammar.types.count
  }

  /// The size of the smallest expression of a type; ``Minima/unreachable`` where there is none.
  @inline(__always)
  func size(_ type: TypeIndex, _ row: Int) -> Int { sizes[row * width + type] }

  /// The size of a node over arguments of these types at their smallest.
  @inline(__always)
  func cost(_ arguments: ArraySlice<TypeIndex>, _ own: TypeIndex, _ row: Int) -> Int {
    var cost = 1
    for type in arguments { cost += size(type == HeadTable.own ? own : type, row) }
    return min(Minima.unreachable, cost)
  }

  mutating func scope(_ variables: some Sequence<GenomeVariable>) -> GenomeScope {
    var scope = GenomeScope(variables: Array(variables), row: 0)
    scope.row = row(of: scope.variables)
    return scope
  }

  /// The scope inside a binder; of a match on a variable when that is given.
  mutating func scope(
    _ outer: GenomeScope, slot: Int, adding types: [TypeIndex], matching matched: Int? = nil
  ) -> GenomeScope {
    let variables = outer.variables.entering(slot, types, matching: matched)
    return GenomeScope(variables: variables, row: row(of: variables))
  }

  private mutating func row(of variables: [GenomeVariable]) -> Int {
    var set: UInt64 = 0
    for variable in variables { set |= 1 << UInt64(variable.type) }
    if let known = rows[set] { return known }
    let available = grammar.types.indices.map { set >> UInt64($0) & 1 == 1 }
    sizes += Minima(grammar: grammar, available: available).sizes
    rows[set] = rows.count
    return rows.count - 1
  }
}

extension [GenomeVariable] {
  /// The variables inside a binder of these types from a slot on; of a match on a variable when that
  /// is given.
  func entering(_ slot: Int, _ types: [TypeIndex], matching matched: Int?) -> [GenomeVariable] {
    var variables = self
    var below: Int16 = -1
    if let matched, let place = variables.firstIndex(where: { Int($0.slot) == matched }) {
      variables[place].isMatched = true
      below = variables[place].below >= 0 ? variables[place].below : variables[place].parameter
    }
    for (offset, type) in types.enumerated() {
      variables.append(
        GenomeVariable(slot: Int16(slot + offset), type: Int16(type), below: below))
    }
    return variables
  }
}
