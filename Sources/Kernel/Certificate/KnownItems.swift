import Terms

/// What a theory remembers so that replays find the items that it has already.
struct KnownItems {
  /// Texts of groups of functions in which other symbols are numbers of this theory, by item.
  fileprivate var texts: [Int: String] = [:]
  /// Symbols that were declared only to read definitions with them, by signature.
  fileprivate var placeholders: [Signature: [SymbolID]] = [:]
}

/// What the declaration of a function says beside its name.
struct Signature: Hashable {
  let typeParameters: [String]
  let parameters: [TypeID]
  let result: TypeID
}

/// A group of data types up to names.
struct DataKey: Hashable {
  private let parameterCounts: [Int]
  private let fields: [[[FieldShape]]]

  /// - Parameter base: the number of the group's first data type.
  init(parameterCounts: [Int], fields: [[[FieldShape]]], base: Int) {
    self.parameterCounts = parameterCounts
    self.fields = fields.map { $0.map { $0.map { $0.relative(to: base) } } }
  }
}

extension FieldShape {
  /// With negative numbers for the data types from `base` on.
  fileprivate func relative(to base: Int) -> FieldShape {
    switch self {
    case .int, .parameter: self
    case .data(let number, let arguments):
      .data(
        number < base ? number : base - number - 1, arguments.map { $0.relative(to: base) })
    }
  }
}

extension Theory {
  /// The items that declare such a group of data types, in order.
  func dataItems(like key: DataKey) -> [Int] {
    items.indices.filter { index in
      guard case .data(let group) = items[index].content, let first = group.first,
        let base = dataTypes[first.type]
      else { return false }
      let counts = group.map { bank.typeParameters(of: $0.type).count }
      return DataKey(parameterCounts: counts, fields: group.map(\.fields), base: base) == key
    }
  }

  /// The items that might define such a group of functions, in order.
  func functionItems(count: Int, isInductive: Bool) -> [Int] {
    items.indices.filter { index in
      guard case .functions(let group, let evidence) = items[index].content else { return false }
      return group.count == count && evidence.isInductive == isInductive
    }
  }

  /// The text of a group of functions in which other symbols are numbers of this theory.
  func localText(of group: [FunctionDefinition]) -> String? {
    var numbers: [SymbolID: String] = [:]
    for symbol in identities.keys { numbers[symbol] = "#\(symbol.index)" }
    return digest(ofGroup: group, others: numbers)
  }

  /// As ``localText(of:)``, of a group that the theory defined.
  mutating func localText(ofItem item: Int) -> String? {
    if let text = known.texts[item] { return text }
    let definitions = symbols(of: item).compactMap { definition(of: $0) }
    let text = localText(of: definitions)
    known.texts[item] = text
    return text
  }

  /// Functions without definitions to read a group with; the same ones for equal signatures.
  mutating func placeholders(
    for signatures: [Signature]
  ) throws(TermFailure) -> [SymbolID] {
    var taken: [Signature: Int] = [:]
    var result: [SymbolID] = []
    for signature in signatures {
      let index = taken[signature, default: 0]
      taken[signature] = index + 1
      var list = known.placeholders[signature] ?? []
      if index == list.count {
        list.append(
          try bank.declareFunction(
            freeName("placeholder"), typeParameters: signature.typeParameters,
            parameters: signature.parameters, result: signature.result))
        known.placeholders[signature] = list
      }
      result.append(list[index])
    }
    return result
  }

  /// The name if it is free, or else with the first free number after a dot.
  func freeName(_ name: String, excluding taken: Set<String> = []) -> String {
    func isFree(_ name: String) -> Bool { bank.isFree(name) && !taken.contains(name) }
    if isFree(name) { return name }
    var number = 1
    while !isFree("\(name).\(number)") { number += 1 }
    return "\(name).\(number)"
  }
}
