import Determinism

/// Reads a file in TIP's dialect of SMT-LIB.
///
/// - Throws: ``Diagnostics`` with every fault that was found. What is correct but cannot be expressed
///   is no fault: such goals are unsupported.
public func loadTIP(path: String) throws(Diagnostics) -> TIPFile {
  let bytes: [UInt8]
  do throws(FileReading.Failure) {
    bytes = try FileReading.bytes(at: path)
  } catch {
    let place = SourceLocation(file: path, line: 1, column: 1, offset: 0)
    var diagnostics = Diagnostics([Diagnostic(location: place, message: error.message)])
    diagnostics.isMissingFile = error == .notFound
    throw diagnostics
  }
  return try load(SourceText(file: path, bytes: bytes))
}

/// Reads text in TIP's dialect of SMT-LIB as if it stood in the file at a path.
///
/// - Throws: ``Diagnostics`` with every fault that was found.
public func loadTIP(text: String, path: String = "<text>") throws(Diagnostics) -> TIPFile {
  try load(SourceText(file: path, text: text))
}

/// Runs on a stack that is large enough for the deepest text that the reader lets through.
private func load(_ source: SourceText) throws(Diagnostics) -> TIPFile {
  try withLargeStack { TIPLoading.load(source) }.get()
}

/// Reads the commands of a file one after the other.
private enum TIPLoading {
  static func load(_ source: SourceText) -> Result<TIPFile, Diagnostics> {
    let log = DiagnosticLog(source)
    let (forms, readingFaults) = Reader.read(source, dialect: .smtLib)
    if !readingFaults.isEmpty { return .failure(log.finished(readingFaults)) }
    var parser = TIPParser()
    for form in forms { parser.parse(form) }
    let declarations = TIPDeclarations(parser.commands)
    let faults = parser.faults + declarations.faults
    if !faults.isEmpty { return .failure(log.finished(faults)) }

    let names = names(of: declarations)
    let everything = Set(declarations.declared.map(\.name.name))
    var (program, data) = program(declarations, names, asFunctions: everything)
    if data, program.declaredNamesInDefinitions != everything {
      (program, _) = self.program(
        declarations, names, asFunctions: program.declaredNamesInDefinitions)
    }
    let stem = stem(of: source.file)
    var file = TIPFile(environment: program.environment, goals: [], lemmas: [], warnings: [])
    if data {
      for (index, form) in declarations.lemmas.enumerated() {
        file.lemmas.append(
          TIPLemma(
            name: "\(stem)-lemma-\(index + 1)", statement: program.statement(form),
            location: form.location))
      }
      for (index, form) in declarations.goals.enumerated() {
        file.goals.append(
          TIPGoal(
            name: declarations.goals.count == 1 ? stem : "\(stem)-\(index + 1)",
            statement: program.statement(form), location: form.location, lemmas: file.lemmas))
      }
    }
    let all = log.finished(program.faults + program.warnings(declarations))
    if all.hasErrors { return .failure(all) }
    file.warnings = all.list
    return .success(file)
  }

  /// The program, and whether its data types are right.
  private static func program(
    _ declarations: TIPDeclarations, _ names: TIPNames, asFunctions: Set<String>
  ) -> (TIPProgram, Bool) {
    var declared = TIPProgram()
    declared.declareData(declarations, names)
    if !declared.faults.isEmpty { return (declared, false) }
    let rounds = 20
    for round in 1...rounds {
      var program = declared
      program.findsIntegerParameters = round < rounds
      program.define(declarations, names, asFunctions: asFunctions)
      if program.newIntegerParameters.isEmpty { return (program, true) }
      declared.integerParameters.merge(program.newIntegerParameters) { $0.union($1) }
    }
    return (declared, true)
  }

  /// Names for what a file declares.
  private static func names(of declarations: TIPDeclarations) -> TIPNames {
    // In the language, `(list a)` as a field is a type if `list` is one that takes arguments.
    let selectors = Set(
      declarations.data.flatMap { $0.constructors.flatMap { $0.fields.map(\.name.name) } })
    let types = Set(declarations.data.map(\.name.name))
    return TIPNames(declarations.valueNames) { name in
      Keywords.isReservedForValues(name) || name == "?"
        || selectors.contains(name) && types.contains(name)
    }
  }

  /// The name of a file without folder and ending.
  private static func stem(of path: String) -> String {
    let file = path.split(separator: "/").last ?? "goal"
    let stem = file.hasSuffix(".smt2") ? file.dropLast(5) : file
    return stem.isEmpty ? "goal" : String(stem)
  }
}

extension TIPProgram {
  /// What is said about type parameters that are `Int` after all.
  fileprivate func warnings(_ declarations: TIPDeclarations) -> [Diagnostic] {
    declarations.functions.flatMap { function in
      (integerParameters[function.name.name] ?? []).sorted().map { name in
        Diagnostic(
          severity: .warning, location: function.name.location,
          message: "`\(function.name.name)` compares integers, so that its type parameter "
            + "`\(name)` stands for Int")
      }
    }
  }

  /// What a goal or lemma says.
  fileprivate mutating func statement(_ form: SExpression) -> TIPStatement {
    var inference = TIPInference(self, place: .claimed)
    let typed = inference.formula(form)
    switch inference.lowered(
      typed, over: inference.freeVariables, namesNewVariables: true, at: form.location)
    {
    case .failure(let failure):
      faults += failure.faults
      return .unsupported(failure.reason ?? "it is wrong")
    case .success(let lowered):
      faults += lowered.warnings
      let formula = Formula(
        locals: lowered.locals, variableCount: inference.freeVariables.count, body: lowered.body
      ).withVariablesByOccurrence
      let functions = environment.functions(
        reachableFrom: environment.functions(in: formula.body))
      for id in functions {
        if let reason = reasons[id] { return .unsupported(reason) }
      }
      return .formula(formula)
    }
  }
}
