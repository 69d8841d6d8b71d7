/// Reads S-expressions from bytes, without recursion.
struct Reader {
  /// What the texts of two languages differ in.
  enum Dialect {
    case lisp
    /// `|a name|` is a symbol, and `'` quotes nothing.
    case smtLib
  }

  private enum Opening {
    case list(SourceLocation, [SExpression])
    case quote(SourceLocation)
  }

  private let source: SourceText
  private let dialect: Dialect
  private var offset = 0
  private var line = 1
  private var column = 1
  private var openings: [Opening] = []
  private var forms: [SExpression] = []
  private var faults: [Diagnostic] = []

  private init(_ source: SourceText, _ dialect: Dialect) {
    self.source = source
    self.dialect = dialect
  }

  /// The forms of a text, and what is wrong with it; after a fault the forms may be incomplete.
  static func read(
    _ source: SourceText, dialect: Dialect = .lisp
  ) -> (forms: [SExpression], faults: [Diagnostic]) {
    var reader = Reader(source, dialect)
    reader.readAll()
    return (reader.forms, reader.faults)
  }

  private var here: SourceLocation {
    SourceLocation(file: source.file, line: line, column: column, offset: offset)
  }

  private mutating func readAll() {
    guard String(validating: source.bytes, as: UTF8.self) != nil else {
      report("the file is not valid UTF-8", at: invalidLocation)
      return
    }
    if source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    while offset < source.bytes.count {
      guard readToken(source.bytes[offset]) else { return }
    }
    reportOpenings()
  }

  /// Reads one token; false ends the reading.
  private mutating func readToken(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"):
      advance()
    case UInt8(ascii: ";"): skipComment()
    case UInt8(ascii: "("): return open(.list(here, []))
    case UInt8(ascii: "'") where dialect == .lisp: return open(.quote(here))
    case UInt8(ascii: "'"):
      report("nothing is quoted here", at: here, found: "'", expected: "a name such as |x'|")
      advance()
    case UInt8(ascii: "|") where dialect == .smtLib: return readQuotedSymbol()
    case UInt8(ascii: ")"): close()
    case UInt8(ascii: "\""): return readString()
    case 0..<32, 127:
      report("a control character stands in the text", at: here, found: "byte \(byte)")
      advance()
    default: readAtom()
    }
    return true
  }

  private mutating func advance() {
    let byte = source.bytes[offset]
    offset += 1
    if byte == UInt8(ascii: "\n") {
      line += 1
      column = 1
    } else if byte & 0xC0 != 0x80 {
      column += 1
    }
  }

  private mutating func skipComment() {
    while offset < source.bytes.count, source.bytes[offset] != UInt8(ascii: "\n") { advance() }
  }

  // MARK: - Lists

  private mutating func open(_ opening: Opening) -> Bool {
    guard openings.count < ReadingLimits.nesting else {
      report(
        "the text is nested too deeply", at: here,
        expected: "at most \(ReadingLimits.nesting) parentheses inside each other")
      return false
    }
    openings.append(opening)
    advance()
    return true
  }

  private mutating func close() {
    let place = here
    advance()
    while case .quote(let start)? = openings.last {
      openings.removeLast()
      report("nothing follows the quote", at: start, found: ")", expected: "a list")
    }
    guard case .list(let start, let items)? = openings.popLast() else {
      report("this parenthesis closes nothing", at: place, found: ")")
      return
    }
    complete(SExpression(.list(items), at: start))
  }

  private mutating func complete(_ expression: SExpression) {
    var expression = expression
    while case .quote(let start)? = openings.last {
      openings.removeLast()
      expression = SExpression(.quote(expression), at: start)
    }
    guard case .list(let start, var items)? = openings.popLast() else {
      forms.append(expression)
      return
    }
    items.append(expression)
    openings.append(.list(start, items))
  }

  private mutating func reportOpenings() {
    let lists = openings.compactMap { opening in
      if case .list(let start, _) = opening { start } else { nil }
    }
    if let start = lists.first {
      let missing = lists.count == 1 ? ")" : "\(lists.count) closing parentheses"
      report(
        "this parenthesis is never closed", at: start, found: "the end of the file",
        expected: missing)
    } else if case .quote(let start)? = openings.last {
      report(
        "nothing follows the quote", at: start, found: "the end of the file", expected: "a list")
    }
  }

  // MARK: - Atoms

  private mutating func readAtom() {
    let place = here
    let start = offset
    while offset < source.bytes.count, !Reader.endsAtom(source.bytes[offset]) { advance() }
    let text = String(decoding: source.bytes[start..<offset], as: UTF8.self)
    guard Reader.looksLikeNumber(text) else {
      complete(SExpression(.symbol(text), at: place))
      return
    }
    guard let value = Int64(text) else {
      report(
        "the number does not fit", at: place, found: text,
        expected: "a number from \(Int64.min) to \(Int64.max)")
      complete(SExpression(.integer(0), at: place))
      return
    }
    complete(SExpression(.integer(value), at: place))
  }

  private static func endsAtom(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...32, 127, UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\""),
      UInt8(ascii: "'"), UInt8(ascii: ";"):
      true
    default: false
    }
  }

  /// Digits, after a minus sign or not.
  static func looksLikeNumber(_ text: String) -> Bool {
    let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
    return !digits.isEmpty && digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")) ~= $0 }
  }

  private mutating func readQuotedSymbol() -> Bool {
    let place = here
    advance()
    let start = offset
    while offset < source.bytes.count, source.bytes[offset] != UInt8(ascii: "|") { advance() }
    guard offset < source.bytes.count else {
      report("this name is never closed", at: place, found: "the end of the file", expected: "|")
      return false
    }
    let name = String(decoding: source.bytes[start..<offset], as: UTF8.self)
    advance()
    complete(SExpression(.symbol(name), at: place))
    return true
  }

  private mutating func readString() -> Bool {
    let place = here
    var text: [UInt8] = []
    advance()
    while offset < source.bytes.count {
      let byte = source.bytes[offset]
      if byte == UInt8(ascii: "\"") {
        advance()
        complete(SExpression(.string(String(decoding: text, as: UTF8.self)), at: place))
        return true
      }
      if byte == UInt8(ascii: "\\"), offset + 1 < source.bytes.count {
        advance()
        text.append(source.bytes[offset] == UInt8(ascii: "n") ? 10 : source.bytes[offset])
      } else {
        text.append(byte)
      }
      advance()
    }
    report(
      "this string is never closed", at: place, found: "the end of the file", expected: "\"")
    return false
  }

  // MARK: - Faults

  private mutating func report(
    _ message: String, at location: SourceLocation, found: String? = nil, expected: String? = nil
  ) {
    faults.append(
      Diagnostic(location: location, message: message, found: found, expected: expected))
  }

  /// The first byte that begins no character.
  private var invalidLocation: SourceLocation {
    var line = 1
    var column = 1
    var offset = 0
    var decoder = UTF8()
    var bytes = source.bytes.makeIterator()
    while case .scalarValue(let scalar) = decoder.decode(&bytes) {
      offset += UTF8.width(scalar)
      column = scalar == "\n" ? 1 : column + 1
      line += scalar == "\n" ? 1 : 0
    }
    return SourceLocation(file: source.file, line: line, column: column, offset: offset)
  }
}
