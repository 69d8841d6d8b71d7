extension TIPProgram {
  /// Declares the sorts, data types and selectors of a file.
  ///
  /// Data types that the language cannot express become sorts that are not supported, with all that
  /// mention them.
  mutating func declareData(_ declarations: TIPDeclarations, _ names: TIPNames) {
    declareSorts(declarations)
    var types = declarations.data
    while true {
      declareAliases(declarations.aliases)
      let faultsBefore = faults.count
      var syntax: [DataSyntax] = []
      var expressible: [TIPData] = []
      for type in types {
        switch self.syntax(of: type, names) {
        case .some(.success(let data)):
          syntax.append(data)
          expressible.append(type)
        case .some(.failure(let failure)):
          sorts.data[type.name.name] = nil
          sorts.unsupported[type.name.name] = failure.reason
          setUnsupported(type, failure.reason)
        case nil: expressible.append(type)
        }
      }
      if expressible.count == types.count {
        if faults.count == faultsBefore { declare(types, syntax, names) }
        return
      }
      types = expressible
      faults.removeSubrange(faultsBefore...)
    }
  }

  // MARK: - Sorts

  private mutating func declareSorts(_ declarations: TIPDeclarations) {
    let typeNames = TIPNames(declarations.data.map(\.name.name)) {
      Keywords.isReservedForTypes($0)
    }
    for type in declarations.data {
      sorts.data[type.name.name] = TIPSorts.Data(
        name: typeNames[type.name.name], parameterCount: type.parameters.count)
    }
    var taken = Set(sorts.data.values.lazy.map(\.name))
    for (name, arity) in declarations.sorts {
      if arity > 0 {
        sorts.unsupported[name.name] = "the sort `\(name.name)` is declared only and has arguments"
        continue
      }
      let letter = TIPSorts.letter(besides: taken)
      taken.insert(letter)
      sorts.letters[name.name] = letter
    }
    let reached = TIPProgram.reachedSorts(declarations)
    for type in declarations.data {
      let found = reached[type.name.name] ?? []
      sorts.data[type.name.name]?.sorts = declarations.sorts.compactMap {
        found.contains($0.name.name) ? sorts.letters[$0.name.name] : nil
      }
    }
  }

  /// For each data type, the names that its fields reach.
  private static func reachedSorts(_ declarations: TIPDeclarations) -> [String: Set<String>] {
    if declarations.sorts.isEmpty { return [:] }
    var mentioned: [String: Set<String>] = [:]
    for alias in declarations.aliases {
      mentioned[alias.name.name] = names(in: [alias.sort]).subtracting(alias.parameters.map(\.name))
    }
    for type in declarations.data {
      mentioned[type.name.name] = names(in: type.constructors.flatMap { $0.fields.map(\.sort) })
        .subtracting(type.parameters.map(\.name))
    }
    var reached: [String: Set<String>] = [:]
    for type in declarations.data {
      var seen: Set<String> = []
      var work = [type.name.name]
      while let next = work.popLast() {
        for name in mentioned[next] ?? [] where seen.insert(name).inserted { work.append(name) }
      }
      reached[type.name.name] = seen
    }
    return reached
  }

  private static func names(in forms: [SExpression]) -> Set<String> {
    var found: Set<String> = []
    var work = forms
    while let form = work.popLast() {
      if let name = form.symbol { found.insert(name) }
      work += form.items ?? []
    }
    return found
  }

  private mutating func declareAliases(_ aliases: [TIPAlias]) {
    sorts.aliases = [:]
    for alias in aliases {
      let variables = sorts.variables(for: alias.parameters)
      switch sorts.resolve(alias.sort, variables) {
      case .type(let type):
        let parameters = TIPSorts.letters(of: alias.parameters, variables)
        sorts.aliases[alias.name.name] = (parameters, type)
      case .unsupported(let reason): sorts.unsupported[alias.name.name] = reason
      case .fault(let fault): faults.append(fault)
      }
    }
  }

  // MARK: - Data types

  private struct Inexpressible: Error { var reason: String }

  /// A data type in the language's syntax; nil if something is wrong with it, which is reported.
  private mutating func syntax(
    of type: TIPData, _ names: TIPNames
  ) -> Result<DataSyntax, Inexpressible>? {
    guard let entry = sorts.data[type.name.name] else { return nil }
    let variables = sorts.variables(for: type.parameters)
    var constructors: [ConstructorSyntax] = []
    for constructor in type.constructors {
      var fields: [SExpression] = []
      for field in constructor.fields {
        switch sorts.resolve(field.sort, variables) {
        case .type(let resolved):
          if resolved.containsFunction {
            return .failure(
              Inexpressible(reason: "a field of the data type `\(type.name.name)` holds functions"))
          }
          let selector = SExpression(
            .symbol(names[field.name.name]), at: field.name.location)
          fields.append(
            SExpression(
              .list([selector, Printer.form(resolved)]), at: field.name.location))
        case .unsupported(let reason): return .failure(Inexpressible(reason: reason))
        case .fault(let fault):
          faults.append(fault)
          return nil
        }
      }
      let name = SyntaxName(names[constructor.name.name], at: constructor.name.location)
      constructors.append(ConstructorSyntax(name: name, fields: fields))
    }
    let letters = TIPSorts.letters(of: type.parameters, variables) + entry.sorts
    return .success(
      DataSyntax(
        name: SyntaxName(entry.name, at: type.name.location),
        parameters: letters.map { SyntaxName($0, at: type.name.location) },
        constructors: constructors))
  }

  private mutating func setUnsupported(_ type: TIPData, _ reason: String) {
    for constructor in type.constructors {
      for name in [constructor.name] + constructor.fields.map(\.name) {
        entities[name.name] = .unsupported(reason)
      }
    }
  }

  private mutating func declare(_ types: [TIPData], _ syntax: [DataSyntax], _ names: TIPNames) {
    var elaborator = Elaborator(environment: environment)
    elaborator.declare(syntax)
    environment = elaborator.environment
    faults += elaborator.faults
    for (type, data) in zip(types, syntax) {
      let letters = data.parameters.prefix(type.parameters.count).map(\.name)
      for constructor in type.constructors {
        if let id = environment.constructor(named: names[constructor.name.name]) {
          entities[constructor.name.name] = .callable(.constructor(id), typeParameters: letters)
        }
        for field in constructor.fields {
          guard let id = environment.function(named: names[field.name.name]) else { continue }
          entities[field.name.name] = .callable(.function(id), typeParameters: letters)
          originalNames[id] = field.name.name
        }
      }
    }
  }
}
