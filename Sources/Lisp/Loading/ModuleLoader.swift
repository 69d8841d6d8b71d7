import Determinism

/// Reads a Lisp file and what it includes.
///
/// - Throws: ``Diagnostics`` with every fault that was found; nothing of the file is usable then.
public func loadModule(path: String) throws(Diagnostics) -> Module {
  try load { collector in collector.read(path: path) }.get().module
}

/// Reads Lisp text as if it stood in the file at a path.
///
/// - Throws: ``Diagnostics`` with every fault that was found.
public func loadModule(text: String, path: String = "<text>") throws(Diagnostics) -> Module {
  try load { collector in collector.read(text: text, path: path) }.get().module
}

/// Reads a module back from the texts that it was read from; the file system is not looked at.
///
/// - Parameter sources: as ``Module/sources``, the named file first; there must be one.
/// - Throws: ``Diagnostics`` with every fault that was found.
public func loadModule(sources: [SourceFile]) throws(Diagnostics) -> Module {
  precondition(!sources.isEmpty, "a module was read from a file at least")
  let given = Dictionary(
    sources.map { ($0.path, Array($0.text.utf8)) }, uniquingKeysWith: { first, _ in first })
  let root = sources[0].path
  return try load(given: given) { collector in collector.read(path: root) }.get().module
}

/// Reads a file that holds a problem.
///
/// - Throws: ``Diagnostics`` with every fault that was found, or that there is no problem.
public func loadProblem(path: String) throws(Diagnostics) -> Problem {
  try problem(of: loadModule(path: path), path: path)
}

/// Reads Lisp text that holds a problem, as if it stood in the file at a path.
///
/// - Throws: ``Diagnostics`` with every fault that was found, or that there is no problem.
public func loadProblem(text: String, path: String = "<text>") throws(Diagnostics) -> Problem {
  try problem(of: loadModule(text: text, path: path), path: path)
}

/// A module, and its program as syntax for the evaluator that works on names.
public struct LoadedProgram: Sendable {
  public var module: Module
  /// Every definition, those of the prelude and of included files among them.
  public var syntax: SyntaxProgram
}

/// Reads Lisp text and keeps its syntax.
///
/// - Throws: ``Diagnostics`` with every fault that was found.
public func loadProgram(
  text: String, path: String = "<text>"
) throws(Diagnostics) -> LoadedProgram {
  try load { collector in collector.read(text: text, path: path) }.get()
}

private func problem(of module: Module, path: String) throws(Diagnostics) -> Problem {
  if let problem = module.problem { return problem }
  let place = SourceLocation(file: path, line: 1, column: 1, offset: 0)
  throw Diagnostics([
    Diagnostic(
      location: place, message: "the file holds no problem", found: "definitions alone",
      expected: "(problem name item ...)")
  ])
}

/// Runs on a stack that is large enough for the deepest text that the reader lets through.
private func load(
  given: [String: [UInt8]]? = nil, _ read: @Sendable (inout SourceCollector) -> Void
) -> Result<LoadedProgram, Diagnostics> {
  withLargeStack {
    var collector = SourceCollector(given: given)
    read(&collector)
    return ModuleElaboration.load(collector)
  }
}

/// Elaborates what a ``SourceCollector`` has read.
private struct ModuleElaboration {
  let collector: SourceCollector
  var elaborator: Elaborator
  let names: DeclaredNames
  var theorems: [NamedFormula] = []

  static func load(_ collector: SourceCollector) -> Result<LoadedProgram, Diagnostics> {
    let log = DiagnosticLog(collector)
    if collector.isMissing { return .failure(log.missing(collector.faults)) }
    var elaboration = ModuleElaboration(collector)
    let loaded = elaboration.run()
    let all = log.finished(
      collector.faults + elaboration.names.faults + elaboration.elaborator.faults)
    if all.hasErrors { return .failure(all) }
    guard var loaded else { return .failure(all) }
    loaded.module.warnings = all.list
    loaded.module.problem?.warnings = all.list
    loaded.module.sources = collector.files.compactMap { collector.sources[$0] }
      .map { SourceFile(path: $0.file, text: String(decoding: $0.bytes, as: UTF8.self)) }
    return .success(loaded)
  }

  private init(_ collector: SourceCollector) {
    self.collector = collector
    let base = collector.withoutPrelude == nil ? Prelude.environment : Environment()
    var names = DeclaredNames(
      constructedTypes: Set(
        base.dataTypes.lazy.filter { !$0.typeParameters.isEmpty }.map(\.name)))
    names.collect(collector.items, target: collector.problem?.target)
    self.names = names
    elaborator = Elaborator(environment: base.hiding(types: names.types, values: names.values))
    if let place = collector.withoutPrelude {
      elaborator.preludeNote = "the prelude is left out at \(place)"
    }
  }

  private mutating func run() -> LoadedProgram? {
    elaborator.declare(names.data)
    let ids = elaborator.define(names.definitions.map(\.syntax))
    for (theorem, isOwn) in names.theorems {
      guard let formula = elaborator.formula(theorem.formula), isOwn else { continue }
      theorems.append(
        NamedFormula(
          name: theorem.name.name, formula: formula, location: theorem.name.location))
    }
    var problem: Problem?
    if let syntax = collector.problem, let location = collector.problemLocation {
      problem = elaborator.problem(syntax, at: location)
    }
    let own = zip(names.definitions, ids).compactMap { definition, id in
      definition.isOwn && definition.syntax.body != nil ? id : nil
    }
    let module = Module(
      environment: elaborator.environment, theorems: theorems, definitions: own, problem: problem,
      warnings: [])
    var definitions = names.definitions.map(\.syntax)
    if collector.withoutPrelude == nil { definitions = Prelude.definitions + definitions }
    let syntax = SyntaxProgram(
      environment: elaborator.environment, definitions: definitions,
      resolution: elaborator.resolution)
    return LoadedProgram(module: module, syntax: syntax)
  }
}
