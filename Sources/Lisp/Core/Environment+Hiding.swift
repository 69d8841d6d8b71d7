extension Environment {
  /// The environment with other names for what definitions of these names would hide.
  ///
  /// What is hidden is called `prelude.` and its name; it can still be printed and read back, but
  /// is not visible.
  func hiding(types: Set<String>, values: Set<String>) -> Environment {
    let isHidden =
      dataTypes.contains { types.contains($0.name) }
      || constructors.contains { values.contains($0.name) }
      || functions.contains { values.contains($0.name) }
    if !isHidden { return self }
    var typeNames: [String: String] = [:]
    for type in dataTypes where types.contains(type.name) {
      typeNames[type.name] = Environment.hiddenName(type.name, besides: types)
    }
    var result = Environment()
    for type in dataTypes.dropFirst() {
      var renamed = type
      renamed.name = typeNames[type.name] ?? type.name
      renamed.constructors = []
      _ = result.declareDataType(renamed)
    }
    func name(_ old: String) -> String {
      values.contains(old) ? Environment.hiddenName(old, besides: values) : old
    }
    for constructor in constructors.dropFirst(2) {
      var renamed = constructor
      renamed.name = name(constructor.name)
      renamed.fields = constructor.fields.map { $0.renamingData(typeNames) }
      result.add(renamed)
      if renamed.name != constructor.name { result.hide(renamed.name) }
    }
    for function in functions {
      var renamed = function
      renamed.name = name(function.name)
      renamed.result = function.result.renamingData(typeNames)
      renamed.locals = function.locals.map {
        Local(name: $0.name, type: $0.type.renamingData(typeNames))
      }
      renamed.body = function.body?.mapTypes { $0.renamingData(typeNames) }
      _ = result.add(renamed)
      if renamed.name != function.name { result.hide(renamed.name) }
    }
    return result
  }

  private static func hiddenName(_ name: String, besides taken: Set<String>) -> String {
    var hidden = "prelude." + name
    while taken.contains(hidden) { hidden = "prelude." + hidden }
    return hidden
  }
}

extension Type {
  /// The type with other names for data types.
  func renamingData(_ names: [String: String]) -> Type {
    switch self {
    case .bool, .int, .variable: self
    case .data(let name, let arguments):
      .data(names[name] ?? name, arguments.map { $0.renamingData(names) })
    case .function(let parameters, let result):
      .function(parameters.map { $0.renamingData(names) }, result.renamingData(names))
    }
  }
}
