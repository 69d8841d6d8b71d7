extension TIPProgram {
  /// A function that is to get its body.
  private struct Definition {
    var syntax: TIPFunction
    var id: FunctionID
    var variables: TIPSorts.Variables
  }

  /// Declares the functions of a file, which may mention each other, and then reads their bodies.
  ///
  /// - Parameter asFunctions: what is declared only and monomorphic but is used by a definition; the
  ///   rest becomes variables of the goals.
  mutating func define(
    _ declarations: TIPDeclarations, _ names: TIPNames, asFunctions: Set<String>
  ) {
    var definitions: [Definition] = []
    for function in declarations.functions {
      if let definition = declare(function, names, isVariable: false) {
        definitions.append(definition)
      }
    }
    for function in declarations.declared {
      let isVariable =
        function.typeParameters.isEmpty && !asFunctions.contains(function.name.name)
      guard let definition = declare(function, names, isVariable: isVariable) else { continue }
      var row = environment[definition.id]
      row.body = .undefined(row.result)
      environment.replace(definition.id, with: row)
    }
    let monomorphic = Set(
      declarations.declared.lazy.filter { $0.typeParameters.isEmpty }.map(\.name.name))
    for definition in definitions { readBody(of: definition, monomorphic) }
    group(definitions.map(\.id))
  }

  // MARK: - Signatures

  private mutating func declare(
    _ function: TIPFunction, _ names: TIPNames, isVariable: Bool
  ) -> Definition? {
    let name = function.name.name
    var variables = sorts.variables(for: function.typeParameters)
    for parameter in integerParameters[name] ?? [] { variables[parameter] = .int }
    var types: [Type] = []
    for form in function.parameters.map(\.sort) + [function.result] {
      switch sorts.resolve(form, variables) {
      case .type(let type): types.append(type)
      case .unsupported(let reason):
        entities[name] = .unsupported(reason)
        return nil
      case .fault(let fault):
        faults.append(fault)
        return nil
      }
    }
    let result = types.removeLast()
    if isVariable {
      entities[name] = .variable(types.isEmpty ? result : .function(types, result))
      return nil
    }
    var typeParameters: [String] = []
    for type in types + [result] { type.collectVariables(into: &typeParameters) }
    let locals = zip(function.parameters, types).map {
      Local(name: TIPNames.readable($0.name.name), type: $1)
    }
    let id = environment.add(
      Function(
        name: names[name], typeParameters: typeParameters, locals: locals,
        parameterCount: locals.count, result: result, body: nil, location: function.name.location))
    let letters = TIPSorts.letters(of: function.typeParameters, variables)
    entities[name] = .callable(.function(id), typeParameters: letters)
    originalNames[id] = name
    return Definition(syntax: function, id: id, variables: variables)
  }

  // MARK: - Bodies

  private mutating func readBody(of definition: Definition, _ declared: Set<String>) {
    guard let body = definition.syntax.body else { return }
    let row = environment[definition.id]
    var reading = TIPInference(self, variables: definition.variables, place: .inside)
    let (typed, parameters) = reading.body(
      body, of: row, names: definition.syntax.parameters.map(\.name))
    declaredNamesInDefinitions.formUnion(reading.usedNames.intersection(declared))
    let name = definition.syntax.name
    if !reading.integerVariables.isEmpty {
      let found = definition.variables.filter { reading.integerVariables.contains($0.value) }.keys
      newIntegerParameters[name.name] = Set(found)
      return
    }
    switch reading.lowered(typed, over: parameters, namesNewVariables: false, at: name.location) {
    case .failure(let failure):
      faults += failure.faults
      if let reason = failure.reason { reasons[definition.id] = "`\(name.name)`: \(reason)" }
    case .success(let lowered):
      faults += lowered.warnings
      var function = row
      function.locals = lowered.locals
      function.body = lowered.body
      if TIPProgram.hasOpenTypes(function) {
        reasons[definition.id] =
          "`\(name.name)`: a type parameter stands in the body but not in the signature"
      } else {
        environment.replace(definition.id, with: function)
      }
    }
  }

  private static func hasOpenTypes(_ function: Function) -> Bool {
    var names = function.typeParameters
    for local in function.locals { local.type.collectVariables(into: &names) }
    function.body?.visit { node in
      for type in node.types { type.collectVariables(into: &names) }
    }
    return names.count > function.typeParameters.count
  }

  // MARK: - Recursion

  /// Finds out which functions call each other.
  private mutating func group(_ ids: [FunctionID]) {
    for group in environment.groups(reachableFrom: ids) where group.count > 1 {
      for id in group {
        var function = environment[id]
        function.group = group
        environment.replace(id, with: function)
      }
    }
    var polymorphic: [FunctionID] = []
    for group in environment.groups(reachableFrom: ids) {
      let recursion = TypeRecursion(environment, group)
      if !recursion.isMonomorphic { polymorphic += group }
    }
    for id in polymorphic {
      let name = name(of: id)
      reasons[id] = "`\(name)` calls itself at other types than its own (polymorphic recursion)"
      var function = environment[id]
      function.body = nil
      function.locals = function.parameters
      function.group = [id]
      environment.replace(id, with: function)
    }
  }
}

/// Whether the functions of a group can have one type each while they call each other.
private struct TypeRecursion {
  private struct Parameter: Hashable {
    var function: FunctionID
    var name: String
  }

  private(set) var isMonomorphic = true
  private var parents: [Parameter: Parameter] = [:]

  init(_ environment: Environment, _ group: [FunctionID]) {
    let members = Set(group)
    for caller in group {
      var calls: [(FunctionID, [Type])] = []
      environment[caller].body?.visit { node in
        switch node {
        case .call(let id, let types, _), .reference(.function(let id), let types):
          if members.contains(id) { calls.append((id, types)) }
        default: break
        }
      }
      for (callee, types) in calls {
        for (name, type) in zip(environment[callee].typeParameters, types) {
          guard case .variable(let own) = type else {
            isMonomorphic = false
            return
          }
          let root = root(Parameter(function: caller, name: own))
          let other = self.root(Parameter(function: callee, name: name))
          if root != other { parents[root] = other }
        }
      }
    }
    for function in group {
      let names = environment[function].typeParameters
      let roots = Set(names.map { root(Parameter(function: function, name: $0)) })
      if roots.count < names.count { isMonomorphic = false }
    }
  }

  private func root(_ parameter: Parameter) -> Parameter {
    var parameter = parameter
    while let next = parents[parameter] { parameter = next }
    return parameter
  }
}
