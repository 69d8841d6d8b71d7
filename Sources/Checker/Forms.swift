/// What a form is.
enum FormKind: UInt8 {
  case list, name, typeVariable, number
}

/// The forms that follow one another inside a list.
struct Elements {
  fileprivate(set) var next: Int
  let end: Int

  var isEmpty: Bool { next == end }
}

/// Reads a certificate's bytes, once, one item at a time.
///
/// The forms of the current item are numbered in reading order; form 0 is the item. Nothing here
/// knows what the forms mean.
struct Forms: ~Copyable {
  var names = NameTable()
  private var line = 1
  /// 1-based line on which the current item begins.
  private var itemLine = 1
  private var isReading = false

  private let source: [UInt8]
  private let nesting: Int
  private var position = 0
  private var kinds = ContiguousArray<FormKind>()
  /// A name's index or a number's value.
  private var values = ContiguousArray<Int64>()
  /// The form after this one and all that is in it.
  private var ends = ContiguousArray<Int32>()
  private var open = ContiguousArray<Int32>()

  init(_ source: [UInt8], nesting: Int) {
    self.source = source
    self.nesting = nesting
  }

  /// 1-based line at which the fault is, if one is found now: of the byte that cannot be read, else
  /// of the beginning of the item.
  var faultLine: Int { isReading ? line : itemLine }

  // MARK: - Reading

  /// Reads the next item and forgets the last. False at the end of the file.
  mutating func readItem() throws(Cause) -> Bool {
    kinds.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    open.removeAll(keepingCapacity: true)
    isReading = true
    try skipBlanks()
    itemLine = line
    guard position < source.count else { return false }
    repeat {
      try readToken()
      try skipBlanks()
    } while !open.isEmpty
    isReading = false
    return true
  }

  private mutating func readToken() throws(Cause) {
    guard position < source.count else { throw .unexpectedEnd }
    switch source[position] {
    case UInt8(ascii: "("):
      guard open.count < nesting else { throw .nestingTooDeep }
      open.append(Int32(kinds.count))
      append(.list, 0)
      position += 1
    case UInt8(ascii: ")"):
      guard let list = open.popLast() else { throw .strayParenthesis }
      ends[Int(list)] = Int32(kinds.count)
      position += 1
    default:
      try readAtom()
    }
  }

  private mutating func append(_ kind: FormKind, _ value: Int64) {
    kinds.append(kind)
    values.append(value)
    ends.append(Int32(kinds.count))
  }

  private mutating func skipBlanks() throws(Cause) {
    var inComment = false
    while position < source.count {
      let byte = source[position]
      switch byte {
      case UInt8(ascii: "\n"):
        line += 1
        inComment = false
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
        break
      case UInt8(ascii: ";"):
        inComment = true
      case 0x21...0x7e:
        if !inComment { return }
      default:
        throw .illegalByte
      }
      position += 1
    }
  }

  private mutating func readAtom() throws(Cause) {
    let start = position
    while position < source.count, isPartOfAtom(source[position]) { position += 1 }
    guard !open.isEmpty else { throw .malformed }
    let atom = source[start..<position]
    if isNumber(atom) {
      append(.number, try value(atom))
      return
    }
    let isVariable = atom.first == UInt8(ascii: "'")
    let spelling = isVariable ? atom.dropFirst() : atom
    guard isName(spelling) else { throw .illegalName }
    append(isVariable ? .typeVariable : .name, Int64(names.intern(atom).index))
  }

  private func isPartOfAtom(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ";"): false
    default: byte > 0x20 && byte < 0x7f
    }
  }

  private func isName(_ spelling: ArraySlice<UInt8>) -> Bool {
    let holdsQuote = spelling.contains { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
    return !spelling.isEmpty && !holdsQuote && !isNumber(spelling)
  }

  private func isNumber(_ atom: ArraySlice<UInt8>) -> Bool {
    let digits = atom.first == UInt8(ascii: "-") ? atom.dropFirst() : atom
    return !digits.isEmpty && digits.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
  }

  private func value(_ atom: ArraySlice<UInt8>) throws(Cause) -> Int64 {
    let isNegative = atom.first == UInt8(ascii: "-")
    let digits = isNegative ? atom.dropFirst() : atom
    let startsWithZero = digits.first == 0x30
    guard !startsWithZero || (digits.count == 1 && !isNegative) else { throw .superfluousZero }
    guard digits.count <= 19 else { throw .numberTooLarge }
    var value: Int64 = 0
    for digit in digits {
      let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
      let step = Int64(digit - 0x30)
      let (sum, carry) = tens.addingReportingOverflow(isNegative ? -step : step)
      guard !overflow && !carry else { throw .numberTooLarge }
      value = sum
    }
    return value
  }

  // MARK: - Looking at the item

  /// Form 0, the item.
  var item: Int { 0 }

  func kind(_ form: Int) -> FormKind { kinds[form] }

  /// The forms in a list.
  ///
  /// - Throws: `malformed` unless `form` is a list.
  func elements(_ form: Int) throws(Cause) -> Elements {
    guard kinds[form] == .list else { throw .malformed }
    return Elements(next: form + 1, end: Int(ends[form]))
  }

  /// The next of some forms.
  ///
  /// - Throws: `malformed` if none is left.
  func take(_ elements: inout Elements) throws(Cause) -> Int {
    guard elements.next < elements.end else { throw .malformed }
    let form = elements.next
    elements.next = Int(ends[form])
    return form
  }

  /// - Throws: `malformed` if a form is left.
  func finish(_ elements: Elements) throws(Cause) {
    guard elements.isEmpty else { throw .malformed }
  }

  func name(_ form: Int) throws(Cause) -> Name {
    guard kinds[form] == .name else { throw .malformed }
    return Name(index: Int(values[form]))
  }

  func typeVariable(_ form: Int) throws(Cause) -> Name {
    guard kinds[form] == .typeVariable else { throw .malformed }
    return Name(index: Int(values[form]))
  }

  func number(_ form: Int) throws(Cause) -> Int64 {
    guard kinds[form] == .number else { throw .malformed }
    return values[form]
  }

  /// The word that a form is, if it is one.
  func word(_ form: Int) -> Word? {
    kinds[form] == .name ? names.word(Name(index: Int(values[form]))) : nil
  }
}
