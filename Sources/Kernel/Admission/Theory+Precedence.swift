import Terms

extension Theory {
  /// Evidence precedes its group: it could have been given before the group's symbols existed.
  ///
  /// A theory may have theorems about functions without definitions, so it is not enough that the
  /// theorems cited mention none. No line that they rest on may, or else a definition could be
  /// justified by a proof that speaks of the function that it defines.
  func checkPrecedence(
    of evidence: Evidence, group: [SymbolID]
  ) throws(AdmissionFailure) {
    for theorem in evidence.theorems where theorem.theory != serial { throw .foreignTheorem }
    var use = SymbolUse()
    for symbol in evidence.witnesses { use.add(symbol) }
    for term in evidence.terms { use.add(term, bank: bank) }
    for line in lines(under: evidence.theorems) {
      let line = self.line(line)
      use.add(line.rule, bank: bank)
      // These follow from the rules; to look at them again costs little.
      for term in line.hypotheses + [line.conclusion] { use.add(term, bank: bank) }
    }
    for symbol in use.symbols {
      if group.contains(symbol) { throw .evidenceMentionsGroup(symbol) }
      if !isKnown(symbol) { throw .undefinedSymbol(symbol) }
    }
  }
}
