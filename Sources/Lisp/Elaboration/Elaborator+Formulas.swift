extension Elaborator {
  /// A formula; nil if something is wrong with it, which is then reported.
  mutating func formula(_ syntax: FormulaSyntax) -> Formula? {
    var inference = makeInference()
    inference.allowsFreeVariables = true
    let faultsBefore = faults.count
    var rigid: [String: InferredType] = [:]
    for annotation in syntax.annotations {
      if let type = annotation.type.flatMap({ resolve($0) }) {
        for name in type.variables where rigid[name] == nil {
          rigid[name] = inference.store.make(.rigid([.init(owner: 0, name: name)]))
        }
        inference.annotations[annotation.name.name] = inference.store.instance(of: type, &rigid)
      }
    }
    inference.shadow(syntax.annotations.map(\.name))
    let typed = inference.check(syntax.body, TypeStore.bool, inference.annotatedScope)
    faults += inference.faults
    if faults[faultsBefore...].contains(where: { $0.severity == .error }) { return nil }

    var names: [InferredType: Type] = [:]
    for (name, type) in rigid { names[inference.store.resolved(type)] = .variable(name) }
    var lowering = Lowering(
      inference, generics: [:], names: names, namesNewVariables: true,
      location: syntax.body.location)
    let lowered = lowering.lower(typed, over: inference.freeVariables)
    take(lowering)
    guard let lowered, !lowering.faults.contains(where: { $0.severity == .error }) else {
      return nil
    }
    let formula = Formula(
      locals: lowered.locals, variableCount: inference.freeVariables.count, body: lowered.body
    ).withVariablesByOccurrence
    // What is left of the text may leave types open that the text did not.
    let isSettled = lowering.resolution.unreachable.isEmpty && !lowering.hasRepetition
    return isSettled ? formula : environment.settled(formula) ?? formula
  }
}

extension Inference {
  /// Makes the names of a `forall` variables, whatever else they may stand for.
  mutating func shadow(_ names: [SyntaxName]) {
    for name in names { _ = freeVariable(name.name, at: name.location) }
  }

  /// The variables that a `forall` names.
  var annotatedScope: Scope { freeNames }
}

extension Formula {
  /// The formula with free variables numbered by first occurrence; those that do not occur are
  /// left out.
  public var withVariablesByOccurrence: Formula {
    let used = body.freeSlots
    var slots: [Int: Int] = [:]
    for (new, old) in used.enumerated() { slots[old] = new }
    var kept = used.map { locals[$0] }
    for old in body.boundSlots {
      slots[old] = kept.count
      kept.append(locals[old])
    }
    return Formula(locals: kept, variableCount: used.count, body: body.renamingSlots(slots))
  }
}
