/// The commands of a file, by kind, each name declared once.
struct TIPDeclarations: Sendable {
  private(set) var sorts: [(name: SyntaxName, arity: Int64)] = []
  private(set) var aliases: [TIPAlias] = []
  private(set) var data: [TIPData] = []
  private(set) var functions: [TIPFunction] = []
  /// Functions and constants that are declared only.
  private(set) var declared: [TIPFunction] = []
  private(set) var goals: [SExpression] = []
  private(set) var lemmas: [SExpression] = []
  private(set) var faults: [Diagnostic] = []
  private var places: [String: SourceLocation] = [:]

  init(_ commands: [TIPCommand]) {
    for command in commands { collect(command) }
  }

  private mutating func collect(_ command: TIPCommand) {
    switch command {
    case .sort(let name, let arity):
      if declareSort(name) { sorts.append((name, arity)) }
    case .alias(let alias):
      if declareSort(alias.name) { aliases.append(alias) }
    case .data(let types): for type in types { collect(type) }
    case .functions(let definitions):
      for function in definitions where declareValue(function.name) { functions.append(function) }
    case .declaration(let function):
      if declareValue(function.name) { declared.append(function) }
    case .goal(let formula): goals.append(formula)
    case .lemma(let formula): lemmas.append(formula)
    }
  }

  private mutating func collect(_ type: TIPData) {
    guard declareSort(type.name) else { return }
    var type = type
    type.constructors = type.constructors.compactMap { constructor in
      guard declareValue(constructor.name) else { return nil }
      let selectors = constructor.fields.filter { declareValue($0.name) }
      return selectors.count == constructor.fields.count ? constructor : nil
    }
    if !type.constructors.isEmpty { data.append(type) }
  }

  private mutating func declareSort(_ name: SyntaxName) -> Bool {
    declare(name, "sort ", isBuiltIn: TIPSorts.builtIn.contains(name.name))
  }

  private mutating func declareValue(_ name: SyntaxName) -> Bool {
    declare(name, "value ", isBuiltIn: ["true", "false"].contains(name.name))
  }

  private mutating func declare(_ name: SyntaxName, _ kind: String, isBuiltIn: Bool) -> Bool {
    let first = places[kind + name.name]
    guard isBuiltIn || first != nil else {
      places[kind + name.name] = name.location
      return true
    }
    let place = first.map { "; the first is at \($0)" } ?? ""
    faults.append(
      Diagnostic(
        location: name.location,
        message: isBuiltIn
          ? "`\(name.name)` is built in and cannot be redefined"
          : "`\(name.name)` is declared twice", found: name.name,
        expected: "another name" + place))
    return false
  }

  /// Every name of a constructor, selector or function, in a fixed order.
  var valueNames: [String] {
    data.flatMap { type in
      type.constructors.flatMap { [$0.name.name] + $0.fields.map(\.name.name) }
    } + functions.map(\.name.name) + declared.map(\.name.name)
  }
}
