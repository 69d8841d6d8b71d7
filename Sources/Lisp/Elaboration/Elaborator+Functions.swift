extension Elaborator {
  /// Declares functions, so that each can mention each, and then elaborates them group by group.
  ///
  /// Returns their rows, in the order of the definitions. With `replacing`, a function of the same
  /// name gives its row to the definition.
  mutating func define(
    _ definitions: [DefinitionSyntax], replacing: Bool = false
  ) -> [FunctionID] {
    let ids = definitions.map { definition in
      if replacing, let known = environment.function(named: definition.name.name) { return known }
      return environment.add(
        Function(
          name: definition.name.name, typeParameters: [], locals: [], parameterCount: 0,
          result: .bool, body: nil, location: definition.name.location))
    }
    var rowOfName: [String: Int] = [:]
    for (row, definition) in definitions.enumerated() { rowOfName[definition.name.name] = row }
    let known = environment
    let uses = definitions.map { definition in
      var names = NameCollector(
        scope: definition.parameters.map(\.name.name),
        isConstructor: { known.constructor(named: $0) != nil })
      if let body = definition.body { names.collect(body) }
      return names.free.compactMap { rowOfName[$0] }
    }
    let groups = stronglyConnectedGroups(roots: Array(definitions.indices)) { uses[$0] }
    for group in groups {
      let rows = group.sorted()
      elaborate(rows.map { definitions[$0] }, rows.map { ids[$0] })
    }
    return ids
  }

  mutating func elaborate(_ group: [DefinitionSyntax], _ ids: [FunctionID]) {
    var inference = makeInference()
    let errorsBefore = errorCount
    var parameters: [[Int]] = []
    for (index, definition) in group.enumerated() {
      parameters.append(declare(definition, owner: index, ids[index], &inference))
    }
    var bodies: [Typed?] = []
    for (index, definition) in group.enumerated() {
      bodies.append(infer(definition, parameters[index], &inference))
    }
    faults += inference.faults
    finish(
      group, ids, parameters, errorCount == errorsBefore ? bodies : bodies.map { _ in nil },
      inference)
  }

  private var errorCount: Int { faults.lazy.filter { $0.severity == .error }.count }

  /// Makes the variables of a definition's parameters and its entry among the members.
  private mutating func declare(
    _ definition: DefinitionSyntax, owner: Int, _ id: FunctionID, _ inference: inout Inference
  ) -> [Int] {
    var rigid: [String: InferredType] = [:]
    func annotated(
      _ syntax: TypeSyntax?, _ elaborator: inout Elaborator, _ inference: inout Inference
    ) -> InferredType {
      guard let type = syntax.flatMap({ elaborator.resolve($0) }) else {
        return inference.store.fresh()
      }
      for name in type.variables where rigid[name] == nil {
        rigid[name] = inference.store.make(.rigid([.init(owner: owner, name: name)]))
      }
      return inference.store.instance(of: type, &rigid)
    }
    var variables: [Int] = []
    var types: [InferredType] = []
    for parameter in definition.parameters {
      let type = annotated(parameter.type, &self, &inference)
      types.append(type)
      variables.append(inference.makeVariable(parameter.name, type))
    }
    let result = annotated(definition.result, &self, &inference)
    inference.members[definition.name.name] = Inference.Member(
      id: id, parameters: types, result: result)
    return variables
  }

  private func infer(
    _ definition: DefinitionSyntax, _ variables: [Int], _ inference: inout Inference
  ) -> Typed? {
    guard let body = definition.body, let member = inference.members[definition.name.name] else {
      return nil
    }
    var scope: Inference.Scope = [:]
    for (parameter, variable) in zip(definition.parameters, variables)
    where !parameter.name.isWildcard {
      scope[parameter.name.name] = variable
    }
    return inference.check(body, member.result, scope)
  }

  // MARK: - Core

  private mutating func finish(
    _ group: [DefinitionSyntax], _ ids: [FunctionID], _ parameters: [[Int]], _ bodies: [Typed?],
    _ inference: Inference
  ) {
    var generics: [FunctionID: [InferredType]] = [:]
    for definition in group {
      guard let member = inference.members[definition.name.name] else { continue }
      generics[member.id] = inference.store.variables(in: member.parameters + [member.result])
    }
    var unsettled: [FunctionID] = []
    for (index, definition) in group.enumerated() {
      let id = ids[index]
      guard let member = inference.members[definition.name.name] else { continue }
      let names = typeNames(generics[id] ?? [], owner: index, inference.store)
      var lowering = Lowering(
        inference, generics: generics, names: names, namesNewVariables: false,
        location: definition.name.location)
      let result = lowering.type(member.result)
      let lowered: (body: Expression?, locals: [Local])
      if let body = bodies[index],
        let (expression, locals) = lowering.lower(
          body, over: parameters[index])
      {
        lowered = (expression, locals)
      } else {
        lowering.locals = []
        for parameter in parameters[index] { _ = lowering.bind(parameter) }
        lowered = (nil, lowering.locals)
      }
      take(lowering)
      let typeParameters = (generics[id] ?? []).compactMap { variable in
        if case .variable(let name)? = names[variable] { name } else { nil }
      }
      environment.replace(
        id,
        with: Function(
          name: definition.name.name, typeParameters: typeParameters, locals: lowered.locals,
          parameterCount: parameters[index].count, result: result, body: lowered.body, group: ids,
          location: definition.name.location))
      if !lowering.resolution.unreachable.isEmpty { unsettled.append(id) }
    }
    // What is left of the text may leave types open that the text did not.
    for id in unsettled {
      if let settled = environment.settled(environment[id], at: id) {
        environment.replace(id, with: settled)
      }
    }
  }

  /// Names for a function's type parameters: those that were written, and fresh letters.
  private func typeNames(
    _ variables: [InferredType], owner: Int, _ store: TypeStore
  ) -> [InferredType: Type] {
    var names: [InferredType: Type] = [:]
    var taken: Set<String> = []
    for variable in variables {
      guard case .rigid(let rigid) = store.node(variable),
        let own = rigid.first(where: { $0.owner == owner })
      else { continue }
      names[variable] = .variable(own.name)
      taken.insert(own.name)
    }
    var index = 0
    for variable in variables where names[variable] == nil {
      var name = TypeVariableNames.name(index)
      while taken.contains(name) || environment.dataType(named: name) != nil {
        index += 1
        name = TypeVariableNames.name(index)
      }
      taken.insert(name)
      names[variable] = .variable(name)
    }
    return names
  }
}
