/// One parsed expression of a certificate.
enum SExpression: Sendable {
  case name(String)
  case typeVariable(String)
  case number(String)
  case list([SExpression])
}

/// Reads the expressions of a file one after the other.
struct SExpressionReader {
  private let bytes: [UInt8]
  private var position = 0
  /// From 1.
  private(set) var line = 1

  /// - Throws: ``ReplayCause/tooLarge``.
  init(_ bytes: [UInt8]) throws(ReplayCause) {
    guard bytes.count <= CertificateLimits.bytes else { throw .tooLarge }
    self.bytes = bytes
  }

  /// Moves to the next expression; false at the end of the file.
  ///
  /// - Throws: ``ReplayCause/illegalByte(_:)``.
  mutating func skipSpace() throws(ReplayCause) -> Bool {
    var inComment = false
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\n") {
        line += 1
        inComment = false
      } else if byte == UInt8(ascii: ";") {
        inComment = true
      } else if byte > 0x20 && byte < 0x7F {
        if !inComment { return true }
      } else if byte != UInt8(ascii: " ") && byte != UInt8(ascii: "\t")
        && byte != UInt8(ascii: "\r")
      {
        throw .illegalByte(byte)
      }
      position += 1
    }
    return false
  }

  /// The next expression, which must be there.
  ///
  /// - Throws: the cases of ``ReplayCause`` that speak of text.
  mutating func next() throws(ReplayCause) -> SExpression {
    var open: [[SExpression]] = []
    while try skipSpace() {
      switch bytes[position] {
      case UInt8(ascii: "("):
        guard open.count < CertificateLimits.nesting else { throw .nestedTooDeeply }
        open.append([])
        position += 1
      case UInt8(ascii: ")"):
        guard let content = open.popLast() else { throw .unbalancedParenthesis }
        position += 1
        if open.isEmpty { return .list(content) }
        open[open.count - 1].append(.list(content))
      default:
        let atom = try atom()
        if open.isEmpty { return atom }
        open[open.count - 1].append(atom)
      }
    }
    throw .unexpectedEnd
  }

  private mutating func atom() throws(ReplayCause) -> SExpression {
    let isTypeVariable = bytes[position] == UInt8(ascii: "'")
    if isTypeVariable { position += 1 }
    let start = position
    while position < bytes.count, CertificateName.isLegal(bytes[position]) { position += 1 }
    guard position > start else {
      throw position < bytes.count ? .illegalByte(bytes[position]) : .unexpectedEnd
    }
    if position < bytes.count, !endsAtom(bytes[position]) { throw .illegalByte(bytes[position]) }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard CertificateName.isNumber(text) else {
      return isTypeVariable ? .typeVariable(text) : .name(text)
    }
    guard !isTypeVariable, isCanonical(text) else { throw .illegalNumber(text) }
    return .number(text)
  }

  /// True for what may follow an atom directly.
  private func endsAtom(_ byte: UInt8) -> Bool {
    byte != UInt8(ascii: "'") && byte != UInt8(ascii: "\"")
  }

  /// True for a number without superfluous zeros.
  private func isCanonical(_ text: String) -> Bool {
    let isNegative = text.utf8.first == UInt8(ascii: "-")
    let digits = isNegative ? text.utf8.dropFirst() : text.utf8[...]
    if digits.first == UInt8(ascii: "0") { return digits.count == 1 && !isNegative }
    return true
  }
}

extension SExpression {
  func list(_ expectation: ReplayExpectation = .list) throws(ReplayCause) -> [SExpression] {
    guard case .list(let parts) = self else { throw .expected(expectation) }
    return parts
  }

  /// A list of so many parts.
  func list(count: Int) throws(ReplayCause) -> [SExpression] {
    let parts = try list()
    guard parts.count == count else { throw .expected(.parts(count)) }
    return parts
  }

  func name() throws(ReplayCause) -> String {
    guard case .name(let name) = self else { throw .expected(.name) }
    return name
  }

  func typeVariable() throws(ReplayCause) -> String {
    guard case .typeVariable(let name) = self else { throw .expected(.typeVariable) }
    return name
  }

  func number<Number: FixedWidthInteger>(
    as type: Number.Type = Int.self
  ) throws(ReplayCause) -> Number {
    guard case .number(let text) = self else { throw .expected(.number) }
    guard let number = Number(text) else { throw .numberOutOfRange(text) }
    return number
  }
}

extension [SExpression] {
  /// Checks the number of parts.
  func checkCount(_ count: Int) throws(ReplayCause) {
    guard self.count == count else { throw .expected(.parts(count)) }
  }
}
