/// The rules, by name. Each reads what follows its name and gives the line's sequent.
extension Judge {
  /// - Throws: `unknownRule`; what the rule throws.
  mutating func apply(_ rule: Word?, _ parts: inout Elements) throws(Cause) -> Sequent {
    switch rule {
    case .refl: try refl(&parts)
    case .rewrite: try rewrite(&parts)
    case .eqTrue: try eqTrue(&parts)
    case .trueEq: try trueEq(&parts)
    case .assume: try assume(&parts)
    case .discharge: try discharge(&parts)
    case .mp: try mp(&parts)
    case .cut: try cut(&parts)
    case .inst: try inst(&parts)
    case .unfold: try unfold(&parts)
    case .beta: try beta(&parts)
    case .ext: try ext(&parts)
    case .distinct: try distinct(&parts)
    case .inject: try inject(&parts)
    case .acyclic: try acyclic(&parts)
    case .cases: try cases(&parts)
    case .ground: try ground(&parts)
    case .induct: try induct(&parts)
    case .ring: try ring(&parts)
    case .linear: try linear(&parts)
    case .antisym: try antisym(&parts)
    case .divMod: try divMod(&parts)
    default: throw .unknownRule
    }
  }

  // MARK: - Arguments of rules

  /// The next argument, a line.
  func takeSequent(_ parts: inout Elements) throws(Cause) -> Sequent {
    try readSequent(forms.take(&parts))
  }

  /// The next argument, a term.
  mutating func takeTerm(_ parts: inout Elements) throws(Cause) -> TermID {
    try readTerm(forms.take(&parts))
  }

  /// The next argument, a formula.
  mutating func takeFormula(_ parts: inout Elements) throws(Cause) -> TermID {
    try readFormula(forms.take(&parts))
  }
}
