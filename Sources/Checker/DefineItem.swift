/// The item `(define ((f ('a ...) (x ...) type body) ...) evidence)`.
extension Judge {
  mutating func readDefinition(_ parts: Elements) throws(Cause) {
    var parts = parts
    var group = try forms.elements(forms.take(&parts))
    let evidence = try readEvidence(forms.take(&parts))
    try forms.finish(parts)
    let item = ItemID(index: items.count)
    var drafts: [FunctionDraft] = []
    repeat {
      var draft = try readFunctionHead(forms.take(&group), item, place: drafts.count)
      if case .witnessed = evidence { draft.allowsOwnValues = true }
      drafts.append(draft)
    } while !group.isEmpty
    for index in drafts.indices { try readBody(&drafts[index], of: item) }
    try admit(drafts, on: evidence, item)
    let names = drafts.map { signature[$0.symbol].name }
    try recordItem(names, pieces(of: drafts))
  }

  private mutating func admit(
    _ drafts: [FunctionDraft], on evidence: Evidence, _ item: ItemID
  ) throws(Cause) {
    switch evidence {
    case .structural: try requireDescent(drafts)
    case .measured(let tuples, let lines): try requireMeasure(tuples, lines, drafts, of: item)
    case .witnessed(let witnesses): return try requireWitnesses(witnesses, drafts)
    }
    for draft in drafts { signature.functions[draft.function.index].hasInduction = true }
  }

  /// Reads all but the body and declares the function.
  private mutating func readFunctionHead(
    _ form: Int, _ item: ItemID, place: Int
  ) throws(Cause) -> FunctionDraft {
    var parts = try forms.elements(form)
    let name = try readNewName(forms.take(&parts))
    var parameterForms = try forms.elements(forms.take(&parts))
    let typeParameters = try readTypeParameters(&parameterForms)
    let parameters = try readDistinctVariables(forms.take(&parts))
    guard parameters.count <= limits.arguments else { throw .tooManyArguments }
    let result = try readType(forms.take(&parts))
    let body = try forms.take(&parts)
    try forms.finish(parts)
    let parameterTypes = parameters.map { variables[$0.index].type }
    try requireTypeVariables(of: parameterTypes + [result], among: typeParameters)
    let function = FunctionID(index: signature.functions.count)
    let symbol = signature.declare(
      Symbol(
        name: name, kind: .function(function), typeParameters: typeParameters,
        parameters: parameterTypes, result: result, origin: Origin(item: item, place: place)))
    signature.functions.append(Function(symbol: symbol, parameters: parameters))
    return FunctionDraft(
      symbol: symbol, function: function, typeParameters: typeParameters, parameters: parameters,
      result: result, body: body)
  }

  // MARK: - Descent

  /// The evidence `structural`.
  ///
  /// - Throws: `tooManyGraphs`, `notDescending`.
  private mutating func requireDescent(_ drafts: [FunctionDraft]) throws(Cause) {
    let group = Set(drafts.map(\.function))
    var closure = SizeChangeClosure(limit: limits.graphs)
    for draft in drafts {
      for clause in signature.functions[draft.function.index].clauses {
        let places = subtermPlaces(clause.patterns)
        for call in calls(in: clause, of: group.contains) {
          guard let callee = symbol(call).flatMap(signature.function) else { continue }
          var graph = SizeChangeGraph(source: draft.function.index, target: callee.index)
          graph.arcs = arguments(call).map { places[$0] ?? SizeChangeArcs() }
          try closure.add(graph)
        }
      }
    }
    try closure.close()
    guard closure.descends else { throw .notDescending }
  }

  /// The calls of a clause: all `f(s ...)` in its conditions and result, each once, f in the group.
  mutating func calls(in clause: Clause, of isInGroup: (FunctionID) -> Bool) -> [TermID] {
    var found = ContiguousArray<TermID>()
    marks.reset(terms.count)
    for root in clause.conditions + (clause.result.map { [$0] } ?? []) {
      marks.visit(root, in: terms, into: &found)
    }
    return found.filter { symbol($0).flatMap(signature.function).map(isInGroup) ?? false }
  }

  /// For each subterm of the patterns, the arcs from the patterns that hold it.
  private func subtermPlaces(_ patterns: [TermID]) -> [TermID: SizeChangeArcs] {
    var places: [TermID: SizeChangeArcs] = [:]
    for (place, pattern) in patterns.enumerated() {
      let bit: UInt64 = 1 << UInt64(place)
      places[pattern, default: SizeChangeArcs()].any |= bit
      var pending = arguments(pattern)
      while let term = pending.popLast() {
        // Patterns are small trees: a variable occurs in them once.
        places[term, default: SizeChangeArcs()].any |= bit
        places[term, default: SizeChangeArcs()].strict |= bit
        pending.append(contentsOf: arguments(term))
      }
    }
    return places
  }
}

/// A function of the group that is being read.
struct FunctionDraft {
  let symbol: SymbolID
  let function: FunctionID
  let typeParameters: [Name]
  let parameters: [Variable]
  let result: TypeID
  let body: Int
  /// Whether the body may hold `fn f(...)` with f in the group.
  var allowsOwnValues = false
  /// The body as read, for the identity.
  var pieces: [Piece] = []
}
