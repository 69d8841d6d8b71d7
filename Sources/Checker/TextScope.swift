/// Who reads a text, and so how it is spelled.
enum TextStyle {
  /// SHA-256: all tokens are separated by one space, names are identities, terms are trees.
  case identity
  /// People: names as in the file, shared terms by number.
  case statement
}

/// Collects tokens.
struct TextBuffer {
  let style: TextStyle
  /// How many bytes there may be.
  let limit: Int
  private(set) var bytes: [UInt8] = []
  private var isAfterOpen = true

  init(_ style: TextStyle, limit: Int) {
    self.style = style
    self.limit = limit
  }

  mutating func open() {
    separate()
    bytes.append(UInt8(ascii: "("))
    isAfterOpen = style == .statement
  }

  mutating func close() {
    if style == .identity { bytes.append(UInt8(ascii: " ")) }
    bytes.append(UInt8(ascii: ")"))
    isAfterOpen = false
  }

  mutating func token(_ spelling: some Sequence<UInt8>) {
    separate()
    bytes.append(contentsOf: spelling)
  }

  private mutating func separate() {
    if !isAfterOpen { bytes.append(UInt8(ascii: " ")) }
    isAfterOpen = false
  }
}

/// The numbers of one scope of a text, and the lengths of what is in it.
///
/// A length counts each token with the space after it.
struct TextScope: ~Copyable {
  /// The item that is being written, whose own names have no identity yet.
  let item: ItemID
  let style: TextStyle
  private(set) var typeParameters: [Name] = []
  private var numbers: [Variable: Int] = [:]
  private var typeLengths: [TypeID: Int] = [:]
  private var termLengths: [TermID: Int] = [:]
  /// The terms written already that have a number.
  private var references: [TermID: Int] = [:]

  /// For the identity of an item.
  init(item: ItemID) {
    self.item = item
    style = .identity
  }

  /// For a statement.
  init() {
    item = ItemID(index: -1)
    style = .statement
  }

  mutating func begin(_ parameters: [Name]) {
    typeParameters = parameters
    numbers.removeAll()
    typeLengths.removeAll()
    termLengths.removeAll()
  }

  /// The number of a variable, by first occurrence.
  mutating func number(_ variable: Variable) -> Int {
    if let known = numbers[variable] { return known }
    numbers[variable] = numbers.count
    return numbers.count - 1
  }

  func place(_ typeVariable: Int) -> Int {
    typeParameters.firstIndex { $0.index == typeVariable } ?? 0
  }

  func reference(_ term: TermID) -> Int? { references[term] }

  /// The number that the next term to be referred to gets.
  var nextReference: Int { references.count }

  mutating func refer(to term: TermID) { references[term] = references.count }

  func length(_ type: TypeID) -> Int? { typeLengths[type] }

  func length(_ term: TermID) -> Int? { termLengths[term] }

  mutating func store(_ length: Int, for type: TypeID) { typeLengths[type] = length }

  mutating func store(_ length: Int, for term: TermID) { termLengths[term] = length }
}
