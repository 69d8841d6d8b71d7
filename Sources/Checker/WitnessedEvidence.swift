/// The evidence `witnessed`.
extension Judge {
  /// Each function has an earlier symbol of the same signature that satisfies the clauses in its
  /// place.
  ///
  /// - Throws: `wrongWitnessCount`, `otherSignature`, `wrongPremiseCount`, `wrongPremise`,
  ///   `foreignHypothesis`.
  mutating func requireWitnesses(
    _ witnesses: [Witness], _ drafts: [FunctionDraft]
  ) throws(Cause) {
    guard witnesses.count == drafts.count else { throw .wrongWitnessCount }
    var heads: [HeadID] = []
    var exchange = SymbolExchange()
    for (witness, draft) in zip(witnesses, drafts) {
      heads.append(try witnessHead(witness.symbol, draft))
      exchange.symbols[draft.symbol] = witness.symbol
    }
    for (place, draft) in drafts.enumerated() {
      var lines = witnesses[place].lines[...]
      for clause in signature.functions[draft.function.index].clauses {
        guard let result = clause.result else { continue }
        guard let line = lines.popFirst() else { throw .wrongPremiseCount }
        let left = try application(heads[place], clause.patterns)
        let conclusion = try equation(left, exchanged(result, &exchange))
        guard line.conclusion == conclusion else { throw .wrongPremise }
        try requireConditions(line.hypotheses, clause, &exchange)
      }
      guard lines.isEmpty else { throw .wrongPremiseCount }
    }
  }

  /// The witness at the function's type parameters.
  ///
  /// - Throws: `otherSignature` unless the signatures are the same up to the names of the type
  ///   parameters.
  private mutating func witnessHead(
    _ symbol: SymbolID, _ draft: FunctionDraft
  ) throws(Cause) -> HeadID {
    guard signature[symbol].typeParameters.count == draft.typeParameters.count
    else { throw .otherSignature }
    var arguments = ContiguousArray<TypeID>()
    for parameter in draft.typeParameters {
      arguments.append(try types.make(.variable, parameter.index, count: 0))
    }
    let head = try head(symbol, arguments)
    guard heads.result(head) == draft.result,
      heads.parameterCount(head) == draft.parameters.count
    else { throw .otherSignature }
    for (position, parameter) in draft.parameters.enumerated()
    where variables[parameter.index].type != heads.parameter(head, position) {
      throw .otherSignature
    }
    return head
  }

  /// - Throws: `foreignHypothesis` unless all hypotheses are conditions of the clause.
  private mutating func requireConditions(
    _ hypotheses: SetID, _ clause: Clause, _ exchange: inout SymbolExchange
  ) throws(Cause) {
    guard hypotheses != .empty else { return }
    var allowed: Set<TermID> = []
    for condition in clause.conditions { allowed.insert(try exchanged(condition, &exchange)) }
    guard sets.members(hypotheses).allSatisfy(allowed.contains) else { throw .foreignHypothesis }
  }

  // MARK: - Exchange

  /// `root` with each function of the group replaced by its witness, also in function values.
  private mutating func exchanged(
    _ root: TermID, _ exchange: inout SymbolExchange
  ) throws(Cause) -> TermID {
    var pending = [root]
    while let term = pending.last {
      let unknown = arguments(term).filter { exchange.images[$0] == nil }
      if exchange.images[term] != nil || unknown.isEmpty {
        if exchange.images[term] == nil {
          exchange.images[term] = try exchangedOnce(term, exchange)
        }
        pending.removeLast()
      } else {
        pending += unknown
      }
    }
    return exchange.images[root] ?? root
  }

  /// `term` with its own symbol exchanged, if it is one of the group, and its arguments' images.
  private mutating func exchangedOnce(
    _ term: TermID, _ exchange: SymbolExchange
  ) throws(Cause) -> TermID {
    let images = arguments(term).map { exchange.images[$0] ?? $0 }
    let kind = terms.kind(term)
    guard kind != .variable, kind != .literal else { return term }
    terms.stack.append(contentsOf: images)
    guard let old = terms.head(term) else { return try call(count: images.count) }
    let symbol = heads.symbol(old)
    let new = try head(exchange.symbols[symbol] ?? symbol, heads.types(old))
    return kind == .partial
      ? try partial(new, count: images.count) : try application(new, count: images.count)
  }
}

/// A replacement of symbols by others of the same signature, with the images found so far.
private struct SymbolExchange {
  var symbols: [SymbolID: SymbolID] = [:]
  var images: [TermID: TermID] = [:]
}
