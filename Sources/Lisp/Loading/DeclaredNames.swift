/// The names that files declare; reports those that are declared twice or built in.
struct DeclaredNames {
  private(set) var types: Set<String> = []
  private(set) var values: Set<String> = []
  private(set) var faults: [Diagnostic] = []
  /// Those that are declared first under their name, in order.
  private(set) var data: [DataSyntax] = []
  private(set) var definitions: [(syntax: DefinitionSyntax, isOwn: Bool)] = []
  private(set) var theorems: [(syntax: TheoremSyntax, isOwn: Bool)] = []
  private var places: [String: SourceLocation] = [:]
  private var constructedTypes: Set<String>

  /// - Parameter constructedTypes: known types that take arguments.
  init(constructedTypes: Set<String>) { self.constructedTypes = constructedTypes }

  mutating func collect(_ items: [SourceCollector.Item], target: DefinitionSyntax?) {
    for item in items {
      if case .data(let syntax) = item.declaration { collect(syntax) }
    }
    for syntax in data { collectConstructors(of: syntax) }
    if let target, declareValue(target.name) { definitions.append((target, true)) }
    for item in items {
      switch item.declaration {
      case .define(let syntax):
        if declareValue(syntax.name) { definitions.append((syntax, item.isOwn)) }
      case .theorem(let syntax):
        if declare(syntax.name, "theorem ") { theorems.append((syntax, item.isOwn)) }
      case .data, .include, .withoutPrelude: break
      }
    }
  }

  private mutating func collect(_ syntax: DataSyntax) {
    if Keywords.isReservedForTypes(syntax.name.name) {
      reportReserved(syntax.name)
    } else if declare(syntax.name, "type ") {
      types.insert(syntax.name.name)
      if syntax.parameters.isEmpty {
        constructedTypes.remove(syntax.name.name)
      } else {
        constructedTypes.insert(syntax.name.name)
      }
      data.append(syntax)
    }
  }

  private mutating func collectConstructors(of syntax: DataSyntax) {
    for constructor in syntax.constructors {
      _ = declareValue(constructor.name)
      for field in constructor.fields {
        guard let items = field.items, items.count == 2, let name = items[0].symbol,
          name != "->", !constructedTypes.contains(name)
        else { continue }
        _ = declareValue(SyntaxName(name, at: items[0].location))
      }
    }
  }

  private mutating func declareValue(_ name: SyntaxName) -> Bool {
    if Keywords.isReservedForValues(name.name) {
      reportReserved(name)
      return false
    }
    values.insert(name.name)
    return declare(name, "value ")
  }

  private mutating func reportReserved(_ name: SyntaxName) {
    faults.append(
      Diagnostic(
        location: name.location, message: "`\(name.name)` is built in and cannot be redefined",
        found: name.name, expected: "another name"))
  }

  private mutating func declare(_ name: SyntaxName, _ kind: String) -> Bool {
    if let first = places[kind + name.name] {
      faults.append(
        Diagnostic(
          location: name.location, message: "`\(name.name)` is declared twice", found: name.name,
          expected: "another name; the first is at \(first)"))
      return false
    }
    places[kind + name.name] = name.location
    return true
  }
}
