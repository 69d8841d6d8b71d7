import Kernel
import Terms

extension ProofSearch {
  /// What the functions are that cited lemmas rest on and that the program does not define: one
  /// line for each, then one for each of its clauses.
  mutating func auxiliaryDefinitions() -> [ProofStep] {
    var functions: Set<SymbolID> = []
    for (index, fact) in facts.enumerated() where replayState.lemmas[index] != nil {
      functions.formUnion(theory.foundations(of: fact.formula))
    }
    var lines: [ProofStep] = []
    for function in functions.subtracting(usable).sorted() {
      guard case .function = theory.bank.kind(of: function) else { continue }
      let clauses = theory.clauses(of: function).compactMap { text(of: $0, function) }
      guard !clauses.isEmpty else { continue }
      lines.append(
        ProofStep(depth: 0, text: "Auxiliary function \(theory.bank.name(of: function)):"))
      lines += clauses.map { ProofStep(depth: 1, text: $0) }
    }
    return lines
  }

  private mutating func text(of clause: Clause, _ function: SymbolID) -> String? {
    let types = theory.bank.typeParameters(of: function).compactMap {
      try? theory.bank.type(.variable($0))
    }
    guard let result = clause.result,
      let call = try? theory.bank.application(function, types, clause.patterns)
    else { return nil }
    displayNames = DisplayNames()
    let equation = "\(show(theory.bank.equationOf(call, result)))"
    if clause.conditions.isEmpty { return "\(equation)." }
    return "\(equation) if " + clause.conditions.map { show($0) }.joined(separator: " and ") + "."
  }
}
