import Kernel
import Terms

/// What the samples suggest of a formula, where another one is true.
private enum Bound {
  /// Weight of a premise.
  static let premise = 5
  /// Weight of premise and conclusion together.
  static let sum = 10
  /// Rows in which a premise must be true, and in which it must be false.
  static let rows = 6
  static let conjectures = 400
}

extension ProofSearch {
  /// Implications `(=> p q)` and `(=> p (= s t))` that no row contradicts, the greater weight of
  /// their parts being this one. All variables of the premise occur in the conclusion: otherwise
  /// rewriting could not use them.
  mutating func conditionalConjectures(
    _ exploration: Exploration, weight: Int
  ) -> [TermID] {
    var premises: [(term: TermID, weight: Int, rows: [Int])] = []
    for (layer, terms) in exploration.layers.enumerated().prefix(Bound.premise + 1) {
      for term in terms[theory.bank.bool] ?? [] where isAtom(term) {
        guard let column = exploration.columns[term] else { continue }
        let rows = column.indices.filter { column[$0] == machine.trueValue.word }
        let others = column.count { $0 == machine.falseValue.word }
        if rows.count >= Bound.rows, others >= Bound.rows { premises.append((term, layer, rows)) }
      }
    }
    var result: [TermID] = []
    for premise in premises {
      let variables = theory.bank.freeVariables(of: premise.term)
      let conclusions = premise.weight == weight ? 1...weight : weight...weight
      for layer in conclusions where premise.weight + layer <= Bound.sum {
        result += implications(
          from: premise.term, premise.rows, variables, exploration, weight: layer)
        if result.count >= Bound.conjectures { return result }
      }
    }
    return result
  }

  /// Whether a formula is an application of a defined function or a comparison, or the negation of
  /// one.
  private func isAtom(_ term: TermID) -> Bool {
    let inner = theory.bank.operands(of: term, .not)?.first ?? term
    guard theory.bank.shape(of: inner) == .application else { return false }
    switch theory.bank.kind(of: theory.bank.head(of: inner)) {
    case .function: return true
    case .builtin(let builtin): return builtin == .less || builtin == .lessOrEqual
    case .constructor, .dataType: return false
    }
  }

  private mutating func implications(
    from premise: TermID, _ rows: [Int], _ variables: [TermID], _ exploration: Exploration,
    weight: Int
  ) -> [TermID] {
    var result: [TermID] = []
    for (type, terms) in exploration.layers[weight].sorted(by: { $0.key < $1.key }) {
      if type == theory.bank.bool {
        for term in terms where isAtom(term) && covers(term, variables) && term != premise {
          guard let column = exploration.columns[term] else { continue }
          if rows.allSatisfy({ column[$0] == machine.trueValue.word }) {
            result.append(theory.bank.logical(.implies, premise, term))
          } else if rows.allSatisfy({ column[$0] == machine.falseValue.word }) {
            if theory.bank.operands(of: term, .not) != nil { continue }
            let negation = theory.bank.logical(.not, term)
            result.append(theory.bank.logical(.implies, premise, negation))
          }
        }
        continue
      }
      var known: [SampleBench.Column: TermID] = [:]
      for layer in exploration.layers[...weight] {
        for term in layer[type] ?? [] {
          guard let column = exploration.columns[term] else { continue }
          let restricted = rows.map { column[$0] }
          guard let other = known[restricted] else {
            known[restricted] = term
            continue
          }
          if theory.bank.isConstructed(term), theory.bank.isConstructed(other) { continue }
          guard covers(term, variables), exploration.layers[weight][type]?.contains(term) == true
          else { continue }
          result.append(
            theory.bank.logical(.implies, premise, theory.bank.equationOf(term, other)))
        }
      }
    }
    return result
  }

  private func covers(_ term: TermID, _ variables: [TermID]) -> Bool {
    let own = theory.bank.freeVariables(of: term)
    return variables.allSatisfy(own.contains)
  }
}
