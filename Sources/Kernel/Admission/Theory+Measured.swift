import Terms

/// Theorems found by their conclusions.
private struct CitedTheorems {
  private var hypotheses: [TermID: [[TermID]]] = [:]

  init(_ theorems: [Theorem]) {
    for theorem in theorems {
      hypotheses[theorem.conclusion, default: []].append(theorem.hypotheses)
    }
  }

  /// True if a theorem concludes the formula from nothing but conditions of the clause.
  func show(_ formula: TermID, in clause: Clause) -> Bool {
    (hypotheses[formula] ?? []).contains { $0.allSatisfy(clause.conditions.contains) }
  }
}

extension Theory {
  /// At each call of the group the tuples of integers decrease in the lexicographic order: some
  /// member decreases and is not negative, and those before it do not grow.
  mutating func checkMeasured(
    _ group: [FunctionDefinition], _ clauses: [[Clause]], by tuples: [[TermID]],
    _ theorems: [Theorem]
  ) throws(AdmissionFailure) {
    try checkTuples(tuples, of: group)
    let cited = CitedTheorems(theorems)
    for (caller, list) in clauses.enumerated() {
      for (index, clause) in list.enumerated() {
        for call in clause.calls {
          guard
            let callee = group.firstIndex(where: { $0.symbol == bank.head(of: call) }),
            try decreases(
              tuples[caller], of: group[caller], at: clause, to: tuples[callee],
              of: group[callee], at: call, cited)
          else {
            throw .measureNotShown(clause: index, of: group[caller].symbol, call: call)
          }
        }
      }
    }
  }

  /// One tuple of integer terms for each function, all of one length, over its own parameters.
  private func checkTuples(
    _ tuples: [[TermID]], of group: [FunctionDefinition]
  ) throws(AdmissionFailure) {
    guard tuples.count == group.count else {
      throw .wrongEvidenceCount(expected: group.count, found: tuples.count)
    }
    for (tuple, definition) in zip(tuples, group) {
      guard tuple.count == tuples[0].count else { throw .tupleLengthsDiffer(definition.symbol) }
      for term in tuple {
        guard bank.type(of: term) == bank.int else { throw .notAnInteger(term) }
        guard bank.depth(of: term) <= TermLimits.termDepth else { throw .termTooDeep(term) }
      }
      for variable in bank.freeVariables(of: tuple)
      where !definition.parameters.contains(variable) {
        throw .unboundVariable(variable)
      }
      for name in bank.typeVariables(ofTerms: tuple)
      where !definition.typeParameters.contains(name) {
        throw .unboundTypeVariable(name)
      }
    }
  }

  private mutating func decreases(
    _ tuple: [TermID], of caller: FunctionDefinition, at clause: Clause,
    to next: [TermID], of callee: FunctionDefinition, at call: TermID, _ cited: CitedTheorems
  ) throws(AdmissionFailure) -> Bool {
    let (atMost, less) = (bank.builtin(.lessOrEqual), bank.builtin(.less))
    let types = zip(callee.typeParameters, bank.typeArguments(of: call))
    let atPatterns = Dictionary(uniqueKeysWithValues: zip(caller.parameters, clause.patterns))
    let atCall = Substitution(
      types: Dictionary(uniqueKeysWithValues: types),
      terms: Dictionary(uniqueKeysWithValues: zip(callee.parameters, bank.arguments(of: call))))
    do throws(TermFailure) {
      let before = try bank.substitute(all: tuple, Substitution(terms: atPatterns))
      let after = try bank.substitute(all: next, atCall)
      let zero = bank.integer(0)
      for (m, n) in zip(before, after) {
        let decrease = try bank.application(less, [], [n, m])
        let bound = try bank.application(atMost, [], [zero, m])
        if cited.show(decrease, in: clause) && cited.show(bound, in: clause) { return true }
        guard cited.show(try bank.application(atMost, [], [n, m]), in: clause) else { return false }
      }
      return false
    } catch {
      throw .term(error)
    }
  }
}
