import Kernel
import Terms

/// Laws that carry one function over another while its other arguments change:
/// `f(n, g(x, y)) = h(f(s, x), f(t, y))`.
///
/// Taking from two lists is taking from both, `(take n (append xs ys))` being `(append (take n xs)
/// (take (minus n (len xs)) ys))`. Such right sides are too large to be met among all terms; so only
/// compositions where the goal or the sequents at which it stood have one are looked at, and their
/// right sides have this form.
extension ProofSearch {
  private enum Bound {
    /// Weight of the changed arguments.
    static let weight = 4
    /// Changed arguments of one type.
    static let arguments = 40
    /// Applications of the outer function to one part.
    static let parts = 80
    /// Laws of one composition.
    static let conjectures = 2
    /// Compositions that are looked at.
    static let compositions = 12
    /// Rows that weigh as much as one inference.
    static let price = 64
  }

  /// An operation inside another, at an argument.
  private struct Composition: Hashable {
    var outer: Signature.Operation
    var position: Int
    var inner: Signature.Operation
  }

  /// - Parameter sequents: where compositions are looked for.
  mutating func adjustedDistributionConjectures(
    _ exploration: inout Exploration, in sequents: [Sequent]
  ) throws(SearchFailure) -> [TermID] {
    var result: [TermID] = []
    let compositions = compositions(in: sequents, exploration.signature)
    for composition in compositions.prefix(Bound.compositions) {
      result += try adjustedLaws(of: composition, &exploration)
    }
    return result
  }

  private func compositions(
    in sequents: [Sequent], _ signature: Signature
  ) -> [Composition] {
    var result: [Composition] = []
    for sequent in sequents {
      for term in theory.bank.subterms(of: [sequent.goal] + sequent.hypotheses) {
        guard let outer = operation(of: term, signature), isDefinedFunction(outer) else { continue }
        for (position, argument) in theory.bank.arguments(of: term).enumerated() {
          guard let inner = operation(of: argument, signature), inner.parameters.count == 2,
            inner.parameters.contains(inner.result), isDirected(outer, by: position)
          else { continue }
          let composition = Composition(outer: outer, position: position, inner: inner)
          if !result.contains(composition) { result.append(composition) }
        }
      }
    }
    return result
  }

  /// Whether the other arguments tell which way a law is to be used: numbers beside numbers do not.
  private func isDirected(_ outer: Signature.Operation, by position: Int) -> Bool {
    let others = outer.parameters.indices.filter { $0 != position }
    return others.allSatisfy { outer.parameters[$0] != outer.parameters[position] }
  }

  private func operation(of term: TermID, _ signature: Signature) -> Signature.Operation? {
    guard theory.bank.shape(of: term) == .application else { return nil }
    let head = Signature.Operation.Head.application(
      theory.bank.head(of: term), theory.bank.typeArguments(of: term))
    return signature.operations.first { $0.head == head }
  }

  private func isDefinedFunction(_ operation: Signature.Operation) -> Bool {
    guard case .application(let symbol, _) = operation.head else { return false }
    if case .function = theory.bank.kind(of: symbol) { return true }
    return false
  }

  private mutating func adjustedLaws(
    of composition: Composition, _ exploration: inout Exploration
  ) throws(SearchFailure) -> [TermID] {
    let (outer, inner) = (composition.outer, composition.inner)
    guard let left = self.composition(outer, composition.position, inner, exploration.signature),
      try isNormal(left),
      let column = exploration.bench.column(of: left, in: &theory, on: &machine)
    else { return [] }
    let argument = theory.bank.argument(composition.position, of: left)
    var result: [TermID] = []
    for other in exploration.signature.operations
    where other.head != inner.head && other.result == inner.result
      && other.parameters == inner.parameters
    {
      guard let changed = theory.bank.term(other, theory.bank.arguments(of: argument)),
        let right = theory.bank.term(
          outer,
          theory.bank.arguments(of: left).enumerated().map {
            $0.offset == composition.position ? changed : $0.element
          }),
        exploration.bench.column(of: right, in: &theory, on: &machine) == column
      else { continue }
      result.append(theory.bank.equationOf(left, right))
    }
    var parts: [[(term: TermID, column: SampleBench.Column)]] = []
    for index in 0..<2 {
      let part = theory.bank.argument(index, of: argument)
      parts.append(try applications(of: composition, to: part, left, &exploration))
    }
    let few = result.count + Bound.conjectures
    for operation in exploration.signature.operations
    where operation.result == outer.result && operation.parameters.count == 2
      && (isDefinedFunction(operation) || operation.result == theory.bank.bool)
    {
      guard case .application(let symbol, _) = operation.head else { continue }
      for first in parts[0] where theory.bank.type(of: first.term) == operation.parameters[0] {
        var rows = 0
        for second in parts[1] where theory.bank.type(of: second.term) == operation.parameters[1] {
          guard agrees(symbol, first.column, second.column, with: column, rows: &rows),
            let right = theory.bank.term(operation, [first.term, second.term]), right != left
          else { continue }
          result.append(theory.bank.equationOf(left, right))
          if result.count == few { return result }
        }
        try budget.spend(rows / Bound.price)
      }
    }
    return result
  }

  /// `(f s … x)` for the changed arguments `s …`, and what is known of `x` by lighter terms.
  private mutating func applications(
    of composition: Composition, to part: TermID, _ left: TermID, _ exploration: inout Exploration
  ) throws(SearchFailure) -> [(term: TermID, column: SampleBench.Column)] {
    let outer = composition.outer
    let variables = Set(theory.bank.freeVariables(of: left))
    var result: [(term: TermID, column: SampleBench.Column)] = []
    func changed(_ type: TypeID) -> [TermID] {
      var terms: [TermID] = []
      for layer in exploration.layers.prefix(Bound.weight + 1) {
        for term in layer[type] ?? [] where terms.count < Bound.arguments {
          if variables.isSuperset(of: theory.bank.freeVariables(of: term)) { terms.append(term) }
        }
      }
      return terms
    }
    if theory.bank.type(of: part) == outer.parameters[composition.position] {
      var rows: [[TermID]] = [[]]
      for (index, type) in outer.parameters.enumerated() {
        let choices = index == composition.position ? [part] : changed(type)
        rows = rows.flatMap { row in choices.map { row + [$0] } }
        if rows.count > Bound.parts { rows.removeSubrange(Bound.parts...) }
      }
      for row in rows {
        guard let term = theory.bank.term(outer, row), try isNormal(term) else { continue }
        try budget.spend(1)
        if let column = exploration.bench.column(of: term, in: &theory, on: &machine) {
          result.append((term, column))
        }
      }
    }
    for layer in exploration.layers.prefix(Bound.weight) {
      for term in layer[outer.result] ?? []
      where theory.bank.freeVariables(of: term) == [part] || term == part {
        if let column = exploration.columns[term] { result.append((term, column)) }
      }
    }
    return result
  }
}

extension ProofSearch {
  /// Laws `(=> (= c(x) c(u)) (= f(g(x, y), g(u, v)) h(f(x, u), f(y, v))))`, the condition being one
  /// that the goal supposes: lists of equal lengths are zipped part by part.
  mutating func interchangeConjectures(
    _ goal: TermID, _ exploration: Exploration
  ) -> [TermID] {
    let conditions = comparedFunctions(in: goal, exploration.signature)
    if conditions.isEmpty { return [] }
    let binary = exploration.signature.operations.filter {
      $0.parameters.count == 2 && isDefinedFunction($0)
    }
    let products = binary.filter { $0.parameters == [$0.result, $0.result] }
    var result: [TermID] = []
    for outer in binary {
      for (first, second) in conditions
      where outer.parameters == [first.parameters[0], second.parameters[0]] {
        for left in products where left.result == outer.parameters[0] {
          for right in products where right.result == outer.parameters[1] {
            for whole in products where whole.result == outer.result {
              if let law = interchange(outer, left, right, whole, first, second, exploration) {
                result.append(law)
              }
            }
          }
        }
      }
    }
    return result
  }

  /// Unary functions on both sides of an equation that the goal supposes.
  private func comparedFunctions(
    in goal: TermID, _ signature: Signature
  ) -> [(Signature.Operation, Signature.Operation)] {
    var result: [(Signature.Operation, Signature.Operation)] = []
    var conclusion = goal
    while let parts = theory.bank.operands(of: conclusion, .implies) {
      if let (left, right) = theory.bank.equationSides(parts[0]),
        let first = operation(of: left, signature), first.parameters.count == 1,
        let second = operation(of: right, signature), second.parameters.count == 1,
        isDefinedFunction(first), isDefinedFunction(second)
      {
        result.append((first, second))
        if first != second { result.append((second, first)) }
      }
      conclusion = parts[1]
    }
    return result
  }

  private mutating func interchange(
    _ outer: Signature.Operation, _ left: Signature.Operation, _ right: Signature.Operation,
    _ whole: Signature.Operation, _ first: Signature.Operation, _ second: Signature.Operation,
    _ exploration: Exploration
  ) -> TermID? {
    guard let xs = exploration.signature.variables[left.result],
      let us = exploration.signature.variables[right.result]
    else { return nil }
    let isSame = left.result == right.result
    guard isSame ? xs.count >= 3 : xs.count >= 2 && us.count >= 2 else { return nil }
    let (x, y, u) = (xs[0], xs[1], isSame ? xs[2] : us[0])
    let v = isSame ? freshVariable(like: "v", type: right.result) : us[1]
    guard let condition = theory.bank.term(first, [x]), let other = theory.bank.term(second, [u]),
      let above = theory.bank.term(left, [x, y]), let below = theory.bank.term(right, [u, v]),
      let composed = theory.bank.term(outer, [above, below]),
      let front = theory.bank.term(outer, [x, u]), let back = theory.bank.term(outer, [y, v]),
      let result = theory.bank.term(whole, [front, back])
    else { return nil }
    return theory.bank.implication(
      [theory.bank.equationOf(condition, other)], theory.bank.equationOf(composed, result))
  }
}
