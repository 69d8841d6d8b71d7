/// What a group of functions is admitted on, as read. All that it names precedes the group.
enum Evidence {
  case structural
  /// A tuple for each function, in order, and the lines that show it to decrease.
  case measured(tuples: [[TermID]], lines: [Sequent])
  /// One for each function, in order.
  case witnessed([Witness])
}

/// A symbol that satisfies the clauses of a function.
struct Witness {
  let symbol: SymbolID
  /// One for each clause that has a result.
  let lines: [Sequent]
}

extension Judge {
  /// Reads `structural`, `(measured ((term ...) ...) (N ...))` or `(witnessed (g N ...) ...)`.
  ///
  /// To be done before the group's names are declared.
  mutating func readEvidence(_ form: Int) throws(Cause) -> Evidence {
    if forms.kind(form) == .name {
      guard forms.word(form) == .structural else { throw .malformed }
      return .structural
    }
    var parts = try forms.elements(form)
    switch forms.word(try forms.take(&parts)) {
    case .measured:
      let tuples = try readTuples(forms.take(&parts))
      var lines = try forms.elements(forms.take(&parts))
      try forms.finish(parts)
      return .measured(tuples: tuples, lines: try readSequents(&lines))
    case .witnessed:
      var witnesses: [Witness] = []
      while !parts.isEmpty {
        var entry = try forms.elements(forms.take(&parts))
        let symbol = try readSymbol(forms.take(&entry))
        witnesses.append(Witness(symbol: symbol, lines: try readSequents(&entry)))
      }
      return .witnessed(witnesses)
    default: throw .malformed
    }
  }

  /// Reads `((term ...) ...)`.
  private mutating func readTuples(_ form: Int) throws(Cause) -> [[TermID]] {
    var parts = try forms.elements(form)
    var tuples: [[TermID]] = []
    while !parts.isEmpty { tuples.append(try readTerms(forms.take(&parts))) }
    return tuples
  }

  /// Reads `N ...` to the end of `parts`.
  private func readSequents(_ parts: inout Elements) throws(Cause) -> [Sequent] {
    var lines: [Sequent] = []
    while !parts.isEmpty { lines.append(try takeSequent(&parts)) }
    return lines
  }
}
