extension TypeStore {
  /// A type as people read it; at most some nodes of it.
  func description(of type: InferredType) -> String {
    var names: [Int: String] = [:]
    var budget = 60
    return description(of: type, &names, &budget)
  }

  /// Two types in which equal variables have equal names.
  func descriptions(of first: InferredType, _ second: InferredType) -> (String, String) {
    var names: [Int: String] = [:]
    var budget = 60
    let left = description(of: first, &names, &budget)
    budget = 60
    return (left, description(of: second, &names, &budget))
  }

  private func description(
    of type: InferredType, _ names: inout [Int: String], _ budget: inout Int
  ) -> String {
    budget -= 1
    if budget < 0 { return "..." }
    let type = resolved(type)
    switch node(type) {
    case .free:
      if let name = names[type.index] { return name }
      let name = "?" + TypeVariableNames.name(names.count)
      names[type.index] = name
      return name
    case .literal: return natural == nil ? "int" : "int or nat"
    case .rigid(let rigid): return rigid[0].name
    case .link: return ""
    case .bool: return "bool"
    case .int: return "int"
    case .data(let name, let arguments):
      if arguments.isEmpty { return name }
      return list(name, arguments, &names, &budget)
    case .function(let parameters, let result):
      return list("->", parameters + [result], &names, &budget)
    }
  }

  private func list(
    _ head: String, _ types: [InferredType], _ names: inout [Int: String], _ budget: inout Int
  ) -> String {
    var parts = [head]
    for type in types { parts.append(description(of: type, &names, &budget)) }
    return "(" + parts.joined(separator: " ") + ")"
  }
}
