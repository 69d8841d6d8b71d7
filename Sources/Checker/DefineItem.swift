/// The item `(define ((f ('a ...) (x ...) type body) ...) evidence)`.
extension Judge {
  mutating func readDefinition(_ parts: Elements) throws(Cause) {
    var parts = parts
    var group = try forms.elements(forms.take(&parts))
    let evidence = try forms.take(&parts)
    try forms.finish(parts)
    try requireStructural(evidence)
    let item = ItemID(index: items.count)
    let first = signature.functions.count
    var drafts: [FunctionDraft] = []
    repeat {
      drafts.append(try readFunctionHead(forms.take(&group), item, place: drafts.count))
    } while !group.isEmpty
    for index in drafts.indices { try readBody(&drafts[index], of: item) }
    let functions = first..<signature.functions.count
    try requireDescent(functions)
    for function in functions { signature.functions[function].hasInduction = true }
    let names = drafts.map { signature[$0.symbol].name }
    try recordItem(names, pieces(of: drafts))
  }

  /// - Throws: what stands for the evidence that this version does not implement.
  private func requireStructural(_ form: Int) throws(Cause) {
    if forms.kind(form) == .name {
      guard forms.word(form) == .structural else { throw .malformed }
      return
    }
    var parts = try forms.elements(form)
    switch forms.word(try forms.take(&parts)) {
    case .measured: throw .notYetMeasured
    case .witnessed: throw .notYetWitnessed
    default: throw .malformed
    }
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
  private mutating func requireDescent(_ group: Range<Int>) throws(Cause) {
    var closure = SizeChangeClosure(limit: limits.graphs)
    for function in group {
      for clause in signature.functions[function].clauses {
        try addCalls(of: clause, from: function, group, to: &closure)
      }
    }
    try closure.close()
    guard closure.descends else { throw .notDescending }
  }

  private mutating func addCalls(
    of clause: Clause, from function: Int, _ group: Range<Int>, to closure: inout SizeChangeClosure
  ) throws(Cause) {
    let places = subtermPlaces(clause.patterns)
    var found = ContiguousArray<TermID>()
    marks.reset(terms.count)
    for root in clause.conditions + (clause.result.map { [$0] } ?? []) {
      marks.visit(root, in: terms, into: &found)
    }
    for term in found {
      guard let symbol = symbol(term), let callee = signature.function(symbol),
        group.contains(callee.index)
      else { continue }
      var graph = SizeChangeGraph(source: function, target: callee.index)
      for position in 0..<terms.argumentCount(term) {
        let arcs = places[terms.argument(term, position)] ?? SizeChangeArcs()
        graph.arcs.append(arcs)
      }
      try closure.add(graph)
    }
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
  /// The body as read, for the identity.
  var pieces: [Piece] = []
}
