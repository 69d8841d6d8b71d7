import Kernel
import Terms

extension ProofSearch {
  /// Makes facts of the lemmas on the shelf that speak only of what a formula rests on.
  ///
  /// - Returns: how many there are.
  mutating func takeFromShelf(_ shelf: LemmaShelf, for formula: TermID) -> Int {
    guard !shelf.lemmas.isEmpty else { return 0 }
    var symbols: [String: SymbolID] = [:]
    for builtin in Builtin.allCases { note(theory.bank.builtin(builtin), in: &symbols) }
    note(theory.bank.trueSymbol, in: &symbols)
    note(theory.bank.falseSymbol, in: &symbols)
    for symbol in theory.foundations(of: formula) { note(symbol, in: &symbols) }
    let before = facts.count
    for lemma in shelf.lemmas {
      guard facts.count - before < limits.lemmas,
        let term = theory.bank.term(of: lemma.formula, names: lemma.names, symbols: symbols),
        !facts.contains(where: { $0.formula == term })
      else { continue }
      facts.append(KnownFact(formula: term, origin: .shelved(certificate: lemma.certificate)))
      addRules(of: term, fact: facts.count - 1)
    }
    return facts.count - before
  }

  private func note(_ symbol: SymbolID, in symbols: inout [String: SymbolID]) {
    let identity = theory.identity(of: symbol)
    if symbols[identity] == nil { symbols[identity] = symbol }
  }

  /// What the search has proved on the way, each lemma with its own certificate.
  mutating func findings() -> Findings {
    var findings = Findings()
    for index in facts.indices {
      guard case .tree = facts[index].origin, let theorem = try? lemmaTheorem(index) else {
        continue
      }
      shelve(theorem, named: "lemma", into: &findings)
    }
    return findings
  }

  private func shelve(_ theorem: Theorem, named name: String, into findings: inout Findings) {
    guard theorem.hypotheses.isEmpty,
      let certificate = try? Kernel.certificate(of: [(name, theorem)], in: theory)
    else { return }
    findings.lemmas.append(shelved(theorem.conclusion, certificate))
  }

  /// A proved formula with its certificate, apart from this theory.
  func shelved(_ formula: TermID, _ certificate: String) -> ShelvedLemma {
    ShelvedLemma(
      formula: theory.portable(formula),
      names: theory.bank.freeVariables(of: formula).map { theory.bank.variableName(of: $0) },
      certificate: certificate)
  }
}
