import Kernel
import Terms

/// Laws that carry one function over another: `f(… g(x, y) …) = h(s, t)`.
///
/// The right sides are too large to be met while terms are enumerated by weight. So they are put
/// together of two representatives, and a pair is given up at the first row where it differs.
extension ProofSearch {
  private enum Bound {
    /// Weight of the parts of a right side.
    static let weight = 6
    /// Parts of one type.
    static let parts = 120
    /// Right sides that are conjectured for one left side.
    static let conjectures = 2
    /// Rows that weigh as much as one inference.
    static let price = 64
  }

  mutating func distributionConjectures(
    _ exploration: inout Exploration
  ) throws(SearchFailure) -> [TermID] {
    let functions = exploration.signature.operations.filter { isFunction($0) }
    var result: [TermID] = []
    for outer in functions {
      for position in outer.parameters.indices {
        for inner in functions where inner.result == outer.parameters[position] {
          guard let left = composition(outer, position, inner, exploration.signature) else {
            continue
          }
          // A law that carries the outer function inside comes first.
          let others = functions.filter { $0.head != inner.head && $0.head != outer.head }
          let carriers = [inner] + others
          result += try rightSides(for: left, carriers, &exploration)
        }
      }
    }
    return result
  }

  private func isFunction(_ operation: Signature.Operation) -> Bool {
    guard case .application(let symbol, _) = operation.head else { return false }
    switch theory.bank.kind(of: symbol) {
    case .function: return true
    case .builtin(let builtin): return builtin == .plus || builtin == .times
    case .constructor, .dataType: return false
    }
  }

  /// `f(x … g(y …) … z)`, all variables distinct.
  mutating func composition(
    _ outer: Signature.Operation, _ position: Int, _ inner: Signature.Operation,
    _ signature: Signature
  ) -> TermID? {
    var used: [TypeID: Int] = [:]
    func next(_ type: TypeID) -> TermID? {
      let index = used[type, default: 0]
      used[type] = index + 1
      guard let list = signature.variables[type], index < list.count else { return nil }
      return list[index]
    }
    var arguments: [TermID] = []
    for (index, type) in outer.parameters.enumerated() {
      if index != position {
        guard let variable = next(type) else { return nil }
        arguments.append(variable)
        continue
      }
      var parts: [TermID] = []
      for type in inner.parameters {
        guard let variable = next(type) else { return nil }
        parts.append(variable)
      }
      guard let term = theory.bank.term(inner, parts) else { return nil }
      arguments.append(term)
    }
    return theory.bank.term(outer, arguments)
  }

  private mutating func rightSides(
    for left: TermID, _ functions: [Signature.Operation], _ exploration: inout Exploration
  ) throws(SearchFailure) -> [TermID] {
    guard try isNormal(left),
      let column = exploration.bench.column(of: left, in: &theory, on: &machine)
    else { return [] }
    let variables = Set(theory.bank.freeVariables(of: left))
    var parts: [TypeID: [TermID]] = [:]
    for layer in exploration.layers.prefix(Bound.weight + 1) {
      for (type, terms) in layer {
        let usable = terms.filter { variables.isSuperset(of: theory.bank.freeVariables(of: $0)) }
        parts[type, default: []] += usable.prefix(Bound.parts - (parts[type]?.count ?? 0))
      }
    }
    let type = theory.bank.type(of: left)
    var result: [TermID] = []
    for operation in functions where operation.result == type && operation.parameters.count == 2 {
      guard case .application(let symbol, _) = operation.head else { continue }
      for first in parts[operation.parameters[0]] ?? [] {
        guard let a = exploration.columns[first] else { continue }
        var rows = 0
        for second in parts[operation.parameters[1]] ?? [] {
          guard let b = exploration.columns[second],
            agrees(symbol, a, b, with: column, rows: &rows),
            let right = theory.bank.term(operation, [first, second]), right != left,
            try isNormal(right)
          else { continue }
          result.append(theory.bank.equationOf(left, right))
          if result.count == Bound.conjectures { return result }
        }
        try budget.spend(rows / Bound.price)
      }
    }
    return result
  }

  /// Whether a function takes two columns to a third one.
  mutating func agrees(
    _ symbol: SymbolID, _ a: SampleBench.Column, _ b: SampleBench.Column,
    with column: SampleBench.Column, rows: inout Int
  ) -> Bool {
    // From the last row on: it has the largest values.
    for row in column.indices.reversed() {
      rows += 1
      guard column[row] != SampleBench.noValue else { continue }
      guard a[row] != SampleBench.noValue, b[row] != SampleBench.noValue else { return false }
      var fuel = SampleBench.fuelOfRow
      let value = machine.apply(
        symbol, [GroundValue(word: a[row]), GroundValue(word: b[row])], in: theory.bank,
        fuel: &fuel)
      if value?.word != column[row] { return false }
    }
    return true
  }
}
