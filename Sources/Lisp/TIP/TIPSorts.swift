/// The sorts of a file, and what they are as types.
///
/// A declared sort is a type variable, the same in all declarations. A data type that mentions it has
/// it among its type parameters, after its own.
struct TIPSorts: Sendable {
  struct Data: Sendable {
    /// Its name in the environment.
    var name: String
    /// How many type parameters were written.
    var parameterCount: Int
    /// The declared sorts that it reaches, as type variables.
    var sorts: [String] = []
  }

  /// What type parameters stand for, by the names that were written: mostly type variables.
  typealias Variables = [String: Type]

  /// The type variable of each declared sort.
  var letters: [String: String] = [:]
  var data: [String: Data] = [:]
  var aliases: [String: (parameters: [String], type: Type)] = [:]
  /// Why a sort cannot be expressed.
  var unsupported: [String: String] = [:]

  /// Sorts of other theories.
  static let foreign: Set<String> = [
    "Real", "String", "RegLan", "Array", "Set", "Bag", "Seq", "BitVec", "RoundingMode",
    "FloatingPoint", "Float16", "Float32", "Float64", "Float128",
  ]

  static let builtIn: Set<String> = ["Bool", "Int", "=>", "->"]

  /// What a sort is, and what is wrong with it.
  enum Resolved {
    case type(Type)
    case unsupported(String)
    case fault(Diagnostic)
  }

  /// - Parameter variables: the type variable of each type parameter in scope.
  func resolve(_ form: SExpression, _ variables: Variables) -> Resolved {
    let resolved = resolveUnchecked(form, variables)
    if case .type(let type) = resolved, type.size > ReadingLimits.typeSize {
      return .fault(
        Diagnostic(
          location: form.location, message: "a sort is too large",
          expected: "at most \(ReadingLimits.typeSize) nodes"))
    }
    return resolved
  }

  private func resolveUnchecked(_ form: SExpression, _ variables: Variables) -> Resolved {
    if let name = form.symbol { return named(name, [], variables, at: form) }
    guard let items = form.items, let name = items.first?.symbol else {
      return fault("this is no sort", form, expected: "a sort")
    }
    if name == "_", items.count > 1, let index = items[1].symbol, TIPSorts.foreign.contains(index) {
      return .unsupported("the sort `\(index)` is not supported")
    }
    var types: [Type] = []
    for item in items.dropFirst() {
      switch resolve(item, variables) {
      case .type(let type): types.append(type)
      case let other: return other
      }
    }
    return named(name, types, variables, at: form)
  }

  private func named(
    _ name: String, _ types: [Type], _ variables: Variables, at form: SExpression
  ) -> Resolved {
    if types.isEmpty, form.symbol != nil, let type = variables[name] { return .type(type) }
    if let reason = unsupported[name] { return .unsupported(reason) }
    if let data = data[name] {
      guard types.count == data.parameterCount else {
        return wrongArity(name, data.parameterCount, types.count, form)
      }
      return .type(.data(data.name, types + data.sorts.map { .variable($0) }))
    }
    if let alias = aliases[name] {
      guard types.count == alias.parameters.count else {
        return wrongArity(name, alias.parameters.count, types.count, form)
      }
      let instance = Dictionary(
        zip(alias.parameters, types), uniquingKeysWith: { first, _ in first })
      return .type(alias.type.substituting(instance))
    }
    if let letter = letters[name] {
      return types.isEmpty ? .type(.variable(letter)) : wrongArity(name, 0, types.count, form)
    }
    return builtIn(name, types, at: form)
  }

  private func builtIn(_ name: String, _ types: [Type], at form: SExpression) -> Resolved {
    switch name {
    case "Bool", "Int":
      if !types.isEmpty { return wrongArity(name, 0, types.count, form) }
      return .type(name == "Bool" ? .bool : .int)
    case "=>", "->":
      guard types.count >= 2 else {
        return fault("this is no sort of functions", form, expected: "(=> sort ... sort)")
      }
      return .type(.function(Array(types.dropLast()), types[types.count - 1]))
    default:
      if TIPSorts.foreign.contains(name) {
        return .unsupported("the sort `\(name)` is not supported")
      }
      let known = data.keys.sorted() + aliases.keys.sorted() + letters.keys.sorted()
      return .fault(
        Diagnostic(
          location: form.items?.first?.location ?? form.location,
          message: "the sort `\(name)` is not known", found: name,
          suggestion: nearestName(to: name, among: known + ["Bool", "Int"])))
    }
  }

  private func wrongArity(
    _ name: String, _ expected: Int, _ found: Int, _ form: SExpression
  ) -> Resolved {
    let wanted = expected == 1 ? "1 argument" : "\(expected) arguments"
    return fault(
      "the sort `\(name)` takes \(wanted)", form,
      expected: expected == 0 ? name : "(\(name) sort ...)")
  }

  private func fault(_ message: String, _ form: SExpression, expected: String) -> Resolved {
    .fault(
      Diagnostic(
        location: form.location, message: message, found: form.summary, expected: expected))
  }

  /// A type variable for each type parameter: the name itself if it can be one.
  func variables(for parameters: [SyntaxName]) -> Variables {
    let reserved = Set(letters.values).union(data.values.lazy.map(\.name))
    var chosen: [String: String] = [:]
    var taken: Set<String> = []
    for name in parameters.map(\.name)
    where Keywords.looksLikeTypeVariable(name) && !reserved.contains(name) {
      chosen[name] = name
      taken.insert(name)
    }
    for name in parameters.map(\.name) where chosen[name] == nil {
      let letter = TIPSorts.letter(besides: reserved.union(taken))
      chosen[name] = letter
      taken.insert(letter)
    }
    return chosen.mapValues { .variable($0) }
  }

  /// The type variables of type parameters, in order; empty for one that stands for a type.
  static func letters(of parameters: [SyntaxName], _ variables: Variables) -> [String] {
    parameters.map { parameter in
      if case .variable(let letter)? = variables[parameter.name] { letter } else { "" }
    }
  }

  /// The first type variable that is not taken.
  static func letter(besides taken: Set<String>) -> String {
    var index = 0
    while taken.contains(TypeVariableNames.name(index)) { index += 1 }
    return TypeVariableNames.name(index)
  }
}
