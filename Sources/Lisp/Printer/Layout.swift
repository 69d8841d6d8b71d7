/// Breaks and indents S-expressions.
///
/// What fits stands on one line. Otherwise the arguments of a function stand below each other, and
/// the bodies of special forms are indented by two columns.
struct Layout {
  private var text = ""
  private var column = 0
  private let width: Int
  /// Columns beyond which arguments are no longer aligned with the first one.
  private let deepest: Int

  private init(width: Int) {
    self.width = width
    deepest = width / 2
  }

  static func text(of form: SExpression, width: Int) -> String {
    var layout = Layout(width: width)
    layout.write(Block(form), closing: 0)
    return layout.text
  }

  /// An S-expression and the columns it takes on one line.
  private struct Block {
    var text: String
    var items: [Block]
    var isList: Bool
    var columns: Int

    init(_ form: SExpression) {
      items = []
      isList = false
      switch form.form {
      case .symbol(let name): text = name
      case .integer(let value): text = String(value)
      case .string(let value): text = Layout.quoted(value)
      case .list(let forms):
        text = ""
        isList = true
        items = forms.map { Block($0) }
      case .quote(let inner):
        text = "'"
        items = [Block(inner)]
      }
      let inner = items.reduce(0) { $0 + $1.columns }
      columns = isList ? inner + max(0, items.count - 1) + 2 : inner + text.unicodeScalars.count
    }
  }

  private static func quoted(_ value: String) -> String {
    var text = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"", "\\": text += "\\" + String(scalar)
      case "\n": text += "\\n"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }

  // MARK: - Writing

  private mutating func put(_ string: String) {
    text += string
    column += string.unicodeScalars.count
  }

  private mutating func newLine(_ indent: Int) {
    text += "\n" + String(repeating: " ", count: indent)
    column = indent
  }

  private mutating func writeFlat(_ block: Block) {
    if !block.isList {
      put(block.text)
      for item in block.items { writeFlat(item) }
      return
    }
    put("(")
    for (index, item) in block.items.enumerated() {
      if index > 0 { put(" ") }
      writeFlat(item)
    }
    put(")")
  }

  /// Writes a block after which so many parentheses close.
  private mutating func write(_ block: Block, closing: Int) {
    if column + block.columns + closing <= width || block.items.isEmpty {
      writeFlat(block)
      return
    }
    if !block.isList {
      put(block.text)
      write(block.items[0], closing: closing)
      return
    }
    let start = column
    put("(")
    let head = block.items[0].text
    if let onFirstLine = Layout.headerItems[head], block.items.count > onFirstLine {
      writeSpecial(block, onFirstLine, start, closing)
    } else {
      writeCall(block, start, closing)
    }
    put(")")
  }

  /// How many items after the head of a special form stay on its line.
  private static let headerItems = [
    "define": 2, "match": 1, "let": 1, "lambda": 1, "theorem": 1, "data": 1, "problem": 1,
    "forall": 1, "require": 0, "holdout": 0, "target": 1,
  ]

  private mutating func writeSpecial(
    _ block: Block, _ onFirstLine: Int, _ start: Int, _ closing: Int
  ) {
    put(block.items[0].text)
    for (index, item) in block.items.enumerated().dropFirst() {
      let isLast = index == block.items.count - 1
      if index <= onFirstLine, !(isLast && block.items[0].text == "define") {
        put(" ")
      } else {
        newLine(start + 2)
      }
      write(item, closing: isLast ? closing + 1 : 0)
    }
  }

  private mutating func writeCall(_ block: Block, _ start: Int, _ closing: Int) {
    let head = block.items[0]
    write(head, closing: block.items.count == 1 ? closing + 1 : 0)
    guard block.items.count > 1 else { return }
    let isName = !head.isList && head.items.isEmpty
    let aligned = start + head.columns + 2
    let isAligned = isName && aligned <= deepest
    let indent = isName ? (isAligned ? aligned : start + 2) : start + 1
    for (index, item) in block.items.enumerated().dropFirst() {
      if index == 1, isAligned { put(" ") } else { newLine(indent) }
      write(item, closing: index == block.items.count - 1 ? closing + 1 : 0)
    }
  }
}
