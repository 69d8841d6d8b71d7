/// Writes types and terms for identities and statements.
extension Judge {
  /// Writes a type or term. Uses no recursion.
  ///
  /// - Throws: `statementTooLong` past the limit of `buffer`.
  func write(
    _ step: WritingStep, _ scope: inout TextScope, to buffer: inout TextBuffer
  ) throws(Cause) {
    var steps = [step]
    while let step = steps.popLast() {
      guard buffer.bytes.count <= buffer.limit else { throw .statementTooLong }
      switch step {
      case .close: buffer.close()
      case .type(let type): write(type, scope, &steps, &buffer)
      case .term(let term): write(term, &scope, &steps, &buffer)
      }
    }
  }

  private func write(
    _ type: TypeID, _ scope: borrowing TextScope, _ steps: inout [WritingStep],
    _ buffer: inout TextBuffer
  ) {
    let arguments = types.arguments(type)
    if !arguments.isEmpty {
      buffer.open()
      steps.append(.close)
    }
    switch types.kind(type) {
    case .integer: buffer.token(Word.int.rawValue.utf8)
    case .variable: buffer.token(token(typeVariable: types.payload(type), scope))
    case .arrow: buffer.token(Word.arrow.rawValue.utf8)
    case .data:
      let data = signature.dataTypes[types.payload(type)]
      buffer.token(token(data.origin, data.name, scope))
    }
    for argument in arguments.reversed() { steps.append(.type(argument)) }
  }

  private func write(
    _ term: TermID, _ scope: inout TextScope, _ steps: inout [WritingStep],
    _ buffer: inout TextBuffer
  ) {
    if let variable = terms.variable(term) {
      buffer.token(token(variable, &scope))
      return
    }
    if let number = scope.reference(term) {
      buffer.token(decimal(number))
      return
    }
    buffer.open()
    steps.append(.close)
    if let value = terms.literal(term) {
      buffer.token(Word.int.rawValue.utf8)
      buffer.token(decimal(value))
      return
    }
    for argument in arguments(term).reversed() { steps.append(.term(argument)) }
    if terms.kind(term) == .partial { buffer.token(Word.fn.rawValue.utf8) }
    guard let head = terms.head(term) else {
      buffer.token(Word.apply.rawValue.utf8)
      return
    }
    let arguments = heads.types(head)
    if !arguments.isEmpty {
      buffer.open()
      steps.append(.close)
    }
    let symbol = signature[heads.symbol(head)]
    buffer.token(token(symbol.origin, symbol.name, scope))
    for type in arguments.reversed() { steps.append(.type(type)) }
  }

  // MARK: - Tokens

  func token(_ variable: Variable, _ scope: inout TextScope) -> [UInt8] {
    switch scope.style {
    case .identity: decimal(scope.number(variable))
    case .statement: Array(forms.names.spelling(variables[variable.index].name))
    }
  }

  private func token(typeVariable: Int, _ scope: borrowing TextScope) -> [UInt8] {
    switch scope.style {
    case .identity: [UInt8(ascii: "'")] + decimal(scope.place(typeVariable))
    case .statement: Array(forms.names.spelling(Name(index: typeVariable)))
    }
  }

  func token(_ origin: Origin?, _ name: Name, _ scope: borrowing TextScope) -> [UInt8] {
    guard scope.style == .identity, let origin else { return Array(forms.names.spelling(name)) }
    let index = [UInt8(ascii: ".")] + decimal(origin.place)
    return origin.item == scope.item ? index : items[origin.item.index].identity + index
  }

  func decimal(_ number: some BinaryInteger) -> [UInt8] {
    Array(String(number).utf8)
  }
}

/// What is still to be written.
enum WritingStep {
  case close
  case type(TypeID)
  case term(TermID)
}
