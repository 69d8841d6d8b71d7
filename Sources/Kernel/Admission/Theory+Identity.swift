import Terms

extension Theory {
  /// What a symbol is, whatever it is called: the SHA-256 digest of its `data` or `define`, a dot,
  /// and its number among the names introduced there.
  ///
  /// A built-in symbol is its own identity; a function without a definition is `?` and its name.
  public func identity(of symbol: SymbolID) -> String {
    if let known = identities[symbol] { return known }
    return (isKnown(symbol) ? "" : "?") + bank.name(of: symbol)
  }

  /// The digest of a group of functions.
  ///
  /// - Throws: ``AdmissionFailure/textTooLong``.
  func identity(ofGroup group: [FunctionDefinition]) throws(AdmissionFailure) -> String {
    guard let digest = digest(ofGroup: group, others: identities) else { throw .textTooLong }
    return digest
  }

  /// The digest of a group of functions with other symbols written as given, or nil if it is too
  /// long.
  func digest(ofGroup group: [FunctionDefinition], others: [SymbolID: String]) -> String? {
    var text = CanonicalText(introduced: group.map(\.symbol), others: others)
    text.token("(")
    text.token("define")
    text.token("(")
    for definition in group { text.function(definition, bank: bank) }
    text.token(")")
    text.token(")")
    return text.digest(bank: bank, limit: DefinitionLimits.textBytes)
  }

  /// The digest of a group of data types with other symbols written as given, or nil if it is too
  /// long.
  func digest(ofData group: [DataSymbols], others: [SymbolID: String]) -> String? {
    var text = CanonicalText(introduced: introduced(by: group), others: others)
    text.token("(")
    text.token("data")
    for symbols in group { text.dataType(symbols, bank: bank) }
    text.token(")")
    return text.digest(bank: bank, limit: DefinitionLimits.textBytes)
  }

  /// The symbols of a group of data types in the order in which a `data` names them.
  func introduced(by group: [DataSymbols]) -> [SymbolID] {
    group.flatMap { [$0.type] + $0.constructors }
  }
}
