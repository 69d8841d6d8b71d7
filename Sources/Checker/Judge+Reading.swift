/// Reads types, terms and references from forms.
extension Judge {
  // MARK: - Types

  /// Reads a type. Uses no recursion.
  mutating func readType(_ root: Int) throws(Cause) -> TypeID {
    var open: [OpenType] = []
    var form = root
    while true {
      if forms.kind(form) == .list {
        let list = try openType(form)
        open.append(list)
      } else {
        types.stack.append(try simpleType(form))
      }
      while let list = open.last, list.arguments.isEmpty {
        open.removeLast()
        types.stack.append(try closeType(list))
      }
      guard let last = open.indices.last else { break }
      form = try forms.take(&open[last].arguments)
    }
    return types.stack.removeLast()
  }

  private func openType(_ form: Int) throws(Cause) -> OpenType {
    var parts = try forms.elements(form)
    let name = try forms.name(forms.take(&parts))
    guard !parts.isEmpty else { throw .malformed }
    if forms.names.word(name) == .arrow {
      return OpenType(data: nil, base: types.stack.count, arguments: parts)
    }
    return OpenType(data: try dataType(name), base: types.stack.count, arguments: parts)
  }

  private mutating func closeType(_ list: OpenType) throws(Cause) -> TypeID {
    let count = types.stack.count - list.base
    guard let data = list.data else {
      guard count >= 2 else { throw .malformed }
      guard count - 1 <= limits.arguments else { throw .tooManyArguments }
      return try types.make(.arrow, 0, count: count)
    }
    guard count == signature.dataTypes[data.index].typeParameters.count
    else { throw .wrongTypeCount }
    return try types.make(.data, data.index, count: count)
  }

  private mutating func simpleType(_ form: Int) throws(Cause) -> TypeID {
    if forms.kind(form) == .typeVariable {
      return try types.make(.variable, forms.typeVariable(form).index, count: 0)
    }
    let name = try forms.name(form)
    if forms.names.word(name) == .int { return builtIn.integer }
    let data = try dataType(name)
    guard signature.dataTypes[data.index].typeParameters.isEmpty else { throw .wrongTypeCount }
    return try types.make(.data, data.index, count: 0)
  }

  private func dataType(_ name: Name) throws(Cause) -> DataID {
    guard case .data(let data) = signature.meaning(name) else { throw .unknownType }
    return data
  }

  /// Reads `(type ...)`.
  mutating func readTypes(_ form: Int) throws(Cause) -> ContiguousArray<TypeID> {
    var parts = try forms.elements(form)
    return try readTypes(&parts)
  }

  private mutating func readTypes(_ parts: inout Elements) throws(Cause) -> ContiguousArray<TypeID>
  {
    var result = ContiguousArray<TypeID>()
    while !parts.isEmpty { result.append(try readType(forms.take(&parts))) }
    return result
  }

  // MARK: - Terms

  /// Reads a term. Uses no recursion.
  mutating func readTerm(_ root: Int) throws(Cause) -> TermID {
    var open: [OpenTerm] = []
    var form = root
    while true {
      if forms.kind(form) == .list {
        if let value = try readLiteral(form) {
          terms.stack.append(value)
        } else {
          let list = try openTerm(form)
          open.append(list)
        }
      } else {
        terms.stack.append(try simpleTerm(form))
      }
      while let list = open.last, list.arguments.isEmpty {
        open.removeLast()
        terms.stack.append(try close(list))
      }
      guard let last = open.indices.last else { break }
      form = try forms.take(&open[last].arguments)
    }
    return terms.stack.removeLast()
  }

  private mutating func readLiteral(_ form: Int) throws(Cause) -> TermID? {
    var parts = try forms.elements(form)
    guard forms.word(try forms.take(&parts)) == .int else { return nil }
    let value = try forms.number(forms.take(&parts))
    try forms.finish(parts)
    return try literal(value)
  }

  private mutating func openTerm(_ form: Int) throws(Cause) -> OpenTerm {
    var parts = try forms.elements(form)
    let first = try forms.take(&parts)
    switch forms.word(first) {
    case .fn:
      let head = try readHead(forms.take(&parts))
      return OpenTerm(kind: .partial(head), base: terms.stack.count, arguments: parts)
    case .apply:
      return OpenTerm(kind: .call, base: terms.stack.count, arguments: parts)
    default:
      let head = try readHead(first)
      return OpenTerm(kind: .application(head), base: terms.stack.count, arguments: parts)
    }
  }

  private mutating func close(_ list: OpenTerm) throws(Cause) -> TermID {
    let count = terms.stack.count - list.base
    switch list.kind {
    case .application(let head): return try application(head, count: count)
    case .partial(let head): return try partial(head, count: count)
    case .call:
      guard count >= 2 else { throw .malformed }
      return try call(count: count)
    }
  }

  private mutating func readHead(_ form: Int) throws(Cause) -> HeadID {
    guard forms.kind(form) == .list else { return try head(readSymbol(form)) }
    var parts = try forms.elements(form)
    let symbol = try readSymbol(forms.take(&parts))
    let arguments = try readTypes(&parts)
    return try head(symbol, arguments)
  }

  private func simpleTerm(_ form: Int) throws(Cause) -> TermID {
    switch forms.kind(form) {
    case .number:
      let number = try forms.number(form)
      guard number >= 0, number < numbered.count else { throw .unknownTerm }
      return numbered[Int(number)]
    case .name: return variables[try readVariable(form).index].term
    case .list, .typeVariable: throw .malformed
    }
  }

  /// Reads a term of type `bool`.
  mutating func readFormula(_ form: Int) throws(Cause) -> TermID {
    let term = try readTerm(form)
    try requireFormula(term)
    return term
  }

  // MARK: - References

  func readSymbol(_ form: Int) throws(Cause) -> SymbolID {
    guard case .symbol(let symbol) = signature.meaning(try forms.name(form))
    else { throw .unknownSymbol }
    return symbol
  }

  func readVariable(_ form: Int) throws(Cause) -> Variable {
    guard let variable = variableNames[try forms.name(form)] else { throw .unknownVariable }
    return variable
  }

  /// Reads `(x ...)`.
  ///
  /// - Throws: `repeatedVariable`, `unknownVariable`.
  func readDistinctVariables(_ form: Int) throws(Cause) -> [Variable] {
    var parts = try forms.elements(form)
    return try readDistinctVariables(&parts)
  }

  func readDistinctVariables(_ parts: inout Elements) throws(Cause) -> [Variable] {
    var result: [Variable] = []
    var seen: Set<Variable> = []
    while !parts.isEmpty {
      let variable = try readVariable(forms.take(&parts))
      guard seen.insert(variable).inserted else { throw .repeatedVariable }
      result.append(variable)
    }
    return result
  }

  func readSequent(_ form: Int) throws(Cause) -> Sequent {
    let number = try forms.number(form)
    guard number >= 0, number < lines.count else { throw .unknownLine }
    return lines[Int(number)]
  }

  /// Reads S into ``substitution``.
  mutating func readSubstitution(_ parts: inout Elements) throws(Cause) {
    var typeEntries = try forms.elements(forms.take(&parts))
    beginSubstitution()
    while !typeEntries.isEmpty {
      var entry = try forms.elements(forms.take(&typeEntries))
      let variable = try forms.typeVariable(forms.take(&entry))
      try substitute(try readType(forms.take(&entry)), for: variable)
      try forms.finish(entry)
    }
    var termEntries = try forms.elements(forms.take(&parts))
    while !termEntries.isEmpty {
      var entry = try forms.elements(forms.take(&termEntries))
      let variable = try readVariable(forms.take(&entry))
      try substitute(try readTerm(forms.take(&entry)), for: variable)
      try forms.finish(entry)
    }
  }
}

/// A type whose arguments are being read onto the stack.
private struct OpenType {
  /// Nil for `->`.
  let data: DataID?
  let base: Int
  var arguments: Elements
}

/// A term whose arguments are being read onto the stack.
private struct OpenTerm {
  enum Kind {
    case application(HeadID)
    case partial(HeadID)
    case call
  }

  let kind: Kind
  let base: Int
  var arguments: Elements
}
